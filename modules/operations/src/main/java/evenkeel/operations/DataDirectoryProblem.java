package evenkeel.operations;

import java.util.Optional;

/** The data directory cannot be used; nothing was started. The message is one line: what, why, what to do. */
public final class DataDirectoryProblem extends RuntimeException {
  private final String what;
  private final String why;
  private final String mend;

  DataDirectoryProblem(String what, String why, String mend, Optional<Exception> cause) {
    super(what + ": " + why + "; " + mend, cause.orElse(null));
    this.what = what;
    this.why = why;
    this.mend = mend;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String mend() {
    return mend;
  }
}

package evenkeel.app;

import java.util.List;

/**
 * A command cannot go on. Each line says what, why and what to do; it is printed as it is, without
 * a stack trace unless {@code --debug} was given.
 */
public final class CommandFailure extends RuntimeException {
  private final int exitCode;
  private final transient List<String> lines;

  public CommandFailure(int exitCode, String line) {
    this(exitCode, List.of(line));
  }

  public CommandFailure(int exitCode, List<String> lines) {
    super(String.join("\n", lines));
    this.exitCode = exitCode;
    this.lines = List.copyOf(lines);
  }

  public CommandFailure(int exitCode, String line, Throwable cause) {
    super(line, cause);
    this.exitCode = exitCode;
    this.lines = List.of(line);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }

  public List<String> lines() {
    return lines;
  }
}

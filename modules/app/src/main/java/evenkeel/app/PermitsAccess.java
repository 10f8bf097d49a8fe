package evenkeel.app;

import evenkeel.operations.DataDirectory;
import evenkeel.operations.Permits;
import java.io.IOException;

/** What the owner allows, on disk before it is said to be. */
final class PermitsAccess {
  private PermitsAccess() {}

  /** Something that is written into the owner's permits. */
  interface Saying<T> {
    T say(Permits permits) throws IOException;
  }

  /** Likewise, without an answer. */
  interface Order {
    void say(Permits permits) throws IOException;
  }

  static void write(Settings settings, Order order) {
    Object unused = ask(settings, permits -> {
      order.say(permits);
      return "";
    });
  }

  static <T> T ask(Settings settings, Saying<T> saying) {
    DataDirectory directory = Directories.open(settings);
    try {
      return saying.say(new Permits(directory));
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          new ComplaintText.PermitsUnwritable(directory.permitsFile(), String.valueOf(refused.getMessage())), refused);
    }
  }
}

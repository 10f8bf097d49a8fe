package evenkeel.alerts;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A notification on this machine's screen, by the tool that its system has for that. */
final class DesktopChannel implements Channel {
  private static final int BYTES_MAX = 1000;

  private final Function<Letter, List<String>> command;
  private final Duration timeout;

  /**
   * A channel.
   *
   * @param command what to run; the texts are arguments of their own and nothing that a shell would read
   */
  DesktopChannel(Function<Letter, List<String>> command, Duration timeout) {
    this.command = command;
    this.timeout = timeout;
  }

  /** The command of an operating system, by its name as Java tells it. */
  static Function<Letter, List<String>> commandOf(String system) {
    return system.toLowerCase(Locale.ROOT).contains("mac") ? DesktopChannel::mac : DesktopChannel::linux;
  }

  private static List<String> mac(Letter letter) {
    return List.of("osascript", "-e", "on run arguments", "-e",
        "display notification (item 2 of arguments) with title (item 1 of arguments)", "-e", "end run",
        letter.title(), Letter.cut(letter.text(), BYTES_MAX));
  }

  private static List<String> linux(Letter letter) {
    String urgency = switch (letter.severity()) {
      case INFORMATION -> "low";
      case WARNING -> "normal";
      case CRITICAL -> "critical";
    };
    return List.of("notify-send", "--app-name=Evenkeel", "--urgency=" + urgency, "--", letter.title(),
        Letter.cut(letter.text(), BYTES_MAX));
  }

  @Override
  public Receipt send(Letter letter) {
    List<String> words = command.apply(letter);
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return new Receipt.Failed(words.getFirst() + " did not end in time", false);
      }
      return process.exitValue() == 0
          ? new Receipt.Delivered()
          : new Receipt.Failed(words.getFirst() + " failed: is anybody logged in at this machine's screen?", true);
    } catch (IOException missing) {
      return new Receipt.Failed(words.getFirst() + " cannot be started; is it installed?", true);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Receipt.Failed("interrupted", false);
    }
  }
}

package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.OwnersFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pause}: the kill switch. */
@Command(
    name = "pause", description = "Send no order any more, until resume.", sortOptions = false,
    footer = {
        "",
        "It counts at once for a running process and for every later one. Orders that are at the broker",
        "stay there: evenkeel cancel ends them.",
        "",
        "Example:",
        "  evenkeel pause --reason \"prices look wrong\"",
    })
final class PauseCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--reason", paramLabel = "TEXT", required = true,
      description = "Why; shown wherever it stops something.")
  private String reason = "";

  PauseCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    write(settings, file -> file.pause(reason.strip(), invocation.clock().instant()));
    Language language = invocation.terminal().language();
    invocation.terminal().line(language.say(new ScreenText.Paused()) + language.say(
        Directories.isHeld(settings) ? new ScreenText.GoesByIt() : new ScreenText.NoProcess()));
    return ExitCode.DONE;
  }

  /** Something that is said in the owner's file. */
  interface Saying {
    void say(OwnersFile file) throws IOException;
  }

  /** Has it said, on disk. */
  static void write(Settings settings, Saying saying) {
    DataDirectory directory = Directories.open(settings);
    try {
      saying.say(new OwnersFile(directory));
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE,
          new ComplaintText.OwnersFileUnwritable(directory.ownersFile(), String.valueOf(refused.getMessage())),
          refused);
    }
  }
}

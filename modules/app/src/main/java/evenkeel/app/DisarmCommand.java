package evenkeel.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code disarm}: the end of an arming. */
@Command(
    name = "disarm", description = "Let mode live trade nothing any more.", sortOptions = false,
    footer = {
        "",
        "It counts at once, for a running process too. Orders that are at the broker stay there:",
        "evenkeel cancel ends them; evenkeel pause also stops what a run has not sent yet.",
        "",
        "Example:",
        "  evenkeel disarm",
    })
final class DisarmCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  DisarmCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    PermitsAccess.write(settings, permits -> permits.disarm(invocation.clock().instant()));
    invocation.terminal().say(new ScreenText.Disarmed());
    return ExitCode.DONE;
  }
}

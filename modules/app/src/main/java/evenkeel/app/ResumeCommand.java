package evenkeel.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code resume}: the end of a pause, and the owner's word that the account is worth what it shows. */
@Command(
    name = "resume", description = "End a pause, and accept the account's value as it is now.", sortOptions = false,
    footer = {
        "",
        "Also after the guards have stopped orders because the account's value jumped: it says that the",
        "value is right.",
        "",
        "Example:",
        "  evenkeel resume",
    })
final class ResumeCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  ResumeCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    PauseCommand.write(settings, file -> file.resume(invocation.clock().instant()));
    invocation.terminal().line("Trading goes on; the account's value is taken as it is.");
    return ExitCode.DONE;
  }
}

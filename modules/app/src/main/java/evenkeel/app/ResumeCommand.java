package evenkeel.app;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code resume}: the end of a pause, and the owner's word that the account is worth what it shows. */
@Command(
    name = "resume", description = "End a pause, and accept the account's value as it is now.", sortOptions = false,
    footer = {
        "",
        "Also after the guards have stopped orders because the account's value jumped: it says that the",
        "value is right.",
        "",
        "After the account was frozen since our books and the broker's differ, --accept-broker says that the",
        "broker's positions and orders are right: they are taken at the next look. What differs is shown by",
        "evenkeel status. An account that agrees again thaws by itself.",
        "",
        "Examples:",
        "  evenkeel resume",
        "  evenkeel resume --accept-broker",
    })
final class ResumeCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--accept-broker",
      description = "Take the broker's positions and orders for right, whatever our books have.")
  private boolean acceptBroker;

  ResumeCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    Instant now = invocation.clock().instant();
    PauseCommand.write(settings, file -> {
      if (acceptBroker) {
        file.resumeAndAcceptBroker(now);
      } else {
        file.resume(now);
      }
    });
    invocation.terminal().say(acceptBroker ? new ScreenText.ResumedAndAccepted() : new ScreenText.Resumed());
    return ExitCode.DONE;
  }
}

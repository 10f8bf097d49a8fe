package evenkeel.app;

import evenkeel.domain.TradingMode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cancel}: one order, or everything. */
@Command(
    name = "cancel", description = "Cancel an order that is open at the broker.", sortOptions = false,
    footer = {
        "",
        "It ends once the broker has said what became of the order: an order that filled on the way is",
        "told as filled. Order ids are those of evenkeel orders.",
        "",
        "Examples:",
        "  evenkeel cancel 17",
        "  evenkeel cancel --all --yes",
    })
final class CancelCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ORDER_ID", description = "The order to cancel.")
  private @Nullable Integer orderId;

  @Option(names = "--all",
      description = "Cancel every open order of the log-in, those of other programs and by hand too.")
  private boolean isAll;

  @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live; overrides the configuration.")
  private @Nullable TradingMode mode;

  @Option(names = "--yes", description = "Do not ask before everything is cancelled.")
  private boolean yes;

  CancelCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    if (isAll == (orderId != null)) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.OneIdOrAll());
    }
    if (orderId != null && orderId < 1) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.OrderIdTooSmall(orderId));
    }
    DeskAccess access = DeskAccess.of(invocation, invocation.settings(program.config()), mode);
    if (orderId != null) {
      access.ask(new DeskRequest.Cancel(orderId));
      return ExitCode.DONE;
    }
    if (!isAgreed(access.settings().mode())) {
      invocation.terminal().say(new ScreenText.NothingSent());
      return ExitCode.DONE;
    }
    access.ask(new DeskRequest.CancelAll());
    return ExitCode.DONE;
  }

  private boolean isAgreed(TradingMode inMode) {
    if (yes || inMode == TradingMode.DRY_RUN) {
      return true;
    }
    if (!invocation.terminal().asks()) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.SayYesToCancelAll());
    }
    return Question.ask(
        invocation.terminal(), new DeskText.CancelAllIndeed());
  }
}

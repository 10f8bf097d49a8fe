package evenkeel.app;

import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code modify}: another limit or size for an order that is open. */
@Command(
    name = "modify", description = "Change the limit or the size of an order that is open at the broker.",
    sortOptions = false, footer = {
        "",
        "It ends once the broker shows the order with its new terms. A change that is refused leaves the",
        "order as it is. More shares, or a limit that trades at a worse price, pass the same guards as an",
        "order by hand. While trading is paused no order is changed; it can be cancelled.",
        "",
        "Example:",
        "  evenkeel modify 17 --limit 349.50",
    })
final class ModifyCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Parameters(index = "0", paramLabel = "ORDER_ID", description = "The order, by its id in evenkeel orders.")
  private int orderId;

  @Option(names = "--limit", paramLabel = "PRICE", description = "The new limit, in USD a share.")
  private @Nullable BigDecimal limit;

  @Option(names = "--quantity", paramLabel = "QTY", description = "The new size, what has filled included.")
  private @Nullable BigDecimal quantity;

  @Option(names = "--mode", paramLabel = "MODE", description = "dry-run, paper or live; overrides the configuration.")
  private @Nullable TradingMode mode;

  ModifyCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    if (limit == null && quantity == null) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.NothingToChange());
    }
    if (orderId < 1) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.OrderIdTooSmall(orderId));
    }
    boolean isWhole = quantity == null || (quantity.signum() > 0 && quantity.stripTrailingZeros().scale() <= 0);
    if (!isWhole || (limit != null && limit.signum() <= 0)) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.SizeOrLimitWrong());
    }
    DeskAccess.of(invocation, invocation.settings(program.config()), mode).ask(
        new DeskRequest.Modify(orderId, Optional.ofNullable(quantity), Optional.ofNullable(limit)));
    return ExitCode.DONE;
  }
}

package evenkeel.engine;

import evenkeel.domain.OrderRef;
import evenkeel.domain.Portfolio;
import evenkeel.domain.RunId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the guards journal. */
public sealed interface GuardEvent {
  /**
   * A look at the account that was believed: what the next one is compared with.
   *
   * @param looked what was seen; empty in journals of earlier versions
   */
  record AccountSeen(BigDecimal netLiquidation, Instant at, Optional<Portfolio> looked) implements GuardEvent {
    public AccountSeen(BigDecimal netLiquidation, Instant at) {
      this(netLiquidation, at, Optional.empty());
    }

    static AccountSeen of(Portfolio portfolio, Instant at) {
      return new AccountSeen(portfolio.netLiquidation(), at, Optional.of(portfolio));
    }
  }

  /** The run's orders may be sent. */
  record RunPassed(RunId run, Instant at) implements GuardEvent {}

  /** The run's orders may be sent but for these. */
  record RunPassedInPart(RunId run, List<Withheld> withheld, Instant at) implements GuardEvent {
    public RunPassedInPart {
      withheld = List.copyOf(withheld);
    }
  }

  /** An order that the broker would refuse for a reason of its own. */
  record Withheld(OrderRef ref, String reason) {}

  /** The run waits, for this reason: it is not the one that it waited for before. */
  record RunHeld(RunId run, String why, Instant at) implements GuardEvent {}

  /** The run's orders may not be sent, for these reasons. */
  record RunStopped(RunId run, List<String> reasons, Instant at) implements GuardEvent {
    public RunStopped {
      reasons = List.copyOf(reasons);
    }
  }
}

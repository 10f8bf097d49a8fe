package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The one answer to a trigger, with everything it was made from.
 *
 * @param looked the portfolio that was looked at; empty when it could not be
 * @param prices what became of each target's quote
 */
public record Decision(
    Trigger trigger, AccountId account, TradingMode mode, Instant at, Optional<Portfolio> looked,
    List<PriceChoice> prices,
    Verdict verdict) {
  public Decision {
    prices = List.copyOf(prices);
  }

  /** What was decided. */
  public sealed interface Verdict {}

  /** These orders are to be sent (in dry-run: would be). */
  public record Trade(PlanOutcome.Plan plan, BigDecimal cashReserve) implements Verdict {}

  /** Nothing to do. */
  public record Rest(PlanOutcome.OnTarget onTarget) implements Verdict {}

  /** Nothing may be done, for these reasons. */
  public record Refuse(PlanOutcome.Refused refused) implements Verdict {}

  /** The trigger was due while nobody was there, and its cut-off has passed. */
  public record Missed(String reason) implements Verdict {}

  public RunId run() {
    return trigger.run();
  }

  /** The drift that was found, when there was enough to compute it. */
  public Optional<DriftReport> drift() {
    return switch (verdict) {
      case Trade trade -> Optional.of(trade.plan().drift());
      case Rest rest -> Optional.of(rest.onTarget().drift());
      case Refuse refuse -> refuse.refused().driftReport();
      case Missed missed -> Optional.empty();
    };
  }

  /** The reasons for not trading; empty for a trade. */
  public List<String> reasons() {
    return switch (verdict) {
      case Trade trade -> List.of();
      case Rest rest -> List.of("every holding is within the threshold");
      case Refuse refuse -> refuse.refused().reasons();
      case Missed missed -> List.of(missed.reason());
    };
  }
}

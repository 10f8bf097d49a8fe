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
  public record Trade(PlanOutcome.Plan plan, BigDecimal cashReserve, Optional<SecondStep> second) implements Verdict {
    /** The first step, or the only one. */
    public Trade(PlanOutcome.Plan plan, BigDecimal cashReserve) {
      this(plan, cashReserve, Optional.empty());
    }
  }

  /**
   * What tells the second step of a run from its first.
   *
   * @param leftOut the orders of the plan's {@code later} that are given up
   */
  public record SecondStep(List<LeftOut> leftOut) {
    public SecondStep {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** A purchase of the second step that is not made, and why. */
  public record LeftOut(Symbol symbol, String reason) {}

  /**
   * The owner's order is to be sent (in dry-run: would be).
   *
   * @param order the same with the price that it is valued at: its limit, or the market's
   */
  public record Place(HandOrder wish, PlannedOrder order, BigDecimal cashReserve) implements Verdict {}

  /** Nothing to do. */
  public record Rest(PlanOutcome.OnTarget onTarget) implements Verdict {}

  /** Nothing may be done, for these reasons. */
  public record Refuse(PlanOutcome.Refused refused) implements Verdict {}

  /** The trigger was due while nobody was there, and its cut-off has passed. */
  public record Missed(String reason) implements Verdict {}

  public RunId run() {
    return trigger.run();
  }

  /** The same without its orders, which may not be sent for these reasons. */
  public Decision stopped(List<String> reasons) {
    return new Decision(
        trigger, account, mode, at, looked, prices, new Refuse(new PlanOutcome.Refused(reasons, drift())));
  }

  /** The same with these purchases in its second step. */
  public Decision deferring(List<PlannedOrder> refused) {
    return verdict instanceof Trade trade
        ? new Decision(
            trigger, account, mode, at, looked, prices,
            new Trade(trade.plan().deferring(refused), trade.cashReserve(), trade.second()))
        : this;
  }

  /** Whether it is the second step of its run. */
  public boolean isSecondStep() {
    return verdict instanceof Trade trade && trade.second().isPresent();
  }

  /** The purchases that wait for a second step; none in the second step itself. */
  public List<PlannedOrder> waiting() {
    return verdict instanceof Trade trade && trade.second().isEmpty() ? trade.plan().later() : List.of();
  }

  /** The symbols that were priced with the previous close while the exchange was open. */
  public List<Symbol> previousClosesInSession() {
    return NyseCalendar.isOpen(at)
        ? prices.stream().filter(choice -> choice instanceof PriceChoice.Priced priced
            && priced.source() == PriceSource.PREVIOUS_CLOSE).map(PriceChoice::symbol).toList()
        : List.of();
  }

  /** The orders that it wants sent, in sending order. */
  public List<PlannedOrder> orders() {
    return switch (verdict) {
      case Trade trade -> trade.plan().orders();
      case Place place -> List.of(place.order());
      case Rest rest -> List.of();
      case Refuse refuse -> List.of();
      case Missed missed -> List.of();
    };
  }

  /** The drift that was found, when there was enough to compute it. */
  public Optional<DriftReport> drift() {
    return switch (verdict) {
      case Trade trade -> Optional.of(trade.plan().drift());
      case Place place -> Optional.empty();
      case Rest rest -> Optional.of(rest.onTarget().drift());
      case Refuse refuse -> refuse.refused().driftReport();
      case Missed missed -> Optional.empty();
    };
  }

  /** What it wants converted before it buys. */
  public List<CurrencyOrder> currencyOrders() {
    return switch (verdict) {
      case Trade trade -> trade.plan().conversions();
      case Place place -> List.of();
      case Rest rest -> List.of();
      case Refuse refuse -> List.of();
      case Missed missed -> List.of();
    };
  }

  /** What to convert for the purchases that the traded currency does not pay for; nothing where it pays for all. */
  public List<Conversion> conversions() {
    return switch (verdict) {
      case Trade trade when trade.plan().conversions().isEmpty() ->
        Conversion.of(trade.plan().drift(), trade.plan().all());
      // What the purchases need is converted by the run.
      case Trade trade -> List.of();
      case Rest rest when rest.onTarget().drift().breached() ->
        Conversion.of(rest.onTarget().drift(), List.of());
      case Rest rest -> List.of();
      case Place place -> List.of();
      case Refuse refuse -> List.of();
      case Missed missed -> List.of();
    };
  }

  /** The reasons for not trading; empty for a trade and for an order. */
  public List<String> reasons() {
    return switch (verdict) {
      case Trade trade -> List.of();
      case Place place -> List.of();
      case Rest rest when !conversions().isEmpty() ->
        List.of("purchases wait until cash of another currency is converted");
      case Rest rest -> List.of(rest.onTarget().drift().breached()
          ? "what is off its target is less than a whole share or the minimum trade value"
          : "every holding is within the threshold");
      case Refuse refuse -> refuse.refused().reasons();
      case Missed missed -> List.of(missed.reason());
    };
  }
}

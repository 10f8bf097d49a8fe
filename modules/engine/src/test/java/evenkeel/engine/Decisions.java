package evenkeel.engine;

import evenkeel.domain.CurrencyOrder;
import evenkeel.domain.Decision;
import evenkeel.domain.DriftReport;
import evenkeel.domain.Leg;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.domain.TriggerKind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decisions about the month end of {@link Broker}. */
final class Decisions {
  static final Trigger TRIGGER = new Trigger(
      Broker.RUN, TriggerKind.MONTH_END, LocalDate.of(2025, 10, 31), Broker.START, Broker.CUT_OFF);

  private Decisions() {}

  static Decision trade(TradingMode mode, Leg... legs) {
    return trade(mode, List.of(), legs);
  }

  /** After these conversions. */
  static Decision trade(TradingMode mode, List<CurrencyOrder> conversions, Leg... legs) {
    List<PlannedOrder> orders = Stream.of(legs).map(
        leg -> new PlannedOrder(
            leg.symbol(), leg.side(), leg.quantity(), leg.estimatedPrice(), leg.estimatedValue(), BigDecimal.ONE,
            leg.drift(), leg.contract()))
        .toList();
    return decision(mode, new Decision.Trade(
        new PlanOutcome.Plan(drift(), orders, List.of(), BigDecimal.ZERO, List.of(), conversions),
        BigDecimal.ZERO));
  }

  /** The same for another reason, so that it is another run. */
  static Decision under(RunId run, Decision of) {
    Trigger trigger = Trigger.named(run, Broker.START, Broker.CUT_OFF);
    return new Decision(trigger, of.account(), of.mode(), of.at(), of.looked(), of.prices(), of.verdict());
  }

  static Decision rest() {
    return decision(TradingMode.PAPER, new Decision.Rest(new PlanOutcome.OnTarget(drift(), List.of())));
  }

  private static Decision decision(TradingMode mode, Decision.Verdict verdict) {
    var portfolio = Portfolio.of("USD", new BigDecimal("100000"), new BigDecimal("5000"), List.of());
    return new Decision(
        TRIGGER, Broker.ACCOUNT, mode, Broker.START, Optional.of(portfolio), List.of(), verdict);
  }

  private static DriftReport drift() {
    return new DriftReport(
        new BigDecimal("100000"), List.of(), List.of(), new BigDecimal("5000"), new BigDecimal("0.05"),
        BigDecimal.ZERO);
  }
}

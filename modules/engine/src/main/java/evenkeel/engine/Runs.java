package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Session;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Makes a run of a decision. */
final class Runs {
  /** Auction fills and their reports arrive within minutes of the close; an order without an auction within as many. */
  private static final Duration SETTLE_WITHIN = Duration.ofMinutes(10);

  private Runs() {}

  /** Empty where the decision is not one to be executed: no trade, or dry-run. */
  static Optional<RunEvent.RunStarted> start(
      Decision decision, OrderExecutor.Surroundings around, Instant now) {
    if (!(decision.verdict() instanceof Decision.Trade trade) || decision.mode() == TradingMode.DRY_RUN) {
      return Optional.empty();
    }
    OrderType type = around.settings().orderType();
    var legs = trade.plan().orders().stream().map(order -> leg(decision, order, type)).toList();
    Instant settleBy = type.fillsAtClose()
        ? NyseCalendar.session(decision.trigger().session()).map(Session::close)
            .orElseThrow(() -> new IllegalStateException("no session on " + decision.trigger().session()))
            .toInstant().plus(SETTLE_WITHIN)
        : now.plus(SETTLE_WITHIN);
    Portfolio looked = decision.looked()
        .orElseThrow(() -> new IllegalStateException("a trade without a look at the portfolio: " + decision.run()));
    return Optional.of(new RunEvent.RunStarted(
        decision.run(), decision.account(), decision.mode(), legs, looked.cash(), trade.cashReserve(),
        decision.trigger().deadline(), settleBy, now));
  }

  private static Leg leg(Decision decision, PlannedOrder order, OrderType type) {
    OrderRef ref = OrderRef.of(decision.account(), decision.run(), order.symbol(), order.side());
    return new Leg(
        ref, order.symbol(), order.side(), order.quantity(), order.price(), type, TimeInForce.DAY, Optional.empty(),
        order.drift());
  }
}

package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.NextStep;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Session;
import evenkeel.domain.Settlement;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a run of a decision. */
final class Runs {
  /** Auction fills and their reports arrive within minutes of the close; an order without an auction within as many. */
  private static final Duration SETTLE_WITHIN = Duration.ofMinutes(10);

  private Runs() {}

  /** Empty where the decision is not one to be executed: no trade, or dry-run. */
  static Optional<RunEvent.RunStarted> start(
      Decision decision, EngineSettings settings, Instant now) {
    if (decision.mode() == TradingMode.DRY_RUN) {
      return Optional.empty();
    }
    List<Leg> legs = legs(decision, settings);
    return switch (decision.verdict()) {
      case Decision.Trade trade -> {
        Instant settleBy = switch (type(decision, settings)) {
          case MKT -> now.plus(SETTLE_WITHIN);
          case MOC, LOC, LMT -> close(decision).plus(SETTLE_WITHIN);
        };
        yield Optional.of(started(decision, legs, trade.cashReserve(), settleBy, now, next(decision, settings)));
      }
      case Decision.Place place -> Optional.of(
          started(decision, legs, place.cashReserve(), settleBy(decision, place.wish(), now), now,
              Optional.empty()));
      case Decision.Rest rest -> Optional.empty();
      case Decision.Refuse refuse -> Optional.empty();
      case Decision.Missed missed -> Optional.empty();
    };
  }

  /** The orders of one step as a run of their own, for sums. */
  static Optional<RunEvent.RunStarted> sent(Decision decision, EngineSettings settings, Instant now) {
    if (decision.isSecondStep() && decision.verdict() instanceof Decision.Trade trade) {
      RunEvent.StepStarted step = step(decision, trade, settings, now);
      return Optional.of(new RunEvent.RunStarted(
          decision.run(), decision.account(), decision.mode(), legs(decision, settings), step.cash(),
          trade.cashReserve(), step.deadline(), step.settleBy(), now));
    }
    return start(decision, settings, now);
  }

  /** When the second step of a decision is due; empty where it has none. */
  static Optional<NextStep> next(Decision decision, EngineSettings settings) {
    return decision.waiting().isEmpty()
        ? Optional.empty()
        : Optional.of(NextStep.of(
            Settlement.next(decision.trigger(), settings.monthEndAt(), settings.cutOff())));
  }

  /** The second step of a run that was planned without one: on the next session, as a planned one. */
  static NextStep after(Run run, EngineSettings settings) {
    Session session = NyseCalendar.next(NyseCalendar.day(run.deadline()));
    return new NextStep(
        session.date(), settings.cutOff().due(session, settings.monthEndAt()), settings.cutOff().cutOff(session));
  }

  /** The second step of a run: its orders, with those that are given up. */
  static RunEvent.StepStarted step(
      Run run, Decision decision, Decision.Trade trade, EngineSettings settings, Instant now) {
    RunEvent.StepStarted step = step(decision, trade, settings, now);
    return new RunEvent.StepStarted(
        step.run(), step.legs().stream().map(leg -> leg.withRef(run.inSecondStep(leg.ref()))).toList(), step.cash(),
        step.deadline(), step.settleBy(), step.at());
  }

  private static RunEvent.StepStarted step(Decision decision, Decision.Trade trade, EngineSettings settings,
      Instant now) {
    OrderType type = type(decision, settings);
    Instant settleBy = type == OrderType.MKT ? now.plus(SETTLE_WITHIN) : close(decision).plus(SETTLE_WITHIN);
    BigDecimal cash = decision.looked().map(looked -> Settlement.cash(looked, settings.planRules()))
        .orElse(BigDecimal.ZERO);
    List<Leg> legs = trade.plan().all().stream()
        .map(order -> leg(decision, settings, order, type, TimeInForce.DAY, Optional.empty())).toList();
    return new RunEvent.StepStarted(decision.run(), legs, cash, decision.trigger().deadline(), settleBy, now);
  }

  /** The decision's orders as they are sent. */
  static List<Leg> legs(Decision decision, EngineSettings settings) {
    if (decision.verdict() instanceof Decision.Place place) {
      HandOrder wish = place.wish();
      return List.of(leg(decision, settings, place.order(), wish.type(), wish.timeInForce(), wish.limit()));
    }
    OrderType type = type(decision, settings);
    Stream<Leg> conversions = decision.currencyOrders().stream().map(order -> Leg.of(
        OrderRef.of(
            decision.account(), settings.instance(), decision.run(), order.pair().symbol(), order.side()),
        order));
    return Stream.concat(conversions, decision.orders().stream()
        .map(order -> leg(decision, settings, order, type, TimeInForce.DAY, type.hasLimit()
            ? Optional.of(settings.catchUp().limit(order.side(), order.price()))
            : Optional.empty())))
        .toList();
  }

  private static OrderType type(Decision decision, EngineSettings settings) {
    return decision.trigger().catchUp().flatMap(Trigger.CatchUp::orderType).orElse(settings.orderType());
  }

  private static RunEvent.RunStarted started(
      Decision decision, List<Leg> legs, BigDecimal cashReserve, Instant settleBy, Instant now,
      Optional<NextStep> next) {
    Portfolio looked = decision.looked()
        .orElseThrow(() -> new IllegalStateException("a trade without a look at the portfolio: " + decision.run()));
    return new RunEvent.RunStarted(
        decision.run(), decision.account(), decision.mode(), legs, looked.cash(), cashReserve,
        decision.trigger().deadline(), settleBy, now, decision.verdict() instanceof Decision.Place, next);
  }

  /** When an order by hand should be over, if all goes as usual. */
  private static Instant settleBy(Decision decision, HandOrder wish, Instant now) {
    if (wish.timeInForce() == TimeInForce.GTC) {
      return goodTill(now).plus(SETTLE_WITHIN);
    }
    boolean isOpen = NyseCalendar.session(decision.trigger().session())
        .filter(session -> !now.isBefore(session.open().toInstant())).isPresent();
    return wish.type() == OrderType.MKT && isOpen
        ? now.plus(SETTLE_WITHIN)
        : close(decision).plus(SETTLE_WITHIN);
  }

  /** IBKR cancels such orders at the end of the calendar quarter after the one that they were placed in (TWS API). */
  static Instant goodTill(Instant now) {
    YearMonth month = YearMonth.from(now.atZone(NyseCalendar.ZONE));
    int monthsLeft = 2 - (month.getMonthValue() - 1) % 3;
    return NyseCalendar.lastOfMonth(month.plusMonths(monthsLeft + 3L)).close().toInstant();
  }

  private static Instant close(Decision decision) {
    return NyseCalendar.session(decision.trigger().session()).map(Session::close)
        .orElseThrow(() -> new IllegalStateException("no session on " + decision.trigger().session())).toInstant();
  }

  private static Leg leg(
      Decision decision, EngineSettings settings, PlannedOrder order, OrderType type, TimeInForce timeInForce,
      Optional<BigDecimal> limit) {
    OrderRef ref = OrderRef.of(
        decision.account(), settings.instance(), decision.run(), order.symbol(), order.side());
    return new Leg(
        ref, order.symbol(), order.side(), order.quantity(), order.price(), type, timeInForce, limit, order.drift(),
        order.contract());
  }
}

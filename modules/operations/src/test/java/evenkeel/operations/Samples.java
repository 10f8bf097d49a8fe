package evenkeel.operations;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftReport;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Holding;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.PriceChoice;
import evenkeel.domain.PriceSource;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A month end of a small paper account: GLD is sold, DBMF is bought, BIL stays. */
final class Samples {
  static final AccountId ACCOUNT = new AccountId("DU1234567");
  static final LocalDate SESSION = LocalDate.of(2025, 10, 31);
  static final Instant AT = Instant.parse("2025-10-31T18:30:00.250Z");
  static final Instant CLOSE = Instant.parse("2025-10-31T20:00:00Z");
  static final Trigger TRIGGER = monthEnd(SESSION);
  static final RunId RUN = TRIGGER.run();
  static final OrderRef SELL = OrderRef.of(ACCOUNT, RUN, new Symbol("GLD"), Side.SELL);
  static final OrderRef BUY = OrderRef.of(ACCOUNT, RUN, new Symbol("DBMF"), Side.BUY);

  private Samples() {}

  static BigDecimal n(String text) {
    return new BigDecimal(text);
  }

  static Trigger monthEnd(LocalDate session) {
    return Trigger.monthEnd(
        NyseCalendar.session(session).orElseThrow(), session.atTime(14, 30).atZone(NyseCalendar.ZONE).toInstant(),
        session.atTime(15, 45).atZone(NyseCalendar.ZONE).toInstant());
  }

  static Portfolio portfolio() {
    var holdings = new TreeMap<Symbol, Holding>();
    for (Holding each : List.of(
        Holding.of(new Symbol("BIL"), n("182"), n("91.5")), Holding.of(new Symbol("DBMF"), n("500"), n("25.75")),
        Holding.of(new Symbol("GLD"), n("55"), n("180.123456")), Holding.of(new Symbol("SPY"), n("2.5"), n("400")))) {
      holdings.put(each.symbol(), each);
    }
    return Portfolio.of("USD", n("50000.125"), n("1000.50"), holdings.values());
  }

  static List<PriceChoice> prices() {
    return List.of(
        new PriceChoice.Priced(new Symbol("DBMF"), n("27.50"), PriceSource.LAST, QuoteKind.DELAYED),
        new PriceChoice.Priced(new Symbol("GLD"), n("368.125"), PriceSource.MIDPOINT, QuoteKind.DELAYED),
        new PriceChoice.NoPrice(new Symbol("BIL"), "no price: last -1"));
  }

  static DriftReport drift() {
    return new DriftReport(
        n("50000.125"),
        List.of(
            line("DBMF", "500", "27.50", "0.275", "0.3333333333333333333333333333333333"),
            line("GLD", "55", "368.125", "0.40493700000", "0.3333333333333333333333333333333333"),
            line("BIL", "182", "91.60", "0.33333333", "0.3333333333333333333333333333333334")),
        List.of(), n("1000.50"), n("0.02"), BigDecimal.ZERO);
  }

  private static DriftLine line(String symbol, String shares, String price, String current, String target) {
    return new DriftLine(
        new Symbol(symbol), n(shares), n("1"), n(price), n(shares).multiply(n(price)), n(current), n(target),
        n(current).subtract(n(target)), true, Optional.empty());
  }

  static PlanOutcome.Plan plan() {
    return new PlanOutcome.Plan(
        drift(),
        List.of(
            new PlannedOrder(new Symbol("GLD"), Side.SELL, n("9"), n("368.125"), n("3313.125"), n("1.00"),
                n("0.07160366666"), Optional.empty()),
            new PlannedOrder(new Symbol("DBMF"), Side.BUY, n("100"), n("27.50"), n("2750.00"), n("1.00"),
                n("-0.05833333333"), Optional.empty())),
        List.of(), n("1561.625"));
  }

  static Decision decision(TradingMode mode, Decision.Verdict verdict) {
    return new Decision(TRIGGER, ACCOUNT, mode, AT, Optional.of(portfolio()), prices(), verdict);
  }

  static Decision trade(TradingMode mode) {
    return decision(mode, new Decision.Trade(plan(), BigDecimal.ZERO));
  }

  /** A decision that saw nothing, of the month end of this session. */
  static Decision blind(LocalDate session, String... reasons) {
    return new Decision(
        monthEnd(session), ACCOUNT, TradingMode.PAPER, AT, Optional.empty(), List.of(),
        new Decision.Refuse(new PlanOutcome.Refused(List.of(reasons), Optional.empty())));
  }

  static RunEvent.RunStarted started() {
    return new RunEvent.RunStarted(
        RUN, ACCOUNT, TradingMode.PAPER,
        List.of(
            leg(SELL, "GLD", Side.SELL, "9", "368.125", "0.07160366666"),
            leg(BUY, "DBMF", Side.BUY, "100", "27.50", "-0.05833333333")),
        n("1000.50"), BigDecimal.ZERO, TRIGGER.deadline(), CLOSE.plusSeconds(600), AT);
  }

  private static Leg leg(OrderRef ref, String symbol, Side side, String quantity, String price, String drift) {
    return new Leg(
        ref, new Symbol(symbol), side, n(quantity), n(price), OrderType.MOC, TimeInForce.DAY, Optional.empty(),
        n(drift), Optional.empty());
  }

  /** A run after these events. */
  static Run run(List<? extends ExecutionEvent> events) {
    ExecutionBook book = ExecutionBook.EMPTY.apply(started());
    for (ExecutionEvent event : events) {
      book = book.apply(event);
    }
    return book.runs().get(RUN);
  }

  static List<ExecutionEvent> accepted(OrderRef ref, int orderId) {
    return List.of(
        new OrderEvent.SubmissionStarted(ref, orderId, 10, 1, AT),
        new OrderEvent.OrderAcknowledged(ref, orderId, 10, 9000 + orderId, BrokerStatus.PRE_SUBMITTED, AT));
  }

  static List<ExecutionEvent> filled(OrderRef ref, String shares, String price) {
    return List.of(
        new OrderEvent.FillRecorded(ref, exec(ref), n(shares), n(price), CLOSE, CLOSE),
        new OrderEvent.OrderClosed(ref, OrderOutcome.FILLED, 0, "", CLOSE));
  }

  static OrderEvent.CommissionRecorded charged(OrderRef ref, String amount, Optional<BigDecimal> realizedPnl) {
    return new OrderEvent.CommissionRecorded(ref, exec(ref), n(amount), "USD", realizedPnl, CLOSE.plusSeconds(2));
  }

  static RunEvent.RunSettled settled() {
    return new RunEvent.RunSettled(RUN, CLOSE.plusSeconds(3));
  }

  /** Everything that a good run journals. */
  static List<ExecutionEvent> good() {
    var events = new ArrayList<ExecutionEvent>();
    events.addAll(accepted(SELL, 7));
    events.addAll(accepted(BUY, 8));
    events.addAll(filled(SELL, "9", "369.10"));
    events.addAll(filled(BUY, "100", "27.4333333333"));
    events.add(charged(SELL, "1.0325", Optional.of(n("1700.888896"))));
    events.add(charged(BUY, "1.00", Optional.empty()));
    events.add(settled());
    return events;
  }

  private static String exec(OrderRef ref) {
    return "0000e0d5." + Integer.toHexString(ref.hashCode()) + ".01.01";
  }
}

package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.RunStep.Settle;
import evenkeel.domain.RunStep.Shrink;
import evenkeel.domain.RunStep.Skip;
import evenkeel.domain.RunStep.Submit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunStepTest {
  private static final Leg GLD = Orders.leg("GLD", Side.SELL, 100, "300");
  private static final Leg DBMF = Orders.leg("DBMF", Side.SELL, 200, "25");
  private static final Leg BIL = Orders.leg("BIL", Side.BUY, 300, "90");
  private static final Leg SGOV = Orders.leg("SGOV", Side.BUY, 40, "100");
  private static final Leg MKT_GLD = Orders.leg(OrderType.MKT, "GLD", Side.SELL, 100, "300");
  private static final Leg MKT_BIL = Orders.leg(OrderType.MKT, "BIL", Side.BUY, 300, "90");

  private static final RunEvent.RunStarted ALL = Orders.started("5000", GLD, DBMF, BIL, SGOV);
  private static final RunEvent.RunStarted BUYS = Orders.started("50000", BIL, SGOV);
  private static final RunEvent.RunStarted MARKET = Orders.started("0", MKT_GLD, MKT_BIL);

  private static final List<RunStep> NOTHING = List.of();
  private static final Instant SETTLED = Orders.NOW.plus(RunStep.SETTLED_AFTER);

  static Stream<Arguments> sending() {
    return Stream.of(
        of("the first goes alone", submit(GLD), ALL),
        of("the rest waits for its answer", NOTHING, ALL, Orders.sent(GLD, 1)),
        of("once it is answered the other sells go", submit(DBMF), ALL, Orders.sent(GLD, 1), Orders.known(GLD, 1)),
        of("also when the answer is a refusal", submit(DBMF), ALL, Orders.sent(GLD, 1),
            Orders.closed(GLD, OrderOutcome.REJECTED)),
        of("a first that is parked answered nothing, so the next is the first", submit(DBMF), ALL,
            Orders.sent(GLD, 1), Orders.parked(GLD)),
        of("nor did one that was skipped", submit(DBMF), ALL, Orders.closed(GLD, OrderOutcome.SKIPPED)),
        of("buys wait for each sell of the auction to be taken", NOTHING, ALL, Orders.sent(GLD, 1),
            Orders.known(GLD, 1), Orders.sent(DBMF, 2)),
        of("and then all go", submit(BIL, SGOV), ALL, Orders.sent(GLD, 1),
            Orders.known(GLD, 1), Orders.sent(DBMF, 2), Orders.known(DBMF, 2)),
        of("a sell that is held does not pay", NOTHING, ALL, Orders.sent(GLD, 1),
            Orders.known(GLD, 1), Orders.sent(DBMF, 2), Orders.known(DBMF, 2, BrokerStatus.INACTIVE)),
        of("of buys too the first goes alone", submit(BIL), BUYS),
        of("and the rest follows", submit(SGOV), BUYS, Orders.sent(BIL, 1), Orders.known(BIL, 1)),
        of("a market sell has to be over before the buys", NOTHING, MARKET, Orders.sent(MKT_GLD, 1),
            Orders.known(MKT_GLD, 1), Orders.filled(MKT_GLD, "a.b.1.01", "99", "300")),
        of("then they go", submit(MKT_BIL), MARKET, Orders.sent(MKT_GLD, 1), Orders.known(MKT_GLD, 1),
            Orders.filled(MKT_GLD, "a.b.1.01", "100", "300"), Orders.charged(MKT_GLD, "a.b.1.01", "1.00"),
            Orders.closed(MKT_GLD, OrderOutcome.FILLED)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sending")
  void shouldSendInThisOrder(String name, List<RunStep> expected, List<ExecutionEvent> events) {
    assertThat(next(SETTLED, events)).isEqualTo(expected);
  }

  /**
   * Found by the campaign: a sale was acknowledged and refused 0.4 ms later, and a purchase that counted on it had left
   * in between. A clock that was set back makes the moment no longer; at the cut-off there is no moment left.
   */
  @Test
  void shouldCountOnASaleOnceItHasStoodForAMoment() {
    var events = List.<ExecutionEvent>of(
        Orders.started("5000", GLD, BIL), Orders.sent(GLD, 1), Orders.known(GLD, 1));
    assertThat(next(SETTLED.minusNanos(1), events)).isEmpty();
    assertThat(next(SETTLED, events)).isEqualTo(submit(BIL));
    assertThat(next(Orders.NOW.minusSeconds(3600), events)).isEqualTo(submit(BIL));

    var late = new OrderEvent.OrderAcknowledged(
        GLD.ref(), 1, Orders.CLIENT, 1, BrokerStatus.PRE_SUBMITTED, Orders.CUT_OFF);
    assertThat(next(Orders.CUT_OFF, List.of(events.get(0), events.get(1), late))).isEqualTo(submit(BIL));
  }

  static Stream<Arguments> cash() {
    return Stream.of(
        // A rejected sell brings nothing: 5000 less 2 x 1.50 of commission is there for 27000 + 4000.
        of("a rejected sell", "BIL 48, SGOV 6", ALL, Orders.sent(GLD, 1),
            Orders.closed(GLD, OrderOutcome.REJECTED), Orders.sent(DBMF, 2),
            Orders.closed(DBMF, OrderOutcome.REJECTED)),
        // 5000 + 40 x 300 - 1.00 = 16999 is there; 0.20 is the estimate for 40 shares, 1.00 the least.
        of("a sell cancelled in part", "BIL 164, SGOV 21", ALL, Orders.sent(GLD, 1), Orders.known(GLD, 1),
            Orders.filled(GLD, "a.b.1.01", "40", "300"), Orders.closed(GLD, OrderOutcome.CANCELLED),
            Orders.closed(DBMF, OrderOutcome.SKIPPED)),
        // Its rest may be sold or not: it is not counted on.
        of("a parked sell", "BIL 48, SGOV 6", ALL, Orders.sent(GLD, 1), Orders.known(GLD, 1), Orders.parked(GLD),
            Orders.sent(DBMF, 2), Orders.closed(DBMF, OrderOutcome.REJECTED)),
        // Its rest may be bought or not: it is counted as spent.
        of("a parked buy", "SGOV 9", Orders.started("28000", BIL, SGOV), Orders.sent(BIL, 1), Orders.known(BIL, 1),
            Orders.parked(BIL)),
        // Not charged yet, but it will be: 30000 - 1.00 is there, not 30000.
        of("a sell without its commission", "BIL 299", Orders.started("-2999", MKT_GLD, MKT_BIL),
            Orders.sent(MKT_GLD, 1), Orders.known(MKT_GLD, 1), Orders.filled(MKT_GLD, "a.b.1.01", "100", "300"),
            Orders.closed(MKT_GLD, OrderOutcome.FILLED)),
        of("nothing left", "BIL 0, SGOV 0", Orders.started("-40000", GLD, BIL, SGOV), Orders.sent(GLD, 1),
            Orders.known(GLD, 1)),
        of("the reserve is not spent", "BIL 0", reserving("26000", "26000"), Orders.sent(SGOV, 1),
            Orders.closed(SGOV, OrderOutcome.REJECTED)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cash")
  void shouldSizeBuysByTheCashThatIsThere(String name, String expected, List<ExecutionEvent> events) {
    var sized = new ArrayList<String>();
    for (RunStep step : next(SETTLED, events)) {
      switch (step) {
        case Shrink shrink -> sized.add(symbol(shrink.ref()) + " " + shrink.quantity());
        case Skip skip -> sized.add(symbol(skip.ref()) + " 0");
        case Submit submit -> assertThat(sized.getLast()).startsWith(symbol(submit.ref()));
        case RunStep.Cancel cancel -> throw new AssertionError("there is no conversion");
        case RunStep.Defer defer -> throw new AssertionError("nothing was refused");
        case Settle settle -> throw new AssertionError("the run is not over");
      }
    }
    assertThat(sized).containsExactly(expected.split(", "));
  }

  @Test
  void shouldSayWhyABuyShrinks() {
    assertThat(next(Orders.NOW, List.of(Orders.started("9000", BIL)))).containsExactly(
        new Shrink(BIL.ref(), new BigDecimal(99), "the cash does not cover it: 9000.00 is there for buys of 27001.50"),
        new Submit(BIL.ref()));
  }

  @Test
  void shouldNameTheSaleThatBringsNothingWhereABuyShrinks() {
    List<ExecutionEvent> events = List.of(
        Orders.started("5000", GLD, BIL), Orders.sent(GLD, 1), Orders.closed(GLD, OrderOutcome.REJECTED));

    assertThat(next(SETTLED, events)).first().isInstanceOfSatisfying(
        Shrink.class, shrink -> assertThat(shrink.reason()).endsWith("; of the sale SELL 100 GLD 0 are filled"));
  }

  /** Whatever was filled, refused, parked or charged before: what is submitted never costs more than there is. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldNeverBuyBeyondTheCash(long seed) {
    var random = new Random(seed);
    var legs = new ArrayList<Leg>();
    var events = new ArrayList<ExecutionEvent>();
    var cash = new BigDecimal(random.nextInt(40_000) - 10_000).movePointLeft(random.nextInt(3));
    int sells = random.nextInt(3);
    for (int i = 0; i < sells + 1 + random.nextInt(5); i++) {
      Side side = i < sells ? Side.SELL : Side.BUY;
      legs.add(Orders.leg("S" + i, side, 1 + random.nextInt(500), String.valueOf(1 + random.nextInt(40_000) / 100.0)));
    }
    events.add(Orders.started(cash.toPlainString(), legs.toArray(Leg[]::new)));
    BigDecimal available = cash;
    for (int i = 0; i < sells; i++) {
      Leg sell = legs.get(i);
      events.add(Orders.sent(sell, i + 1));
      BigDecimal filled = new BigDecimal(random.nextInt(sell.quantity().intValueExact() + 1));
      if (filled.signum() > 0) {
        events.add(Orders.known(sell, i + 1));
        events.add(Orders.filled(sell, "a.b." + i + ".01", filled.toPlainString(), sell.estimatedPrice().toString()));
        BigDecimal value = filled.multiply(sell.estimatedPrice());
        available = available.add(value).subtract(Orders.COMMISSIONS.estimate(filled, value));
      }
      events.add(Orders.closed(sell, OrderOutcome.CANCELLED));
    }
    Map<OrderRef, BigDecimal> bought = new LinkedHashMap<>();
    ExecutionBook book = Orders.book(events.toArray(ExecutionEvent[]::new));
    int orderId = 100;
    List<RunStep> steps = RunStep.next(book.runs().get(Orders.RUN), Orders.COMMISSIONS, Orders.NOW);
    while (!steps.isEmpty()) {
      for (RunStep step : steps) {
        ExecutionEvent event = switch (step) {
          case Submit submit -> {
            Leg leg = book.order(submit.ref()).orElseThrow().leg();
            bought.put(submit.ref(), leg.quantity());
            book = Orders.after(book, Orders.sent(leg, orderId));
            yield Orders.known(leg, orderId++);
          }
          case Shrink shrink -> new OrderEvent.LegShrunk(shrink.ref(), shrink.quantity(), shrink.reason(), Orders.NOW);
          case Skip skip -> new OrderEvent.OrderClosed(skip.ref(), OrderOutcome.SKIPPED, 0, skip.reason(), Orders.NOW);
          case RunStep.Cancel cancel -> throw new AssertionError("there is no conversion");
          case RunStep.Defer defer -> throw new AssertionError("nothing was refused");
          case Settle settle -> throw new AssertionError("orders are working");
        };
        book = Orders.after(book, event);
      }
      steps = book.orders().allMatch(OrderLife::isAtRest)
          ? List.of()
          : RunStep.next(book.runs().get(Orders.RUN), Orders.COMMISSIONS, Orders.NOW);
    }
    BigDecimal cost = BigDecimal.ZERO;
    for (Leg leg : legs) {
      BigDecimal quantity = bought.getOrDefault(leg.ref(), BigDecimal.ZERO);
      BigDecimal value = quantity.multiply(leg.estimatedPrice());
      cost = cost.add(value).add(Orders.COMMISSIONS.estimate(quantity, value));
    }
    assertThat(cost).isLessThanOrEqualTo(available.max(BigDecimal.ZERO));
  }

  static IntStream seeds() {
    return IntStream.range(0, 500);
  }

  @Test
  void shouldSkipWhatTheCutOffOvertook() {
    Instant late = Orders.CUT_OFF.plusNanos(1);
    var events = List.<ExecutionEvent>of(ALL, Orders.sent(GLD, 1), Orders.known(GLD, 1));
    String reason = "the cut-off 15:45 New York passed before it was sent";
    assertThat(next(late, events)).containsExactly(
        new Skip(DBMF.ref(), reason), new Skip(BIL.ref(), reason), new Skip(SGOV.ref(), reason));
    assertThat(next(Orders.CUT_OFF, events)).containsExactly(new Submit(DBMF.ref()));
  }

  static Stream<Arguments> ends() {
    var run = Orders.started("0", GLD);
    var filled = new ExecutionEvent[]{
        run, Orders.sent(GLD, 1), Orders.known(GLD, 1), Orders.filled(GLD, "a.b.1.01", "100", "300"),
        Orders.closed(GLD, OrderOutcome.FILLED)};
    Instant patience = Orders.SETTLE_BY.plus(RunStep.COMMISSION_PATIENCE);
    return Stream.of(
        Arguments.of("filled and charged", true, Orders.NOW, with(filled, Orders.charged(GLD, "a.b.1.01", "1.00"))),
        Arguments.of("the commission is awaited", false, patience, List.of(filled)),
        Arguments.of("not for ever", true, patience.plusNanos(1), List.of(filled)),
        Arguments.of("rejected", true, Orders.NOW, List.of(run, Orders.sent(GLD, 1), Orders.closed(
            GLD, OrderOutcome.REJECTED))),
        Arguments.of("parked", true, Orders.NOW, List.of(run, Orders.sent(GLD, 1), Orders.parked(GLD))),
        Arguments.of("skipped", true, Orders.NOW, List.of(run, Orders.closed(GLD, OrderOutcome.SKIPPED))),
        Arguments.of("unanswered, however late", false, patience.plus(Duration.ofDays(9)), List.of(run, Orders.sent(
            GLD, 1))),
        Arguments.of("working, however late", false, patience.plus(Duration.ofDays(9)), List.of(run, Orders.sent(
            GLD, 1), Orders.known(GLD, 1))),
        Arguments.of("settled before", false, Orders.NOW, List.of(run, Orders.closed(
            GLD, OrderOutcome.SKIPPED), new RunEvent.RunSettled(Orders.RUN, Orders.NOW))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("ends")
  void shouldSettleWhenNothingIsAwaited(String name, boolean settles, Instant now, List<ExecutionEvent> events) {
    assertThat(next(now, events)).isEqualTo(settles ? List.of(new Settle()) : NOTHING);
  }

  private static List<RunStep> next(Instant now, List<ExecutionEvent> events) {
    Run run = Orders.book(events.toArray(ExecutionEvent[]::new)).runs().get(Orders.RUN);
    return RunStep.next(run, Orders.COMMISSIONS, now);
  }

  private static Arguments of(String name, Object expected, ExecutionEvent... events) {
    return Arguments.of(name, expected, List.of(events));
  }

  private static List<ExecutionEvent> with(ExecutionEvent[] events, ExecutionEvent last) {
    var all = new ArrayList<>(List.of(events));
    all.add(last);
    return all;
  }

  private static List<RunStep> submit(Leg... legs) {
    return Stream.of(legs).<RunStep>map(leg -> new Submit(leg.ref())).toList();
  }

  @Test
  void shouldGiveUpOrHoldBackWhatWasNotSentOnceTheRunIsHalted() {
    Run sent = Orders.book(ALL, Orders.sent(GLD, 1), Orders.closed(GLD, OrderOutcome.REJECTED)).runs().get(Orders.RUN);
    assertThat(RunStep.next(sent, Orders.COMMISSIONS, Orders.NOW)).isEqualTo(submit(DBMF));

    Run aborted = sent.halted(new Run.Halt(Optional.empty(), "the API is read-only"));
    assertThat(RunStep.next(aborted, Orders.COMMISSIONS, Orders.NOW)).containsExactly(
        new RunStep.Skip(DBMF.ref(), "the API is read-only"), new RunStep.Skip(BIL.ref(), "the API is read-only"),
        new RunStep.Skip(SGOV.ref(), "the API is read-only"));

    Run held = sent.halted(new Run.Halt(Optional.of(Orders.NOW.plusSeconds(60)), "IBKR takes only some orders"));
    assertThat(RunStep.next(held, Orders.COMMISSIONS, Orders.NOW)).isEmpty();
    assertThat(RunStep.next(held, Orders.COMMISSIONS, Orders.NOW.plusSeconds(60))).isEqualTo(submit(DBMF));
  }

  @Test
  void shouldNeverMakeAnOrderByHandSmaller() {
    RunEvent.RunStarted some = Orders.started("5000", BIL);
    var byHand = new RunEvent.RunStarted(
        some.run(), some.account(), some.mode(), some.legs(), some.cash(), some.cashReserve(), some.deadline(),
        some.settleBy(), some.at(), true);
    Run run = Orders.book(byHand).runs().get(Orders.RUN);
    assertThat(RunStep.next(run, Orders.COMMISSIONS, Orders.NOW)).singleElement()
        .isInstanceOfSatisfying(RunStep.Skip.class, skip -> assertThat(skip.reason())
            .startsWith("the cash does not cover it: 5000.00 is there and it costs 2700"));
  }

  private static RunEvent.RunStarted reserving(String cash, String reserve) {
    var run = Orders.started(cash, SGOV, BIL);
    return new RunEvent.RunStarted(
        run.run(), run.account(), run.mode(), run.legs(), run.cash(), new BigDecimal(reserve), run.deadline(),
        run.settleBy(), run.at());
  }

  private static String symbol(OrderRef ref) {
    return ref.value().replaceFirst(".*-([A-Z0-9]+)-(SELL|BUY)$", "$1");
  }

  static Stream<Arguments> refusals() {
    var unsettled = "Order rejected - reason:Insufficient settled cash. Settled cash 1900.00 USD";
    return Stream.of(
        Arguments.of("refused as unsettled", true, OrderOutcome.REJECTED, unsettled),
        Arguments.of("its preview refused so", true, OrderOutcome.SKIPPED, "the broker would refuse it: " + unsettled),
        Arguments.of("in other words", true, OrderOutcome.REJECTED, "Purchase would use UNSETTLED funds"),
        Arguments.of("in Chinese", true, OrderOutcome.REJECTED, "已交割现金不足"),
        Arguments.of("refused for another reason", false, OrderOutcome.REJECTED, "No trading permissions"),
        Arguments.of("cancelled", false, OrderOutcome.CANCELLED, unsettled));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void shouldDeferWhatIsRefusedForLackOfSettledCash(
      String name, boolean isDeferred, OrderOutcome outcome, String reason) {
    var refused = new OrderEvent.OrderClosed(SGOV.ref(), outcome, 201, reason, Orders.NOW);
    var events = List.<ExecutionEvent>of(BUYS, Orders.sent(BIL, 1), Orders.known(BIL, 1), Orders.sent(SGOV, 2),
        refused);

    assertThat(next(Orders.NOW, events)).isEqualTo(isDeferred ? List.of(new RunStep.Defer(SGOV.ref())) : NOTHING);
  }

  @Test
  void shouldDeferOnceAndWaitForTheSecondStep() {
    var refused = new OrderEvent.OrderClosed(BIL.ref(), OrderOutcome.REJECTED, 201, "no settled cash", Orders.NOW);
    var step = new NextStep(LocalDate.of(2025, 11, 3), Orders.NOW.plus(Duration.ofDays(3)),
        Orders.CUT_OFF.plus(Duration.ofDays(3)));
    var deferred = new RunEvent.PurchaseDeferred(Orders.RUN, BIL.ref(), step, Orders.NOW);
    RunEvent.RunStarted one = Orders.started("50000", BIL);
    Leg again = BIL.withRef(BIL.ref().again());
    var started = new RunEvent.StepStarted(
        Orders.RUN, List.of(again), new BigDecimal("50000"), step.deadline(), Orders.SETTLE_BY, step.dueAt());
    var refusedAgain = new OrderEvent.OrderClosed(
        again.ref(), OrderOutcome.REJECTED, 201, "no settled cash", step.dueAt());

    assertThat(next(Orders.NOW, List.of(one, Orders.sent(BIL, 1), refused, deferred))).isEmpty();
    assertThat(next(Orders.NOW, List.of(one, Orders.sent(BIL, 1), refused, deferred, started)))
        .isEqualTo(submit(again));
    assertThat(next(Orders.NOW, List.of(
        one, Orders.sent(BIL, 1), refused, deferred, started, Orders.sent(again, 2), refusedAgain)))
        .containsExactly(new Settle());
  }
}

package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.RunStep.Shrink;
import evenkeel.domain.RunStep.Skip;
import evenkeel.domain.RunStep.Submit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A conversion goes first, and purchases wait for what it brings. */
class ConversionStepsTest {
  private static final Leg DOLLARS = buying("USD.HKD", 30_000, "7.84");
  private static final Leg BIL = Orders.leg("BIL", Side.BUY, 300, "90");
  private static final RunEvent.RunStarted RUN = Orders.started("200", DOLLARS, BIL);

  private static Leg buying(String pair, int quantity, String limit) {
    return conversion(pair, Side.BUY, quantity, limit);
  }

  private static Leg conversion(String pair, Side side, int quantity, String limit) {
    var symbol = new Symbol(pair);
    return new Leg(
        OrderRef.of(Orders.ACCOUNT, Orders.RUN, symbol, side), symbol, side, new BigDecimal(quantity),
        new BigDecimal(limit), OrderType.LMT, TimeInForce.DAY, Optional.of(new BigDecimal(limit)), BigDecimal.ZERO,
        Optional.empty(), CurrencyPair.named(pair));
  }

  private static List<RunStep> next(Instant now, ExecutionEvent... events) {
    return RunStep.next(Orders.book(events).runs().get(Orders.RUN), Orders.COMMISSIONS, now);
  }

  @Test
  void shouldSendTheConversionFirstAndHaveThePurchasesWaitForItsEnd() {
    assertThat(next(Orders.NOW, RUN)).containsExactly(new Submit(DOLLARS.ref()));
    assertThat(next(Orders.NOW, RUN, Orders.sent(DOLLARS, 1))).isEmpty();
    assertThat(next(Orders.NOW, RUN, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1))).isEmpty();
    assertThat(next(
        Orders.NOW, RUN, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1),
        Orders.filled(DOLLARS, "a.b.1.01", "30000", "7.80"), Orders.closed(DOLLARS, OrderOutcome.FILLED)))
        .containsExactly(new Submit(BIL.ref()));
  }

  @Test
  void shouldSendSalesBesideIt() {
    Leg gld = Orders.leg("GLD", Side.SELL, 10, "300");
    RunEvent.RunStarted run = Orders.started("200", DOLLARS, gld, BIL);
    assertThat(next(Orders.NOW, run, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1)))
        .containsExactly(new Submit(gld.ref()));
    assertThat(next(
        Orders.NOW, run, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1), Orders.sent(gld, 2),
        Orders.known(gld, 2))).isEmpty();
  }

  @Test
  void shouldBuyWithWhatCameInOfARefusedConversion() {
    assertThat(next(Orders.NOW, RUN, Orders.sent(DOLLARS, 1), Orders.closed(DOLLARS, OrderOutcome.REJECTED)))
        .containsExactly(
            new Shrink(BIL.ref(), new BigDecimal(2), "the cash does not cover it: 200.00 is there for buys of 27001.50;"
                + " of the conversion BUY 30000 USD.HKD 0 are filled"),
            new Submit(BIL.ref()));
  }

  @Test
  void shouldBuyWithWhatCameInOfAConversionThatFilledInPart() {
    assertThat(next(
        Orders.NOW, RUN, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1),
        Orders.filled(DOLLARS, "a.b.1.01", "9000", "7.80"), Orders.closed(DOLLARS, OrderOutcome.CANCELLED)))
        .first().isInstanceOfSatisfying(
            Shrink.class, shrink -> assertThat(shrink.quantity()).isEqualByComparingTo("102"));
  }

  @Test
  void shouldCountNothingOfAConversionWhoseFateIsUnknown() {
    assertThat(next(Orders.NOW, RUN, Orders.sent(DOLLARS, 1), Orders.parked(DOLLARS)))
        .first().isInstanceOfSatisfying(
            Shrink.class, shrink -> assertThat(shrink.quantity()).isEqualByComparingTo("2"));
  }

  @Test
  void shouldWaitNoLongerShortlyBeforeTheCutOff() {
    ExecutionEvent[] working = {RUN, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1)};
    assertThat(next(Orders.CUT_OFF.minus(Duration.ofSeconds(121)), working)).isEmpty();
    assertThat(next(Orders.CUT_OFF.minus(RunStep.BEFORE_CUT_OFF), working)).<Class<?>>extracting(Object::getClass)
        .containsExactly(RunStep.Cancel.class, Shrink.class, Submit.class);
    assertThat(next(Orders.CUT_OFF.plusSeconds(1), working)).<Class<?>>extracting(Object::getClass)
        .containsExactly(RunStep.Cancel.class, Skip.class);
  }

  /** Its side is the one of sales, and it pays for nothing before it fills. */
  @Test
  void shouldCancelEurosThatNobodyBuysAndSpendTheDollarsThatAreThere() {
    Leg euros = conversion("EUR.USD", Side.SELL, 10_000, "1.15");
    ExecutionEvent[] working = {Orders.started("1000", euros, BIL), Orders.sent(euros, 1), Orders.known(euros, 1)};
    assertThat(next(Orders.CUT_OFF.minus(RunStep.BEFORE_CUT_OFF), working)).startsWith(new RunStep.Cancel(euros.ref()))
        .element(1).isInstanceOfSatisfying(
            Shrink.class, shrink -> assertThat(shrink.quantity()).isEqualByComparingTo("11"));
  }

  @Test
  void shouldAskForTheCancelOnce() {
    assertThat(next(
        Orders.CUT_OFF.minus(RunStep.BEFORE_CUT_OFF), RUN, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1),
        new OrderEvent.CancelRequested(DOLLARS.ref(), Orders.NOW))).noneMatch(RunStep.Cancel.class::isInstance);
  }

  @Test
  void shouldSendNoConversionThatItWouldCancel() {
    assertThat(next(Orders.CUT_OFF.minus(RunStep.BEFORE_CUT_OFF), RUN)).singleElement().isInstanceOfSatisfying(
        Skip.class, skip -> assertThat(skip.ref()).isEqualTo(DOLLARS.ref()));
  }

  @Test
  void shouldCountEurosSoldAtTheirPrice() {
    Leg euros = conversion("EUR.USD", Side.SELL, 10_000, "1.15");
    assertThat(next(
        Orders.NOW, Orders.started("0", euros, BIL), Orders.sent(euros, 1), Orders.known(euros, 1),
        Orders.filled(euros, "a.b.1.01", "10000", "1.16"), Orders.closed(euros, OrderOutcome.FILLED)))
        .first().isInstanceOfSatisfying(
            Shrink.class, shrink -> assertThat(shrink.quantity()).isEqualByComparingTo("128"));
  }

  @Test
  void shouldPreviewThePurchasesThatTheDollarsPayForByNow() {
    assertThat(RunStep.without(RUN, Set.of(), Orders.COMMISSIONS)).singleElement().satisfies(leg -> {
      assertThat(leg.symbol()).isEqualTo(BIL.symbol());
      assertThat(leg.quantity()).isEqualByComparingTo("2");
    });
  }

  @Test
  void shouldMoveNoPosition() {
    ExecutionBook book = Orders.book(
        RUN, Orders.sent(DOLLARS, 1), Orders.known(DOLLARS, 1), Orders.filled(DOLLARS, "a.b.1.01", "30000", "7.80"));
    assertThat(book.lock().positions()).isEmpty();
    var held = ExpectedPositions.of(List.of(Holding.of(new Symbol("GLD"), BigDecimal.TEN, BigDecimal.ONE)));
    assertThat(held.filled(DOLLARS, new BigDecimal(30_000), new BigDecimal("7.80"))).isEqualTo(held);
  }

  static IntStream seeds() {
    return IntStream.range(0, 1000);
  }

  /** Whatever of the conversion fills, before or after the purchases: the dollars never go below zero. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldNeverSpendDollarsThatDidNotComeIn(int seed) {
    var random = new Random(seed);
    boolean isSale = random.nextBoolean();
    Leg conversion = isSale
        ? conversion("EUR.USD", Side.SELL, 1 + random.nextInt(40_000), "1.15")
        : buying("USD.HKD", 1 + random.nextInt(40_000), "7.84");
    var dollars = new BigDecimal(random.nextInt(20_000));
    var legs = List.of(
        conversion, Orders.leg("A", Side.BUY, 1 + random.nextInt(400), "40"),
        Orders.leg("B", Side.BUY, 1 + random.nextInt(400), "70.5"));
    var events = new ArrayList<ExecutionEvent>();
    events.add(Orders.started(dollars.toString(), legs.toArray(Leg[]::new)));
    events.add(Orders.sent(conversion, 1));
    boolean isKnown = random.nextInt(4) > 0;
    BigDecimal there = dollars;
    if (isKnown) {
      events.add(Orders.known(conversion, 1));
      int filled = random.nextInt(conversion.quantity().intValue() + 1);
      if (filled > 0) {
        String price = isSale ? "1.16" : "7.81";
        events.add(Orders.filled(conversion, "a.b.1.01", String.valueOf(filled), price));
        BigDecimal proceeds = isSale ? new BigDecimal(filled).multiply(new BigDecimal(price)) : new BigDecimal(filled);
        there = there.add(proceeds).subtract(CurrencyOrder.commission(proceeds));
        if (random.nextBoolean()) {
          events.add(Orders.charged(
              conversion, "a.b.1.01", CurrencyOrder.commission(proceeds).toPlainString()));
        }
      }
    }
    switch (random.nextInt(3)) {
      case 0 -> events.add(Orders.closed(conversion, isKnown ? OrderOutcome.CANCELLED : OrderOutcome.REJECTED));
      case 1 -> events.add(Orders.parked(conversion));
      default -> {
        // Nobody has said how it ended.
      }
    }
    Instant late = Orders.CUT_OFF.minusSeconds(random.nextInt(240));
    BigDecimal spent = BigDecimal.ZERO;
    for (int turn = 0; turn < 3; turn++) {
      for (RunStep step : next(late, events.toArray(ExecutionEvent[]::new))) {
        switch (step) {
          case Shrink shrink -> events.add(
              new OrderEvent.LegShrunk(shrink.ref(), shrink.quantity(), shrink.reason(), Orders.NOW));
          case Skip skip -> events.add(new OrderEvent.OrderClosed(skip.ref(), OrderOutcome.SKIPPED, 0, "", Orders.NOW));
          case Submit submit -> {
            Leg leg = Orders.book(events.toArray(ExecutionEvent[]::new)).order(submit.ref()).orElseThrow().leg();
            spent = spent.add(leg.estimatedValue())
                .add(Orders.COMMISSIONS.estimate(leg.quantity(), leg.estimatedValue()));
            events.add(Orders.sent(leg, 10 + turn));
            events.add(Orders.known(leg, 10 + turn));
          }
          case RunStep.Cancel cancel -> events.add(new OrderEvent.CancelRequested(cancel.ref(), Orders.NOW));
          case RunStep.Defer defer -> throw new AssertionError("nothing was refused: " + defer);
          case RunStep.Settle settle -> {
            // Over.
          }
        }
      }
    }
    assertThat(spent).isLessThanOrEqualTo(there.max(BigDecimal.ZERO));
  }
}

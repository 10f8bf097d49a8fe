package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DayTradesTest {
  private static final BigDecimal SMALL = new BigDecimal("24999.99");

  /** A run of one order that filled at this time. */
  private static List<ExecutionEvent> filled(int number, String symbol, Side side, Instant at) {
    var run = new RunId("20251031-order-" + number);
    var leg = new Leg(
        OrderRef.of(Orders.ACCOUNT, run, new Symbol(symbol), side), new Symbol(symbol), side, BigDecimal.ONE,
        BigDecimal.TEN, OrderType.MKT, TimeInForce.DAY, Optional.empty(), BigDecimal.ZERO, Optional.empty());
    return List.of(
        Orders.started(run, at, "2000", leg), Orders.sent(leg, number), Orders.known(leg, number),
        new OrderEvent.FillRecorded(leg.ref(), "e" + number + ".1", BigDecimal.ONE, BigDecimal.TEN, at, at));
  }

  /** Day trades of GLD, one on each of these days before, and what else there is. */
  private static ExecutionBook book(List<Integer> daysBefore, List<ExecutionEvent> more) {
    var events = new ArrayList<ExecutionEvent>();
    int number = 1;
    for (int days : daysBefore) {
      Instant at = Orders.NOW.minus(Duration.ofDays(days));
      events.addAll(filled(number++, "GLD", Side.BUY, at));
      events.addAll(filled(number++, "GLD", Side.SELL, at));
    }
    events.addAll(more);
    return Orders.book(events.toArray(ExecutionEvent[]::new));
  }

  private static PlannedOrder sell(String symbol) {
    return new PlannedOrder(
        new Symbol(symbol), Side.SELL, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ZERO,
        Optional.empty());
  }

  @Test
  void shouldCountPairsOfOneDayWithinFiveSessions() {
    // Friday 2025-10-31; five sessions reach back to Monday, and a week before is out.
    assertThat(DayTrades.count(book(List.of(0, 1, 2, 4), List.of()), Orders.NOW)).isEqualTo(4);
    assertThat(DayTrades.count(book(List.of(7, 8), List.of()), Orders.NOW)).isZero();
    assertThat(DayTrades.count(book(List.of(), filled(90, "GLD", Side.BUY, Orders.NOW)), Orders.NOW)).isZero();
  }

  @Test
  void shouldRefuseTheFourthDayTradeOfASmallAccountAlone() {
    ExecutionBook three = book(List.of(1, 2, 3), filled(90, "BIL", Side.BUY, Orders.NOW));

    assertThat(DayTrades.objection(List.of(sell("BIL")), three, SMALL, Orders.NOW).orElseThrow())
        .contains("would make 4 day trades", "of which 3 are there", "24999.99", "25000.00");
    assertThat(DayTrades.objection(List.of(sell("GLD")), three, SMALL, Orders.NOW)).isEmpty();
    assertThat(DayTrades.objection(List.of(sell("BIL")), three, DayTrades.WORTH_MIN, Orders.NOW)).isEmpty();
    ExecutionBook two = book(List.of(1, 2), filled(90, "BIL", Side.BUY, Orders.NOW));
    assertThat(DayTrades.objection(List.of(sell("BIL")), two, SMALL, Orders.NOW)).isEmpty();
  }
}

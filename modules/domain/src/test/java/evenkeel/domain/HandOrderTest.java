package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandOrderTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
      10   | MKT | DAY | -      | -
      10   | MKT | GTC | -      | -
      10   | LMT | GTC | 350.25 | -
      10   | LOC | DAY | 350.25 | -
      0    | MKT | DAY | -      | an order is for whole shares above 0, not 0
      -1   | MKT | DAY | -      | an order is for whole shares above 0, not -1
      1.5  | MOC | DAY | -      | an order is for whole shares above 0, not 1.5
      10   | MOC | GTC | -      | MOC orders fill at the close and are DAY only, not GTC
      10   | LOC | GTC | 350    | LOC orders fill at the close and are DAY only, not GTC
      10   | LMT | DAY | -      | LMT orders need a limit
      10   | LOC | DAY | -      | LOC orders need a limit
      10   | MKT | DAY | 350    | MKT orders have no limit
      10   | MOC | DAY | 350    | MOC orders have no limit
      10   | LMT | DAY | 0      | the limit 0 is not a price
      10   | LMT | DAY | -1     | the limit -1 is not a price
      """)
  void shouldObjectToNonsense(
      BigDecimal quantity, OrderType type, TimeInForce timeInForce, BigDecimal limit, String objection) {
    Optional<BigDecimal> price = Optional.ofNullable(limit);
    assertThat(HandOrder.objections(quantity, type, timeInForce, price))
        .isEqualTo(Optional.ofNullable(objection).stream().toList());
    if (objection != null) {
      assertThatThrownBy(() -> new HandOrder(new Symbol("GLD"), Side.BUY, quantity, type, timeInForce, price))
          .isInstanceOf(IllegalArgumentException.class).hasMessage(objection);
    }
  }

  @ParameterizedTest
  @CsvSource({"350.25,0.01,true", "350.255,0.01,false", "350.05,0.05,true", "350.06,0.05,false", "1.23456,0,true"})
  void shouldTellALimitThatTheExchangeDoesNotTake(BigDecimal limit, BigDecimal tick, boolean isOnTheGrid) {
    assertThat(HandOrder.offTheGrid(Optional.of(limit), tick).isEmpty()).isEqualTo(isOnTheGrid);
    assertThat(HandOrder.offTheGrid(Optional.empty(), tick)).isEmpty();
  }

  @Test
  void shouldReadAsTheOwnerWordedIt() {
    var order = new HandOrder(
        new Symbol("GLD"), Side.BUY, new BigDecimal("1E+1"), OrderType.LMT, TimeInForce.GTC,
        Optional.of(new BigDecimal("350.250")));
    assertThat(order).hasToString("BUY 10 GLD LMT 350.25 GTC");
  }

  @Test
  void shouldNameARunOfItsOwnInEachMillisecond() {
    Session session = NyseCalendar.session(LocalDate.of(2025, 10, 31)).orElseThrow();
    Instant at = Instant.parse("2025-10-31T19:30:05.123456Z");
    Trigger trigger = Trigger.order(session, at, at.plusSeconds(300));
    assertThat(trigger.run()).isEqualTo(new RunId("20251031-order-153005123"));
    assertThat(trigger.kind()).isEqualTo(TriggerKind.ORDER);
    assertThat(Trigger.order(session, at.plusMillis(1), at).run()).isNotEqualTo(trigger.run());
  }
}

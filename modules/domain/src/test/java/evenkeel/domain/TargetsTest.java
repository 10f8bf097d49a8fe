package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final BigDecimal THIRD = BigDecimal.ONE.divide(new BigDecimal(3),
      MathContext.DECIMAL128);

  @Test
  void shouldNormaliseWhatTheBrokerHoldsBesideASleeveElsewhere() {
    Targets targets = new Targets(List.of(broker("DBMF", "0.25"), broker("GLD", "0.25"),
        elsewhere("sUSDe", "0.25"), broker("BIL", "0.25")), BigDecimal.ZERO);
    assertThat(targets.brokerWeights()).containsExactly(entry(new Symbol("DBMF"), THIRD),
        entry(new Symbol("GLD"), THIRD), entry(new Symbol("BIL"), THIRD));
    assertThat(targets.sleeve()).containsExactly(elsewhere("sUSDe", "0.25"));
    assertThat(targets.sleeveWeight()).isEqualByComparingTo("0.25");
    assertThat(targets.brokerCashWeight()).isZero();
  }

  @Test
  void shouldNormaliseACashTargetWithTheOthers() {
    Targets targets = new Targets(List.of(broker("A", "0.4"), elsewhere("B", "0.5")),
        new BigDecimal("0.1"));
    assertThat(targets.brokerWeights().get(new Symbol("A"))).isEqualByComparingTo("0.8");
    assertThat(targets.brokerCashWeight()).isEqualByComparingTo("0.2");
  }

  @Test
  void shouldTakeThirdsWrittenAsDecimals() {
    assertThat(Targets.check(List.of(broker("A", "0.3333333333"), broker("B", "0.3333333333"),
        broker("C", "0.3333333333")), BigDecimal.ZERO)).isEmpty();
    assertThat(Targets.check(
        List.of(broker("A", "0.33333333"), broker("B", "0.33333333"), broker("C", "0.33333333")),
        BigDecimal.ZERO)).containsExactly(
            "weights (with cash and what is held elsewhere) must sum to 1, the sum is 0.99999999");
  }

  @Test
  void shouldGiveEveryReasonAtOnce() {
    assertThat(Targets.check(List.of(elsewhere("A", "1.5"), elsewhere("A", "0")),
        new BigDecimal("-0.1")))
        .containsExactly("weight of A must be above 0 and at most 1, was 1.5",
            "weight of A must be above 0 and at most 1, was 0", "A is a target twice",
            "weight of cash must be at least 0 and below 1, was -0.1",
            "no target is held at the broker",
            "weights (with cash and what is held elsewhere) must sum to 1, the sum is 1.4");
    assertThatThrownBy(() -> new Targets(List.of(), BigDecimal.ONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("weight of cash must be at least 0 and below 1, was 1;"
            + " no target is held at the broker");
  }

  private static Target broker(String symbol, String weight) {
    return new Target(new Symbol(symbol), new BigDecimal(weight), Venue.BROKER);
  }

  private static Target elsewhere(String symbol, String weight) {
    return new Target(new Symbol(symbol), new BigDecimal(weight), Venue.ELSEWHERE);
  }
}

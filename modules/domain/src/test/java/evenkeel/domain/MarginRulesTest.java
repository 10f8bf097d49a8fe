package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.MarginRules.Figure;
import evenkeel.domain.MarginRules.Previewed;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarginRulesTest {
  @Test
  void shouldNameTheMarginAndTheEquityWhereTheBuysDoNotFit() {
    assertThat(MarginRules.objection(List.of(preview(9500, 600, 10000, -1)))).contains(
        "by the broker's preview the initial margin would be 10100.00 after the orders, more than the equity with loan"
            + " of 9999.00 (guards.margin-preview)");
  }

  @Test
  void shouldPassWhatFitsToTheCent() {
    assertThat(MarginRules.objection(List.of(preview(9000, 999, 10000, -1)))).isEmpty();
    assertThat(MarginRules.objection(List.of(preview(9000, 1000, 10000, -1)))).isPresent();
  }

  @Test
  void shouldCountWhatTheSellsRelease() {
    // As a cash account shows it: what is held ties up all of its value.
    Previewed sell = preview(9900, -3000, 10000, -1);
    Previewed buy = preview(9900, 3050, 10000, -1);
    assertThat(MarginRules.objection(List.of(sell, buy))).isEmpty();
    assertThat(MarginRules.objection(List.of(buy))).isPresent();
    // As one does that counts settled cash alone.
    assertThat(MarginRules.objection(List.of(preview(0, 0, 100, 3000), preview(0, 3050, 100, 0)))).isEmpty();
  }

  @Test
  void shouldSeeThatBuysFitOneByOneAndNotTogether() {
    Previewed buy = preview(9000, 600, 10000, -1);
    assertThat(MarginRules.objection(List.of(buy))).isEmpty();
    assertThat(MarginRules.objection(List.of(buy, buy))).isPresent();
  }

  @Test
  void shouldGoByTheNarrowestOfThePreviews() {
    assertThat(MarginRules.objection(List.of(preview(9000, 400, 10000, 0), preview(9600, 100, 10000, 0)))).isPresent();
  }

  private static Previewed preview(int initial, int change, int equity, int equityChange) {
    return new Previewed(figure(initial, change), figure(equity, equityChange));
  }

  private static Figure figure(int before, int change) {
    return new Figure(new BigDecimal(before), new BigDecimal(change));
  }
}

package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CurrencyGuardTest {
  private static final GuardLimits LIMITS = new GuardLimits(
      new BigDecimal("0.50"), BigDecimal.ONE, 20, new BigDecimal("0.02"), new BigDecimal("0.10"), false);
  private static final CurrencyOrder ORDER = new CurrencyOrder(
      new CurrencyPair("USD", "HKD"), Side.BUY, new BigDecimal(15_000), new BigDecimal("7.80"), new BigDecimal("7.84"),
      "USD", new BigDecimal(15_000), new BigDecimal(117_600), new BigDecimal("2.00"));

  private static List<String> objections(
      String worth, String hongKong, String rate, List<ForeignOrder> foreign, ExecutionEvent... events) {
    var balances = new TreeMap<>(Map.of("HKD", new BigDecimal(hongKong)));
    var rates = new TreeMap<>(Map.of("HKD", new BigDecimal(rate)));
    Portfolio portfolio = Portfolio.of("USD", new BigDecimal(worth), new BigDecimal(200), List.of())
        .with(new Cash(balances, rates, Optional.empty(), Optional.empty()));
    var sight = new GuardRules.Sight(
        portfolio, Map.of(), Orders.book(events), Optional.empty(), Orders.NOW, foreign);
    var objections = new ArrayList<String>();
    CurrencyGuard.addObjections(List.of(ORDER), sight, LIMITS, objections);
    return objections;
  }

  @Test
  void shouldLetAConversionPassThatTheCashCovers() {
    assertThat(objections("50000", "117600", "0.1282", List.of())).isEmpty();
  }

  @Test
  void shouldNameTheCashThatIsNotThere() {
    assertThat(objections("50000", "117599", "0.1282", List.of()))
        .containsExactly("BUY 15000 USD.HKD costs 117600.00 HKD and 117599.00 is there");
  }

  @Test
  void shouldCountWhatOrdersOfOthersAndOfOursMayTake() {
    var byHand = new ForeignOrder(
        Optional.empty(), new Symbol("USD.HKD"), Side.BUY, new BigDecimal(100), Optional.of(new BigDecimal("7.80")),
        "LMT", 0, 0);
    assertThat(objections("50000", "118000", "0.1282", List.of(byHand)))
        .containsExactly("BUY 15000 USD.HKD costs 117600.00 HKD and 117220.00 is there");
    Leg ours = Leg.of(Orders.ref("USD.HKD", Side.BUY), ORDER);
    assertThat(objections(
        "50000", "118000", "0.1282", List.of(), Orders.started("0", ours), Orders.sent(ours, 1)))
        .containsExactly("BUY 15000 USD.HKD costs 117600.00 HKD and 400.00 is there");
  }

  @Test
  void shouldCompareTheRateWithAFreshOne() {
    assertThat(objections("50000", "200000", "0.1200", List.of())).singleElement().asString()
        .startsWith("BUY 15000 USD.HKD at 7.8 is 6.4 % away from 8.33").endsWith("guards.price-distance-max 2 %");
  }

  @Test
  void shouldNameTheValueAndItsLimit() {
    assertThat(objections("10000", "117600", "0.1282", List.of())).containsExactly(
        "the conversions are for 15000.00 together, more than guards.run-value-max 100 % of 10000.00, which is"
            + " 10000.00");
  }
}

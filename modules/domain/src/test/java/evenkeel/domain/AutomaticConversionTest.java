package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans that convert what their purchases need of other currencies. */
class AutomaticConversionTest {
  private static final int SEEDS = 1000;

  private static Plans hongKong() {
    return new Plans().reserve("250").thirds("DBMF", "410", "28.40").thirds("GLD", "31", "369.76")
        .thirds("BIL", "127", "91.61").cash("200").other("HKD", "117000", "0.1282").convert(CurrencyConversion.AUTO);
  }

  private static Plan plan(Plans plans) {
    return (Plan) plans.plan(PlanningRule.WHOLE_PORTFOLIO);
  }

  @Test
  void shouldConvertWhatThePurchasesNeed() {
    Plan plan = plan(hongKong());
    assertThat(plan.value(Side.BUY)).isBetween(new BigDecimal("14000"), new BigDecimal("15000"));
    assertThat(plan.cashAfter()).isBetween(new BigDecimal("250"), new BigDecimal("252"));
    assertThat(plan.conversions()).singleElement().satisfies(order -> {
      assertThat(order.pair()).hasToString("USD.HKD");
      assertThat(order.side()).isEqualTo(Side.BUY);
      assertThat(order.limit()).isEqualByComparingTo("7.8394");
      assertThat(order.cost()).isLessThanOrEqualTo(new BigDecimal("117000"));
      assertThat(order.proceeds()).isEqualTo(order.quantity());
      assertThat(order.estimatedCommission()).isEqualByComparingTo("2.00");
      assertThat(order.isOddLot()).isTrue();
    });
  }

  @Test
  void shouldConvertNothingThatTheDollarsPayFor() {
    Plan plan = plan(new Plans().reserve("250").target("A", "0.5", "700", "28").target("B", "0.5", "38", "367")
        .cash("3000").other("HKD", "1000", "0.1282").convert(CurrencyConversion.AUTO));
    assertThat(plan.conversions()).isEmpty();
  }

  @Test
  void shouldTakeTheLargestBalanceFirstAndTheNextOnlyForTheRest() {
    Plan plan = plan(new Plans().target("A", "0.9", "0", "10").cash("0").other("EUR", "20000", "1.16")
        .other("HKD", "200000", "0.1282").convert(CurrencyConversion.AUTO));
    assertThat(plan.conversions()).extracting(order -> order.side() + " " + order.pair())
        .containsExactly("BUY USD.HKD", "SELL EUR.USD");
    assertThat(plan.conversions().getLast().quantity()).isLessThan(new BigDecimal("20000"));
    assertThat(plan.conversions().getFirst().cost()).isBetween(new BigDecimal("199990"), new BigDecimal("200000"));
    assertThat(plan.cashAfter()).isBetween(BigDecimal.ZERO, new BigDecimal("2"));
  }

  @Test
  void shouldKeepWhatIsBorrowedInAnotherCurrency() {
    Plan plan = plan(new Plans().target("A", "1", "0", "10").cash("0").other("HKD", "200000", "0.1282")
        .other("JPY", "-1500000", "0.0065").convert(CurrencyConversion.AUTO));
    assertThat(plan.value(Side.BUY)).isLessThanOrEqualTo(new BigDecimal("15890"));
  }

  @Test
  void shouldConvertNothingWorthLessThanTheSmallestTrade() {
    assertThat(new Plans().minimumTrade("100").target("A", "1", "10", "10").cash("0").other("HKD", "500", "0.1282")
        .convert(CurrencyConversion.AUTO).plan(PlanningRule.WHOLE_PORTFOLIO)).isInstanceOf(OnTarget.class);
  }

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  /** Whatever is there: never more than is there, never more than is needed, and the purchases are covered. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldCoverWithoutTakingMoreThanThereIs(int seed) {
    var random = new Random(seed);
    var balances = new TreeMap<String, BigDecimal>();
    var rates = new TreeMap<String, BigDecimal>();
    for (String currency : new String[]{"HKD", "EUR", "JPY", "GBP", "CNH"}) {
      if (random.nextBoolean()) {
        balances.put(currency, new BigDecimal(random.nextInt(2_000_000) - 300_000).movePointLeft(random.nextInt(3))
            .add(BigDecimal.ONE));
        rates.put(currency, new BigDecimal(1 + random.nextInt(20_000)).movePointLeft(4));
      }
    }
    balances.values().removeIf(it -> it.signum() == 0);
    var cash = new Cash(balances, rates, Cash.NONE.settled(), Cash.NONE.accountType());
    var largest = CurrencyOrder.largest(cash, "USD", new BigDecimal(100));
    BigDecimal all = largest.stream().map(CurrencyOrder::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal missing = all.multiply(new BigDecimal(random.nextInt(1001)).movePointLeft(3))
        .setScale(2, RoundingMode.DOWN);
    var orders = CurrencyOrder.covering(missing, largest, cash);
    BigDecimal net = orders.stream().map(CurrencyOrder::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(net).isGreaterThanOrEqualTo(missing);
    // A unit of the pair's base currency and the smaller commission of a smaller order.
    BigDecimal unit = orders.isEmpty() || orders.getLast().side() == Side.BUY
        ? BigDecimal.ONE
        : orders.getLast().limit();
    assertThat(net.subtract(missing)).isLessThan(unit.add(new BigDecimal("100")));
    for (CurrencyOrder order : orders) {
      assertThat(order.cost()).isLessThanOrEqualTo(balances.get(order.other()));
      assertThat(order.quantity().stripTrailingZeros().scale()).isLessThanOrEqualTo(0);
      assertThat(order.cost().multiply(rates.get(order.other()))).isGreaterThanOrEqualTo(order.proceeds());
    }
  }
}

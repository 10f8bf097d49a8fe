package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import evenkeel.domain.PlanOutcome.Refused;
import evenkeel.domain.PriceChoice.NoPrice;
import evenkeel.domain.PriceChoice.Priced;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Edges of both rules. Orders read {@code SELL GLD 5}, targets without one {@code GLD zero_shares}. */
class PlannerTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource("breachedLegs")
  void shouldPlanBreachedLegs(String name, UnaryOperator<Plans> situation, String expected) {
    assertThat(text(situation.apply(new Plans()).plan(PlanningRule.BREACHED_LEGS)))
        .isEqualTo(expected);
  }

  static Stream<Arguments> breachedLegs() {
    return Stream.of(
        row("equality with the threshold breaches",
            p -> p.target("A", "0.25", "300", "100").cash("70000"), "SELL A 50"),
        row("a cent below the threshold does not",
            p -> p.target("A", "0.25", "299.9999", "100").cash("70000.01"), "A below_threshold"),
        row("equality with the threshold breaches below the target too",
            p -> p.target("A", "0.25", "200", "100").cash("80000"), "BUY A 50"),
        row("equality breaches a third, which no decimal hits",
            p -> p.thirds("A", "115", "100").thirds("B", "85", "100").thirds("C", "100", "100"),
            "SELL A 15; BUY B 15; C below_threshold"),
        row("equality with the minimum trade trades",
            p -> p.minimumTrade("1000").target("A", "0.5", "40", "100").cash("6000"), "BUY A 10"),
        row("a cent below the minimum trade does not",
            p -> p.minimumTrade("1000.01").target("A", "0.5", "40", "100").cash("6000"),
            "A below_min_trade"),
        row("the minimum trade is asked of the distance, not of the whole shares",
            p -> p.minimumTrade("990").target("A", "0.5", "40", "99").cash("5961"), "BUY A 10"),
        row("a buy is cut towards zero",
            p -> p.target("A", "0.5", "0", "101").cash("10000"), "BUY A 49"),
        row("a sale is cut towards zero",
            p -> p.target("A", "0.5", "100", "101").cash("1"), "SELL A 49"),
        row("less than a share is none",
            p -> p.target("A", "0.5", "0", "6000").cash("10000"), "A zero_shares"),
        row("a fraction held above the target stays",
            p -> p.target("A", "0.5", "1.6", "1000").cash("0"), "A zero_shares"),
        row("a zero weight sells every whole share",
            p -> p.target("A", "0", "12.5", "100").cash("1250"), "SELL A 12"),
        row("a position of zero is bought",
            p -> p.target("A", "1", "0", "100").cash("1000"), "BUY A 10"),
        row("sells go before buys, larger first, the first of equals first",
            p -> p.target("B1", "0.2", "0", "10").target("S1", "0.1", "200", "10")
                .target("B2", "0.3", "0", "10").target("S2", "0.1", "400", "10")
                .target("B3", "0.2", "0", "10").target("S3", "0.1", "400", "10"),
            "SELL S2 300; SELL S3 300; SELL S1 100; BUY B2 300; BUY B1 200; BUY B3 200"),
        row("buys are not held against the cash",
            p -> p.target("A", "0.5", "80", "100").target("B", "0.5", "16", "100").cash("400"),
            "SELL A 30; BUY B 34"),
        row("holdings in no target count in the net liquidation and stay",
            p -> p.target("A", "0.5", "50", "100").held("X", "50", "100"), "A below_threshold"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wholePortfolios")
  void shouldPlanWholePortfolios(String name, UnaryOperator<Plans> situation, String expected) {
    assertThat(text(situation.apply(new Plans()).plan(PlanningRule.WHOLE_PORTFOLIO)))
        .isEqualTo(expected);
  }

  static Stream<Arguments> wholePortfolios() {
    return Stream.of(
        row("no breach, no order",
            p -> p.target("A", "0.5", "54", "100").target("B", "0.5", "46", "100"),
            "A below_threshold; B below_threshold"),
        row("one breach sends every holding back to its target",
            p -> p.target("A", "0.4", "480", "10").target("B", "0.3", "280", "10")
                .target("C", "0.3", "240", "10"),
            "SELL A 80; BUY C 59; BUY B 20"),
        row("equality with the threshold breaches",
            p -> p.thirds("A", "115", "100").thirds("B", "85", "100").thirds("C", "100", "100"),
            "SELL A 15; BUY B 14; C below_min_trade"),
        row("commissions come out of the buys",
            p -> p.target("A", "1", "0", "100").cash("1000"), "BUY A 9"),
        row("buys stop at the reserve",
            p -> p.reserve("500").target("A", "1", "0", "100").cash("1000"), "BUY A 4"),
        row("a cash target stays cash",
            p -> p.target("A", "0.6", "0", "10").target("B", "0.3", "0", "10").cash("1000"),
            "BUY A 60; BUY B 30"),
        row("the closest number of shares is bought",
            p -> p.target("A", "0.5", "0", "180").cash("1000"), "BUY A 3"),
        row("the closest number of shares is sold",
            p -> p.target("A", "0.5", "5", "180").cash("0"), "SELL A 3"),
        row("orders below the minimum trade are left out and the buys still fit",
            p -> p.target("A", "0.5", "400", "10").target("B", "0.3", "308", "10")
                .target("C", "0.2", "292", "10"),
            "SELL C 92; BUY A 91; B below_min_trade"),
        row("a fraction of a share is never sold",
            p -> p.target("A", "0", "2.75", "100").target("B", "1", "8", "100").cash("100"),
            "SELL A 2; BUY B 2"),
        row("a zero weight sells all",
            p -> p.target("A", "0", "10", "100").target("B", "1", "10", "100"),
            "SELL A 10; BUY B 9"),
        row("holdings in no target are not counted",
            p -> p.target("A", "0.5", "50", "100").target("B", "0.5", "50", "100")
                .held("X", "500", "100"),
            "A below_threshold; B below_threshold"),
        row("the earlier target wins a tie for the last share",
            p -> p.target("A", "0.5", "0", "100").target("B", "0.5", "0", "100").cash("502"),
            "BUY A 2; BUY B 2"),
        row("of equals that cannot both be bought the earlier is",
            p -> p.target("A", "0.5", "0", "300").target("B", "0.5", "0", "300").cash("400"),
            "BUY A 1; B zero_shares"),
        row("borrowed cash is paid back with the commission of that",
            p -> p.target("A", "1", "150", "100").cash("-5000"), "SELL A 51"),
        row("cash that reaches the threshold is invested though no holding breaches",
            p -> p.thirds("A", "286", "10").thirds("B", "286", "10").thirds("C", "285", "10").cash("1430"),
            "BUY C 48; BUY A 47; BUY B 47"),
        row("cash a cent below the threshold is not a reason to trade",
            p -> p.target("A", "0.5", "475", "10").target("B", "0.5", "475.001", "10").cash("499.99"),
            "A below_threshold; B below_threshold"),
        row("a cash target that lacks the threshold is sold for",
            p -> p.minimumTrade("0").target("A", "0.45", "475", "10").target("B", "0.45", "475", "10").cash("500"),
            "SELL A 25; SELL B 25"),
        row("a threshold of 0 rebalances at every date",
            p -> p.threshold("0").target("A", "0.5", "52", "100").target("B", "0.5", "48", "100"),
            "SELL A 2; BUY B 1"),
        row("a small debit is paid back below the threshold and below the minimum trade of each holding",
            p -> p.target("A", "0.5", "501", "10").target("B", "0.5", "500", "10").cash("-30"),
            "SELL A 10; B below_min_trade"),
        row("a debit is paid back up to the reserve",
            p -> p.reserve("250").minimumTrade("0").target("A", "1", "100", "100").cash("-120"),
            "SELL A 4"),
        row("a share that the cash does not buy is left",
            p -> p.target("A", "0.5", "0", "900").target("B", "0.5", "5", "100").cash("500"),
            "A zero_shares; B below_min_trade"));
  }

  private static Arguments row(String name, UnaryOperator<Plans> situation, String expected) {
    return Arguments.of(name, situation, expected);
  }

  @Test
  void shouldRefuseShortPositionsWhereverTheyAre() {
    Plans plans = new Plans().target("A", "0.5", "-3", "100").held("X", "-1.5", "10").cash("5000");
    for (PlanningRule rule : PlanningRule.values()) {
      assertThat(reasons(plans.plan(rule))).containsExactly("short position: -3 A",
          "short position: -1.5 X");
    }
  }

  /** Of a virtual currency position (TWS API), a bond or an option a negative number is no short sale of a stock. */
  @Test
  void shouldShowPositionsThatAreNoSharesAndLeaveThemAlone() {
    Plans plans = new Plans().target("A", "0.5", "52", "100").target("B", "0.5", "48", "100").cash("400");
    Holding currency = other(7, "USD", "CASH", "-1000");
    Holding option = other(8, "SPY", "OPT", "-2");
    PlanOutcome ofCurrency = plan(plans, currency);
    assertThat(ofCurrency).isInstanceOf(OnTarget.class);
    assertThat(ofCurrency.driftReport().orElseThrow().untouched()).containsExactly(currency);
    assertThat(ofCurrency.driftReport().orElseThrow().unvalued()).as("its money is in the cash").isEmpty();
    PlanOutcome withOption = plan(plans, option);
    assertThat(withOption).isInstanceOf(OnTarget.class);
    assertThat(withOption.driftReport().orElseThrow().unvalued()).containsExactly(option);
    // A currency position of any sign leaves the comparison with the net liquidation as it is.
    assertThat(reasons(plan(plans.netLiquidationShift("3000"), other(7, "USD", "CASH", "1000"))))
        .singleElement().asString().contains("away from the net liquidation");
  }

  private static Holding other(int id, String symbol, String type, String quantity) {
    var contract = new Contract(new ContractId(id), new Symbol(symbol), type, "", "USD");
    return new Holding(contract, new BigDecimal(quantity), BigDecimal.ONE);
  }

  private static PlanOutcome plan(Plans plans, Holding more) {
    Portfolio portfolio = plans.portfolio();
    var holdings = new TreeMap<>(portfolio.holdings());
    holdings.put(more.id(), more);
    return Planner.plan(
        new Portfolio("USD", portfolio.netLiquidation(), portfolio.cash(), holdings, portfolio.contracts()),
        plans.weights(), plans.prices(), plans.rules(PlanningRule.WHOLE_PORTFOLIO));
  }

  @Test
  void shouldToppingUpBuyWhatIsBelowItsTargetAndSellNothing() {
    Plans plans = new Plans().target("A", "0.5", "60", "100").target("B", "0.5", "52", "100").cash("1000");
    assertThat(plans.plan(PlanningRule.TOP_UP)).isInstanceOfSatisfying(PlanOutcome.Plan.class, plan -> {
      assertThat(plan.orders()).allMatch(order -> order.side() == Side.BUY);
      assertThat(plan.orders().getFirst().symbol()).isEqualTo(new Symbol("B"));
      assertThat(plan.orders().stream().map(PlannedOrder::estimatedValue).reduce(BigDecimal.ZERO, BigDecimal::add))
          .isLessThanOrEqualTo(new BigDecimal("1000"));
    });
    Plans without = new Plans().target("A", "0.5", "80", "100").target("B", "0.5", "20", "100").cash("0");
    assertThat(without.plan(PlanningRule.TOP_UP)).isInstanceOf(PlanOutcome.OnTarget.class);
  }

  @Test
  void shouldSayWhyTheCashIsAReasonToTrade() {
    Plans idle = new Plans().target("A", "0.5", "45", "100").target("B", "0.5", "46", "100").cash("900");
    assertThat(cashBreach(idle, PlanningRule.WHOLE_PORTFOLIO)).contains(CashBreach.THRESHOLD);
    assertThat(cashBreach(idle, PlanningRule.BREACHED_LEGS)).isEmpty();
    Plans borrowed = new Plans().target("A", "1", "150", "100").cash("-1");
    assertThat(cashBreach(borrowed, PlanningRule.WHOLE_PORTFOLIO)).contains(CashBreach.NEGATIVE);
    PlanRules say = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, new BigDecimal("0.05"), BigDecimal.ZERO, BigDecimal.ZERO, new BigDecimal("0.05"),
        Plans.IBKR_FIXED, new CashRules(NegativeCash.SAY, CurrencyConversion.ALERT));
    assertThat(Planner.plan(borrowed.portfolio(), borrowed.weights(), borrowed.prices(), say))
        .isInstanceOf(OnTarget.class);
  }

  private static Optional<CashBreach> cashBreach(Plans plans, PlanningRule rule) {
    return plans.plan(rule).driftReport().orElseThrow().cashBreach();
  }

  @Test
  void shouldRefuseANetLiquidationThatIsNotPositive() {
    Plans plans = new Plans().target("A", "0.5", "10", "100").cash("-1000");
    assertThat(reasons(plans.plan(PlanningRule.BREACHED_LEGS)))
        .containsExactly("net liquidation is not positive: 0.00 USD");
    assertThat(reasons(plans.plan(PlanningRule.WHOLE_PORTFOLIO)))
        .containsExactly("net liquidation is not positive: 0.00 USD");
  }

  @Test
  void shouldRefuseWhenTheReserveLeavesNothing() {
    Plans plans = new Plans().target("A", "1", "0", "10").cash("400").reserve("500");
    assertThat(reasons(plans.plan(PlanningRule.WHOLE_PORTFOLIO))).containsExactly(
        "nothing to invest: cash beyond the reserve and holdings with a target come to -100.00 USD");
  }

  @Test
  void shouldRefuseWeightsAboveOneInSumAndNegativeOnes() {
    Plans above = new Plans().target("A", "0.6", "1", "10").target("B", "0.4011", "1", "10")
        .cash("100");
    assertThat(reasons(above.plan(PlanningRule.BREACHED_LEGS)))
        .containsExactly("weights sum to 1.0011, more than 1");
    Plans rounded = new Plans().target("A", "0.6", "1", "10").target("B", "0.401", "1", "10")
        .cash("100");
    assertThat(reasons(rounded.plan(PlanningRule.BREACHED_LEGS))).isEmpty();
    Plans negative = new Plans().target("A", "-0.1", "1", "10").cash("100");
    assertThat(reasons(negative.plan(PlanningRule.BREACHED_LEGS)))
        .containsExactly("weight of A is negative: -0.1");
    assertThat(reasons(new Plans().cash("100").plan(PlanningRule.WHOLE_PORTFOLIO)))
        .containsExactly("there are no targets");
  }

  @Test
  void shouldRefuseWithEveryReasonAtOnce() {
    Plans plans = new Plans().target("A", "0.7", "-1", "-1").target("B", "0.7", "0", "0")
        .targetWithoutPrice("C", "0.1").cash("100");
    assertThat(reasons(plans.plan(PlanningRule.WHOLE_PORTFOLIO))).containsExactly(
        "weights sum to 1.5, more than 1", "short position: -1 A", "A: -1 is not a price",
        "B: 0 is not a price", "C: no price");
  }

  @Test
  void shouldRefuseAnAccountThatContradictsItsPrices() {
    Plans plans = new Plans().target("A", "1", "10", "100").cash("1000");
    assertThat(reasons(plans.netLiquidationShift("105").plan(PlanningRule.WHOLE_PORTFOLIO)))
        .isEmpty();
    assertThat(reasons(plans.netLiquidationShift("110").plan(PlanningRule.WHOLE_PORTFOLIO)))
        .containsExactly("cash and holdings at these prices come to 2000.00 USD, 5.21 % away from"
            + " the net liquidation 2110.00 USD, more than 5 %: prices or account values are stale");
    // Nobody knows what an unpriced holding should add to the sum.
    assertThat(reasons(plans.heldWithoutPrice("X", "1").plan(PlanningRule.WHOLE_PORTFOLIO)))
        .isEmpty();
  }

  @Test
  void shouldShowHoldingsInNoTargetAndLeaveThemAlone() {
    Plans plans = new Plans().target("A", "1", "10", "100").held("X", "7", "10")
        .heldWithoutPrice("Y", "3").heldWithoutPrice("Z", "0").cash("1000");
    DriftReport drift = plans.plan(PlanningRule.WHOLE_PORTFOLIO).driftReport().orElseThrow();
    assertThat(drift.untouched()).extracting(holding -> holding.symbol().value())
        .containsExactly("X", "Y");
    assertThat(drift.base()).isEqualByComparingTo("2000");
  }

  @Test
  void shouldReportDriftAgainstWhatTheWeightsDivide() {
    Plans plans = new Plans().target("A", "0.5", "30", "100").target("B", "0.4", "0", "50")
        .reserve("500").cash("2500");
    DriftReport drift = plans.plan(PlanningRule.WHOLE_PORTFOLIO).driftReport().orElseThrow();
    assertThat(drift.base()).isEqualByComparingTo("5000");
    assertThat(drift.cash()).isEqualByComparingTo("2500");
    assertThat(drift.cashWeight()).isEqualByComparingTo("0.4");
    assertThat(drift.cashTargetWeight()).isEqualByComparingTo("0.1");
    DriftLine line = drift.lines().getFirst();
    assertThat(line.marketValue()).isEqualByComparingTo("3000");
    assertThat(line.currentWeight()).isEqualByComparingTo("0.6");
    assertThat(line.drift()).isEqualByComparingTo("0.1");
    assertThat(line.breach()).isTrue();
    assertThat(drift.lines().getLast().currentWeight()).isEqualTo(BigDecimal.ZERO);
  }

  @Test
  void shouldEstimateTheCashThatIsLeft() {
    Plans plans = new Plans().target("A", "0", "100", "10").target("B", "1", "0", "10").cash("5");
    if (!(plans.plan(PlanningRule.WHOLE_PORTFOLIO) instanceof Plan plan)) {
      throw new AssertionError("no plan");
    }
    assertThat(plan.value(Side.SELL)).isEqualByComparingTo("1000");
    assertThat(plan.value(Side.BUY)).isEqualByComparingTo("1000");
    assertThat(plan.commissions()).isEqualByComparingTo("2");
    assertThat(plan.cashAfter()).isEqualByComparingTo("3");
    assertThat(plan.orders().getFirst().drift()).isPositive();
  }

  @Test
  void shouldRefuseATargetWithoutAPriceAndSayWhy() {
    Plans plans = new Plans().target("A", "0.5", "10", "100").target("B", "0.5", "10", "100");
    List<PriceChoice> choices = List.of(
        new Priced(new Symbol("A"), new BigDecimal("100"), PriceSource.LAST, QuoteKind.LIVE),
        new NoPrice(new Symbol("B"), "no price: last -1"),
        new NoPrice(new Symbol("X"), "not a target, so it does not matter"));
    assertThat(reasons(Planner.plan(plans.portfolio(), plans.weights(), choices,
        plans.rules(PlanningRule.WHOLE_PORTFOLIO)))).containsExactly("B: no price: last -1");
    assertThat(reasons(Planner.plan(plans.portfolio(), plans.weights(), choices.subList(0, 1),
        plans.rules(PlanningRule.WHOLE_PORTFOLIO)))).containsExactly("B: no price");
  }

  @Test
  void shouldRefuseRulesThatMakeNoSense() {
    assertThatThrownBy(() -> new Plans().threshold("-0.01").rules(PlanningRule.WHOLE_PORTFOLIO))
        .hasMessage("drift threshold must be from 0 to 1, was -0.01");
    assertThatThrownBy(() -> new Plans().threshold("5").rules(PlanningRule.WHOLE_PORTFOLIO))
        .hasMessage("drift threshold must be from 0 to 1, was 5");
    assertThatThrownBy(() -> new Plans().minimumTrade("-1").rules(PlanningRule.WHOLE_PORTFOLIO))
        .hasMessage("minimum trade value cannot be negative, was -1");
    assertThatThrownBy(() -> PlanningRule.of("whole"))
        .hasMessage("rule must be whole-portfolio, breached-legs or top-up, was 'whole'");
    assertThat(PlanningRule.of("breached-legs")).isEqualTo(PlanningRule.BREACHED_LEGS);
  }

  private static List<String> reasons(PlanOutcome outcome) {
    return outcome instanceof Refused refused ? refused.reasons() : List.of();
  }

  private static String text(PlanOutcome outcome) {
    Stream<String> orders = switch (outcome) {
      case Plan plan -> plan.orders().stream()
          .map(order -> order.side() + " " + order.symbol() + " " + order.quantity());
      case OnTarget onTarget -> Stream.of();
      case Refused refused -> refused.reasons().stream();
    };
    List<Skipped> skipped = switch (outcome) {
      case Plan plan -> plan.skipped();
      case OnTarget onTarget -> onTarget.skipped();
      case Refused refused -> List.of();
    };
    return String.join("; ", Stream
        .concat(orders, skipped.stream().map(skip -> skip.symbol() + " " + skip.reason().text()))
        .toList());
  }

  /** ib-edavki#53: another listing of a target's symbol is neither counted nor priced as the target. */
  @Test
  void shouldNotCountAnotherListingOfATargetsSymbol() {
    Symbol gold = new Symbol("GLD");
    var london = new Contract(new ContractId(77), gold, "STK", "LSEETF", "USD");
    var arca = new ContractId(1);
    Portfolio portfolio = Portfolio.of(
        "USD", new BigDecimal("60000"), new BigDecimal("30000"),
        List.of(new Holding(london, new BigDecimal(100), BigDecimal.ONE))).meaning(Map.of(gold, arca));
    var weights = new LinkedHashMap<>(Map.of(gold, BigDecimal.ONE));
    PlanOutcome outcome = Planner.plan(
        portfolio, weights, Map.of(gold, new BigDecimal("300")), new Plans().rules(PlanningRule.WHOLE_PORTFOLIO));
    assertThat(outcome).isInstanceOfSatisfying(PlanOutcome.Plan.class, plan -> {
      assertThat(plan.orders()).singleElement().satisfies(order -> {
        assertThat(order.side()).isEqualTo(Side.BUY);
        assertThat(order.quantity()).as("less the commission").isEqualByComparingTo("99");
        assertThat(order.contract()).contains(arca);
      });
      assertThat(plan.drift().untouched()).extracting(Holding::id).containsExactly(london.id());
      assertThat(plan.drift().base()).isEqualByComparingTo("30000");
    });
  }

  /** IBKR renames a contract and keeps its id: the holding is still that of the target. */
  @Test
  void shouldCountAHoldingByItsContractWhateverItIsCalled() {
    Symbol gold = new Symbol("GLD");
    var renamed = new Contract(new ContractId(1), new Symbol("GLDX"), "STK", "ARCA", "USD");
    Portfolio portfolio = Portfolio.of(
        "USD", new BigDecimal("30000"), BigDecimal.ZERO,
        List.of(new Holding(renamed, new BigDecimal(100), BigDecimal.ONE))).meaning(Map.of(gold, renamed.id()));
    PlanOutcome outcome = Planner.plan(
        portfolio, new LinkedHashMap<>(Map.of(gold, BigDecimal.ONE)), Map.of(gold, new BigDecimal("300")),
        new Plans().rules(PlanningRule.WHOLE_PORTFOLIO));
    assertThat(outcome).isInstanceOfSatisfying(PlanOutcome.OnTarget.class, rest -> {
      assertThat(rest.drift().untouched()).isEmpty();
      assertThat(rest.drift().lines().getFirst().shares()).isEqualByComparingTo("100");
    });
  }
}

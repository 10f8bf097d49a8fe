package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plans of accounts without margin. */
class SettlementTest {
  private static final Symbol DBMF = new Symbol("DBMF");
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");
  private static final PlanRules RULES = new PlanRules(
      PlanningRule.WHOLE_PORTFOLIO, n("0.05"), n("100"), n("250"), n("0.05"),
      new CommissionSchedule(n("0.005"), BigDecimal.ONE, n("0.01")));

  private static BigDecimal n(String number) {
    return new BigDecimal(number);
  }

  private static SequencedMap<Symbol, BigDecimal> weights() {
    var weights = new LinkedHashMap<Symbol, BigDecimal>();
    BigDecimal third = BigDecimal.ONE.divide(n("3"), MathContext.DECIMAL128);
    weights.put(DBMF, third);
    weights.put(GLD, third);
    weights.put(BIL, third);
    return weights;
  }

  private static Map<Symbol, BigDecimal> prices(String dbmf, String gld, String bil) {
    return Map.of(DBMF, n(dbmf), GLD, n(gld), BIL, n(bil));
  }

  private static Portfolio portfolio(
      BigDecimal cash, Optional<BigDecimal> settled, Optional<AccountType> type, Map<Symbol, BigDecimal> shares,
      Map<Symbol, BigDecimal> prices) {
    List<Holding> held = new ArrayList<>();
    BigDecimal worth = cash;
    for (Symbol symbol : List.of(DBMF, GLD, BIL)) {
      held.add(Holding.of(symbol, shares.get(symbol), BigDecimal.ONE));
      worth = worth.add(shares.get(symbol).multiply(prices.get(symbol)));
    }
    return Portfolio.of("USD", worth, cash, held)
        .with(new Cash(new TreeMap<>(), new TreeMap<>(), settled, type));
  }

  private static final Map<Symbol, BigDecimal> PRICES = prices("28.71", "371.02", "91.55");
  private static final Map<Symbol, BigDecimal> SHARES = Map.of(DBMF, n("720"), GLD, n("38"), BIL, n("170"));

  private static PlanOutcome.Plan plan(Portfolio portfolio, Map<Symbol, BigDecimal> prices) {
    return (PlanOutcome.Plan) Settlement.split(
        Planner.plan(portfolio, weights(), prices, RULES), portfolio, RULES);
  }

  @ParameterizedTest
  @CsvSource({
      // settled, type, orders today, orders later
      "4500, CASH, 2, 1",
      "1900, CASH, 1, 2",
      "0, CASH, 1, 2",
      "1900, MARGIN, 3, 0",
      // Nothing says that it has margin.
      "1900, , 1, 2",
      // Nothing is told of the cash at all, as in a plan from a file.
      ", , 3, 0",
      // The amount that has settled is not told: no purchase today.
      ", CASH, 1, 2"})
  void shouldSendTodayWhatSettledCashPaysFor(String settled, AccountType type, int today, int later) {
    Portfolio account = portfolio(
        n("5000"), Optional.ofNullable(settled).map(BigDecimal::new), Optional.ofNullable(type), SHARES, PRICES);

    PlanOutcome.Plan plan = plan(account, PRICES);

    assertThat(plan.orders()).hasSize(today);
    assertThat(plan.later()).hasSize(later).allSatisfy(order -> assertThat(order.side()).isEqualTo(Side.BUY));
    assertThat(plan.all()).hasSize(3);
  }

  @Test
  void shouldTakeTheOwnersWordForTheAccountType() {
    Portfolio account = portfolio(n("1900"), Optional.of(n("0")), Optional.of(AccountType.MARGIN), SHARES, PRICES);
    var rules = new PlanRules(
        RULES.rule(), new BigDecimal("0.05"), RULES.minimumTradeValue(), RULES.cashReserve(),
        RULES.netLiquidationDistanceMax(), RULES.commissions(),
        new CashRules(NegativeCash.CURE, CurrencyConversion.ALERT, Optional.of(AccountType.CASH)));

    assertThat(Settlement.settled(Settlement.resolved(account, RULES))).isEmpty();
    assertThat(Settlement.settled(Settlement.resolved(account, rules))).contains(n("0"));
  }

  @Test
  void shouldWaitForCashThatHasNotSettledUntilTheLastChance() {
    PlanOutcome.Plan plan = plan(cash("1900", "0", SHARES, PRICES), PRICES);
    Map<Symbol, BigDecimal> sold = after(SHARES, plan.orders());
    Portfolio unsettled = cash("4900", "0", sold, PRICES);

    assertThat(second(plan, unsettled, PRICES, false)).isInstanceOf(Settlement.NotYet.class);
    assertThat(second(plan, unsettled, PRICES, true)).isInstanceOfSatisfying(Settlement.Decided.class, decided -> {
      assertThat(decided.plan().orders()).isEmpty();
      assertThat(decided.leftOut()).hasSize(2)
          .allSatisfy(left -> assertThat(left.reason()).contains("settled cash does not cover it"));
    });
  }

  @Test
  void shouldNotBuyWhatItsTargetLacksNoMore() {
    PlanOutcome.Plan plan = plan(cash("1900", "0", SHARES, PRICES), PRICES);
    var shares = new LinkedHashMap<>(after(SHARES, plan.orders()));
    // The owner bought gold himself meanwhile.
    shares.put(GLD, n("47"));

    assertThat(second(plan, cash("1500", "1500", shares, PRICES), PRICES, false))
        .isInstanceOfSatisfying(Settlement.Decided.class, decided -> assertThat(decided.leftOut())
            .anySatisfy(left -> assertThat(left.symbol()).isEqualTo(GLD)));
  }

  @Test
  void shouldNeverSpendMoreThanHasSettledAndComeAsNearToTheTargetsAsOneStep() {
    var random = new Random(11);
    for (int i = 0; i < 2000; i++) {
      Map<Symbol, BigDecimal> shares = Map.of(
          DBMF, n("" + random.nextInt(900)), GLD, n("" + random.nextInt(60)), BIL, n("" + random.nextInt(250)));
      int cash = 300 + random.nextInt(8000);
      int settled = random.nextInt(cash);
      Portfolio account = cash("" + cash, "" + settled, shares, PRICES);
      if (!(Planner.plan(account, weights(), PRICES, RULES) instanceof PlanOutcome.Plan inOne)) {
        continue;
      }
      PlanOutcome.Plan plan = plan(account, PRICES);
      assertThat(cost(plan.orders())).isLessThanOrEqualTo(n("" + settled));
      assertThat(plan.all()).containsExactlyInAnyOrderElementsOf(inOne.orders());
      if (plan.later().isEmpty()) {
        continue;
      }
      BigDecimal left = n("" + cash);
      for (PlannedOrder order : plan.orders()) {
        BigDecimal value = order.side() == Side.SELL ? order.estimatedValue() : order.estimatedValue().negate();
        left = left.add(value).subtract(order.estimatedCommission());
      }
      // All has settled, at other prices.
      BigDecimal factor = n("0." + (95 + random.nextInt(5))).add(n("0.02"));
      Map<Symbol, BigDecimal> later = Map.of(
          DBMF, PRICES.get(DBMF).multiply(factor), GLD, PRICES.get(GLD), BIL, PRICES.get(BIL));
      Portfolio next = cash(left.toPlainString(), left.toPlainString(), after(shares, plan.orders()), later);
      var decided = (Settlement.Decided) second(plan, next, later, false);
      assertThat(cost(decided.plan().orders())).isLessThanOrEqualTo(left.subtract(RULES.cashReserve()).max(n("0")));
      for (PlannedOrder order : decided.plan().orders()) {
        PlannedOrder planned = plan.later().stream().filter(it -> it.symbol().equals(order.symbol())).findFirst()
            .orElseThrow();
        assertThat(order.quantity()).isLessThanOrEqualTo(planned.quantity());
      }
      var same = (Settlement.Decided) second(
          plan, cash(left.toPlainString(), left.toPlainString(), after(shares, plan.orders()), PRICES), PRICES, false);
      for (PlannedOrder planned : plan.later()) {
        BigDecimal bought = same.plan().orders().stream().filter(it -> it.symbol().equals(planned.symbol()))
            .map(PlannedOrder::quantity).findFirst().orElse(BigDecimal.ZERO);
        assertThat(planned.quantity().subtract(bought)).as("%s of %s", planned, plan)
            .isLessThanOrEqualTo(BigDecimal.ONE);
      }
    }
  }

  private static Portfolio cash(
      String cash, String settled, Map<Symbol, BigDecimal> shares, Map<Symbol, BigDecimal> prices) {
    return portfolio(n(cash), Optional.of(n(settled)), Optional.of(AccountType.CASH), shares, prices);
  }

  private static Settlement.Step second(
      PlanOutcome.Plan plan, Portfolio portfolio, Map<Symbol, BigDecimal> prices, boolean isLast) {
    return Settlement.second(plan, Planner.plan(portfolio, weights(), prices, RULES), portfolio, RULES, isLast);
  }

  private static Map<Symbol, BigDecimal> after(Map<Symbol, BigDecimal> shares, List<PlannedOrder> orders) {
    var changed = new LinkedHashMap<>(shares);
    for (PlannedOrder order : orders) {
      changed.merge(
          order.symbol(), order.side() == Side.SELL ? order.quantity().negate() : order.quantity(), BigDecimal::add);
    }
    return changed;
  }

  private static BigDecimal cost(List<PlannedOrder> orders) {
    return orders.stream().filter(order -> order.side() == Side.BUY)
        .map(order -> order.estimatedValue().add(order.estimatedCommission())).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

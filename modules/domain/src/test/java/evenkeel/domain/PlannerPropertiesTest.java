package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.PlanOutcome.OnTarget;
import evenkeel.domain.PlanOutcome.Plan;
import evenkeel.domain.PlanOutcome.Refused;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every plan promises, on portfolios drawn from the seed in the test's name. */
class PlannerPropertiesTest {
  private static final int SEEDS = 2500;

  static IntStream seeds() {
    return IntStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldPlanTheWholePortfolioWithinItsMeans(int seed) {
    Situation situation = Situation.draw(seed, PlanningRule.WHOLE_PORTFOLIO);
    switch (situation.plan(situation.portfolio)) {
      case Plan plan -> {
        holdForEveryPlan(situation, plan);
        holdForTheWholePortfolio(situation, plan);
      }
      case OnTarget onTarget -> assertThat(onTarget.skipped()).hasSize(situation.weights.size());
      case Refused refused -> assertThat(refused.reasons()).allMatch(situation::mayRefuse);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldPlanNothingOnAPortfolioThatHasJustExecutedThePlan(int seed) {
    Situation situation = Situation.draw(seed, PlanningRule.WHOLE_PORTFOLIO);
    if (situation.plan(situation.portfolio) instanceof Plan plan) {
      Portfolio executed = execute(situation.portfolio, plan);
      assertThat(executed.cash()).isEqualByComparingTo(plan.cashAfter());
      PlanOutcome again = situation.plan(executed);
      assertThat(again).isInstanceOf(OnTarget.class);
      if (situation.isFineGrained()) {
        assertThat(again.driftReport().orElseThrow().breached()).isFalse();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldPlanBreachedLegsTowardsTheirTargetsWithoutPassingThem(int seed) {
    Situation situation = Situation.draw(seed, PlanningRule.BREACHED_LEGS);
    if (situation.plan(situation.portfolio) instanceof Plan plan) {
      holdForEveryPlan(situation, plan);
      Portfolio executed = execute(situation.portfolio, plan);
      for (PlannedOrder order : plan.orders()) {
        BigDecimal weight = situation.weights.get(order.symbol());
        BigDecimal target = weight.multiply(plan.drift().base());
        BigDecimal left = executed.shares(order.symbol()).multiply(order.price())
            .subtract(target);
        // Rounded towards zero: less than one share is missing, and the target is not passed.
        assertThat(left.abs()).isLessThan(order.price());
        assertThat(left.signum()).isIn(0, order.side() == Side.SELL ? 1 : -1);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldPlanTheSameWhateverOrderPricesAndHoldingsCameIn(int seed) {
    for (PlanningRule rule : PlanningRule.values()) {
      Situation situation = Situation.draw(seed, rule);
      List<Map.Entry<Symbol, BigDecimal>> entries = new ArrayList<>(situation.prices.entrySet());
      Collections.shuffle(entries, new Random(seed));
      Map<Symbol, BigDecimal> shuffled = new LinkedHashMap<>();
      entries.forEach(entry -> shuffled.put(entry.getKey(), entry.getValue()));
      assertThat(Planner.plan(situation.portfolio, situation.weights, shuffled, situation.rules))
          .isEqualTo(situation.plan(situation.portfolio));
    }
  }

  private static void holdForEveryPlan(Situation situation, Plan plan) {
    List<Symbol> traded = plan.orders().stream().map(PlannedOrder::symbol).toList();
    assertThat(traded).doesNotHaveDuplicates();
    assertThat(situation.weights.keySet()).containsAll(traded);
    assertThat(plan.orders().size() + plan.skipped().size()).isEqualTo(situation.weights.size());
    PlannedOrder before = plan.orders().getFirst();
    for (PlannedOrder order : plan.orders()) {
      assertThat(order.quantity().stripTrailingZeros().scale()).isLessThanOrEqualTo(0);
      assertThat(order.quantity()).isPositive();
      if (order.side() == Side.SELL) {
        assertThat(order.quantity())
            .isLessThanOrEqualTo(situation.portfolio.shares(order.symbol()));
        assertThat(before.side()).isEqualTo(Side.SELL);
      }
      if (order.side() == before.side()) {
        assertThat(order.estimatedValue()).isLessThanOrEqualTo(before.estimatedValue());
      }
      before = order;
    }
  }

  private static void holdForTheWholePortfolio(Situation situation, Plan plan) {
    assertThat(plan.drift().breached()).isTrue();
    BigDecimal bought = plan.value(Side.BUY);
    if (bought.signum() > 0) {
      assertThat(bought).isLessThanOrEqualTo(situation.portfolio.cash().add(plan.value(Side.SELL))
          .subtract(situation.rules.cashReserve()).subtract(plan.commissions()));
    }
    assertThat(plan.cashAfter()).isGreaterThanOrEqualTo(
        situation.portfolio.cash().min(situation.rules.cashReserve()));
    for (PlannedOrder order : plan.orders()) {
      assertThat(order.estimatedValue())
          .isGreaterThanOrEqualTo(situation.rules.minimumTradeValue());
    }
  }

  private static Portfolio execute(Portfolio portfolio, Plan plan) {
    SortedMap<Symbol, Holding> holdings = new TreeMap<>();
    portfolio.holdings().values().forEach(holding -> holdings.put(holding.symbol(), holding));
    BigDecimal cash = portfolio.cash();
    for (PlannedOrder order : plan.orders()) {
      BigDecimal change = order.side() == Side.BUY ? order.quantity() : order.quantity().negate();
      BigDecimal shares = portfolio.shares(order.symbol()).add(change);
      assertThat(shares).isNotNegative();
      holdings.put(order.symbol(), Holding.of(order.symbol(), shares, order.price()));
      cash = cash.subtract(change.multiply(order.price())).subtract(order.estimatedCommission());
    }
    BigDecimal netLiquidation = portfolio.netLiquidation().subtract(plan.commissions());
    return Portfolio.of(portfolio.currency(), netLiquidation, cash, holdings.values());
  }

  /** A drawn account with its targets. */
  private record Situation(Portfolio portfolio, SequencedMap<Symbol, BigDecimal> weights,
      Map<Symbol, BigDecimal> prices, PlanRules rules) {

    static Situation draw(int seed, PlanningRule rule) {
      Random random = new Random(seed);
      int targets = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 8);
      BigDecimal scale = new BigDecimal(
          List.of("1000", "20000", "50000", "1000000").get(random.nextInt(4)));
      SortedMap<Symbol, Holding> holdings = new TreeMap<>();
      Map<Symbol, BigDecimal> prices = new LinkedHashMap<>();
      SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
      BigDecimal[] cuts = drawWeights(random, targets);
      int strangers = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 0;
      for (int i = 0; i < targets + strangers; i++) {
        Symbol symbol = new Symbol("S" + i);
        BigDecimal price = drawPrice(random);
        prices.put(symbol, price);
        BigDecimal share = i < targets ? cuts[i] : new BigDecimal("0.1");
        BigDecimal factor = BigDecimal.valueOf(random.nextInt(8) == 0 ? 0 : random.nextDouble(2));
        int decimals = random.nextInt(5) == 0 ? 4 : 0;
        BigDecimal shares = scale.multiply(share).multiply(factor).divide(price, decimals,
            RoundingMode.DOWN);
        if (shares.signum() > 0 || random.nextBoolean()) {
          holdings.put(symbol, Holding.of(symbol, shares, price));
        }
        if (i < targets) {
          weights.put(symbol, cuts[i]);
        }
      }
      BigDecimal cash = scale.multiply(BigDecimal.valueOf(random.nextDouble(0.3))).setScale(2,
          RoundingMode.DOWN);
      PlanRules rules = new PlanRules(rule, BigDecimal.valueOf(0.01 + random.nextDouble(0.09)),
          new BigDecimal(random.nextInt(3) * 100),
          random.nextInt(3) == 0 ? scale.movePointLeft(2) : BigDecimal.ZERO,
          new BigDecimal("0.05"), Plans.IBKR_FIXED);
      BigDecimal sum = cash;
      for (Holding holding : holdings.values()) {
        sum = sum.add(holding.shares().multiply(prices.get(holding.symbol())));
      }
      return new Situation(Portfolio.of("USD", sum, cash, holdings.values()), weights, prices, rules);
    }

    /** Fractions that sum to 1 or, with a cash target, to less; with luck all the same. */
    private static BigDecimal[] drawWeights(Random random, int targets) {
      boolean equal = random.nextInt(4) == 0;
      double[] parts = random.doubles(targets, 0.05, 1).map(part -> equal ? 1 : part).toArray();
      double sum = IntStream.range(0, targets).mapToDouble(i -> parts[i]).sum();
      BigDecimal invested = new BigDecimal(random.nextInt(5) == 0 ? "0.9" : "1");
      BigDecimal[] weights = new BigDecimal[targets];
      for (int i = 0; i < targets; i++) {
        weights[i] = invested.multiply(BigDecimal.valueOf(parts[i] / sum)).setScale(12,
            RoundingMode.DOWN);
      }
      return weights;
    }

    private static BigDecimal drawPrice(Random random) {
      double price = Math.exp(random.nextDouble() * 8 - 0.7);
      return BigDecimal.valueOf(price).setScale(random.nextInt(4) == 0 ? 4 : 2,
          RoundingMode.UP);
    }

    PlanOutcome plan(Portfolio of) {
      return Planner.plan(of, weights, prices, rules);
    }

    boolean mayRefuse(String reason) {
      return reason.startsWith("nothing to invest")
          || (portfolio.netLiquidation().signum() == 0 && reason.startsWith("net liquidation"));
    }

    /** Whether shares and minimum trades are small enough to mend every breach. */
    boolean isFineGrained() {
      BigDecimal grain = rules.minimumTradeValue();
      for (Symbol symbol : weights.keySet()) {
        grain = grain.max(prices.get(symbol));
      }
      BigDecimal base = portfolio.cash().subtract(rules.cashReserve());
      for (Symbol symbol : weights.keySet()) {
        base = base.add(portfolio.shares(symbol).multiply(prices.get(symbol)));
      }
      BigDecimal missing = grain.multiply(new BigDecimal(weights.size() + 1));
      return missing.compareTo(rules.drift().band(BigDecimal.ONE).orElseThrow().multiply(base)) < 0;
    }
  }
}

package evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.CashRules;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.Policies;
import evenkeel.domain.Policy;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The screen in doubles asks the planner wherever the planner would find a reason, exact hits included. */
class ScreenTest {
  private static final long SEED = 20261201;
  /** {@code -Devenkeel.looks=10000000} for the long run. */
  private static final long LOOKS = Long.getLong("evenkeel.looks", 60_000);
  private static final int SESSIONS = 500;

  @Test
  void screenAndPlannerTradeTheSame() {
    long looks = 0;
    long asked = 0;
    long traded = 0;
    for (long seed = SEED; looks < LOOKS; seed++) {
      var random = new Random(seed);
      int count = 2 + random.nextInt(2);
      History history = history(random, count);
      Policy policy = policy(random);
      WalkRules rules = rules(random, history, count);
      Walk screened = Walk.of(history, policy, rules);
      Walk plain = Walk.unscreened(history, policy, rules);
      assertThat(screened.trades()).as("seed %s", seed).isEqualTo(plain.trades());
      assertThat(screened.values()).isEqualTo(plain.values());
      traded += screened.events().size() - 1;
      asked += screened.asked();
      looks += SESSIONS - 1;
      checkProperties(screened);
    }
    assertThat(traded).isPositive();
    assertThat(asked).isLessThan(looks);
  }

  /** Never a short, never borrowed, and trades change no value beyond what they cost. */
  private static void checkProperties(Walk walk) {
    assertThat(walk.cash()).allMatch(cash -> cash.signum() >= 0);
    BigDecimal cash = walk.rules().capital();
    Map<Symbol, BigDecimal> held = new LinkedHashMap<>();
    for (Trade trade : walk.trades()) {
      cash = cash.subtract(trade.quantity().multiply(trade.price())).subtract(trade.cost());
      held.merge(trade.symbol(), trade.quantity(), BigDecimal::add);
      assertThat(held.get(trade.symbol())).isNotNegative();
    }
    assertThat(cash).isEqualByComparingTo(walk.cash().getLast());
  }

  /** Steps of a tenth of round prices, so that weights hit round bands exactly. */
  private static History history(Random random, int count) {
    SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
    for (int s = 0; s < count; s++) {
      SortedMap<LocalDate, BigDecimal> rows = new TreeMap<>();
      int price = 100;
      for (int i = 0; i < SESSIONS; i++) {
        price = Math.max(10, price + (random.nextInt(3) - 1) * 5);
        rows.put(LocalDate.of(2010, 1, 1).plusDays(i), new BigDecimal(price));
      }
      closes.put(new Symbol("S" + s), rows);
    }
    return History.ofDates(History.Input.of(closes, Income.RAW));
  }

  private static Policy policy(Random random) {
    String threshold = String.valueOf(1 + random.nextInt(20)) + " %";
    return switch (random.nextInt(5)) {
      case 0 -> Policies.of("absolute", Map.of("look", "daily", "threshold", threshold));
      case 1 -> Policies.of("relative", Map.of("relative", threshold));
      case 2 -> Policies.of("5/25", Map.of("look", "daily", "relative", threshold));
      case 3 -> Policies.of("hybrid", Map.of("look", "daily", "relative", threshold));
      default -> Policies.of("200/175", Map.of("threshold", threshold, "bound", "0.01"));
    };
  }

  private static WalkRules rules(Random random, History history, int count) {
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    BigDecimal each = BigDecimal.ONE.divide(new BigDecimal(count), MathContext.DECIMAL128);
    history.symbols().forEach(symbol -> weights.put(symbol, each));
    if (random.nextBoolean()) {
      return WalkRules.exact(new BigDecimal("1000"), weights);
    }
    var plan = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ONE,
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")), CashRules.DEFAULT);
    return new WalkRules(
        new BigDecimal("100000"), weights, plan, FillAt.SAME_CLOSE, new BigDecimal("0.0002"), BigDecimal.ZERO);
  }
}

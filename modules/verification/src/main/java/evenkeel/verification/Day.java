package evenkeel.verification;

import evenkeel.domain.CashRules;
import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.NegativeCash;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Venue;
import evenkeel.engine.Approval;
import evenkeel.engine.Caution;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.TransportKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One day of the whole engine, from its plan: a world, a Gateway, a journal, and one life of the process after the
 * other, on this thread. The same plan gives the same day.
 */
final class Day {
  /** How long the process waits for the end of an answer. */
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
  private static final int CLIENT_ID = 10;
  /** How long after everything is clear again a day may take to come to its end. */
  private static final Duration PATIENCE = Duration.ofMinutes(90);
  /** What may still come after a run is over: late commissions and corrections. */
  private static final Duration QUIET = Duration.ofMinutes(2);

  private Day() {}

  /** Lives through the day and says how it went. */
  static DayResult live(DayPlan plan, Tampering tampering) {
    return Harness.live(plan, tampering, folder -> plan.scenario(), harness -> live(plan, harness));
  }

  private static DayResult live(DayPlan plan, Harness harness) {
    harness.begin();
    World world = harness.world();
    Auditor auditor = harness.auditor();
    Instant end = plan.end().plus(PATIENCE);
    Instant afterClose = plan.closing().plus(Duration.ofMinutes(10));
    Instant lastMishap = plan.mishaps().stream().map(Mishap.Planned::at).max(Comparator.naturalOrder())
        .orElse(Instant.MIN);
    boolean isOver = false;
    Optional<Instant> quietSince = Optional.empty();
    while (!isOver && harness.step(end)) {
      if (world.now().isAfter(afterClose) && auditor.isAtRest()) {
        quietSince = quietSince.or(() -> Optional.of(world.now()));
        isOver = world.now().isAfter(quietSince.get().plus(QUIET)) && lastMishap.isBefore(world.now());
      } else {
        quietSince = Optional.empty();
      }
    }
    harness.end();
    return new DayResult(plan, auditor.violations(), auditor.counts(), harness.log(), world.tasks());
  }

  /** As the defaults are, in this mode. */
  static EngineSettings engine(TradingMode mode) {
    return engine(mode, Habits.USUAL);
  }

  static EngineSettings engine(TradingMode mode, Habits habits) {
    BigDecimal quarter = new BigDecimal("0.25");
    var targets = new Targets(
        List.of(
            new Target(new Symbol("DBMF"), quarter, Venue.BROKER), new Target(new Symbol("GLD"), quarter, Venue.BROKER),
            new Target(new Symbol("BIL"), quarter, Venue.BROKER),
            new Target(new Symbol("sUSDe"), quarter, Venue.ELSEWHERE)),
        BigDecimal.ZERO);
    var rules = new PlanRules(
        habits.rule(), new BigDecimal("0.05"), new BigDecimal("100"), new BigDecimal("250"),
        new BigDecimal("0.05"),
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")),
        new CashRules(NegativeCash.CURE, habits.convert()));
    return new EngineSettings(
        mode, Optional.empty(), targets, rules,
        new PriceRules(Duration.ofMinutes(30), new BigDecimal("0.20")), habits.orderType(),
        new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)), LocalTime.of(14, 30), Duration.ofSeconds(20),
        Duration.ofMillis(250), Duration.ofMinutes(1),
        // As the defaults are.
        new GuardLimits(
            new BigDecimal("0.50"), BigDecimal.ONE, 20, new BigDecimal("0.02"), new BigDecimal("0.10"), false),
        new CatchUpRule(habits.missed(), new BigDecimal("0.01")))
        .with(new Caution(Optional.empty(), FirstRuns.NONE, approval(habits.asking())));
  }

  private static Approval approval(Habits.Asking asking) {
    return switch (asking) {
      case NEVER -> Approval.NONE;
      case ELSE_SKIP -> new Approval(true, DayPlan.WORD_WITHIN, false);
      case ELSE_TRADE -> new Approval(true, DayPlan.WORD_WITHIN, true);
    };
  }

  static GatewaySettings gateway() {
    return new GatewaySettings(
        "127.0.0.1", 4002, CLIENT_ID, Duration.ofSeconds(15), ANSWER_WITHIN, 50, true, Duration.ofSeconds(1),
        Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
  }
}

package evenkeel.engine;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import evenkeel.domain.AccountId;
import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CommissionSchedule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.PriceRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Venue;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;

/** An actor system and settings for tests: a journal in memory, and time that a test moves. */
final class Engine {
  static final Duration RETRY_PAUSE = Duration.ofMinutes(1);
  static final Duration QUOTE_PATIENCE = Duration.ofSeconds(10);
  static final Duration QUOTE_SETTLE = Duration.ofSeconds(2);

  static final GuardLimits GUARDS = new GuardLimits(
      BigDecimal.ONE, new BigDecimal(2), 20, new BigDecimal("0.02"), new BigDecimal("0.10"), false);

  static final CatchUpRule CATCH_UP = new CatchUpRule(MissedCutOff.NEXT_SESSION, new BigDecimal("0.01"));

  private Engine() {}

  static Config config() {
    // A test's clock moves by hours at once, which must not look like a slow journal.
    Config patient = ConfigFactory.parseString("""
        pekko.persistence.journal-plugin-fallback {
          circuit-breaker.call-timeout = 30d
          recovery-event-timeout = 30d
        }
        """);
    return patient.withFallback(PersistenceTestKitPlugin.getInstance().config()).withFallback(ManualTime.config())
        .withFallback(ConfigFactory.load());
  }

  static EngineSettings settings(TradingMode mode) {
    return settings(mode, OrderType.MOC, Optional.empty());
  }

  static EngineSettings settings(TradingMode mode, OrderType type, Optional<AccountId> account) {
    BigDecimal half = new BigDecimal("0.5");
    var targets = new Targets(
        List.of(
            new Target(new Symbol("GLD"), half, Venue.BROKER), new Target(new Symbol("BIL"), half, Venue.BROKER)),
        BigDecimal.ZERO);
    var rules = new PlanRules(
        PlanningRule.WHOLE_PORTFOLIO, new BigDecimal("0.05"), new BigDecimal("100"), BigDecimal.ZERO,
        new BigDecimal("0.05"),
        new CommissionSchedule(new BigDecimal("0.005"), BigDecimal.ONE, new BigDecimal("0.01")));
    return new EngineSettings(
        mode, account, targets, rules, new PriceRules(Duration.ofMinutes(5), new BigDecimal("0.20")), type,
        new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15)), LocalTime.of(15, 30), QUOTE_PATIENCE,
        QUOTE_SETTLE, RETRY_PAUSE, GUARDS, CATCH_UP);
  }

  static LinkStatus link(LinkState state, long epoch, int nextOrderId, Instant now, AccountId... accounts) {
    return new LinkStatus(state, epoch, Optional.empty(), List.of(accounts), nextOrderId, 0, now);
  }
}

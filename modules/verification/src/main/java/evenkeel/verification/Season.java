package evenkeel.verification;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Some months of the whole engine, from their plan. The same plan gives the same season. */
final class Season {
  /** The machine is kept awake for this long while something is under way, and then looked at again. */
  private static final Duration AWAKE_LONGER = Duration.ofMinutes(5);
  /** How long after the close the machine is kept awake at most. */
  private static final Duration AWAKE_MAX = Duration.ofMinutes(45);

  private final SeasonPlan plan;
  private final Harness harness;
  private final World world;

  private Season(SeasonPlan plan, Harness harness) {
    this.plan = plan;
    this.harness = harness;
    this.world = harness.world();
  }

  /** Lives through the season and says how it went. */
  static SeasonResult live(SeasonPlan plan, Tampering tampering) {
    return Harness.live(
        plan, tampering, folder -> {
          Path prices = folder.resolve("prices");
          plan.prices().write(prices);
          return plan.scenario().withPrices(prices);
        }, harness -> new Season(plan, harness).live());
  }

  private SeasonResult live() {
    harness.begin();
    List<YearPlan.Span> awake = plan.awake();
    for (int i = 0; i + 1 < awake.size(); i++) {
      Instant wakes = awake.get(i + 1).at();
      world.at(awake.get(i).end(), () -> fallAsleep(wakes));
    }
    Instant end = plan.end();
    while (harness.step(end)) {
      // The season goes on.
    }
    harness.end();
    Auditor auditor = harness.auditor();
    return new SeasonResult(plan, auditor.violations(), auditor.counts(), harness.log(), world.tasks());
  }

  /** Nobody closes the lid while a run is under way and the session is not over. */
  private void fallAsleep(Instant wakes) {
    DayPlan day = plan.day(world.now());
    boolean isKeptAwake = world.now().isBefore(day.closing().plus(AWAKE_MAX))
        && harness.auditor().isUnderWay(day.session());
    if (isKeptAwake) {
      world.after(AWAKE_LONGER, () -> fallAsleep(wakes));
    } else {
      world.whenAwake(() -> {
        if (world.now().isBefore(wakes)) {
          world.sleep(Duration.between(world.now(), wakes));
        }
      });
    }
  }
}

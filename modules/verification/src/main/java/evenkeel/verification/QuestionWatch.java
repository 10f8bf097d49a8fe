package evenkeel.verification;

import evenkeel.tws.ClientMessage;
import evenkeel.tws.RequestCurrentTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** That no two questions for the time leave within a second: some Gateways never answer the second one. */
final class QuestionWatch {
  private static final Duration APART = Duration.ofSeconds(1);

  private final AuditedPeriod plan;
  private final World world;
  private final Consumer<String> violation;
  private final Map<Long, Instant> askedAt = new HashMap<>();

  QuestionWatch(AuditedPeriod plan, World world, Consumer<String> violation) {
    this.plan = plan;
    this.world = world;
    this.violation = violation;
  }

  void sent(long connection, ClientMessage message) {
    if (message instanceof RequestCurrentTime) {
      Instant before = askedAt.put(connection, world.now());
      if (before != null && Duration.between(before, world.now()).compareTo(APART) < 0
          && plan.day(world.now()).isTimely()) {
        violation.accept("7: two questions for the time within a second");
      }
    }
  }
}

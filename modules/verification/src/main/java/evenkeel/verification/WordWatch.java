package evenkeel.verification;

import evenkeel.domain.RunId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The owner's word: a month end that asks sends nothing before it was approved, and nothing at all after it was
 * rejected; silence means what the owner configured, and not before it is over.
 */
final class WordWatch {
  private final AuditedPeriod plan;
  private final World world;
  private final Consumer<String> violation;
  private final Map<RunId, Boolean> answers = new HashMap<>();
  /** Month ends that silence has let go; a later answer does not stop them. */
  private final Set<RunId> letGo = new HashSet<>();

  WordWatch(AuditedPeriod plan, World world, Consumer<String> violation) {
    this.plan = plan;
    this.world = world;
    this.violation = violation;
  }

  /** The first answer counts. */
  void answered(RunId monthEnd, boolean isApproved) {
    answers.putIfAbsent(monthEnd, isApproved);
  }

  void journalled(Books.Event event) {
    if (!event.name().equals("decision-approved")) {
      return;
    }
    var run = new RunId(event.json().path("run").asText());
    if (plan.monthEndRuns().contains(run) && !answers.containsKey(run)) {
      letGo.add(run);
      // By a clock that is set forward or back silence ends whenever.
      DayPlan day = plan.day(world.now());
      boolean isEarly = day.isClockRight() && world.wall().isBefore(silenceEnds(day));
      if (plan.habits().asking() != Habits.Asking.ELSE_TRADE || isEarly) {
        violation.accept("8: a month end that waits for the owner's word was let go without it");
      }
    }
  }

  void placed(String ref) {
    if (plan.habits().asking() == Habits.Asking.NEVER) {
      return;
    }
    boolean isWithout = plan.monthEndRuns().stream().filter(run -> ref.contains("-" + run + "-"))
        .anyMatch(run -> !letGo.contains(run) && !answers.getOrDefault(run, false));
    if (isWithout) {
      violation.accept("8: an order without the owner's word: " + ref);
    }
  }

  /** The wait is over five minutes before the cut-off at the latest, or half an hour after the decision. */
  private static Instant silenceEnds(DayPlan day) {
    Instant word = day.due().plus(DayPlan.WORD_WITHIN);
    Instant latest = day.cutOff().minusSeconds(300);
    return word.isBefore(latest) ? word : latest;
  }
}

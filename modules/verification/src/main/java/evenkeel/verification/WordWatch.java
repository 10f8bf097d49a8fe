package evenkeel.verification;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The owner's word: a month end that asks sends nothing before it was approved, and nothing at all after it was
 * rejected; silence means what the owner configured, and not before it is over.
 */
final class WordWatch {
  private final DayPlan plan;
  private final World world;
  private final Consumer<String> violation;
  private Optional<Boolean> answer = Optional.empty();
  private boolean isLetGo;

  WordWatch(DayPlan plan, World world, Consumer<String> violation) {
    this.plan = plan;
    this.world = world;
    this.violation = violation;
  }

  /** The first answer stands. */
  void answered(boolean isApproved) {
    answer = answer.or(() -> Optional.of(isApproved));
  }

  void journalled(Books.Event event) {
    // What silence has let go is not stopped by a later word.
    boolean isOfMonthEnd = event.json().path("run").asText().equals(plan.monthEnd().value());
    if (isOfMonthEnd && event.name().equals("decision-approved") && answer.isEmpty()) {
      isLetGo = true;
      // By a clock that is set forward or back silence ends whenever.
      boolean isEarly = plan.isClockRight() && world.wall().isBefore(silenceEnds());
      if (plan.habits().asking() != Habits.Asking.ELSE_TRADE || isEarly) {
        violation.accept("8: a month end that waits for the owner's word was let go without it");
      }
    }
  }

  void placed(String ref) {
    boolean isAsked = plan.habits().asking() != Habits.Asking.NEVER && ref.contains("-" + plan.monthEnd() + "-");
    if (isAsked && !isLetGo && !answer.orElse(false)) {
      violation.accept("8: an order without the owner's word: " + ref);
    }
  }

  /** The wait is over five minutes before the cut-off at the latest, or half an hour after the decision. */
  private Instant silenceEnds() {
    Instant word = plan.due().plus(DayPlan.WORD_WITHIN);
    Instant latest = plan.cutOff().minusSeconds(300);
    return word.isBefore(latest) ? word : latest;
  }
}

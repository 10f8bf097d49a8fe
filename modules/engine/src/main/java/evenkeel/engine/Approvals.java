package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.RunId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Plans that wait for the owner. Whoever asked by hand has given the word by asking; a dry run sends nothing.
 *
 * @param owner whose answers count, as they stand when they are asked for
 */
record Approvals(Approval approval, OwnersWord owner) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
      .withZone(NyseCalendar.ZONE);

  /** Whether the decision's orders wait for a word. */
  boolean isWaiting(PlannerBook book, Decision decision) {
    return approval.covers(decision) && !book.isApproved(decision.run());
  }

  /** What ends the wait of the oldest decision whose wait is over: an approval, or a stop. */
  Optional<PlannerEvent> end(PlannerBook book, Instant now) {
    return book.notHandedOver().filter(decision -> isWaiting(book, decision))
        .flatMap(decision -> end(decision, now).stream()).findFirst();
  }

  private Optional<PlannerEvent> end(Decision decision, Instant now) {
    RunId run = decision.run();
    Instant until = approval.until(decision.at(), decision.trigger().deadline());
    Optional<OwnersWord.Answer> answer = owner.answer(run);
    if (answer.isPresent()) {
      return Optional.of(answer.get().isApproved()
          ? new PlannerEvent.DecisionApproved(run, true, now)
          : new PlannerEvent.DecisionStopped(run, List.of("you rejected it"), now));
    }
    if (now.isBefore(until)) {
      return Optional.empty();
    }
    return Optional.of(approval.tradesUnanswered()
        ? new PlannerEvent.DecisionApproved(run, false, now)
        : new PlannerEvent.DecisionStopped(
            run, List.of("nobody approved it until " + TIME.format(until) + " New York (approval.then = skip)"), now));
  }

  /** What the owner is asked, once for each plan and again at each start. */
  Alert question(Decision decision, Instant now) {
    RunId run = decision.run();
    List<String> orders = decision.orders().stream().map(Approvals::shown).toList();
    String until = TIME.format(approval.until(decision.at(), decision.trigger().deadline()));
    return new Alert(
        Alert.Severity.WARNING, "approval-" + run, approval.tradesUnanswered()
            ? new EngineText.AwaitsObjection(run, orders, until)
            : new EngineText.AwaitsApproval(run, orders, until),
        now);
  }

  private static String shown(PlannedOrder order) {
    return order.side() + " " + order.quantity().stripTrailingZeros().toPlainString() + " " + order.symbol() + " at "
        + order.price().stripTrailingZeros().toPlainString();
  }
}

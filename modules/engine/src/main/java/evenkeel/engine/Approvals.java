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
import java.util.Set;
import java.util.stream.Stream;

/**
 * Plans that wait for the owner. Whoever asked by hand has given the word by asking; a dry run sends nothing.
 *
 * @param owner whose answers count, as they stand when they are asked for
 */
record Approvals(Approval approval, OwnersWord owner) {
  static final String REJECTED = "you rejected it";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT)
      .withZone(NyseCalendar.ZONE);

  /** Whether the decision's orders wait for a word. */
  boolean isWaiting(PlannerBook book, Decision decision) {
    return approval.covers(decision) && !book.isApproved(decision.run());
  }

  /**
   * Whether silence has let the orders go and the owner has rejected them since: while that was written, the word could
   * still be given.
   */
  boolean isRejectedLate(PlannerBook book, Decision decision) {
    return approval.covers(decision) && book.isApproved(decision.run())
        && owner.answer(decision.run()).filter(answer -> !answer.isApproved()).isPresent();
  }

  /**
   * What ends the wait of the oldest decision whose wait is over: an approval, or a stop.
   *
   * @param passedOn the runs that the guards may have, for which every word is too late
   */
  Optional<PlannerEvent> end(PlannerBook book, Set<RunId> passedOn, Instant now) {
    Optional<PlannerEvent> late = book.notHandedOver()
        .filter(decision -> !passedOn.contains(decision.run()) && isRejectedLate(book, decision)).findFirst()
        .map(decision -> rejected(decision.run(), now));
    return late.or(() -> book.notHandedOver().filter(decision -> isWaiting(book, decision))
        .flatMap(decision -> end(decision, now).stream()).findFirst());
  }

  private static PlannerEvent rejected(RunId run, Instant now) {
    return new PlannerEvent.DecisionStopped(run, List.of(REJECTED), now);
  }

  private Optional<PlannerEvent> end(Decision decision, Instant now) {
    RunId run = decision.run();
    Instant until = approval.until(decision.at(), decision.trigger().deadline());
    Optional<OwnersWord.Answer> answer = owner.answer(run);
    if (answer.isPresent()) {
      return Optional.of(answer.get().isApproved()
          ? new PlannerEvent.DecisionApproved(run, true, now)
          : rejected(run, now));
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
    List<String> orders = Stream.concat(decision.orders().stream(), decision.waiting().stream()).map(Approvals::shown)
        .toList();
    String until = TIME.format(approval.until(decision.at(), decision.trigger().deadline()));
    return new Alert(
        Alert.Severity.WARNING, "approval-" + run, approval.tradesUnanswered()
            ? new EngineText.AwaitsObjection(run, orders, until)
            : new EngineText.AwaitsApproval(run, orders, until),
        now);
  }

  static String shown(PlannedOrder order) {
    return order.side() + " " + order.quantity().stripTrailingZeros().toPlainString() + " " + order.symbol() + " at "
        + order.price().stripTrailingZeros().toPlainString();
  }
}

package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.OrderRef;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.Settlement;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What the planner knows: the fold of its journal.
 *
 * @param decisions oldest first, the newest {@link #DECISIONS_KEPT}
 * @param putOff what missed its cut-off and is still to be decided, as it was journalled
 * @param steps the second steps of runs that are ahead, or are not over: where only settled cash buys
 */
public record PlannerBook(SequencedMap<RunId, Known> decisions,
    SequencedMap<RunId, PlannerEvent.DecisionPutOff> putOff, SequencedMap<RunId, Step> steps) {
  /**
   * Years of month ends and weeks of many orders by hand, more than the executor keeps runs; a trigger older than that
   * is not raised any more.
   */
  public static final int DECISIONS_KEPT = 800;

  public static final PlannerBook EMPTY = new PlannerBook(
      new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());

  /** A decision and what has been done about it. */
  public record Known(Decision decision, boolean isApproved, boolean isHandedOver, boolean isReported) {
    Known with(Decision other) {
      return new Known(other, isApproved, isHandedOver, isReported);
    }
  }

  /**
   * A second step.
   *
   * @param first the decision of the run, with the purchases that wait
   * @param putOff where it was moved to another session
   * @param decided what becomes of it; empty before
   * @param isRefused whether the broker refused its purchases in the first step
   */
  public record Step(Decision first, Optional<Trigger> putOff, Optional<Decision> decided, boolean isRefused) {
    Step(Decision first, Optional<Trigger> putOff, Optional<Decision> decided) {
      this(first, putOff, decided, false);
    }

    /** After such a refusal only settled cash buys, whatever kind of account the figures show. */
    Portfolio portfolio(Portfolio looked) {
      return isRefused ? Settlement.withoutMargin(looked) : looked;
    }
  }

  public PlannerBook {
    decisions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decisions));
    putOff = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(putOff));
    steps = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(steps));
  }

  PlannerBook apply(PlannerEvent event) {
    var changed = new LinkedHashMap<>(decisions);
    var waiting = new LinkedHashMap<>(putOff);
    var ahead = new LinkedHashMap<>(steps);
    switch (event) {
      case PlannerEvent.DecisionMade made -> {
        changed.put(made.decision().run(), new Known(made.decision(), false, false, false));
        waiting.remove(made.decision().run());
      }
      case PlannerEvent.DecisionPutOff later -> waiting.put(later.trigger().run(), later);
      case PlannerEvent.DecisionApproved approved -> changed.computeIfPresent(
          approved.run(),
          (run, known) -> new Known(known.decision(), true, known.isHandedOver(), known.isReported()));
      case PlannerEvent.DecisionHandedOver handed -> {
        changed.computeIfPresent(
            handed.run(), (run, known) -> new Known(known.decision(), known.isApproved(), true, known.isReported()));
        decision(handed.run()).filter(decision -> !decision.waiting().isEmpty()).ifPresent(
            decision -> ahead.put(handed.run(), new Step(decision, Optional.empty(), Optional.empty())));
      }
      case PlannerEvent.PurchasesDeferred deferred -> decision(deferred.run()).ifPresent(before -> {
        Decision later = before.deferring(deferred.orders());
        changed.computeIfPresent(deferred.run(), (run, known) -> known.with(later));
        ahead.merge(
            deferred.run(), new Step(later, Optional.empty(), Optional.empty(), true),
            (known, fresh) -> new Step(later, known.putOff(), known.decided(), true));
      });
      case PlannerEvent.StepPutOff later -> ahead.computeIfPresent(later.trigger().run(), (run, step) -> new Step(
          step.first(), Optional.of(later.trigger()), step.decided(), step.isRefused()));
      case PlannerEvent.StepDecided decided -> ahead.computeIfPresent(decided.decision().run(), (run, step) -> new Step(
          step.first(), step.putOff(), Optional.of(decided.decision()), step.isRefused()));
      case PlannerEvent.StepOver over -> ahead.remove(over.run());
      case PlannerEvent.DecisionStopped stopped -> changed.computeIfPresent(
          stopped.run(),
          (run, known) -> new Known(known.decision().stopped(stopped.reasons()), false, false, known.isReported()));
      case PlannerEvent.DecisionReported reported -> changed.computeIfPresent(
          reported.run(), (run, known) -> new Known(known.decision(), known.isApproved(), known.isHandedOver(), true));
    }
    while (changed.size() > DECISIONS_KEPT) {
      changed.pollFirstEntry();
    }
    return new PlannerBook(changed, waiting, ahead);
  }

  public Optional<Decision> decision(RunId run) {
    return Optional.ofNullable(decisions.get(run)).map(Known::decision);
  }

  Optional<Decision> newest() {
    return Optional.ofNullable(decisions.lastEntry()).map(entry -> entry.getValue().decision());
  }

  /**
   * The purchases of a run that its executor wants made in a second step and that this journal does not know to wait;
   * none once that step is decided.
   */
  List<PlannedOrder> toDefer(Run run) {
    boolean isAhead = run.next().isPresent()
        && Optional.ofNullable(steps.get(run.id())).flatMap(Step::decided).isEmpty();
    return decision(run.id()).filter(decision -> isAhead).map(decision -> decision.orders().stream()
        .filter(order -> run.deferred().stream().anyMatch(
            OrderRef.of(decision.account(), decision.run(), order.symbol(), order.side())::isSameIntent))
        .toList()).orElse(List.of());
  }

  boolean isApproved(RunId run) {
    Known known = decisions.get(run);
    return known != null && known.isApproved();
  }

  /** The newest decision that looked at the portfolio. */
  Optional<Decision> newestLook() {
    return decisions.reversed().values().stream().map(Known::decision)
        .filter(decision -> decision.looked().isPresent()).findFirst();
  }

  boolean isHandedOver(RunId run) {
    Known known = decisions.get(run);
    return known != null && known.isHandedOver();
  }

  boolean isReported(RunId run) {
    Known known = decisions.get(run);
    return known != null && known.isReported();
  }

  /** Decisions whose orders the executor has yet to take over. */
  Stream<Decision> notHandedOver() {
    return decisions.values().stream().filter(known -> hasOrders(known.decision()) && !known.isHandedOver())
        .map(Known::decision);
  }

  /** Decisions without orders that are not in the report. Those with orders are reported when their run is over. */
  Stream<Decision> notReported() {
    return decisions.values().stream().filter(known -> !hasOrders(known.decision()) && !known.isReported())
        .map(Known::decision);
  }

  private static boolean hasOrders(Decision decision) {
    return !(decision.orders().isEmpty() && decision.waiting().isEmpty()) && decision.mode() != TradingMode.DRY_RUN;
  }
}

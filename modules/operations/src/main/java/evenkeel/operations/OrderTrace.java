package evenkeel.operations;

import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One order's way through the journal, each step with its time.
 *
 * @param intendedAt when its run began, or when it was found at the broker
 * @param isAdopted whether it was found at the broker without an intent
 * @param parkedAt when its fate was unknown to everybody; stays, whatever came after
 * @param filled shares that were filled
 * @param closed how it ended
 * @param reportedAt when its run was reported after its end
 */
record OrderTrace(
    OrderRef ref, RunId run, TradingMode mode, Leg leg, Instant intendedAt, boolean isAdopted,
    Optional<Instant> sentAt, Optional<Instant> acknowledgedAt, Optional<Instant> parkedAt, BigDecimal filled,
    Optional<OrderEvent.OrderClosed> closed, Optional<Instant> reportedAt) {

  private static OrderTrace of(RunId run, TradingMode mode, Leg leg, Instant at, boolean isAdopted) {
    return new OrderTrace(
        leg.ref(), run, mode, leg, at, isAdopted, Optional.empty(), Optional.empty(), Optional.empty(), BigDecimal.ZERO,
        Optional.empty(), Optional.empty());
  }

  /** Every order of an executor's journal, in the order of the intents. */
  static List<OrderTrace> of(List<ExecutionEvent> events) {
    Map<OrderRef, OrderTrace> traces = new LinkedHashMap<>();
    Map<RunId, TradingMode> modes = new HashMap<>();
    Set<String> executions = new HashSet<>();
    for (ExecutionEvent event : events) {
      switch (event) {
        case RunEvent.RunStarted started -> {
          modes.put(started.run(), started.mode());
          started.legs().forEach(leg -> traces.putIfAbsent(
              leg.ref(), of(started.run(), started.mode(), leg, started.at(), false)));
        }
        // A second step is of a run whose first is traced.
        case RunEvent.StepStarted step -> step.legs().forEach(leg -> traces.putIfAbsent(
            leg.ref(), of(step.run(), modes.getOrDefault(step.run(), TradingMode.PAPER), leg, step.at(), false)));
        case RunEvent.OrderAdopted adopted -> traces.putIfAbsent(
            adopted.leg().ref(), of(adopted.run(), adopted.mode(), adopted.leg(), adopted.at(), true));
        case RunEvent.RunReported reported -> traces.replaceAll(
            (ref, trace) -> trace.run().equals(reported.run()) ? trace.reported(reported.at()) : trace);
        case OrderEvent.FillRecorded fill when !executions.add(fill.ref() + " " + Fill.family(fill.execId()))
            && fill.correctedFrom().isEmpty() -> {
          // A correction of the price of shares that are counted.
        }
        case OrderEvent order -> traces.computeIfPresent(order.ref(), (ref, trace) -> trace.with(order));
        case ExecutionEvent other -> {
          // No step of an order.
        }
      }
    }
    return new ArrayList<>(traces.values());
  }

  private OrderTrace with(OrderEvent event) {
    return switch (event) {
      case OrderEvent.SubmissionStarted sent -> with(
          sentAt.or(() -> Optional.of(sent.at())), acknowledgedAt, parkedAt, filled, closed, reportedAt);
      case OrderEvent.OrderAcknowledged known -> with(
          sentAt, acknowledgedAt.or(() -> Optional.of(known.at())), parkedAt, filled, closed, reportedAt);
      case OrderEvent.FillRecorded fill -> with(
          sentAt, acknowledgedAt, parkedAt,
          filled.add(fill.shares()).subtract(fill.correctedFrom().orElse(BigDecimal.ZERO)), closed, reportedAt);
      case OrderEvent.OrderClosed over -> with(
          sentAt, acknowledgedAt, parkedAt, filled, Optional.of(over), reportedAt);
      case OrderEvent.OrderParked parked -> with(
          sentAt, acknowledgedAt, parkedAt.or(() -> Optional.of(parked.at())), filled, closed, reportedAt);
      case OrderEvent other -> this;
    };
  }

  private OrderTrace reported(Instant at) {
    return with(sentAt, acknowledgedAt, parkedAt, filled, closed, Optional.of(at));
  }

  private OrderTrace with(
      Optional<Instant> sent, Optional<Instant> known, Optional<Instant> parked, BigDecimal shares,
      Optional<OrderEvent.OrderClosed> over, Optional<Instant> reported) {
    return new OrderTrace(
        ref, run, mode, leg, intendedAt, isAdopted, sent, known, parked, shares, over, reported);
  }

  boolean isFilled() {
    return filled.compareTo(leg.quantity()) >= 0;
  }

  boolean isRejected() {
    return outcome().filter(OrderOutcome.REJECTED::equals).isPresent();
  }

  private Optional<OrderOutcome> outcome() {
    return closed.map(OrderEvent.OrderClosed::outcome);
  }

  /** Whether the journal leads from its intent to its end and to the report without a gap. */
  boolean isWhole() {
    if (isAdopted || closed.isEmpty() || reportedAt.isEmpty()) {
      return false;
    }
    return switch (closed.get().outcome()) {
      case FILLED, CANCELLED -> sentAt.isPresent() && acknowledgedAt.isPresent();
      // A refused order need not have been acknowledged before, and a skipped one was never sent.
      case REJECTED -> sentAt.isPresent();
      case SKIPPED -> true;
      case NEVER_ARRIVED -> false;
    };
  }
}

package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Everything an executor knows: the fold of its journal.
 *
 * @param runs oldest first; settled and reported runs beyond {@link #RUNS_KEPT} are forgotten
 * @param highestOrderId the highest order id ever written to a socket; 0 before the first
 * @param lock what the account should hold, and whether it is frozen
 */
public record ExecutionBook(SequencedMap<RunId, Run> runs, int highestOrderId, AccountLock lock) {
  /**
   * Enough for years of month ends and for weeks of many orders by hand, and for every late
   * correction of a recent fill. It may grow but never shrink: journals of past versions have events
   * for that many runs.
   */
  public static final int RUNS_KEPT = 400;

  public static final ExecutionBook EMPTY = new ExecutionBook(new LinkedHashMap<>(), 0, AccountLock.NONE);

  public ExecutionBook {
    runs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(runs));
  }

  public ExecutionBook apply(ExecutionEvent event) {
    return switch (event) {
      case RunEvent.RunStarted started -> put(
          runs.containsKey(started.run())
              ? run(started.run()).decided(started)
              : Run.started(started));
      case RunEvent.OrderAdopted adopted -> put(
          runs.containsKey(adopted.run())
              ? run(adopted.run()).withAdopted(adopted.leg())
              : Run.adopted(adopted));
      case RunEvent.StepStarted step -> put(run(step.run()).stepped(step));
      case RunEvent.PurchaseDeferred deferred -> put(run(deferred.run()).deferred(deferred));
      case RunEvent.StepPutOff later -> put(run(later.run()).putOff(later.next()));
      case RunEvent.RunHalted halted ->
        put(run(halted.run()).halted(new Run.Halt(halted.until(), halted.reason())));
      case RunEvent.RunSettled settled -> put(run(settled.run()).settled(settled.at()));
      case RunEvent.RunReported reported ->
        put(run(reported.run()).reported(reported.revision()));
      case OrderEvent.SubmissionStarted sent -> {
        ExecutionBook changed = put(owner(sent.ref()).with(sent));
        yield new ExecutionBook(changed.runs, Math.max(highestOrderId, sent.orderId()), lock);
      }
      case OrderEvent.OrderAcknowledged known -> {
        ExecutionBook changed = put(owner(known.ref()).with(known));
        yield new ExecutionBook(changed.runs, Math.max(highestOrderId, known.orderId()), lock);
      }
      case OrderEvent.FillRecorded fill -> {
        BigDecimal before = filled(fill.ref());
        ExecutionBook changed = put(owner(fill.ref()).with(fill));
        Leg leg = changed.order(fill.ref()).orElseThrow().leg();
        yield changed.with(lock.filled(leg, changed.filled(fill.ref()).subtract(before), fill.price()));
      }
      case LockEvent compared -> with(lock.apply(compared));
      // Said, and of no order of ours.
      case DeskEvent said -> this;
      case OrderEvent other -> put(owner(other.ref()).with(other));
    };
  }

  /** The run that intends this order; empty when the journal does not know it. */
  public Optional<Run> runOf(OrderRef ref) {
    for (Run run : runs.values()) {
      if (run.orders().containsKey(ref)) {
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  public Optional<OrderLife> order(OrderRef ref) {
    return runOf(ref).map(run -> run.orders().get(ref));
  }

  /** The order under these ids: of several the one that is not over, else the newest. */
  public Optional<OrderLife> called(int clientId, int orderId) {
    List<OrderLife> called = orders().filter(life -> life.submission()
        .filter(sent -> sent.orderId() == orderId && sent.clientId() == clientId).isPresent()).toList();
    Stream<OrderLife> alive = called.stream().filter(life -> !(life instanceof OrderLife.Closed));
    return alive.findFirst().or(() -> called.stream().reduce((first, later) -> later));
  }

  /** The same as if this order were not. */
  ExecutionBook without(OrderRef ref) {
    return put(owner(ref).without(ref));
  }

  /** Every order of every run that is not forgotten. */
  public Stream<OrderLife> orders() {
    return runs.values().stream().flatMap(run -> run.orders().values().stream());
  }

  /** Runs that still have something to do. */
  public Stream<Run> unsettled() {
    return runs.values().stream().filter(run -> !run.isSettled());
  }

  /** The id for the next new order: above all that we ever wrote and all that the Gateway knows. */
  public int nextOrderId(int nextValidId) {
    return Math.max(nextValidId, highestOrderId + 1);
  }

  private ExecutionBook with(AccountLock other) {
    return new ExecutionBook(runs, highestOrderId, other);
  }

  private BigDecimal filled(OrderRef ref) {
    return order(ref).map(life -> life.fills().shares()).orElse(BigDecimal.ZERO);
  }

  private Run owner(OrderRef ref) {
    return runOf(ref).orElseThrow(() -> new IllegalStateException("no run has order " + ref));
  }

  private Run run(RunId id) {
    Run run = runs.get(id);
    if (run == null) {
      throw new IllegalStateException("no run " + id);
    }
    return run;
  }

  private ExecutionBook put(Run run) {
    var changed = new LinkedHashMap<>(runs);
    changed.put(run.id(), run);
    while (changed.size() > RUNS_KEPT) {
      Run oldest = changed.firstEntry().getValue();
      if (!oldest.isSettled() || oldest.isReportDue()) {
        break;
      }
      changed.pollFirstEntry();
    }
    return new ExecutionBook(changed, highestOrderId, lock);
  }
}

package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One run's orders and where each stands.
 *
 * @param orders in the order in which they are sent: conversions before sells before buys, larger first
 * @param deadline no order of the run is sent after it
 * @param settleBy when every order should be over; later, what is not is asked for and said
 * @param settledAt when the run was over; empty before, and again once an order given up came back
 * @param revision how many events have changed the run
 * @param reported the revision that the newest report shows; 0 before the first
 * @param isByHand as in {@link RunEvent.RunStarted}
 * @param next the second step that it waits for; empty where it has none, or that has begun
 * @param second the orders of its second step; empty before it begins
 * @param halt why its orders that were not sent yet are not; empty where nothing stops them
 * @param deferred purchases of its first step that were refused since their cash has not settled: the second step makes
 *     them, under references of its own
 */
public record Run(
    RunId id,
    AccountId account,
    TradingMode mode,
    SequencedMap<OrderRef, OrderLife> orders,
    BigDecimal cash,
    BigDecimal cashReserve,
    Instant startedAt,
    Instant deadline,
    Instant settleBy,
    Optional<Instant> settledAt,
    int revision,
    int reported,
    boolean isByHand,
    Optional<Halt> halt,
    Optional<NextStep> next,
    Set<OrderRef> second,
    Set<OrderRef> deferred) {

  /**
   * What stops the orders that were not sent yet.
   *
   * @param until they wait as long; empty where they are given up
   */
  public record Halt(Optional<Instant> until, String reason) {}

  public Run {
    orders = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(orders));
    second = Set.copyOf(second);
    deferred = Set.copyOf(deferred);
  }

  static Run started(RunEvent.RunStarted event) {
    var orders = new LinkedHashMap<OrderRef, OrderLife>();
    for (Leg leg : event.legs()) {
      orders.put(leg.ref(), new OrderLife.Planned(leg));
    }
    return new Run(
        event.run(), event.account(), event.mode(), orders, event.cash(), event.cashReserve(),
        event.at(), event.deadline(), event.settleBy(), Optional.empty(), 1, 0, event.isByHand(),
        Optional.empty(), event.next(), Set.of(), Set.of());
  }

  /** A run of which nothing is known but an order that the broker has. */
  static Run adopted(RunEvent.OrderAdopted event) {
    var orders = new LinkedHashMap<OrderRef, OrderLife>();
    orders.put(event.leg().ref(), new OrderLife.Planned(event.leg()));
    return new Run(
        event.run(), event.account(), event.mode(), orders, BigDecimal.ZERO, BigDecimal.ZERO,
        event.at(), event.at(), event.settleBy(), Optional.empty(), 1, 0, false, Optional.empty(),
        Optional.empty(), Set.of(), Set.of());
  }

  /** The run with one more order, which the broker has. */
  Run withAdopted(Leg leg) {
    var more = new LinkedHashMap<>(orders);
    if (more.putIfAbsent(leg.ref(), new OrderLife.Planned(leg)) != null) {
      throw new IllegalStateException("run " + id + " has order " + leg.ref() + " already");
    }
    return next(more, Optional.empty(), halt);
  }

  /** Whether something keeps its orders that were not sent yet from being sent now. */
  public boolean isHalted(Instant now) {
    return halt.filter(why -> why.until().isEmpty() || now.isBefore(why.until().get())).isPresent();
  }

  /** Whether nothing of it is known but orders that the broker has, so that nothing else is sent for it. */
  public boolean isAdopted() {
    return deadline.equals(startedAt);
  }

  /** The decision behind an adopted run turned up: what the broker has stays, the rest may be sent. */
  Run decided(RunEvent.RunStarted event) {
    var merged = new LinkedHashMap<OrderRef, OrderLife>();
    for (Leg leg : event.legs()) {
      OrderLife life = known(leg).map(it -> it.withEstimatedPrice(leg.estimatedPrice()))
          .orElseGet(() -> new OrderLife.Planned(leg));
      merged.put(life.leg().ref(), life);
    }
    orders.forEach(merged::putIfAbsent);
    return new Run(
        id, account, event.mode(), merged, event.cash(), event.cashReserve(), event.at(),
        event.deadline(), event.settleBy(), Optional.empty(), revision + 1, reported,
        event.isByHand(), halt, event.next().or(() -> next), second, deferred);
  }

  /** Its second step begins; what the broker has of it already stays as it is. */
  Run stepped(RunEvent.StepStarted event) {
    var merged = new LinkedHashMap<>(orders);
    var step = new HashSet<OrderRef>();
    for (Leg leg : event.legs()) {
      OrderLife life = known(leg).map(it -> it.withEstimatedPrice(leg.estimatedPrice()))
          .orElseGet(() -> new OrderLife.Planned(leg));
      merged.put(life.leg().ref(), life);
      step.add(life.leg().ref());
    }
    return new Run(
        id, account, mode, merged, event.cash(), cashReserve, startedAt, event.deadline(), event.settleBy(),
        Optional.empty(), revision + 1, reported, isByHand, Optional.empty(), Optional.empty(), step,
        deferred);
  }

  /** The order that a leg stands for; under another reference where a version without marks, or a lost one, sent it. */
  private Optional<OrderLife> known(Leg leg) {
    return Optional.ofNullable(orders.get(leg.ref())).or(() -> intended(leg.ref()));
  }

  /** The order that this reference of whichever installation stands for. */
  public Optional<OrderLife> intended(OrderRef ref) {
    return orders.values().stream().filter(life -> life.leg().ref().isSameIntent(ref)).findFirst();
  }

  /** Its second step waits for another session. */
  Run putOff(NextStep later) {
    return new Run(
        id, account, mode, orders, cash, cashReserve, startedAt, deadline, settleBy, settledAt, revision + 1, reported,
        isByHand, halt, Optional.of(later), second, deferred);
  }

  /** A purchase is made in the second step; one that is ahead already stays when it is. */
  Run deferred(RunEvent.PurchaseDeferred event) {
    Set<OrderRef> more = new HashSet<>(deferred);
    more.add(event.ref());
    return new Run(
        id, account, mode, orders, cash, cashReserve, startedAt, deadline, settleBy, settledAt, revision + 1, reported,
        isByHand, halt, next.or(() -> Optional.of(event.next())), second, more);
  }

  /** The reference of an order of its second step: another one where the broker refused it in the first. */
  public OrderRef inSecondStep(OrderRef ref) {
    return deferred.stream().filter(ref::isSameIntent).findFirst().map(OrderRef::again).orElse(ref);
  }

  /** The orders that share the cash of the step under way. */
  List<OrderLife> ofThisStep() {
    return orders.values().stream().filter(life -> second.isEmpty() || second.contains(life.leg().ref())).toList();
  }

  /** Whether nothing is left to do but to wait for its second step. */
  public boolean isWaiting() {
    return !isSettled() && next.isPresent() && isAtRest() && hasAllCommissions();
  }

  Run with(OrderEvent event) {
    var changed = new LinkedHashMap<>(orders);
    OrderLife life = changed.get(event.ref());
    if (life == null) {
      throw new IllegalStateException("run " + id + " has no order " + event.ref());
    }
    OrderLife after = life.apply(event);
    changed.put(event.ref(), after);
    // An order that was given up and turns out to be alive makes the run one that is not over.
    Optional<Instant> stillSettled = after.isAtRest() ? settledAt : Optional.empty();
    return next(changed, stillSettled, halt);
  }

  Run without(OrderRef ref) {
    var others = new LinkedHashMap<>(orders);
    others.remove(ref);
    return next(others, settledAt, halt);
  }

  Run settled(Instant at) {
    return next(orders, Optional.of(at), halt);
  }

  Run halted(Halt reason) {
    return next(orders, settledAt, Optional.of(reason));
  }

  private Run next(
      SequencedMap<OrderRef, OrderLife> changed, Optional<Instant> settled, Optional<Halt> halted) {
    return new Run(
        id, account, mode, changed, cash, cashReserve, startedAt, deadline, settleBy, settled,
        revision + 1, reported, isByHand, halted, next, second, deferred);
  }

  Run reported(int upTo) {
    return new Run(
        id, account, mode, orders, cash, cashReserve, startedAt, deadline, settleBy, settledAt,
        revision, upTo, isByHand, halt, next, second, deferred);
  }

  public boolean isSettled() {
    return settledAt.isPresent();
  }

  /** Whether the newest report on disk misses something that is journalled. */
  public boolean isReportDue() {
    return (isSettled() || isWaiting()) && reported < revision;
  }

  /** Whether each order is over or parked. */
  public boolean isAtRest() {
    return orders.values().stream().allMatch(OrderLife::isAtRest);
  }

  /** Whether each execution has its commission. */
  public boolean hasAllCommissions() {
    return orders.values().stream().allMatch(life -> life.fills().hasAllCommissions());
  }

  /** Whether an execution is of this order of the run. One of no shares is none, unless it takes a known one back. */
  public boolean isExecution(OrderLife life, Fill fill) {
    boolean isTrade = fill.shares().signum() > 0 || life.fills().executions().containsKey(Fill.family(fill.execId()));
    return isTrade && account.equals(fill.account()) && life.isExecution(fill, startedAt);
  }

  /** The orders for shares of one side, in sending order. */
  public List<OrderLife> side(Side side) {
    return orders.values().stream().filter(life -> life.leg().side() == side && !life.leg().isConversion()).toList();
  }
}

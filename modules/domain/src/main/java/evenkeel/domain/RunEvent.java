package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is journalled of a whole run by its executor. */
public sealed interface RunEvent extends ExecutionEvent {
  RunId run();

  /**
   * The executor took a decision over. From here on it alone is responsible for the run's orders.
   *
   * @param legs in the order in which they are sent
   * @param cash in the account's currency at the decision
   * @param cashReserve what the run must leave
   * @param deadline after this instant no order of the run is sent
   * @param isByHand whether it is an order that the owner worded, which is never made smaller by a rule
   * @param next a second step that waits for proceeds to settle; empty where there is none
   */
  record RunStarted(
      RunId run, AccountId account, TradingMode mode, List<Leg> legs, BigDecimal cash,
      BigDecimal cashReserve,
      Instant deadline, Instant settleBy, Instant at, boolean isByHand,
      Optional<NextStep> next)
      implements
        RunEvent {
    /** Of one step. */
    public RunStarted(
        RunId run, AccountId account, TradingMode mode, List<Leg> legs, BigDecimal cash,
        BigDecimal cashReserve, Instant deadline, Instant settleBy, Instant at, boolean isByHand) {
      this(run, account, mode, legs, cash, cashReserve, deadline, settleBy, at, isByHand, Optional.empty());
    }

    /** Of a rebalance. */
    public RunStarted(
        RunId run, AccountId account, TradingMode mode, List<Leg> legs, BigDecimal cash,
        BigDecimal cashReserve, Instant deadline, Instant settleBy, Instant at) {
      this(run, account, mode, legs, cash, cashReserve, deadline, settleBy, at, false);
    }

    public RunStarted {
      legs = List.copyOf(legs);
      if (legs.stream().map(Leg::ref).distinct().count() != legs.size()) {
        throw new IllegalArgumentException("run " + run + " has two legs of one reference");
      }
    }
  }

  /**
   * The second step of a run was decided: these orders, or what is known of those that are not sent.
   *
   * @param cash settled, at that decision
   * @param deadline after this instant no order of the step is sent
   */
  record StepStarted(
      RunId run, List<Leg> legs, BigDecimal cash, Instant deadline, Instant settleBy, Instant at)
      implements
        RunEvent {
    public StepStarted {
      legs = List.copyOf(legs);
    }
  }

  /** The second step moves to a later session, as the proceeds have not settled. */
  record StepPutOff(RunId run, NextStep next, Instant at) implements RunEvent {}

  /**
   * The broker refused a purchase of the first step as its cash has not settled: it is made in the run's second step.
   *
   * @param ref of the order that was refused
   * @param next when that step is, unless the run has one already
   */
  record PurchaseDeferred(RunId run, OrderRef ref, NextStep next, Instant at) implements RunEvent {}

  /**
   * The broker has an order under a reference of ours that the journal does not know: its tail was lost. The order is
   * of this run from here on; nothing else is sent for a run that is known only so.
   */
  record OrderAdopted(
      RunId run, AccountId account, TradingMode mode, Leg leg, Instant settleBy, Instant at)
      implements
        RunEvent {}

  /**
   * What stopped one of its orders stops the others too.
   *
   * @param until they wait as long; empty where none of them is sent any more
   */
  record RunHalted(RunId run, Optional<Instant> until, String reason, Instant at)
      implements
        RunEvent {}

  /** No order of the run can change any more, or all that remain unknown were parked and said. */
  record RunSettled(RunId run, Instant at) implements RunEvent {}

  /** The report of the run, as it stood at this number of events, is on disk. */
  record RunReported(RunId run, int revision, Instant at) implements RunEvent {}
}

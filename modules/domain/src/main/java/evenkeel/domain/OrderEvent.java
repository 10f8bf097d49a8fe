package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** What is journalled of one order. The time is the clock's when the event was written. */
public sealed interface OrderEvent extends ExecutionEvent {
  OrderRef ref();

  /** The order is about to be written to the socket under this id. Persisted before the bytes leave. */
  record SubmissionStarted(OrderRef ref, int orderId, int clientId, int attempt, Instant at)
      implements
        OrderEvent {}

  /** The broker has shown, in any way, that it knows the order. */
  record OrderAcknowledged(
      OrderRef ref, int orderId, int clientId, long permId, BrokerStatus status, Instant at)
      implements
        OrderEvent {}

  /** A working order's status changed. The reason is the broker's or empty. */
  record OrderStatusChanged(OrderRef ref, BrokerStatus status, String reason, Instant at)
      implements
        OrderEvent {}

  /**
   * An execution, or the correction of one.
   *
   * @param price what counts
   * @param correctedFrom the shares before a correction that changes them; empty for an execution, and for a correction
   *     of something else
   * @param doubted present where the price that was told cannot be believed
   */
  record FillRecorded(
      OrderRef ref, String execId, BigDecimal shares, BigDecimal price, Instant executedAt,
      Instant at, Optional<BigDecimal> correctedFrom, Optional<DoubtedPrice> doubted)
      implements
        OrderEvent {
    /** At the price that was told. */
    public FillRecorded(
        OrderRef ref, String execId, BigDecimal shares, BigDecimal price, Instant executedAt, Instant at,
        Optional<BigDecimal> correctedFrom) {
      this(ref, execId, shares, price, executedAt, at, correctedFrom, Optional.empty());
    }

    /** Without a change of shares that were booked before. */
    public FillRecorded(
        OrderRef ref, String execId, BigDecimal shares, BigDecimal price, Instant executedAt, Instant at) {
      this(ref, execId, shares, price, executedAt, at, Optional.empty());
    }
  }

  /** A commission, or its revision. */
  record CommissionRecorded(
      OrderRef ref, String execId, BigDecimal amount, String currency,
      Optional<BigDecimal> realizedPnl,
      Instant at)
      implements
        OrderEvent {}

  /**
   * The Gateway answered an order that the broker does not show with a code whose meaning is not known.
   *
   * @param attempt the submission that was answered
   * @param text the Gateway's words, on one line
   */
  record UnknownAnswerHeard(OrderRef ref, int attempt, int code, String text, Instant at) implements OrderEvent {}

  /** The plan for an order that was not sent yet, or that the broker lost, became smaller, for the reason given. */
  record LegShrunk(OrderRef ref, BigDecimal quantity, String reason,
      Instant at) implements OrderEvent {}

  /**
   * The broker has another contract in the place of the one that was planned, of which nothing is held: an order that
   * was not sent yet, or that the broker does not have, is for that one.
   */
  record ContractReplaced(OrderRef ref, ContractId contract, Instant at) implements OrderEvent {}

  /** The broker is about to be asked to cancel it. Persisted before the bytes leave. */
  record CancelRequested(OrderRef ref, Instant at) implements OrderEvent {}

  /** The cancel was refused, or never sent. The order stands, or is over for another reason. */
  record CancelRefused(OrderRef ref, int code, String reason, Instant at) implements OrderEvent {}

  /** The broker is about to be asked to give it this size and limit. Persisted before the bytes leave. */
  record ChangeRequested(OrderRef ref, BigDecimal quantity, Optional<BigDecimal> limit, Instant at)
      implements
        OrderEvent {}

  /** The change was refused, or never sent. The order stands as it was, or is over. */
  record ChangeRefused(OrderRef ref, int code, String reason, Instant at) implements OrderEvent {}

  /**
   * The broker shows the order with other terms than ours, and its terms are what stands.
   *
   * @param isAsked whether they are those of the last {@link ChangeRequested}; others are the broker's own, as when the
   *     Gateway makes an order smaller (code 481)
   */
  record TermsChanged(
      OrderRef ref, BigDecimal quantity, Optional<BigDecimal> limit, boolean isAsked, Instant at)
      implements
        OrderEvent {}

  /** The order is over. Only the broker's words close an order that was sent. */
  record OrderClosed(OrderRef ref, OrderOutcome outcome, int code, String reason, Instant at)
      implements
        OrderEvent {}

  /**
   * Nobody can say what became of the order; a human is asked. It is never closed by time.
   *
   * @param mayHaveFilled whether the positions moved as its execution would move them: then only an execution, or the
   *     order itself at the broker, says more
   */
  record OrderParked(OrderRef ref, String reason, boolean mayHaveFilled, Instant at) implements OrderEvent {
    /** Of an order that no position tells anything of. */
    public OrderParked(OrderRef ref, String reason, Instant at) {
      this(ref, reason, false, at);
    }
  }
}

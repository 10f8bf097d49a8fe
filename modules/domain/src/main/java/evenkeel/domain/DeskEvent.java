package evenkeel.domain;

import java.time.Instant;

/** What is journalled of requests of the owner that are about no order of a run. */
public sealed interface DeskEvent extends ExecutionEvent {
  /** The broker is about to be asked to cancel every open order of the log-in, whoever placed it. */
  record CancelAllRequested(Instant at) implements DeskEvent {}

  /** The broker is about to be asked to cancel an order that it has under our client id and no run knows. */
  record StrayCancelRequested(int orderId, String orderRef, Symbol symbol, Side side, Instant at)
      implements
        DeskEvent {}

  /** What the broker said to that. */
  record StrayCancelAnswered(int orderId, boolean isCancelled, int code, String reason, Instant at)
      implements
        DeskEvent {}
}

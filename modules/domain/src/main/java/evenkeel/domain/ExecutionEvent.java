package evenkeel.domain;

import java.time.Instant;

/** Everything that an executor journals. */
public sealed interface ExecutionEvent permits OrderEvent, RunEvent, DeskEvent, LockEvent {
  /** When it was written, by the clock. */
  Instant at();
}

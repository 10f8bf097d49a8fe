package evenkeel.verification;

import evenkeel.domain.HandOrder;
import java.time.Duration;
import java.util.Locale;

/** What the owner may do while the process runs. */
sealed interface Deed {
  /** Place an order. */
  record Place(HandOrder order) implements Deed {}

  /** Have the portfolio looked at, and traded where it has drifted. */
  record Rebalance() implements Deed {}

  /**
   * Cancel an order.
   *
   * @param which of those that were sent, counted from the newest
   */
  record Cancel(int which) implements Deed {}

  record CancelAll() implements Deed {}

  /**
   * Give an order another size.
   *
   * @param which of those that were sent, counted from the newest
   */
  record Change(int which, int shares) implements Deed {}

  /** Stop all trading for a while. */
  record Pause(Duration lasting) implements Deed {}

  /**
   * Let trading go on, with the account's value as it is.
   *
   * @param acceptsBroker whether the broker's positions and orders are right as they are, too
   */
  record Resume(boolean acceptsBroker) implements Deed {}

  /** Say whether the month end's orders may leave. */
  record Answer(boolean isApproved) implements Deed {}

  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}

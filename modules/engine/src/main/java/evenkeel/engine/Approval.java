package evenkeel.engine;

import evenkeel.domain.Decision;
import evenkeel.domain.TradingMode;
import evenkeel.domain.TriggerKind;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a scheduled run waits for the owner's word before it trades.
 *
 * @param waitMax how long at most; the wait always ends {@link #BEFORE_CUT_OFF} before the cut-off
 * @param tradesUnanswered what happens when nobody has answered by then
 */
public record Approval(boolean isRequired, Duration waitMax, boolean tradesUnanswered) {
  /** No run waits. */
  public static final Approval NONE = new Approval(false, Duration.ofMinutes(30), false);

  /** What guards and executor need to bring orders to the exchange. */
  static final Duration BEFORE_CUT_OFF = Duration.ofMinutes(5);

  public Approval {
    if (!waitMax.isPositive()) {
      throw new IllegalArgumentException("approval.wait-max must be above 0, was " + waitMax);
    }
  }

  /** Whether orders of this decision need the owner's word. */
  public boolean covers(Decision decision) {
    TriggerKind kind = decision.trigger().kind();
    return isRequired && kind != TriggerKind.MANUAL && kind != TriggerKind.ORDER
        && decision.mode() != TradingMode.DRY_RUN && !(decision.orders().isEmpty() && decision.waiting().isEmpty());
  }

  /** When a decision that was made then stops waiting. */
  public Instant until(Instant decidedAt, Instant cutOff) {
    Instant longest = decidedAt.plus(waitMax);
    Instant latest = cutOff.minus(BEFORE_CUT_OFF);
    return longest.isBefore(latest) ? longest : latest;
  }
}

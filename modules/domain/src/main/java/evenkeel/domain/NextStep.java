package evenkeel.domain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * The second step of a run that waits for proceeds to settle.
 *
 * @param session of the exchange, in which it is to trade
 * @param dueAt when it is decided
 * @param deadline the cut-off of that session
 */
public record NextStep(LocalDate session, Instant dueAt, Instant deadline) {
  /** As its trigger has it. */
  public static NextStep of(Trigger trigger) {
    return new NextStep(trigger.session(), trigger.dueAt(), trigger.deadline());
  }
}

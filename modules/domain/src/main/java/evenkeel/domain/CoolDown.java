package evenkeel.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How long nothing is traded after a fill.
 *
 * @param length so many sessions or days must have passed since the last fill
 */
public record CoolDown(int length, Unit unit) {
  public static final CoolDown NONE = new CoolDown(0, Unit.SESSIONS);

  /** What is counted. */
  public enum Unit {
    /** Of the exchange, as thetagang does. */
    SESSIONS,
    /** Of the calendar, as Alpaca's {@code cooldown_days}. */
    DAYS
  }

  public CoolDown {
    if (length < 0 || length > 1000) {
      throw new IllegalArgumentException("a cool-down is 0 to 1000 sessions or days, was " + length);
    }
  }

  /**
   * Whether it is over.
   *
   * @param sessions the sessions after the fill up to this look, which is counted
   */
  public boolean isOver(LocalDate filled, LocalDate look, int sessions) {
    return switch (unit) {
      case SESSIONS -> sessions >= length;
      case DAYS -> ChronoUnit.DAYS.between(filled, look) >= length;
    };
  }
}

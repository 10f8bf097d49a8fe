package evenkeel.alerts;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When the owner is left alone, every day, by the clock of their place; over midnight where it ends before it begins.
 *
 * @param from the first minute that is quiet
 * @param until the first that is not; never equal to {@code from}
 */
public record QuietHours(LocalTime from, LocalTime until) {
  public QuietHours {
    if (from.equals(until)) {
      throw new IllegalArgumentException("quiet-hours.until must differ from quiet-hours.from, was " + until);
    }
  }

  boolean covers(Instant at, ZoneId zone) {
    LocalTime time = at.atZone(zone).toLocalTime();
    boolean isAfterFrom = !time.isBefore(from);
    boolean isBeforeUntil = time.isBefore(until);
    return from.isBefore(until) ? isAfterFrom && isBeforeUntil : isAfterFrom || isBeforeUntil;
  }
}

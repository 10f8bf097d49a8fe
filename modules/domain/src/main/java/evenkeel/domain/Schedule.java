package evenkeel.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;

/**
 * When the month ends are due.
 *
 * @param monthEndAt New York time, on the last session of each month
 * @param cutOff until when orders may be sent
 */
public record Schedule(LocalTime monthEndAt, CutOffRule cutOff) {
  /**
   * The month end of a month: due at the configured time, or as long before the cut-off of an early close as it usually
   * is before the usual one.
   */
  public Trigger monthEnd(YearMonth month) {
    Session session = NyseCalendar.lastOfMonth(month);
    return Trigger.monthEnd(session, cutOff.due(session, monthEndAt), cutOff.cutOff(session));
  }

  /** The first month end whose cut-off is not over. */
  public Trigger next(Instant now) {
    YearMonth month = YearMonth.from(now.atZone(NyseCalendar.ZONE));
    Trigger current = monthEnd(month);
    return current.deadline().isAfter(now) ? current : monthEnd(month.plusMonths(1));
  }
}

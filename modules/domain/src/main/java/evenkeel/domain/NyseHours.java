package evenkeel.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;

/**
 * When the NYSE opens and closes on a session's date, New York time.
 *
 * <p>Sources as for {@link NyseHolidays}. Half days are announced year by year; the rules here are
 * what the announcements come to. Halts within a session are not hours and are left out.
 */
final class NyseHours {
  private static final LocalTime USUAL_OPEN = LocalTime.of(9, 30);
  private static final LocalTime USUAL_CLOSE = LocalTime.of(16, 0);
  private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);
  /** Half days ended at 14:00 up to 1992. */
  private static final LocalTime EARLY_CLOSE_TO_1992 = LocalTime.of(14, 0);

  /** Late openings: power failures, storms, computers, and minutes of silence. */
  private static final Map<LocalDate, LocalTime> SPECIAL_OPENS = Map.ofEntries(
      Map.entry(LocalDate.of(1990, 12, 27), LocalTime.of(11, 0)), // Power failure.
      Map.entry(LocalDate.of(1991, 1, 17), LocalTime.of(9, 31)), // Gulf War.
      Map.entry(LocalDate.of(1991, 2, 25), LocalTime.of(9, 31)), // Gulf War.
      Map.entry(LocalDate.of(1995, 12, 18), LocalTime.of(10, 30)), // Computer trouble.
      Map.entry(LocalDate.of(1996, 1, 8), LocalTime.of(11, 0)), // Snowstorm.
      Map.entry(LocalDate.of(2001, 9, 17), LocalTime.of(9, 33)), // First day after the attack.
      Map.entry(LocalDate.of(2001, 10, 8), LocalTime.of(9, 31)), // War in Afghanistan.
      Map.entry(LocalDate.of(2002, 9, 11), LocalTime.of(12, 0)), // A year after the attack.
      Map.entry(LocalDate.of(2003, 3, 20), LocalTime.of(9, 32)), // War in Iraq.
      Map.entry(LocalDate.of(2004, 6, 7), LocalTime.of(9, 32)), // Death of President Reagan.
      Map.entry(LocalDate.of(2006, 12, 27), LocalTime.of(9, 32))); // Death of President Ford.

  /** Early closes that no rule foresees. */
  private static final Map<LocalDate, LocalTime> SPECIAL_CLOSES = Map.of(
      LocalDate.of(1994, 2, 11), LocalTime.of(14, 30), // Snowstorm.
      LocalDate.of(1996, 1, 8), LocalTime.of(14, 0), // Snowstorm.
      LocalDate.of(1997, 10, 27), LocalTime.of(15, 30), // Circuit breaker.
      LocalDate.of(1997, 12, 26), EARLY_CLOSE, // Friday after Christmas.
      LocalDate.of(1999, 12, 31), EARLY_CLOSE, // Before the year 2000 (NYSE, 4 June 1999).
      LocalDate.of(2003, 12, 26), EARLY_CLOSE, // Friday after Christmas.
      LocalDate.of(2005, 6, 1), LocalTime.of(15, 56)); // Computer trouble.

  private NyseHours() {}

  static LocalTime open(LocalDate session) {
    return SPECIAL_OPENS.getOrDefault(session, USUAL_OPEN);
  }

  static LocalTime close(LocalDate session) {
    LocalTime special = SPECIAL_CLOSES.get(session);
    if (special != null) {
      return special;
    }
    if (!isHalfDay(session)) {
      return USUAL_CLOSE;
    }
    return session.getYear() <= 1992 ? EARLY_CLOSE_TO_1992 : EARLY_CLOSE;
  }

  private static boolean isHalfDay(LocalDate session) {
    return switch (session.getMonth()) {
      case JULY -> isBesideIndependenceDay(session);
      case NOVEMBER -> session.getYear() >= 1992
          && session.equals(NyseHolidays.thanksgiving(session.getYear()).plusDays(1));
      // A Christmas Eve that is a session: on a Friday Christmas itself is kept on it.
      case DECEMBER -> session.getDayOfMonth() == 24;
      case JANUARY, FEBRUARY, MARCH, APRIL, MAY, JUNE, AUGUST, SEPTEMBER, OCTOBER -> false;
    };
  }

  /**
   * The third of July, when the fourth is a weekday too. Before a Thursday the half day was the
   * Friday after it until 2012, and has been the Wednesday since 2013.
   */
  private static boolean isBesideIndependenceDay(LocalDate session) {
    if (session.getYear() < 1995) {
      return false;
    }
    boolean bridgesToWeekend = session.getYear() < 2013;
    DayOfWeek day = session.getDayOfWeek();
    return switch (session.getDayOfMonth()) {
      case 3 -> day != DayOfWeek.WEDNESDAY || !bridgesToWeekend;
      case 5 -> day == DayOfWeek.FRIDAY && bridgesToWeekend;
      default -> false;
    };
  }
}

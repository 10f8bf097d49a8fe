package evenkeel.domain;

import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.firstInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.HashSet;
import java.util.Set;

/**
 * The weekdays on which the NYSE does not open.
 *
 * <p>Sources: NYSE Rule 7.2 and the NYSE Group's yearly "Holiday and Early Closings Calendar"
 * (published up to 2028) for the rules; the NYSE's list "Special Closings" (1885 to 2011) and its
 * announcements for single days. Checked against the calendars of exchange_calendars and
 * pandas_market_calendars.
 */
final class NyseHolidays {
  /** Days of mourning, disaster and storm, which no rule foresees. */
  private static final Set<LocalDate> SPECIAL_CLOSURES = Set.of(
      LocalDate.of(1994, 4, 27), // Funeral of President Nixon.
      LocalDate.of(2001, 9, 11), // Attack on the World Trade Center, until the 14th.
      LocalDate.of(2001, 9, 12),
      LocalDate.of(2001, 9, 13),
      LocalDate.of(2001, 9, 14),
      LocalDate.of(2004, 6, 11), // Mourning for President Reagan.
      LocalDate.of(2007, 1, 2), // Mourning for President Ford.
      LocalDate.of(2012, 10, 29), // Hurricane Sandy.
      LocalDate.of(2012, 10, 30),
      LocalDate.of(2018, 12, 5), // Mourning for President George H. W. Bush.
      LocalDate.of(2025, 1, 9)); // Mourning for President Carter.

  private static final int MARTIN_LUTHER_KING_DAY_SINCE = 1998;
  private static final int JUNETEENTH_SINCE = 2022;

  private static final Set<LocalDate> HOLIDAYS = holidays();

  private NyseHolidays() {}

  static boolean isClosed(LocalDate date) {
    return isWeekend(date) || HOLIDAYS.contains(date);
  }

  static LocalDate thanksgiving(int year) {
    return LocalDate.of(year, Month.NOVEMBER, 1).with(dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
  }

  private static boolean isWeekend(LocalDate date) {
    return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static Set<LocalDate> holidays() {
    Set<LocalDate> days = new HashSet<>(SPECIAL_CLOSURES);
    for (int year = NyseCalendar.FIRST.getYear(); year <= NyseCalendar.LAST.getYear(); year++) {
      addHolidays(year, days);
    }
    return Set.copyOf(days);
  }

  private static void addHolidays(int year, Set<LocalDate> days) {
    LocalDate newYear = LocalDate.of(year, Month.JANUARY, 1);
    // On a Saturday it is not observed: the Friday before ends a month, a quarter and a year.
    days.add(newYear.getDayOfWeek() == DayOfWeek.SATURDAY ? newYear : observed(newYear));
    if (year >= MARTIN_LUTHER_KING_DAY_SINCE) {
      days.add(newYear.with(dayOfWeekInMonth(3, DayOfWeek.MONDAY)));
    }
    // Washington's Birthday.
    days.add(LocalDate.of(year, Month.FEBRUARY, 1).with(dayOfWeekInMonth(3, DayOfWeek.MONDAY)));
    // Good Friday.
    days.add(easterSunday(year).minusDays(2));
    // Memorial Day.
    days.add(LocalDate.of(year, Month.MAY, 1).with(lastInMonth(DayOfWeek.MONDAY)));
    if (year >= JUNETEENTH_SINCE) {
      days.add(observed(LocalDate.of(year, Month.JUNE, 19)));
    }
    // Independence Day.
    days.add(observed(LocalDate.of(year, Month.JULY, 4)));
    // Labor Day.
    days.add(LocalDate.of(year, Month.SEPTEMBER, 1).with(firstInMonth(DayOfWeek.MONDAY)));
    days.add(thanksgiving(year));
    // Christmas.
    days.add(observed(LocalDate.of(year, Month.DECEMBER, 25)));
  }

  /** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
  private static LocalDate observed(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.minusDays(1);
      case SUNDAY -> holiday.plusDays(1);
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> holiday;
    };
  }

  /** Gauss's Easter rule with the constants that hold from 1900 to 2099. */
  private static LocalDate easterSunday(int year) {
    int moonYear = year % 19;
    int fullMoon = (19 * moonYear + 24) % 30;
    int sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * fullMoon + 5) % 7;
    // Two cases in which the church's moon comes a day before the computed one.
    boolean aWeekEarlier = sunday == 6 && (fullMoon == 29 || (fullMoon == 28 && moonYear > 10));
    int daysAfterMarch22 = fullMoon + sunday - (aWeekEarlier ? 7 : 0);
    return LocalDate.of(year, Month.MARCH, 22).plusDays(daysAfterMarch22);
  }
}

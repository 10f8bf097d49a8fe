package evenkeel.domain;

import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.IsoFields;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/** When a policy looks at the portfolio. */
public sealed interface LookSchedule {
  /** At every session. */
  record Daily() implements LookSchedule {}

  /** At the last session of every week. */
  record Weekly() implements LookSchedule {}

  /** At every so many sessions, counted from the first. */
  record EverySessions(int sessions) implements LookSchedule {
    public EverySessions {
      if (sessions < 1) {
        throw new IllegalArgumentException("a look is every 1 session or more, was " + sessions);
      }
    }
  }

  /**
   * At the last session of these months.
   *
   * @param offset so many sessions later; earlier when negative
   */
  record MonthEnds(Set<Month> months, int offset) implements LookSchedule {
    public MonthEnds {
      if (months.isEmpty()) {
        throw new IllegalArgumentException("a look needs a month");
      }
      if (Math.abs(offset) > 10) {
        throw new IllegalArgumentException("a look is at most 10 sessions beside its month end, was " + offset);
      }
      months = Set.copyOf(months);
    }
  }

  /** Where money comes or goes: deposits, withdrawals, distributions. */
  record CashFlows() implements LookSchedule {}

  /** At every session. */
  static LookSchedule daily() {
    return new Daily();
  }

  /** At the end of every month. */
  static LookSchedule monthly() {
    return new MonthEnds(EnumSet.allOf(Month.class), 0);
  }

  /** At the ends of March, June, September and December. */
  static LookSchedule quarterly() {
    return new MonthEnds(EnumSet.of(Month.MARCH, Month.JUNE, Month.SEPTEMBER, Month.DECEMBER), 0);
  }

  /** At the end of December. */
  static LookSchedule yearly() {
    return new MonthEnds(EnumSet.of(Month.DECEMBER), 0);
  }

  /** The same, with month ends moved by so many sessions; others are as they are. */
  default LookSchedule shifted(int sessions) {
    return this instanceof MonthEnds ends ? new MonthEnds(ends.months(), ends.offset() + sessions) : this;
  }

  /**
   * At which of these sessions it looks. The first is none, and the last is the end of no month and no week, for nobody
   * knows what follows. {@link CashFlows} are not known from dates: none.
   *
   * @param sessions ascending
   */
  default BitSet dueAt(List<LocalDate> sessions) {
    BitSet due = new BitSet(sessions.size());
    switch (this) {
      case Daily daily -> due.set(0, sessions.size());
      case Weekly weekly -> ends(sessions, due, 0, LookSchedule::isSameWeek, Set.of(Month.values()));
      case EverySessions every -> {
        for (int i = every.sessions(); i < sessions.size(); i += every.sessions()) {
          due.set(i);
        }
      }
      case MonthEnds months -> ends(sessions, due, months.offset(), LookSchedule::isSameMonth, months.months());
      case CashFlows flows -> {
        // Money decides.
      }
    }
    due.clear(0);
    return due;
  }

  /** Whether it looks at this session of the exchange; {@link EverySessions} count from the first of 2000. */
  default boolean isDueAt(LocalDate session) {
    LocalDate from = this instanceof EverySessions ? LocalDate.of(2000, 1, 3) : session.minusMonths(2);
    List<LocalDate> around = NyseCalendar.sessions(from, session.plusMonths(2)).stream().map(Session::date).toList();
    int at = around.indexOf(session);
    return at >= 0 && dueAt(around).get(at);
  }

  private static void ends(
      List<LocalDate> sessions, BitSet due, int offset, BiPredicate<LocalDate, LocalDate> isSame, Set<Month> months) {
    for (int i = 0; i + 1 < sessions.size(); i++) {
      int at = i + offset;
      if (!isSame.test(sessions.get(i), sessions.get(i + 1)) && months.contains(sessions.get(i).getMonth())
          && at > 0 && at < sessions.size()) {
        due.set(at);
      }
    }
  }

  private static boolean isSameMonth(LocalDate one, LocalDate other) {
    return one.getMonth() == other.getMonth() && one.getYear() == other.getYear();
  }

  private static boolean isSameWeek(LocalDate one, LocalDate other) {
    return one.get(IsoFields.WEEK_BASED_YEAR) == other.get(IsoFields.WEEK_BASED_YEAR)
        && one.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) == other.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }
}

package evenkeel.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * When connections to the Gateway broke, and what that tells of restarts: a time of day at which they broke on
 * {@link #DAYS_WANTED} of the last {@link #DAYS} days. A day on which they broke all the time tells nothing.
 */
record BreakTimes(List<Instant> breaks) {
  static final BreakTimes NONE = new BreakTimes(List.of());
  static final int DAYS = 7;
  static final int DAYS_WANTED = 3;
  private static final int BREAKS_A_DAY_MAX = 4;
  /** A restart takes minutes to come about, and a break is noticed within one. */
  private static final Duration SPREAD = Duration.ofMinutes(10);
  private static final Duration DAY = Duration.ofDays(1);

  BreakTimes {
    breaks = List.copyOf(breaks);
  }

  /** One more. What is too old to tell anything is forgotten. */
  BreakTimes with(Instant at) {
    var more = new ArrayList<>(recent(at));
    more.add(at);
    return new BreakTimes(more);
  }

  /** The times of day, in the zone of the Gateway, each at the earliest break of its kind. */
  SortedSet<LocalTime> learnt(Instant now, ZoneId zone) {
    List<Instant> telling = recent(now).stream().filter(it -> isTelling(it, now, zone)).toList();
    var learnt = new TreeSet<LocalTime>();
    for (LocalTime time : telling.stream().map(it -> time(it, zone)).sorted().toList()) {
      Set<LocalDate> days = new HashSet<>();
      for (Instant other : telling) {
        if (after(time, time(other, zone)).compareTo(SPREAD) <= 0) {
          days.add(other.atZone(zone).toLocalDate());
        }
      }
      if (days.size() >= DAYS_WANTED && learnt.stream().allMatch(it -> after(it, time).compareTo(SPREAD) > 0)) {
        learnt.add(time.truncatedTo(ChronoUnit.MINUTES));
      }
    }
    return learnt;
  }

  private List<Instant> recent(Instant now) {
    return breaks.stream().filter(it -> it.isAfter(now.minus(DAY.multipliedBy(DAYS)))).toList();
  }

  private boolean isTelling(Instant at, Instant now, ZoneId zone) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return recent(now).stream().filter(it -> it.atZone(zone).toLocalDate().equals(day)).count() <= BREAKS_A_DAY_MAX;
  }

  private static LocalTime time(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalTime();
  }

  /** How long after the first time of day the second comes next. */
  private static Duration after(LocalTime first, LocalTime second) {
    Duration between = Duration.between(first, second);
    return between.isNegative() ? between.plus(DAY) : between;
  }
}

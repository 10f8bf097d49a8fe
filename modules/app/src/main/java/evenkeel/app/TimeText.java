package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Shows an instant at the exchange and where the owner is. */
record TimeText(ZoneId local) {

  /**
   * Both times of day: {@code 15:45 New York · 04:45 Beijing (+1 day)}; one where both places have
   * the same time.
   */
  String both(Instant instant) {
    ZonedDateTime there = instant.atZone(NyseCalendar.ZONE);
    ZonedDateTime here = instant.atZone(local);
    String exchange = time(there) + " New York";
    if (here.getOffset().equals(there.getOffset())) {
      return exchange;
    }
    return exchange + " · " + time(here) + " " + place()
        + dayShift(there.toLocalDate(), here.toLocalDate());
  }

  /** The date and the time at the exchange, and the local time. */
  String full(Instant instant) {
    return Figures.date(instant.atZone(NyseCalendar.ZONE).toLocalDate()) + " " + both(instant);
  }

  private static String time(ZonedDateTime time) {
    LocalTime minute = time.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    return minute.toString();
  }

  private static String dayShift(LocalDate there, LocalDate here) {
    if (here.equals(there)) {
      return "";
    }
    return here.isAfter(there) ? " (+1 day)" : " (-1 day)";
  }

  private String place() {
    return switch (local.getId()) {
      // What the whole of China calls its time, whatever city the zone is named for.
      case "Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC" -> "Beijing";
      case "Z", "UTC", "Etc/UTC" -> "UTC";
      default -> local.getId().substring(local.getId().lastIndexOf('/') + 1).replace('_', ' ');
    };
  }
}

package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Shows an instant at the exchange and where the owner is, in the owner's language. */
record TimeText(ZoneId local, Language language) {

  /**
   * Both times of day: {@code 15:45 New York · 04:45 Beijing (+1 day)}; one where both places have
   * the same time.
   */
  String both(Instant instant) {
    ZonedDateTime there = instant.atZone(NyseCalendar.ZONE);
    ZonedDateTime here = instant.atZone(local);
    Phrase exchange = new TimeWords.InNewYork(time(there));
    return language.say(here.getOffset().equals(there.getOffset())
        ? exchange
        : new TimeWords.HereToo(exchange, time(here), place(), dayShift(there.toLocalDate(), here.toLocalDate())));
  }

  /** The date and the time at the exchange, and the local time. */
  String full(Instant instant) {
    return date(instant.atZone(NyseCalendar.ZONE).toLocalDate()) + " " + both(instant);
  }

  String date(LocalDate date) {
    return Figures.date(date, language);
  }

  private static LocalTime time(ZonedDateTime time) {
    return time.toLocalTime().truncatedTo(ChronoUnit.MINUTES);
  }

  private static Optional<Phrase> dayShift(LocalDate there, LocalDate here) {
    if (here.equals(there)) {
      return Optional.empty();
    }
    return Optional.of(here.isAfter(there) ? new TimeWords.DayLater() : new TimeWords.DayEarlier());
  }

  private Phrase place() {
    return switch (local.getId()) {
      // What the whole of China calls its time, whatever city the zone is named for.
      case "Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC" -> new TimeWords.Beijing();
      case "Z", "UTC", "Etc/UTC" -> Phrase.of("UTC");
      default -> Phrase.of(local.getId().substring(local.getId().lastIndexOf('/') + 1).replace('_', ' '));
    };
  }
}

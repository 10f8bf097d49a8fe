package evenkeel.engine;

import evenkeel.domain.NyseCalendar;
import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.Instrument;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** Bars that somebody wants of one instrument, however many requests that takes. */
public record HistoryOrder(Instrument instrument, BarSize size, BarKind kind, HistorySpan span) {
  public HistoryOrder {
    if (!size.fitsInto(span)) {
      throw new IllegalArgumentException("a duration of " + span + " is shorter than one bar of " + size);
    }
  }

  /** The day that it reaches back to, where that is before every day that the calendar knows. */
  public Optional<LocalDate> tooFarBack(Instant now) {
    return Optional.of(LocalDate.ofInstant(HistoryParts.start(span, now), NyseCalendar.ZONE))
        .filter(from -> from.isBefore(NyseCalendar.FIRST));
  }
}

package evenkeel.engine;

import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.Instrument;

/** Bars that somebody wants of one instrument, however many requests that takes. */
public record HistoryOrder(Instrument instrument, BarSize size, BarKind kind, HistorySpan span) {
  public HistoryOrder {
    if (!size.fitsInto(span)) {
      throw new IllegalArgumentException("a duration of " + span + " is shorter than one bar of " + size);
    }
  }
}

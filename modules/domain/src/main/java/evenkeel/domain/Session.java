package evenkeel.domain;

import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * A trading day of an exchange, in the exchange's own time zone.
 *
 * @param close when regular trading, and with it the closing auction, ends
 * @param earlyClose whether that is before the usual close
 */
public record Session(LocalDate date, ZonedDateTime open, ZonedDateTime close,
    boolean earlyClose) {}

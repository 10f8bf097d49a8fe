package evenkeel.gateway;

import evenkeel.domain.NyseCalendar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Prices of one stretch of time.
 *
 * @param date the session, in New York; of a week or month its last session
 * @param begin when it begins; empty for bars of whole sessions
 * @param volume shares; empty where the data are not trades
 */
public record Bar(
    LocalDate date, Optional<Instant> begin, BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal close,
    Optional<BigDecimal> volume) implements Comparable<Bar> {

  /** By time. */
  @Override
  public int compareTo(Bar other) {
    return order().compareTo(other.order());
  }

  private Instant order() {
    return begin.orElseGet(() -> date.atStartOfDay(NyseCalendar.ZONE).toInstant());
  }
}

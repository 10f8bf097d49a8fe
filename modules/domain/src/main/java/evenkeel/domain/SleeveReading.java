package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;

/** What the holdings elsewhere were said to be worth together. */
public sealed interface SleeveReading {
  /**
   * A value that was told.
   *
   * @param usd in US dollars
   * @param asOf the moment that it was true at
   */
  record Told(BigDecimal usd, Instant asOf) implements SleeveReading {}

  /** Nothing usable was told; a sentence without the place that was asked, which may hold a secret. */
  record NotTold(String reason) implements SleeveReading {}
}

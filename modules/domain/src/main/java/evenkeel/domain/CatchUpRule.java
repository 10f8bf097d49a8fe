package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * When, and with which orders, a scheduled trigger is decided that was not decided before its cut-off.
 *
 * @param priceBand how far from the plan's price the limit of such an order lies, as a fraction of it
 */
public record CatchUpRule(MissedCutOff policy, BigDecimal priceBand) {
  /** For so long a trigger is put off; a month end older than that is for the next one to mend. */
  public static final Duration PATIENCE = Duration.ofDays(6);

  /**
   * NYSE takes market-on-close and limit-on-close orders until 15:50, ten minutes before the close (NYSE, closing
   * process); Nasdaq takes LOC orders until 15:58, those after 15:55 at worse terms (Nasdaq, closing cross). Whichever
   * the listing, the earlier one counts, with a minute for the way.
   */
  private static final Duration LOC_BEFORE_CLOSE = Duration.ofMinutes(11);
  private static final Duration LIMIT_BEFORE_CLOSE = Duration.ofMinutes(2);
  /** What a look at portfolio and prices takes; with less left, an order would only be late. */
  private static final Duration LOOK = Duration.ofMinutes(1);
  private static final int CENTS = 2;

  public CatchUpRule {
    if (priceBand.signum() <= 0 || priceBand.compareTo(BigDecimal.ONE) >= 0) {
      throw new IllegalArgumentException(
          "triggers.missed-cut-off-band must be above 0 and below 1, was " + priceBand.toPlainString());
    }
  }

  /**
   * The same trigger at another time; empty where it is given up.
   *
   * @param at the usual time of a scheduled trigger, in New York
   */
  public Optional<Trigger> next(Trigger missed, Instant now, LocalTime at, CutOffRule cutOff) {
    return switch (policy) {
      case SKIP -> Optional.empty();
      case NEXT_SESSION -> nextSession(missed, now, at, cutOff);
      case LOC -> sameSession(missed, now, OrderType.LOC, LOC_BEFORE_CLOSE)
          .or(() -> nextSession(missed, now, at, cutOff));
      case LIMIT -> sameSession(missed, now, OrderType.LMT, LIMIT_BEFORE_CLOSE)
          .or(() -> nextSession(missed, now, at, cutOff));
    };
  }

  private static Optional<Trigger> sameSession(Trigger missed, Instant now, OrderType type, Duration beforeClose) {
    return NyseCalendar.session(missed.session()).flatMap(session -> {
      Instant deadline = session.close().toInstant().minus(beforeClose);
      boolean isOpen = !now.isBefore(session.open().toInstant());
      boolean isLater = deadline.isAfter(missed.deadline());
      return isOpen && isLater && now.plus(LOOK).isBefore(deadline)
          ? Optional.of(missed.putOff(session.date(), now, deadline, Optional.of(type)))
          : Optional.empty();
    });
  }

  private static Optional<Trigger> nextSession(Trigger missed, Instant now, LocalTime at, CutOffRule cutOff) {
    LocalDate last = missed.planned().plusDays(PATIENCE.toDays());
    Session session = NyseCalendar.next(missed.session());
    while (!now.plus(LOOK).isBefore(cutOff.cutOff(session))) {
      session = NyseCalendar.next(session.date());
    }
    return session.date().isAfter(last)
        ? Optional.empty()
        : Optional.of(missed.putOff(
            session.date(), cutOff.due(session, at), cutOff.cutOff(session), Optional.empty()));
  }

  /** The limit of an order that is to fill soon: this far on the market's side of its price, in whole cents. */
  public BigDecimal limit(Side side, BigDecimal price) {
    BigDecimal distance = price.multiply(priceBand);
    return switch (side) {
      case BUY -> price.add(distance).setScale(CENTS, RoundingMode.DOWN);
      case SELL -> price.subtract(distance).setScale(CENTS, RoundingMode.UP);
    };
  }
}

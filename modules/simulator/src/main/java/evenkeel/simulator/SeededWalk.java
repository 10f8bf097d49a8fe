package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices made up from a seed: a walk through the sessions, forward and backward from one known
 * close. Each day's step depends on the seed and the day only.
 */
final class SeededWalk implements PriceHistory {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final long VOLUME = 400_000;

  private final Chance chance;
  private final double volatility;
  private final ExchangeHours hours;
  private final NavigableMap<LocalDate, BigDecimal> closes = new TreeMap<>();
  private final Map<LocalDate, DailyBar> made = new HashMap<>();

  /**
   * @param anchor a session whose close is {@code price}
   * @param volatility deviation of a day's return, as a fraction
   */
  SeededWalk(
      Chance chance, ExchangeHours hours, LocalDate anchor, BigDecimal price, double volatility) {
    this.chance = chance;
    this.hours = hours;
    this.volatility = volatility;
    closes.put(anchor, price.setScale(2, RoundingMode.HALF_UP));
  }

  @Override
  public Optional<DailyBar> bar(LocalDate session) {
    return hours.isSession(session) ? Optional.of(barOf(session)) : Optional.empty();
  }

  @Override
  public List<DailyBar> bars(LocalDate from, LocalDate to) {
    List<DailyBar> bars = new ArrayList<>();
    for (LocalDate day : hours.sessions(from, to)) {
      bars.add(barOf(day));
    }
    return bars;
  }

  private DailyBar barOf(LocalDate session) {
    DailyBar known = made.get(session);
    if (known == null) {
      known = make(session);
      made.put(session, known);
    }
    return known;
  }

  private DailyBar make(LocalDate session) {
    BigDecimal before = close(hours.sessionBefore(session));
    BigDecimal close = close(session);
    Chance day = chance.of(session.toEpochDay());
    BigDecimal open = step(before, 0.3 * volatility * day.of("open").gaussian());
    double above = 0.4 * volatility * Math.abs(day.of("high").gaussian());
    double below = 0.4 * volatility * Math.abs(day.of("low").gaussian());
    long volume = (long) (VOLUME * StrictMath.exp(0.5 * day.of("volume").gaussian()));
    return new DailyBar(session, open, step(open.max(close), above),
        step(open.min(close), -below), close, volume);
  }

  private BigDecimal close(LocalDate session) {
    while (closes.lastKey().isBefore(session)) {
      LocalDate next = hours.sessionAfter(closes.lastKey());
      closes.put(next, step(closes.lastEntry().getValue(), turn(next)));
    }
    while (closes.firstKey().isAfter(session)) {
      LocalDate first = closes.firstKey();
      closes.put(hours.sessionBefore(first), step(closes.get(first), -turn(first)));
    }
    return closes.get(session);
  }

  private double turn(LocalDate session) {
    return volatility * chance.of(session.toEpochDay()).of("close").gaussian();
  }

  private static BigDecimal step(BigDecimal from, double turn) {
    BigDecimal to = BigDecimal.valueOf(from.doubleValue() * StrictMath.exp(turn));
    return to.setScale(2, RoundingMode.HALF_UP).max(CENT);
  }
}

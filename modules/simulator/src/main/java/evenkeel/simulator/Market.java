package evenkeel.simulator;

import evenkeel.domain.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated exchange's prices: any instrument at any moment, the same for everybody. Nothing
 * is computed before it is asked for.
 */
final class Market {
  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal TEN = BigDecimal.TEN;
  private static final Duration STALE = Duration.ofDays(3);
  /** Half of the distance from bid to ask, as a part of the price; at least half a cent. */
  private static final double HALF_SPREAD = 0.0001;
  private static final int ROUND_LOT = 100;

  private final Chance chance;
  private final ExchangeHours hours;
  private final LocalDate anchor;
  private final Optional<Path> folder;
  private final Duration grid;
  private final Map<Integer, PriceHistory> histories = new HashMap<>();
  private final Map<Integer, PriceOverride> overrides = new HashMap<>();
  /** Of the day that was asked for last, by contract id. */
  private final Map<Integer, DayExtremes> extremes = new HashMap<>();

  /**
   * @param folder files of prices; an instrument without one walks
   * @param grid how long a price stands
   */
  Market(Chance chance, ExchangeHours hours, Instant start, Optional<Path> folder, Duration grid) {
    this.chance = chance;
    this.hours = hours;
    this.anchor = hours.sessionBefore(ExchangeHours.dateOf(start));
    this.folder = folder;
    this.grid = grid;
  }

  ExchangeHours hours() {
    return hours;
  }

  void override(Instrument instrument, Optional<PriceOverride> override) {
    if (override.isPresent()) {
      overrides.put(instrument.conId(), override.get());
    } else {
      overrides.remove(instrument.conId());
    }
  }

  Optional<PriceOverride> override(Instrument instrument) {
    return Optional.ofNullable(overrides.get(instrument.conId()));
  }

  /** One instrument takes the place of another, at the old prices times this factor. */
  void adjust(Instrument old, Instrument after, BigDecimal factor) {
    PriceHistory history = new ScaledHistory(history(old), factor);
    histories.put(after.conId(), history);
    extremes.remove(after.conId());
    PriceOverride override = overrides.remove(old.conId());
    if (override instanceof PriceOverride.Fixed fixed) {
      overrides.put(after.conId(), new PriceOverride.Fixed(
          fixed.price().multiply(factor).setScale(2, RoundingMode.HALF_UP).max(CENT)));
    } else if (override != null) {
      overrides.put(after.conId(), override);
    }
  }

  PriceHistory history(Instrument instrument) {
    return histories.computeIfAbsent(instrument.conId(), conId -> open(instrument));
  }

  private PriceHistory open(Instrument instrument) {
    Optional<Path> file = folder.map(it -> it.resolve(instrument.name() + ".csv"))
        .filter(Files::isRegularFile);
    if (file.isPresent()) {
      return PriceFile.read(file.get());
    }
    return new SeededWalk(chance.of(instrument.name()), hours, anchor, instrument.price(),
        instrument.volatility());
  }

  /** The official closing price of a session; empty while the instrument did not exist. */
  Optional<BigDecimal> close(Instrument instrument, LocalDate session) {
    if (overrides.get(instrument.conId()) instanceof PriceOverride.Fixed fixed) {
      return Optional.of(fixed.price());
    }
    return history(instrument).bar(session).map(DailyBar::close);
  }

  /** The official opening price of a session. */
  Optional<BigDecimal> open(Instrument instrument, LocalDate session) {
    if (overrides.get(instrument.conId()) instanceof PriceOverride.Fixed fixed) {
      return Optional.of(fixed.price());
    }
    return history(instrument).bar(session).map(DailyBar::open);
  }

  /** The close of the last session before this date in New York. */
  Optional<BigDecimal> previousClose(Instrument instrument, Instant at) {
    return close(instrument, hours.sessionBefore(at));
  }

  boolean halted(Instrument instrument) {
    PriceOverride override = overrides.get(instrument.conId());
    return override == PriceOverride.Trouble.HALTED
        || override == PriceOverride.Trouble.VOLATILITY_HALT;
  }

  /** What an order would really trade at or around, whatever the quotes pretend. */
  Optional<BigDecimal> mark(Instrument instrument, Instant at) {
    if (overrides.get(instrument.conId()) instanceof PriceOverride.Fixed fixed) {
      return Optional.of(fixed.price());
    }
    if (instrument.isForex()) {
      return Optional.of(instrument.price());
    }
    Session session = hours.lastOpened(at);
    Optional<DailyBar> bar = history(instrument).bar(session.date());
    if (at.isBefore(session.close().toInstant())) {
      return bar.map(it -> priceWithin(instrument, it, session, at));
    }
    return bar.map(DailyBar::close);
  }

  /** The price at a moment of a session. */
  BigDecimal priceWithin(
      Instrument instrument, DailyBar bar, Session session, Instant at) {
    double price = path(instrument, bar).at(part(session, at));
    return BigDecimal.valueOf(price).setScale(2, RoundingMode.HALF_UP).max(CENT);
  }

  private IntradayPath path(Instrument instrument, DailyBar bar) {
    return new IntradayPath(
        chance.of(instrument.name()).of("path").of(bar.date().toEpochDay()), bar);
  }

  /** How much of the session has passed, from 0 to 1, on the grid on which prices change. */
  private double part(Session session, Instant at) {
    Instant open = session.open().toInstant();
    long step = Duration.between(open, at).dividedBy(grid);
    double length = Duration.between(open, session.close().toInstant()).toSeconds();
    return Math.clamp(step * (grid.toNanos() / 1e9) / length, 0, 1);
  }

  /** What buyers and sellers offer; bid and ask are there during the session only. */
  Optional<Quote> quote(Instrument instrument, Instant at) {
    if (instrument.isForex()) {
      BigDecimal rate = mark(instrument, at).orElseThrow();
      return Optional.of(disturbed(instrument, Forex.quote(rate, at), Optional.of(rate)));
    }
    Session session = hours.lastOpened(at);
    Optional<DailyBar> bar = history(instrument).bar(session.date());
    if (bar.isEmpty()) {
      return Optional.empty();
    }
    Optional<BigDecimal> before = previousClose(instrument, at);
    boolean open = at.isBefore(session.close().toInstant());
    Quote quote = open
        ? during(instrument, bar.get(), session, at, before)
        : after(bar.get(), session, at, before);
    return Optional.of(disturbed(instrument, quote, before));
  }

  /** The last quote of the session that has closed, as frozen data shows it. */
  Optional<Quote> frozen(Instrument instrument, Instant at) {
    Instant close = hours.lastOpened(at).close().toInstant();
    return quote(instrument, at.isBefore(close) ? at : close.minusMillis(1));
  }

  /** Half of the distance from bid to ask at this price. */
  static BigDecimal halfSpread(BigDecimal price) {
    return BigDecimal.valueOf(Math.max(0.005, price.doubleValue() * HALF_SPREAD));
  }

  private Quote during(
      Instrument instrument, DailyBar bar, Session session, Instant at,
      Optional<BigDecimal> before) {
    BigDecimal last = overrides.get(instrument.conId()) instanceof PriceOverride.Fixed fixed
        ? fixed.price()
        : priceWithin(instrument, bar, session, at);
    BigDecimal half = halfSpread(last);
    BigDecimal bid = last.subtract(half).setScale(2, RoundingMode.FLOOR);
    BigDecimal ask = last.add(half).setScale(2, RoundingMode.CEILING);
    double part = part(session, at);
    Chance moment = chance.of(instrument.name()).of("sizes").of((long) (part * 1e6));
    DayExtremes extremes = extremes(instrument, bar);
    BigDecimal low = extremes.low(part).min(last);
    BigDecimal high = extremes.high(part).max(last);
    return new Quote(Optional.of(bid.max(CENT)), Optional.of(ask), Optional.of(last),
        ROUND_LOT * (1L + moment.of("bid").below(20)),
        ROUND_LOT * (1L + moment.of("ask").below(20)), ROUND_LOT, Optional.of(bar.open()),
        Optional.of(high), Optional.of(low), before, (long) (bar.volume() * part), at, Quote.TRADING);
  }

  private DayExtremes extremes(Instrument instrument, DailyBar bar) {
    DayExtremes known = extremes.get(instrument.conId());
    if (known == null || !known.date().equals(bar.date())) {
      known = DayExtremes.of(path(instrument, bar));
      extremes.put(instrument.conId(), known);
    }
    return known;
  }

  private static Quote after(
      DailyBar bar, Session session, Instant at, Optional<BigDecimal> before) {
    boolean today = session.date().equals(ExchangeHours.dateOf(at));
    return new Quote(Optional.empty(), Optional.empty(), Optional.of(bar.close()), 0, 0,
        ROUND_LOT, today ? Optional.of(bar.open()) : Optional.empty(),
        today ? Optional.of(bar.high()) : Optional.empty(),
        today ? Optional.of(bar.low()) : Optional.empty(), before, today ? bar.volume() : 0,
        session.close().toInstant(), Quote.TRADING);
  }

  private Quote disturbed(Instrument instrument, Quote quote, Optional<BigDecimal> before) {
    Optional<BigDecimal> none = Optional.empty();
    return switch (overrides.get(instrument.conId())) {
      case null -> quote;
      case PriceOverride.Fixed fixed -> quote;
      case PriceOverride.Trouble trouble -> switch (trouble) {
        case UNAVAILABLE -> quote.withPrices(none, none, none, none).withSizes(0, 0, 0);
        case NO_QUOTE -> quote.withPrices(none, none, none, before).withSizes(0, 0, 0);
        case ZERO -> {
          Optional<BigDecimal> zero = Optional.of(BigDecimal.ZERO);
          yield quote.withPrices(zero, zero, zero, zero).withSizes(0, 0, 0);
        }
        case NO_LAST -> quote.withPrices(quote.bid(), quote.ask(), none, before);
        case CROSSED -> quote.withPrices(quote.ask().map(ask -> ask.add(CENT)), quote.bid(),
            none, before);
        case STALE -> quote.withLastTime(quote.lastTime().minus(STALE));
        case IMPLAUSIBLE -> {
          Optional<BigDecimal> far = before.map(TEN::multiply);
          yield quote.withPrices(far.map(it -> it.subtract(CENT)), far, far, before);
        }
        case HALTED -> quote.withHalt(Quote.REGULATORY_HALT);
        case VOLATILITY_HALT -> quote.withHalt(Quote.VOLATILITY_HALT);
        case HALT_UNKNOWN -> quote.withHalt(Quote.HALT_UNKNOWN);
        // Bad text, gaps and silence are made where the ticks are.
        case NOT_A_NUMBER, SPARSE, SILENT -> quote;
      };
    };
  }

  /** The bars of past sessions up to {@code at}; today's, when it has opened, is as of now. */
  List<DailyBar> bars(Instrument instrument, LocalDate from, Instant at) {
    LocalDate to = hours.lastOpened(at).date();
    List<DailyBar> bars = history(instrument).bars(from, to);
    boolean open = hours.open(at).isPresent();
    return bars.stream().map(bar -> open && bar.date().equals(to) ? sofar(instrument, bar, at) : bar)
        .toList();
  }

  private DailyBar sofar(Instrument instrument, DailyBar bar, Instant at) {
    Quote now = during(instrument, bar, hours.lastOpened(at), at, Optional.empty());
    return new DailyBar(bar.date(), bar.open(), now.high().orElseThrow(),
        now.low().orElseThrow(), now.last().orElseThrow(), now.volume());
  }
}

package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.tws.HistoricalBar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Makes the bars of one answer.
 *
 * @param moments how the beginning of a bar within a day is written
 */
record BarMaker(
    Market market, Instrument instrument, String whatToShow, Function<Instant, String> moments,
    BarSize size) {
  private static final int SAMPLES = 8;
  private static final int SHARES_A_TRADE = 150;

  /** The bars that begin from then on, up to the end, oldest first. */
  List<HistoricalBar> make(Instant from, Instant end) {
    LocalDate first = ExchangeHours.dateOf(from);
    return switch (size) {
      case BarSize.Within within -> within(from, end, within.length());
      case BarSize.Whole whole -> whole(market.bars(instrument, first, end), whole);
    };
  }

  private List<HistoricalBar> whole(List<DailyBar> days, BarSize.Whole whole) {
    Map<LocalDate, List<DailyBar>> groups = new TreeMap<>();
    for (DailyBar day : days) {
      LocalDate start = switch (whole) {
        case DAY -> day.date();
        case WEEK -> day.date().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.date().withDayOfMonth(1);
      };
      groups.computeIfAbsent(start, it -> new ArrayList<>()).add(day);
    }
    return groups.values().stream().map(it -> bar(
        it.getLast().date().format(DateTimeFormatter.BASIC_ISO_DATE), joined(it))).toList();
  }

  private static DailyBar joined(List<DailyBar> days) {
    DailyBar joined = days.getFirst();
    for (DailyBar day : days.subList(1, days.size())) {
      joined = new DailyBar(day.date(), joined.open(), joined.high().max(day.high()),
          joined.low().min(day.low()), day.close(), joined.volume() + day.volume());
    }
    return joined;
  }

  private List<HistoricalBar> within(Instant from, Instant end, Duration length) {
    List<HistoricalBar> bars = new ArrayList<>();
    for (Session session : NyseCalendar.sessions(ExchangeHours.dateOf(from),
        ExchangeHours.dateOf(end))) {
      Optional<DailyBar> day = market.history(instrument).bar(session.date());
      Instant close = session.close().toInstant();
      Instant start = session.open().toInstant();
      while (day.isPresent() && start.isBefore(close) && start.isBefore(end)) {
        Instant full = nextMark(session, start, length);
        Instant stop = full.isBefore(close) ? full : close;
        if (!start.isBefore(from)) {
          bars.add(bar(moments.apply(start),
              part(session, day.get(), start, stop.isBefore(end) ? stop : end)));
        }
        start = stop;
      }
    }
    return bars;
  }

  /**
   * The end of the bar that begins here: bars of an hour and more begin on the hour, so that the
   * first of a session is short, as with real Gateways.
   */
  private static Instant nextMark(Session session, Instant start, Duration length) {
    Instant midnight = ExchangeHours.midnight(session.date());
    long bars = Duration.between(midnight, start).dividedBy(length);
    return midnight.plus(length.multipliedBy(bars + 1));
  }

  private DailyBar part(Session session, DailyBar day, Instant start, Instant stop) {
    BigDecimal open = price(session, day, start);
    BigDecimal close = price(session, day, stop);
    BigDecimal high = open.max(close);
    BigDecimal low = open.min(close);
    Duration length = Duration.between(start, stop);
    for (int i = 1; i < SAMPLES; i++) {
      BigDecimal seen = price(session, day,
          start.plus(length.multipliedBy(i).dividedBy(SAMPLES)));
      high = high.max(seen);
      low = low.min(seen);
    }
    long all = Duration.between(session.open(), session.close()).toSeconds();
    return new DailyBar(session.date(), open, high, low, close,
        day.volume() * length.toSeconds() / all);
  }

  private BigDecimal price(Session session, DailyBar day, Instant at) {
    return at.equals(session.close().toInstant())
        ? day.close()
        : market.priceWithin(instrument, day, session, at);
  }

  private HistoricalBar bar(String time, DailyBar bar) {
    boolean trades = whatToShow.equals("TRADES") || whatToShow.equals("ADJUSTED_LAST");
    BigDecimal shift = switch (whatToShow) {
      case "BID" -> Market.halfSpread(bar.close()).negate();
      case "ASK" -> Market.halfSpread(bar.close());
      default -> BigDecimal.ZERO;
    };
    if (whatToShow.equals("BID_ASK")) {
      return bidAsk(time, bar);
    }
    BigDecimal average = bar.high().add(bar.low()).add(bar.close())
        .divide(BigDecimal.valueOf(3), 3, RoundingMode.HALF_UP);
    return new HistoricalBar(time, price(bar.open(), shift), price(bar.high(), shift),
        price(bar.low(), shift), price(bar.close(), shift),
        Optional.of(BigDecimal.valueOf(trades ? bar.volume() : -1)),
        Optional.of(trades ? average : BigDecimal.ONE.negate()),
        trades ? (int) (bar.volume() / SHARES_A_TRADE) : -1);
  }

  /** The average bid, the highest ask, the lowest bid, the average ask. */
  private static HistoricalBar bidAsk(String time, DailyBar bar) {
    BigDecimal half = Market.halfSpread(bar.close());
    BigDecimal average = bar.open().add(bar.close())
        .divide(BigDecimal.valueOf(2), 3, RoundingMode.HALF_UP);
    return new HistoricalBar(time, price(average, half.negate()), price(bar.high(), half),
        price(bar.low(), half.negate()), price(average, half),
        Optional.of(BigDecimal.ONE.negate()), Optional.of(BigDecimal.ONE.negate()), -1);
  }

  private static Optional<BigDecimal> price(BigDecimal price, BigDecimal shift) {
    return Optional.of(price.add(shift));
  }
}

package evenkeel.backtest;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.Prices;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Closes, income and money that came or went, session by session. The sessions are those of the exchange's calendar,
 * never those of a file; a session without a close keeps the last one, for at most {@link #GAP_MAX} sessions.
 */
public final class History {
  /** The longest run of sessions without a close that is filled. */
  public static final int GAP_MAX = 5;

  private final List<Symbol> symbols;
  private final List<LocalDate> sessions;
  private final Income income;
  /** By session, then by symbol. */
  private final BigDecimal[][] closes;
  private final double[][] approximate;
  private final SortedMap<Integer, BigDecimal[]> distributions;
  private final SortedMap<Integer, BigDecimal[]> splits;
  private final SortedMap<Integer, BigDecimal> flows;
  private final Map<Symbol, Integer> filled;
  /** The sessions at which money or shares come or go. */
  private final BitSet moves = new BitSet();

  /**
   * What a history is made of.
   *
   * @param closes by symbol, in the order of the targets
   * @param distributions US dollars a share by ex-date
   * @param splits new shares for each old one by the first session at the new price; only where the closes before it
   *     are not adjusted for it
   * @param flows US dollars by the day they come, negative where they go; on a day without a session at the next
   * @param from empty for the first session at which every symbol has a close
   * @param to empty for the last such session
   */
  public record Input(
      SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes, Income income,
      Map<Symbol, SortedMap<LocalDate, BigDecimal>> distributions,
      Map<Symbol, SortedMap<LocalDate, BigDecimal>> splits, SortedMap<LocalDate, BigDecimal> flows,
      Optional<LocalDate> from, Optional<LocalDate> to) {
    /** Closes alone, over all sessions that they have in common. */
    public static Input of(SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes, Income income) {
      return new Input(closes, income, Map.of(), Map.of(), new TreeMap<>(), Optional.empty(), Optional.empty());
    }
  }

  private History(
      List<Symbol> symbols, List<LocalDate> sessions, Income income, BigDecimal[][] closes,
      SortedMap<Integer, BigDecimal[]> distributions, SortedMap<Integer, BigDecimal[]> splits,
      SortedMap<Integer, BigDecimal> flows, Map<Symbol, Integer> filled) {
    this.symbols = List.copyOf(symbols);
    this.sessions = List.copyOf(sessions);
    this.income = income;
    this.closes = closes;
    this.distributions = distributions;
    this.splits = splits;
    this.flows = flows;
    this.filled = Map.copyOf(filled);
    distributions.keySet().forEach(moves::set);
    splits.keySet().forEach(moves::set);
    flows.keySet().forEach(moves::set);
    this.approximate = new double[closes.length][];
    for (int i = 0; i < closes.length; i++) {
      approximate[i] = new double[closes[i].length];
      for (int s = 0; s < closes[i].length; s++) {
        approximate[i][s] = closes[i][s].doubleValue();
      }
    }
  }

  /** The history on the sessions of the New York Stock Exchange; throws {@link BadHistory} with every problem. */
  public static History of(Input input) {
    return new HistoryReader(input).read(
        (from, to) -> NyseCalendar.sessions(from, to).stream().map(Session::date).toList());
  }

  /**
   * The history on the very dates of the first symbol, such as months before the calendar begins; nothing is filled.
   */
  public static History ofDates(Input input) {
    return new HistoryReader(input).read((from, to) -> input.closes().firstEntry().getValue().keySet().stream()
        .filter(date -> !date.isBefore(from) && !date.isAfter(to)).toList());
  }

  /** Reads and checks. */
  private static final class HistoryReader {
    private final Input input;
    private final List<Phrase> problems = new ArrayList<>();

    HistoryReader(Input input) {
      this.input = input;
    }

    /** The sessions between two days, both included. */
    private interface Calendar {
      List<LocalDate> sessions(LocalDate from, LocalDate to);
    }

    History read(Calendar calendar) {
      checkIncome();
      if (input.closes().isEmpty()) {
        problems.add(new BacktestText.NoSymbols());
      }
      input.closes().forEach((symbol, rows) -> {
        if (rows.isEmpty()) {
          problems.add(new BacktestText.NoCloses(symbol));
        }
      });
      stopAtProblems();
      LocalDate common = input.closes().values().stream().map(rows -> rows.firstKey()).max(LocalDate::compareTo)
          .orElseThrow();
      LocalDate lastCommon = input.closes().values().stream().map(rows -> rows.lastKey()).min(LocalDate::compareTo)
          .orElseThrow();
      LocalDate from = input.from().orElse(common);
      LocalDate to = input.to().orElse(lastCommon);
      List<LocalDate> sessions = calendar.sessions(from, to);
      if (sessions.size() < 2) {
        problems.add(new BacktestText.TooShort(from, to));
      }
      stopAtProblems();
      List<Symbol> symbols = List.copyOf(input.closes().keySet());
      var closes = new BigDecimal[sessions.size()][symbols.size()];
      Map<Symbol, Integer> filled = new LinkedHashMap<>();
      for (int s = 0; s < symbols.size(); s++) {
        filled.put(symbols.get(s), fill(symbols.get(s), s, sessions, closes));
      }
      stopAtProblems();
      return new History(
          symbols, sessions, input.income(), closes, bySession(input.distributions(), symbols, sessions),
          bySession(input.splits(), symbols, sessions), flows(sessions), filled);
    }

    private void stopAtProblems() {
      if (!problems.isEmpty()) {
        throw new BadHistory(problems);
      }
    }

    private void checkIncome() {
      input.distributions().forEach((symbol, amounts) -> {
        if (!amounts.isEmpty() && input.income() == Income.ADJUSTED) {
          problems.add(new BacktestText.AdjustedWithDistributions(symbol));
        }
      });
      for (var each : List.of(input.distributions(), input.splits())) {
        each.forEach((symbol, amounts) -> amounts.forEach((date, amount) -> {
          if (amount.signum() <= 0) {
            problems.add(new BacktestText.NotAbove(symbol, date, amount));
          }
        }));
      }
    }

    /** How many sessions kept the last close. */
    private int fill(Symbol symbol, int column, List<LocalDate> sessions, BigDecimal[][] closes) {
      SortedMap<LocalDate, BigDecimal> rows = input.closes().get(symbol);
      LocalDate first = sessions.getFirst();
      LocalDate last = sessions.getLast();
      if (rows.firstKey().isAfter(first)) {
        problems.add(new BacktestText.StartsLater(symbol, rows.firstKey(), first));
        return 0;
      }
      if (rows.lastKey().isBefore(last)) {
        problems.add(new BacktestText.EndsEarlier(symbol, rows.lastKey(), last));
        return 0;
      }
      var within = new TreeMap<>(rows.subMap(first, last.plusDays(1)));
      within.forEach((date, close) -> {
        if (!Prices.isPrice(close)) {
          problems.add(new BacktestText.BadClose(symbol, date, close));
        }
      });
      var before = new TreeMap<>(rows.headMap(first));
      BigDecimal close = before.isEmpty() ? null : before.lastEntry().getValue();
      LocalDate at = before.isEmpty() ? first : before.lastKey();
      int missing = 0;
      int filled = 0;
      for (int i = 0; i < sessions.size(); i++) {
        BigDecimal found = within.remove(sessions.get(i));
        if (found == null) {
          missing++;
          filled++;
        } else {
          if (missing > GAP_MAX) {
            problems.add(new BacktestText.Gap(symbol, at, sessions.get(i), missing, GAP_MAX));
          }
          missing = 0;
          close = found;
          at = sessions.get(i);
        }
        closes[i][column] = close == null ? BigDecimal.ONE : close;
      }
      within.keySet().stream().findFirst()
          .ifPresent(date -> problems.add(new BacktestText.NoSession(symbol, date)));
      return filled;
    }

    private static SortedMap<Integer, BigDecimal[]> bySession(
        Map<Symbol, SortedMap<LocalDate, BigDecimal>> given, List<Symbol> symbols, List<LocalDate> sessions) {
      SortedMap<Integer, BigDecimal[]> found = new TreeMap<>();
      for (int s = 0; s < symbols.size(); s++) {
        int column = s;
        given.getOrDefault(symbols.get(s), new TreeMap<>()).forEach((date, amount) -> {
          int at = atOrAfter(sessions, date);
          // What came before the first purchase came to somebody else.
          if (at > 0 && at < sessions.size()) {
            BigDecimal[] row = found.computeIfAbsent(at, any -> new BigDecimal[symbols.size()]);
            row[column] = row[column] == null ? amount : row[column].add(amount);
          }
        });
      }
      return found;
    }

    private SortedMap<Integer, BigDecimal> flows(List<LocalDate> sessions) {
      SortedMap<Integer, BigDecimal> found = new TreeMap<>();
      input.flows().forEach((date, amount) -> {
        int at = atOrAfter(sessions, date);
        if (at > 0 && at < sessions.size()) {
          found.merge(at, amount, BigDecimal::add);
        }
      });
      return found;
    }

    private static int atOrAfter(List<LocalDate> sessions, LocalDate date) {
      int found = Collections.binarySearch(sessions, date);
      return found >= 0 ? found : -found - 1;
    }
  }

  /** The same from a later session on. */
  public History from(int session) {
    List<LocalDate> later = sessions.subList(session, sessions.size());
    var rows = new BigDecimal[later.size()][];
    System.arraycopy(closes, session, rows, 0, rows.length);
    return new History(
        symbols, later, income, rows, moved(distributions, session), moved(splits, session), moved(flows, session),
        filled);
  }

  private static <T> SortedMap<Integer, T> moved(SortedMap<Integer, T> given, int by) {
    SortedMap<Integer, T> later = new TreeMap<>();
    given.tailMap(by + 1).forEach((at, value) -> later.put(at - by, value));
    return later;
  }

  /** In the order of the targets. */
  public List<Symbol> symbols() {
    return symbols;
  }

  /** Ascending. */
  public List<LocalDate> sessions() {
    return sessions;
  }

  public Income income() {
    return income;
  }

  /** The close of a symbol, by the numbers of session and symbol. */
  public BigDecimal close(int session, int symbol) {
    return closes[session][symbol];
  }

  /** How many sessions of each symbol kept the close before. */
  public Map<Symbol, Integer> filled() {
    return filled;
  }

  /** The money that came at a session, negative where it went. */
  public BigDecimal flow(int session) {
    return flows.getOrDefault(session, BigDecimal.ZERO);
  }

  /** From first to last session, in years of 365.25 days. */
  public double years() {
    return ChronoUnit.DAYS.between(sessions.getFirst(), sessions.getLast()) / 365.25;
  }

  boolean isMoving(int session) {
    return moves.get(session);
  }

  double[] approximate(int session) {
    return approximate[session];
  }

  Optional<BigDecimal[]> distributions(int session) {
    return Optional.ofNullable(distributions.get(session));
  }

  Optional<BigDecimal[]> splits(int session) {
    return Optional.ofNullable(splits.get(session));
  }

  /** What came of one dollar in a symbol since the session before, distributions and splits included, less one. */
  double gain(int session, int symbol) {
    double close = approximate[session][symbol];
    BigDecimal[] split = splits.get(session);
    BigDecimal[] paid = distributions.get(session);
    double factor = split == null || split[symbol] == null ? 1 : split[symbol].doubleValue();
    double income = paid == null || paid[symbol] == null ? 0 : paid[symbol].doubleValue();
    return (close * factor + income) / approximate[session - 1][symbol] - 1;
  }
}

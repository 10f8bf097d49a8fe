package evenkeel.backtest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a walk comes to. Fractions where nothing else is said.
 *
 * @param events looks that led to at least one order, the first purchase not counted
 * @param orders of the events
 * @param commissions US dollars, the first purchase included
 * @param cost commissions and spread, US dollars, the first purchase included
 * @param costPerYear cost as a part of the mean value a year
 * @param turnover a year: events' (buys + sells) / 2 / value after
 * @param turnoverMinimum a year: the smaller of buys and sells / value after, as {@code bt} counts it
 * @param driftLargest largest distance of a weight from its target at a close
 * @param driftMean mean of these
 * @param driftBeyond share of sessions at or beyond the band; of an absolute or relative one the smallest of its bands
 * @param deviation of daily returns against a copy that is put on target at every close without cost, a year
 * @param finalValue US dollars
 * @param returnPerYear of the value of a unit bought on the first day
 * @param volatility of daily returns, a year
 * @param sharpe with the rate that cash earns
 * @param fall the largest
 * @param implementation filled price against the close of the look, as a part of the traded value, above 0 where it
 *     cost; 0 for {@code same-close}
 */
public record Measures(
    int events, int orders, BigDecimal commissions, BigDecimal cost, double costPerYear, double turnover,
    double turnoverMinimum, double driftLargest, double driftMean, double driftBeyond, double deviation,
    BigDecimal finalValue, double returnPerYear, double volatility, double sharpe, Fall fall,
    double implementation) {
  static final double SESSIONS_A_YEAR = 252;

  /**
   * The largest fall below the highest value so far.
   *
   * @param depth negative, or 0 where there was none
   * @param recovered empty where it was not
   */
  public record Fall(double depth, LocalDate highest, LocalDate lowest, Optional<LocalDate> recovered) {}

  /** The measures of a walk. */
  public static Measures of(Walk walk) {
    History history = walk.history();
    List<LookEvent> events = walk.events().stream().filter(event -> !event.isFirst()).toList();
    double years = history.years();
    double turnover = 0;
    double minimum = 0;
    int orders = 0;
    for (LookEvent event : events) {
      double buys = event.buys().doubleValue();
      double sells = event.sells().doubleValue();
      // Of one of several books; the account is as many times as large.
      double value = event.valueAfter().doubleValue() * walk.policy().tranches();
      turnover += (buys + sells) / 2 / value;
      minimum += Math.min(buys, sells) / value;
      orders += event.trades().size();
    }
    BigDecimal commissions = walk.trades().stream().map(Trade::commission).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal cost = walk.trades().stream().map(Trade::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    double[] returns = returns(walk);
    double[] unit = unit(returns);
    double rate = Math.pow(1 + walk.rules().cashRate().doubleValue(), 1 / SESSIONS_A_YEAR) - 1;
    double volatility = sampleDeviation(returns);
    double meanValue = walk.values().stream().mapToDouble(BigDecimal::doubleValue).average().orElseThrow();
    return new Measures(
        events.size(), orders, commissions, cost, cost.doubleValue() / meanValue / years, turnover / years,
        minimum / years, largest(walk), mean(walk), beyond(walk),
        sampleDeviation(distances(walk, returns)) * Math.sqrt(SESSIONS_A_YEAR), walk.values().getLast(),
        Math.pow(unit[unit.length - 1], 1 / years) - 1, volatility * Math.sqrt(SESSIONS_A_YEAR),
        volatility == 0 ? 0 : (mean(returns) - rate) / volatility * Math.sqrt(SESSIONS_A_YEAR),
        fall(unit, history.sessions()), implementation(walk));
  }

  /** The daily return of a unit, from the second session on. */
  static double[] returns(Walk walk) {
    double[] returns = new double[walk.values().size() - 1];
    List<BigDecimal> values = walk.values();
    for (int i = 1; i < values.size(); i++) {
      returns[i - 1] = (values.get(i).doubleValue() - walk.history().flow(i).doubleValue())
          / values.get(i - 1).doubleValue() - 1;
    }
    return returns;
  }

  private static double[] unit(double[] returns) {
    double[] unit = new double[returns.length + 1];
    unit[0] = 1;
    for (int i = 0; i < returns.length; i++) {
      unit[i + 1] = unit[i] * (1 + returns[i]);
    }
    return unit;
  }

  private static double[] distances(Walk walk, double[] returns) {
    double[] distances = new double[returns.length];
    double rate = Math.pow(1 + walk.rules().cashRate().doubleValue(), 1 / SESSIONS_A_YEAR) - 1;
    for (int i = 0; i < returns.length; i++) {
      double copy = 0;
      double invested = 0;
      int s = 0;
      for (BigDecimal weight : walk.rules().weights().values()) {
        copy += weight.doubleValue() * walk.history().gain(i + 1, s++);
        invested += weight.doubleValue();
      }
      distances[i] = returns[i] - copy - Math.max(0, 1 - invested) * rate;
    }
    return distances;
  }

  private static double largest(Walk walk) {
    double largest = 0;
    for (int i = 0; i < walk.values().size(); i++) {
      largest = Math.max(largest, walk.drift(i));
    }
    return largest;
  }

  private static double mean(Walk walk) {
    double sum = 0;
    for (int i = 0; i < walk.values().size(); i++) {
      sum += walk.drift(i);
    }
    return sum / walk.values().size();
  }

  private static double beyond(Walk walk) {
    double band = walk.rules().weights().values().stream()
        .flatMap(weight -> walk.policy().drift().band(weight).stream()).mapToDouble(BigDecimal::doubleValue)
        .min().orElse(Double.POSITIVE_INFINITY);
    int beyond = 0;
    for (int i = 0; i < walk.values().size(); i++) {
      beyond += walk.drift(i) >= band ? 1 : 0;
    }
    return (double) beyond / walk.values().size();
  }

  private static Fall fall(double[] unit, List<LocalDate> sessions) {
    int high = 0;
    int from = 0;
    int lowest = 0;
    double depth = 0;
    for (int i = 1; i < unit.length; i++) {
      high = unit[i] > unit[high] ? i : high;
      double below = unit[i] / unit[high] - 1;
      if (below < depth) {
        depth = below;
        from = high;
        lowest = i;
      }
    }
    Optional<LocalDate> recovered = Optional.empty();
    for (int i = lowest; depth < 0 && i < unit.length && recovered.isEmpty(); i++) {
      recovered = unit[i] >= unit[from] ? Optional.of(sessions.get(i)) : recovered;
    }
    return new Fall(depth, sessions.get(from), sessions.get(lowest), recovered);
  }

  private static double implementation(Walk walk) {
    double cost = 0;
    double traded = 0;
    for (Trade trade : walk.trades()) {
      cost += trade.price().subtract(trade.lookPrice()).multiply(trade.quantity()).doubleValue();
      traded += trade.value().doubleValue();
    }
    return traded == 0 ? 0 : cost / traded;
  }

  private static double mean(double[] numbers) {
    double sum = 0;
    for (double number : numbers) {
      sum += number;
    }
    return sum / numbers.length;
  }

  /** With n - 1; 0 of fewer than two. */
  static double sampleDeviation(double[] numbers) {
    if (numbers.length < 2) {
      return 0;
    }
    double mean = mean(numbers);
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return Math.sqrt(squares / (numbers.length - 1));
  }
}

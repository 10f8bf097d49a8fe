package evenkeel.backtest;

import evenkeel.domain.Policy;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How much of a difference is luck: the same policy under circumstances that nobody chose. */
public final class Luck {
  /** Below this share of resamplings in which one beats the other, no difference is seen. */
  public static final double SEEN = 0.90;
  /** Months in a block. */
  public static final int BLOCK = 12;
  /** How often months are drawn. */
  public static final int RESAMPLINGS = 1000;
  private static final int STARTS = 20;
  private static final int OFFSETS = 4;

  private Luck() {}

  /** The smallest and the largest of some results. */
  public record Range(double smallest, double largest) {}

  /**
   * How often one walk beats another one on the same months.
   *
   * @param share of the resamplings in which the first has the higher return; half of those in which both have the same
   * @param seed gives the same draws again
   */
  public record Comparison(double share, int resamplings, long seed) {
    /** Whether more than luck is seen, for either of them. */
    public boolean isDifferenceSeen() {
      return Math.max(share, 1 - share) >= SEEN;
    }
  }

  /** The same policy started 1 to 20 sessions later. */
  public static List<Measures> starts(History history, Policy policy, WalkRules rules) {
    int most = Math.min(STARTS, history.sessions().size() - 2);
    return IntStream.rangeClosed(1, most).parallel()
        .mapToObj(start -> Measures.of(Walk.of(history.from(start), policy, rules))).toList();
  }

  /** The same policy looking 4 sessions before its month ends to 4 after; one result where it looks at none. */
  public static List<Measures> offsets(History history, Policy policy, WalkRules rules) {
    return IntStream.rangeClosed(-OFFSETS, OFFSETS).mapToObj(policy.look()::shifted).distinct().toList()
        .parallelStream().map(look -> Measures.of(Walk.of(history, policy.with(look), rules))).toList();
  }

  /** The range of one measure. */
  public static Range range(List<Measures> results, ToDoubleFunction<Measures> measure) {
    DoubleSummaryStatistics found = results.stream().mapToDouble(measure).summaryStatistics();
    return new Range(found.getMin(), found.getMax());
  }

  /** {@link #RESAMPLINGS} times as many months, drawn in blocks of {@link #BLOCK}. */
  public static Comparison blocks(Walk one, Walk other, long seed) {
    double[] ours = monthly(one);
    double[] theirs = monthly(other);
    if (ours.length != theirs.length) {
      throw new IllegalArgumentException("both walks must be over the same months");
    }
    var random = new SplittableRandom(seed);
    double beaten = 0;
    for (int i = 0; i < RESAMPLINGS; i++) {
      double more = 0;
      for (int month = 0; month < ours.length; month += BLOCK) {
        int from = random.nextInt(ours.length);
        for (int m = 0; m < Math.min(BLOCK, ours.length - month); m++) {
          int at = (from + m) % ours.length;
          more += ours[at] - theirs[at];
        }
      }
      beaten += more > 0 ? 1 : more == 0 ? 0.5 : 0;
    }
    return new Comparison(beaten / RESAMPLINGS, RESAMPLINGS, seed);
  }

  /** The logarithms of what a unit grew by in each month; parts of months are months too. */
  private static double[] monthly(Walk walk) {
    List<Double> months = new ArrayList<>();
    double[] returns = Measures.returns(walk);
    double sum = 0;
    for (int i = 0; i < returns.length; i++) {
      sum += Math.log1p(returns[i]);
      boolean isLast = i == returns.length - 1 || !YearMonth.from(walk.history().sessions().get(i + 1))
          .equals(YearMonth.from(walk.history().sessions().get(i + 2)));
      if (isLast) {
        months.add(sum);
        sum = 0;
      }
    }
    return months.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

package evenkeel.domain;

/**
 * Lets a soft breach trade only while the market moves to and fro: over so many daily returns r of the portfolio at its
 * targets, sqrt(sum r^2) / abs(sum r) is at least the choppiness, and abs(end - start) / sum abs(steps) of its value at
 * most the efficiency (thetagang {@code regime_rebalance}). With fewer returns the gate is closed.
 */
public record RangeGate(int days, double choppinessMin, double efficiencyMax) {
  /** What thetagang has. */
  public static final RangeGate DEFAULT = new RangeGate(40, 3, 0.30);

  public RangeGate {
    if (days < 2 || choppinessMin < 0 || efficiencyMax < 0 || efficiencyMax > 1) {
      throw new IllegalArgumentException("a gate needs 2 days, choppiness from 0 and efficiency from 0 to 1");
    }
  }

  /** Whether it is open after these daily values, the newest last; more than are needed do no harm. */
  public boolean isOpen(double[] values) {
    int from = values.length - 1 - days;
    if (from < 0) {
      return false;
    }
    double squares = 0;
    double sum = 0;
    double steps = 0;
    for (int i = from + 1; i < values.length; i++) {
      double ratio = values[i] / values[i - 1] - 1;
      squares += ratio * ratio;
      sum += ratio;
      steps += Math.abs(values[i] - values[i - 1]);
    }
    double way = Math.abs(values[values.length - 1] - values[from]);
    boolean isChoppy = Math.sqrt(squares) >= choppinessMin * Math.abs(sum);
    return isChoppy && way <= efficiencyMax * steps;
  }
}

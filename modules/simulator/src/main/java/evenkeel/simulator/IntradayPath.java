package evenkeel.simulator;

/**
 * The way of a price through one session: from the open to the close, never outside low and high.
 * Halving the session again and again and shifting each middle by chance gives the price at any
 * moment in a few steps, whatever was asked before.
 */
record IntradayPath(Chance chance, DailyBar bar) {
  private static final int STEPS = 1 << 14;
  /** How far the middle of the day strays, as a part of the distance from low to high. */
  private static final double STRAY = 0.5;

  /** The price when {@code part} of the session has passed, 0 at the open and 1 at the close. */
  double at(double part) {
    int step = (int) Math.round(Math.clamp(part, 0, 1) * STEPS);
    double left = bar.open().doubleValue();
    double right = bar.close().doubleValue();
    double stray = STRAY * bar.high().subtract(bar.low()).doubleValue();
    int low = 0;
    int high = STEPS;
    while (low < step && step < high) {
      int middle = (low + high) >>> 1;
      stray *= 0.7;
      double value = (left + right) / 2 + stray * chance.of(middle).gaussian();
      if (step < middle) {
        high = middle;
        right = value;
      } else {
        low = middle;
        left = value;
      }
      if (step == middle) {
        return bounded(value);
      }
    }
    return bounded(step == low ? left : right);
  }

  private double bounded(double value) {
    return Math.clamp(value, bar.low().doubleValue(), bar.high().doubleValue());
  }

}

package evenkeel.domain;

/**
 * Targets that move with the market: base x target volatility / realised volatility, kept within a smallest and a
 * largest weight (thetagang {@code volatility_weight}). Realised is the sample standard deviation of daily log returns
 * x sqrt(252). What the weights leave below 1 is cash; above 1 all are scaled down.
 *
 * @param days how many returns are looked at; with fewer the base holds
 * @param band a target that would move by less, as a part of what it is, stays as it was
 * @param smoothing which part of the way a target that moves goes, above 0 to 1
 */
public record VolatilityTargets(
    double volatility, int days, double minimum, double maximum, double band, double smoothing) {
  private static final double SESSIONS_A_YEAR = 252;

  public VolatilityTargets {
    boolean isSound = volatility > 0 && days >= 2 && minimum >= 0 && maximum >= minimum && maximum <= 1 && band >= 0
        && smoothing > 0 && smoothing <= 1;
    if (!isSound) {
      throw new IllegalArgumentException(
          "volatility targets need a volatility above 0, 2 days, 0 <= min <= max <= 1, a band from 0 and a smoothing"
              + " above 0 to 1");
    }
  }

  /**
   * The next weight of one target, before all are scaled.
   *
   * @param base the configured weight
   * @param before the weight as it was
   * @param closes adjusted, the newest last
   */
  public double next(double base, double before, double[] closes) {
    double realised = realised(closes);
    double wanted = realised > 0 ? base * volatility / realised : base;
    wanted = Math.max(minimum, Math.min(maximum, wanted));
    return Math.abs(wanted - before) <= band * before ? before : before + smoothing * (wanted - before);
  }

  /** Of the last days; 0 where there are fewer. */
  private double realised(double[] closes) {
    int from = closes.length - 1 - days;
    if (from < 0) {
      return 0;
    }
    double sum = 0;
    double squares = 0;
    for (int i = from + 1; i < closes.length; i++) {
      double log = Math.log(closes[i] / closes[i - 1]);
      sum += log;
      squares += log * log;
    }
    double variance = (squares - sum * sum / days) / (days - 1);
    return Math.sqrt(Math.max(0, variance) * SESSIONS_A_YEAR);
  }
}

package evenkeel.simulator;

/**
 * Chance without a sequence: a number that depends on the seed and on what it is for, never on how
 * many were drawn before. So asking for a price twice, or for one more symbol, changes nothing else.
 */
record Chance(long seed) {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** The chance of one thing among many. */
  Chance of(String name) {
    long mixed = seed;
    for (int i = 0; i < name.length(); i++) {
      mixed = mix(mixed ^ name.charAt(i));
    }
    return new Chance(mix(mixed + GOLDEN));
  }

  Chance of(long number) {
    return new Chance(mix(mix(seed + GOLDEN) ^ number));
  }

  /** Evenly from 0 to below 1. */
  double uniform() {
    return (mix(seed) >>> 11) * 0x1.0p-53;
  }

  /** Evenly from 0 to below {@code bound}. */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** From the normal distribution with mean 0 and deviation 1, cut at 4. */
  double gaussian() {
    double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
    double angle = 2 * Math.PI * of(1).uniform();
    // StrictMath, so that the same seed gives the same bytes on every machine.
    return Math.clamp(radius * StrictMath.cos(angle), -4, 4);
  }

  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}

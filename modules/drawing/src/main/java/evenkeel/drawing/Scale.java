package evenkeel.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of one axis to positions, with ticks at round numbers.
 *
 * @param low the smallest value shown
 * @param high the largest; above {@code low}
 * @param start the position of {@code low}
 * @param end the position of {@code high}
 */
record Scale(double low, double high, double start, double end) {
  private static final double[] STEPS = {1, 2, 2.5, 5, 10};

  Scale {
    if (!(low < high)) {
      throw new IllegalArgumentException("a scale from " + low + " to " + high);
    }
  }

  /** A scale that holds these values with a little air, whatever they are. */
  static Scale of(double smallest, double largest, double start, double end) {
    double span = largest - smallest;
    double air = span > 0 ? span * 0.04 : Math.max(Math.abs(largest) * 0.05, 1e-9);
    return new Scale(smallest - air, largest + air, start, end);
  }

  double position(double value) {
    return start + (value - low) / (high - low) * (end - start);
  }

  /** Round values within the scale, about as many as wanted. */
  List<Double> ticks(int wanted) {
    double raw = (high - low) / Math.max(1, wanted);
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step = power * 10;
    for (double each : STEPS) {
      if (each * power >= raw) {
        step = each * power;
        break;
      }
    }
    var ticks = new ArrayList<Double>();
    for (double tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) {
      ticks.add(Math.abs(tick) < step * 1e-9 ? 0.0 : tick);
    }
    return ticks;
  }
}

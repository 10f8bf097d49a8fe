package evenkeel.drawing;

import java.time.LocalDate;
import java.util.List;

/**
 * A named line over days.
 *
 * @param name as the legend shows it
 * @param points oldest first
 */
public record Line(String name, List<Point> points) {
  public Line {
    points = List.copyOf(points);
  }

  /** A value on a day. */
  public record Point(LocalDate day, double value) {
    public Point {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("not a finite value on " + day + ": " + value);
      }
    }
  }
}

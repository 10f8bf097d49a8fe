package evenkeel.drawing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Lines over days as one SVG element without styles of its own: {@link Style} colours its classes, such as
 * {@code line-0} and {@code grid}.
 *
 * @param title read by screen readers and shown when pointed at
 * @param lines drawn in this order; the legend is the page's
 * @param marks vertical lines
 * @param levels values with a dashed line across, such as the edges of a band
 * @param isFilled whether the area between each line and zero is filled
 * @param label a value of the vertical axis as text
 */
public record TimeChart(
    String title, List<Line> lines, List<Mark> marks, List<Double> levels, boolean isFilled,
    DoubleFunction<String> label) {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 300;
  private static final int LEFT = 76;
  private static final int RIGHT = 12;
  private static final int TOP = 10;
  private static final int BOTTOM = 28;
  /** More points than pixels only make the file larger. */
  private static final int POINTS_MAX = 700;

  public TimeChart {
    lines = List.copyOf(lines);
    marks = List.copyOf(marks);
    levels = List.copyOf(levels);
  }

  /** The chart; a frame without lines where there is nothing to show. */
  public String svg() {
    var svg = new StringBuilder()
        .append("<svg class=\"chart\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT)
        .append("\" role=\"img\"><title>").append(Markup.escape(title)).append("</title>");
    List<Line> drawn = lines.stream().filter(line -> line.points().size() > 1).toList();
    if (!drawn.isEmpty()) {
      draw(svg, drawn);
    }
    return svg.append("</svg>").toString();
  }

  private void draw(StringBuilder svg, List<Line> drawn) {
    long first = drawn.stream().mapToLong(line -> line.points().getFirst().day().toEpochDay()).min().orElseThrow();
    long last = drawn.stream().mapToLong(line -> line.points().getLast().day().toEpochDay()).max().orElseThrow();
    var days = new Scale((double) first, (double) Math.max(last, first + 1), LEFT, WIDTH - RIGHT);
    Scale values = values(drawn);
    grid(svg, values);
    years(svg, days, LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last));
    levels.stream().filter(level -> level >= values.low() && level <= values.high())
        .forEach(level -> horizontal(svg, "band", values.position(level)));
    for (Mark mark : marks) {
      long day = mark.day().toEpochDay();
      if (day >= first && day <= last) {
        String x = Markup.number(days.position((double) day));
        svg.append("<line class=\"mark\" x1=\"").append(x).append("\" x2=\"").append(x).append("\" y1=\"").append(TOP)
            .append("\" y2=\"").append(HEIGHT - BOTTOM).append("\"><title>").append(Markup.escape(mark.words()))
            .append("</title></line>");
      }
    }
    for (int i = 0; i < drawn.size(); i++) {
      path(svg, drawn.get(i), i, days, values);
    }
  }

  private Scale values(List<Line> drawn) {
    DoubleStream all = DoubleStream.concat(
        drawn.stream().flatMap(line -> line.points().stream()).mapToDouble(Line.Point::value),
        isFilled ? DoubleStream.of(0) : DoubleStream.empty());
    double[] sorted = all.sorted().toArray();
    return Scale.of(sorted[0], sorted[sorted.length - 1], HEIGHT - BOTTOM, TOP);
  }

  private void grid(StringBuilder svg, Scale values) {
    for (double tick : values.ticks(5)) {
      double y = values.position(tick);
      horizontal(svg, "grid", y);
      svg.append("<text class=\"tick\" x=\"").append(LEFT - 8).append("\" y=\"").append(Markup.number(y + 4))
          .append("\" text-anchor=\"end\">").append(Markup.escape(label.apply(tick))).append("</text>");
    }
  }

  private static void horizontal(StringBuilder svg, String style, double y) {
    String at = Markup.number(y);
    svg.append("<line class=\"").append(style).append("\" x1=\"").append(LEFT).append("\" x2=\"")
        .append(WIDTH - RIGHT).append("\" y1=\"").append(at).append("\" y2=\"").append(at).append("\"/>");
  }

  private static void years(StringBuilder svg, Scale days, LocalDate first, LocalDate last) {
    int years = last.getYear() - first.getYear();
    int step = Math.max(1, (years + 9) / 10);
    boolean isShort = years < 2;
    LocalDate tick = isShort ? first.withDayOfMonth(1).plusMonths(1) : LocalDate.of(first.getYear() + 1, 1, 1);
    long months = Math.max(1, (last.toEpochDay() - first.toEpochDay()) / 30 / 8);
    for (; !tick.isAfter(last); tick = isShort ? tick.plusMonths(months) : tick.plusYears(step)) {
      String label = isShort ? tick.toString().substring(0, 7) : String.valueOf(tick.getYear());
      svg.append("<text class=\"tick\" x=\"").append(Markup.number(days.position((double) tick.toEpochDay())))
          .append("\" y=\"").append(HEIGHT - 8).append("\" text-anchor=\"middle\">").append(label).append("</text>");
    }
  }

  private void path(StringBuilder svg, Line line, int index, Scale days, Scale values) {
    List<Line.Point> points = thinned(line.points());
    var path = new StringBuilder();
    for (Line.Point point : points) {
      path.append(path.isEmpty() ? "M" : "L").append(Markup.number(days.position((double) point.day().toEpochDay())))
          .append(' ').append(Markup.number(values.position(point.value())));
    }
    if (isFilled) {
      String zero = Markup.number(values.position(0));
      svg.append("<path class=\"area area-").append(index % Style.COLOURS).append("\" d=\"").append(path)
          .append('L').append(Markup.number(days.position((double) points.getLast().day().toEpochDay()))).append(' ')
          .append(zero).append('L').append(Markup.number(days.position((double) points.getFirst().day().toEpochDay())))
          .append(' ').append(zero).append("Z\"/>");
    }
    svg.append("<path class=\"line line-").append(index % Style.COLOURS).append("\" d=\"").append(path)
        .append("\"><title>").append(Markup.escape(line.name())).append("</title></path>");
  }

  /** Keeps the first, the last, and of each group of days the smallest and the largest. */
  static List<Line.Point> thinned(List<Line.Point> points) {
    if (points.size() <= POINTS_MAX) {
      return points;
    }
    var kept = new ArrayList<Line.Point>();
    int group = (points.size() * 2 + POINTS_MAX - 1) / POINTS_MAX;
    kept.add(points.getFirst());
    for (int from = 1; from < points.size() - 1; from += group) {
      List<Line.Point> part = points.subList(from, Math.min(from + group, points.size() - 1));
      OptionalDouble low = part.stream().mapToDouble(Line.Point::value).min();
      OptionalDouble high = part.stream().mapToDouble(Line.Point::value).max();
      boolean isLowTaken = false;
      boolean isHighTaken = false;
      for (Line.Point point : part) {
        if (!isLowTaken && point.value() == low.orElseThrow()) {
          isLowTaken = true;
          kept.add(point);
        } else if (!isHighTaken && point.value() == high.orElseThrow()) {
          isHighTaken = true;
          kept.add(point);
        }
      }
    }
    kept.add(points.getLast());
    return kept;
  }
}

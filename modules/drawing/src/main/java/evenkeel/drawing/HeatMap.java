package evenkeel.drawing;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A value for each pair of two varied settings, as an HTML table whose cells are shaded from the smallest value to the
 * largest; every number is there as text.
 *
 * @param title the caption
 * @param columnName what varies from left to right
 * @param rowName what varies downwards
 * @param columns the settings of the columns, as shown
 * @param rows the settings of the rows, as shown
 * @param values by row and column
 * @param label a value as text
 */
public record HeatMap(
    String title, String columnName, String rowName, List<String> columns, List<String> rows,
    List<List<Double>> values, DoubleFunction<String> label) {
  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    values = values.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (values.size() != rows.size() || values.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException(
          values.size() + " rows of values for " + rows.size() + " by " + columns.size() + " settings");
    }
  }

  public String html() {
    double low = values.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).min().orElse(0);
    double high = values.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).max().orElse(0);
    var html = new StringBuilder("<table class=\"heat\"><caption>").append(Markup.escape(title))
        .append("</caption><thead><tr><th scope=\"col\">").append(Markup.escape(rowName + " \\ " + columnName))
        .append("</th>");
    columns.forEach(
        column -> html.append("<th scope=\"col\">").append(Markup.escape(column)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (int row = 0; row < rows.size(); row++) {
      html.append("<tr><th scope=\"row\">").append(Markup.escape(rows.get(row))).append("</th>");
      for (double value : values.get(row)) {
        html.append("<td class=\"heat-").append(shade(value, low, high)).append("\">")
            .append(Markup.escape(label.apply(value))).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static int shade(double value, double low, double high) {
    return high > low ? (int) Math.min(Style.SHADES - 1, (value - low) / (high - low) * Style.SHADES) : 0;
  }
}

package evenkeel.drawing;

import java.util.List;

/**
 * A value for each pair of two varied settings, as an HTML table whose cells are shaded from the smallest value to the
 * largest; every number is there as text.
 *
 * @param title the caption
 * @param columnName what varies from left to right
 * @param rowName what varies downwards
 * @param columns the settings of the columns, as shown
 * @param rows the settings of the rows, as shown
 * @param cells by row and column
 */
public record HeatMap(
    String title, String columnName, String rowName, List<String> columns, List<String> rows,
    List<List<Cell>> cells) {
  /**
   * A value, and as it is shown.
   *
   * @param value by which it is shaded
   */
  public record Cell(double value, String text) {}

  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    cells = cells.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (cells.size() != rows.size() || cells.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException(
          cells.size() + " rows of values for " + rows.size() + " by " + columns.size() + " settings");
    }
  }

  public String html() {
    double low = cells.stream().flatMap(List::stream).mapToDouble(Cell::value).min().orElse(0);
    double high = cells.stream().flatMap(List::stream).mapToDouble(Cell::value).max().orElse(0);
    var html = new StringBuilder("<table class=\"heat\"><caption>").append(Markup.escape(title))
        .append("</caption><thead><tr><th scope=\"col\">").append(Markup.escape(rowName + " \\ " + columnName))
        .append("</th>");
    columns.forEach(
        column -> html.append("<th scope=\"col\">").append(Markup.escape(column)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (int row = 0; row < rows.size(); row++) {
      html.append("<tr><th scope=\"row\">").append(Markup.escape(rows.get(row))).append("</th>");
      for (Cell cell : cells.get(row)) {
        html.append("<td class=\"heat-").append(shade(cell.value(), low, high)).append("\">")
            .append(Markup.escape(cell.text())).append("</td>");
      }
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  private static int shade(double value, double low, double high) {
    return high > low ? (int) Math.min(Style.SHADES - 1, (value - low) / (high - low) * Style.SHADES) : 0;
  }
}

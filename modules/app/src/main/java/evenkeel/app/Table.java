package evenkeel.app;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, every column as wide as its widest cell. */
final class Table {
  /** On which side of its column a cell stands: words left, amounts right. */
  enum Side {
    LEFT, RIGHT
  }

  record Column(String heading, Side side) {}

  record Cell(String text, Colour colour) {}

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  static Column left(String heading) {
    return new Column(heading, Side.LEFT);
  }

  static Column right(String heading) {
    return new Column(heading, Side.RIGHT);
  }

  /** Adds a row of plain cells. */
  Table row(String... texts) {
    return row(List.of(texts).stream().map(text -> new Cell(text, Colour.PLAIN)).toList());
  }

  Table row(List<Cell> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.size() + " cells in a table of " + columns.size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table as lines without trailing blanks. */
  List<String> lines(Terminal terminal) {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(columns.get(column).heading());
      for (List<Cell> row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column).text()));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(column -> new Cell(column.heading(), Colour.BOLD)).toList(),
        widths, terminal));
    for (List<Cell> row : rows) {
      lines.add(line(row, widths, terminal));
    }
    return lines;
  }

  private String line(List<Cell> cells, int[] widths, Terminal terminal) {
    int last = cells.size() - 1;
    while (last > 0 && cells.get(last).text().isEmpty()) {
      last--;
    }
    StringBuilder line = new StringBuilder();
    for (int column = 0; column <= last; column++) {
      Cell cell = cells.get(column);
      String blanks = " ".repeat(widths[column] - width(cell.text()));
      // Colour goes around the text alone, so that blanks are never underlined or inverted.
      String painted = terminal.paint(cell.colour(), cell.text());
      line.append(column == 0 ? "" : GAP);
      switch (columns.get(column).side()) {
        case LEFT -> line.append(painted).append(column == last ? "" : blanks);
        case RIGHT -> line.append(blanks).append(painted);
      }
    }
    return line.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}

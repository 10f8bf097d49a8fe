package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** Rows under headings, every column as wide as its widest cell. */
final class Table {
  /** On which side of its column a cell stands: words left, amounts right. */
  enum Side {
    LEFT, RIGHT
  }

  record Column(Phrase heading, Side side) {}

  /** What is shown in a cell; nothing hidden in it. */
  record Cell(String text, Colour colour) {
    Cell {
      text = VisibleText.of(text);
    }
  }

  private static final String GAP = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
  }

  static Column left(String heading) {
    return left(Phrase.of(heading));
  }

  static Column left(Phrase heading) {
    return new Column(heading, Side.LEFT);
  }

  static Column right(String heading) {
    return right(Phrase.of(heading));
  }

  static Column right(Phrase heading) {
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
    List<String> headings = columns.stream().map(column -> terminal.language().say(column.heading())).toList();
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = width(headings.get(column));
      for (List<Cell> row : rows) {
        widths[column] = Math.max(widths[column], width(row.get(column).text()));
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(headings.stream().map(heading -> new Cell(heading, Colour.BOLD)).toList(),
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

  /** In columns of a terminal, of which Chinese characters and their full-width signs take two. */
  static int width(String text) {
    return text.codePoints().map(point -> isWide(point) ? 2 : 1).sum();
  }

  /** The wide and full-width ranges of Unicode's East Asian Width (UAX #11), as far as text has them. */
  private static boolean isWide(int point) {
    return point >= 0x1100 && (point <= 0x115F
        || (point >= 0x2E80 && point <= 0xA4CF && point != 0x303F)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF01 && point <= 0xFF60)
        || (point >= 0xFFE0 && point <= 0xFFE6)
        || (point >= 0x20000 && point <= 0x3FFFD));
  }
}

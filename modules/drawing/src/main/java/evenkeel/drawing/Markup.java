package evenkeel.drawing;

import java.util.Locale;

/** Text as markup: whatever is written through it stays text. */
public final class Markup {
  private Markup() {}

  /** Escapes what has a meaning in HTML and SVG, in text and in quoted attributes. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> {
      switch (point) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '\n', '\t' -> escaped.append(' ');
        default -> {
          // Controls have no place in a page; XML forbids most of them.
          if (!Character.isISOControl(point)) {
            escaped.appendCodePoint(point);
          }
        }
      }
    });
    return escaped.toString();
  }

  /** A coordinate with at most two digits, in the same form everywhere. */
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    String shorter = text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    return shorter.equals("-0") ? "0" : shorter;
  }
}

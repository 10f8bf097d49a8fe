package evenkeel.domain;

import java.util.HexFormat;

/**
 * Text from outside as it may be shown, logged, mailed and written. A character that a terminal or a reader would obey
 * instead of showing it is spelled out: every control character (escape sequences begin with one, C1 codes are some),
 * every format character (direction marks, zero-width characters) and the two separators that end a line. The escape
 * character becomes {@code \}{@code u001b}.
 */
public final class VisibleText {
  private static final HexFormat HEX = HexFormat.of();

  private VisibleText() {}

  /** The text with nothing hidden in it; the very text where nothing is. */
  public static String of(String text) {
    return spelledOut(text, false);
  }

  /** The same for finished JSON: characters that JSON allows within texts are escaped there; line breaks stay. */
  public static String ofJson(String json) {
    return spelledOut(json, true);
  }

  private static String spelledOut(String text, boolean isJson) {
    for (int i = 0; i < text.length();) {
      int character = text.codePointAt(i);
      if (isHidden(character) && !(isJson && character < ' ')) {
        return spelledOutFrom(text, i, isJson);
      }
      i += Character.charCount(character);
    }
    return text;
  }

  private static String spelledOutFrom(String text, int start, boolean isJson) {
    var visible = new StringBuilder(text.substring(0, start));
    for (int i = start; i < text.length();) {
      int character = text.codePointAt(i);
      int length = Character.charCount(character);
      if (isHidden(character) && !(isJson && character < ' ')) {
        for (int unit = i; unit < i + length; unit++) {
          visible.append("\\u").append(HEX.toHexDigits(text.charAt(unit)));
        }
      } else {
        visible.appendCodePoint(character);
      }
      i += length;
    }
    return visible.toString();
  }

  private static boolean isHidden(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE, Character.UNASSIGNED ->
        true;
      default -> false;
    };
  }
}

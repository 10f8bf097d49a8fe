package evenkeel.tws;

/**
 * The form in which Gateways send characters beyond ASCII in two texts, those of errors and the long
 * names of instruments: {@code \}{@code uXXXX} (IBKR API from version 153 on).
 */
final class Escapes {
  private static final int DIGITS = 4;
  private static final int ESCAPE_LENGTH = 2 + DIGITS;
  private static final int HEX = 16;

  private Escapes() {}

  static String unescape(String text) {
    int escape = text.indexOf("\\u");
    if (escape < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int from = 0;
    for (; escape >= 0; escape = text.indexOf("\\u", escape)) {
      int code = code(text, escape + 2);
      if (code < 0) {
        escape += 2;
        continue;
      }
      plain.append(text, from, escape).append((char) code);
      escape += ESCAPE_LENGTH;
      from = escape;
    }
    return plain.append(text, from, text.length()).toString();
  }

  static String escape(String text) {
    StringBuilder escaped = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      // A backslash before a u is escaped too, so that a text that looks escaped survives.
      boolean plain = c != 0 && c < 0x7f
          && !(c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == 'u');
      if (!plain && escaped == null) {
        escaped = new StringBuilder(text.length() + ESCAPE_LENGTH).append(text, 0, i);
      }
      if (escaped != null) {
        if (plain) {
          escaped.append(c);
        } else {
          escaped.append("\\u");
          for (int shift = (DIGITS - 1) * 4; shift >= 0; shift -= 4) {
            escaped.append(Character.forDigit((c >> shift) & 0xf, HEX));
          }
        }
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  private static int code(String text, int at) {
    if (at + DIGITS > text.length()) {
      return -1;
    }
    int code = 0;
    for (int i = at; i < at + DIGITS; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, HEX) : -1;
      if (digit < 0) {
        return -1;
      }
      code = (code << 4) | digit;
    }
    return code;
  }
}

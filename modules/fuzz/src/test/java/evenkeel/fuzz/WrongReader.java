package evenkeel.fuzz;

import java.nio.charset.StandardCharsets;

/** A target with a mistake that is three steps away from its seed, each of which opens the next. */
public final class WrongReader {
  private WrongReader() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    if (text.length() > 9 && text.charAt(7) == '=') {
      if (text.charAt(8) == '-') {
        if (text.charAt(9) == '0') {
          throw new IllegalStateException("the reader is wrong");
        }
      }
    }
  }
}

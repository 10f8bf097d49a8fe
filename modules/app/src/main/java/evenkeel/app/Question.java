package evenkeel.app;

import evenkeel.domain.Phrase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

/** A question that is answered with yes or with anything else. */
final class Question {
  private Question() {}

  /** Whether the answer begins with a y; without one it is no. */
  static boolean ask(Terminal terminal, Phrase question) {
    return line(terminal, new DeskText.YesOrNo(question)).toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** The line that is typed after the words; empty without one. */
  static String line(Terminal terminal, Phrase words) {
    terminal.out().print(terminal.language().say(words));
    terminal.out().flush();
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
      String answer = in.readLine();
      return answer == null ? "" : answer.strip();
    } catch (IOException nobodyThere) {
      return "";
    }
  }
}

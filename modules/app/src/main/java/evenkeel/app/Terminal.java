package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * Where a command writes. Colour and redrawn lines appear only where a person looks on; a pipe or a
 * file gets plain text.
 *
 * @param asks whether somebody is there to answer a question
 * @param redraws whether standard error is a terminal, so that a progress line may be redrawn
 * @param colours whether standard output may be coloured
 * @param language the owner's, in which people are told things
 */
record Terminal(
    PrintStream out, PrintStream err, boolean asks, boolean redraws, boolean colours, Language language) {

  /**
   * Reads {@code EVENKEEL_TERMINAL}, in which the launcher names those of in, out and err that are
   * terminals, and {@code NO_COLOR} (any text but an empty one means no colour).
   */
  static Terminal of(PrintStream out, PrintStream err, Map<String, String> environment, Language language) {
    List<String> terminals = List.of(
        environment.getOrDefault("EVENKEEL_TERMINAL", "").strip().split(" ", -1));
    boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(
        out, err, terminals.contains("in"), terminals.contains("err"),
        terminals.contains("out") && wanted, language);
  }

  /** The text, in the colour if there is colour. */
  String paint(Colour colour, String text) {
    return colours ? colour.around(text) : text;
  }

  void line(String text) {
    out.println(text);
  }

  void say(Phrase phrase) {
    line(language.say(phrase));
  }

  void print(Table table) {
    table.lines(this).forEach(out::println);
  }

  /** One line on standard error. */
  void complain(Phrase line) {
    err.println("evenkeel: " + language.say(line));
  }
}

package evenkeel.app;

/**
 * One thing that was looked at before anything relies on it.
 *
 * @param name what was looked at
 * @param finding what was found, in a few words
 * @param mend what to do about it; empty when nothing
 */
record Check(String name, Verdict verdict, String finding, String mend) {
  enum Verdict {
    OK("ok", Colour.GREEN), WARNING("warning", Colour.YELLOW), FAILED("failed", Colour.RED);

    private final String word;
    private final Colour colour;

    Verdict(String word, Colour colour) {
      this.word = word;
      this.colour = colour;
    }

    String word() {
      return word;
    }

    Colour colour() {
      return colour;
    }
  }

  static Check ok(String name, String finding) {
    return new Check(name, Verdict.OK, finding, "");
  }

  static Check warning(String name, String finding, String mend) {
    return new Check(name, Verdict.WARNING, finding, mend);
  }

  static Check failed(String name, String finding, String mend) {
    return new Check(name, Verdict.FAILED, finding, mend);
  }

  String json() {
    return Json.object(object -> object
        .text("check", name)
        .text("verdict", verdict.word())
        .text("finding", finding)
        .text("mend", mend));
  }

  /** One line, the mend after the finding. */
  String line(Terminal terminal) {
    String word = terminal.paint(verdict.colour(), verdict.word());
    return word + " ".repeat(8 - verdict.word().length()) + name + ": " + finding
        + (mend.isEmpty() ? "" : "; " + mend);
  }
}

package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.util.Optional;

/**
 * One thing that was looked at before anything relies on it.
 *
 * @param name what was looked at
 * @param finding what was found, in a few words
 * @param mend what to do about it; empty when nothing
 */
record Check(Phrase name, Verdict verdict, Phrase finding, Optional<Phrase> mend) {
  private static final int VERDICT_WIDTH = 8;

  enum Verdict {
    OK(Colour.GREEN), WARNING(Colour.YELLOW), FAILED(Colour.RED);

    private final Colour colour;

    Verdict(Colour colour) {
      this.colour = colour;
    }

    Phrase word() {
      return switch (this) {
        case OK -> new DoctorText.VerdictOk();
        case WARNING -> new DoctorText.VerdictWarning();
        case FAILED -> new DoctorText.VerdictFailed();
      };
    }

    Colour colour() {
      return colour;
    }
  }

  static Check ok(Phrase name, Phrase finding) {
    return new Check(name, Verdict.OK, finding, Optional.empty());
  }

  static Check warning(Phrase name, Phrase finding, Phrase mend) {
    return new Check(name, Verdict.WARNING, finding, Optional.of(mend));
  }

  /** What names its mend itself, or has none. */
  static Check warning(Phrase name, Phrase finding) {
    return new Check(name, Verdict.WARNING, finding, Optional.empty());
  }

  static Check failed(Phrase name, Phrase finding, Phrase mend) {
    return new Check(name, Verdict.FAILED, finding, Optional.of(mend));
  }

  /** What names its mend itself. */
  static Check failed(Phrase name, Phrase finding) {
    return new Check(name, Verdict.FAILED, finding, Optional.empty());
  }

  /** In English, for programs. */
  String json() {
    return Json.object(object -> object
        .text("check", Language.EN.say(name))
        .text("verdict", Language.EN.say(verdict.word()))
        .text("finding", Language.EN.say(finding))
        .text("mend", mend.map(Language.EN::say).orElse("")));
  }

  /** One line, the mend after the finding. */
  String line(Terminal terminal) {
    String word = terminal.language().say(verdict.word());
    Phrase rest = mend.<Phrase>map(what -> new DoctorText.CheckMend(name, finding, what))
        .orElseGet(() -> new DoctorText.CheckLine(name, finding));
    return terminal.paint(verdict.colour(), word) + " ".repeat(VERDICT_WIDTH - Table.width(word))
        + terminal.language().say(rest);
  }
}

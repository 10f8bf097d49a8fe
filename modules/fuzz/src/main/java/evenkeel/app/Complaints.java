package evenkeel.app;

import evenkeel.domain.Language;

/** What is told in place of a result has to be sayable too. */
final class Complaints {
  private Complaints() {}

  static void read(CommandFailure told) {
    if (told.lines(Language.EN).stream().allMatch(String::isBlank)) {
      throw new IllegalStateException("a failure without a word", told);
    }
  }
}

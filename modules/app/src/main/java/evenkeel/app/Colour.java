package evenkeel.app;

/** What a piece of text may look like on a terminal. */
enum Colour {
  PLAIN(""), BOLD("1"), DIM("2"), RED("31"), GREEN("32"), YELLOW("33");

  private final String code;

  Colour(String code) {
    this.code = code;
  }

  /** The text between the control sequences of this colour (ECMA-48, "select graphic rendition"). */
  String around(String text) {
    return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}

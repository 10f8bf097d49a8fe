package evenkeel.backtest;

/** At which close the orders of a look fill. */
public enum FillAt {
  /** At the close that was looked at: a market-on-close order, decided shortly before. */
  SAME_CLOSE("same-close"),
  /** At the close of the session after it. */
  NEXT_CLOSE("next-close");

  private final String text;

  FillAt(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** By its name; an {@link IllegalArgumentException} that lists the names otherwise. */
  public static FillAt of(String text) {
    for (FillAt at : values()) {
      if (at.text.equals(text)) {
        return at;
      }
    }
    throw new IllegalArgumentException("fill must be same-close or next-close, was '" + text + "'");
  }
}

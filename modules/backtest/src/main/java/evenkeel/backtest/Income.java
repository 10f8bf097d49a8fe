package evenkeel.backtest;

/** What the closes say about distributions. */
public enum Income {
  /** Closes as traded; distributions are given beside them, or there are none. */
  RAW("raw"),
  /** Closes from which distributions are taken out; none may be given beside them. */
  ADJUSTED("adjusted");

  private final String text;

  Income(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** By its name; an {@link IllegalArgumentException} that lists the names otherwise. */
  public static Income of(String text) {
    for (Income income : values()) {
      if (income.text.equals(text)) {
        return income;
      }
    }
    throw new IllegalArgumentException("income must be raw or adjusted, was '" + text + "'");
  }
}

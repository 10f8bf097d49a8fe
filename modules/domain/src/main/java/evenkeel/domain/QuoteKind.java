package evenkeel.domain;

/** IBKR's market data types 1 to 4: live or delayed, and each as it was when the market closed. */
public enum QuoteKind {
  LIVE("live"), FROZEN("frozen"), DELAYED("delayed"), DELAYED_FROZEN("delayed frozen");

  private final String text;

  QuoteKind(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}

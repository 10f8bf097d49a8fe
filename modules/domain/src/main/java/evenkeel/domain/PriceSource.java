package evenkeel.domain;

/** Which value of a quote a price is. */
public enum PriceSource {
  LAST("last"), MIDPOINT("midpoint"), PREVIOUS_CLOSE("previous close");

  private final String text;

  PriceSource(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}

package evenkeel.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What bars are made of: the API's words for it. */
public enum BarKind {
  TRADES, MIDPOINT, BID, ASK, BID_ASK, ADJUSTED_LAST;

  /** The kind of this word; empty when there is none. */
  public static Optional<BarKind> of(String text) {
    String word = text.strip().toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> kind.name().equals(word)).findFirst();
  }

  /** For how many requests one counts (TWS API, historical data limitations). */
  int weight() {
    return this == BID_ASK ? 2 : 1;
  }

  /** Adjusted prices are as of now: the API takes no other end for them. */
  public boolean takesAnEnd() {
    return this != ADJUSTED_LAST;
  }
}

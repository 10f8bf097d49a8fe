package evenkeel.gateway;

/**
 * Which market data is asked for.
 *
 * @param isFallbackAllowed whether delayed prices are taken where live ones are refused
 * @param lines how many streams may be open at once; 100 come with an account, shared by all programs of the log-in
 *     (IBKR, market data lines)
 */
public record MarketDataFeed(Type type, boolean isFallbackAllowed, int lines) {

  /** The API's request types 1 to 4. Frozen is the last quote of a session that is over. */
  public enum Type {
    LIVE(1), FROZEN(2), DELAYED(3), DELAYED_FROZEN(4);

    private final int code;

    Type(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    /** The same without a subscription. */
    Type delayed() {
      return switch (this) {
        case LIVE, DELAYED -> DELAYED;
        case FROZEN, DELAYED_FROZEN -> DELAYED_FROZEN;
      };
    }
  }

  public MarketDataFeed {
    if (lines < 1) {
      throw new IllegalArgumentException("gateway.market-data-lines must be at least 1, was " + lines);
    }
  }

  /** With the usual lines, and delayed prices where these are refused. */
  public static MarketDataFeed of(Type type) {
    return new MarketDataFeed(type, true, 100);
  }
}

package evenkeel.gateway;

import java.util.List;

/**
 * Where and when an instrument trades.
 *
 * @param kind the API's word for what it is: {@code COMMON}, {@code ETF}, {@code ADR}, ...; may be empty
 * @param exchanges that it may be routed to
 * @param trading all hours with trading, extended ones included
 * @param liquid the regular sessions
 */
public record Listing(String kind, List<String> exchanges, TradingHours trading, TradingHours liquid) {
  /** Nothing is known. */
  public static final Listing UNKNOWN = new Listing("", List.of(), TradingHours.UNKNOWN, TradingHours.UNKNOWN);

  public Listing {
    exchanges = List.copyOf(exchanges);
  }
}

package evenkeel.gateway;

import evenkeel.domain.Symbol;

/**
 * A thing that is traded, as the broker names it.
 *
 * @param contractId the broker's number of it; 0 while it is not known
 * @param securityType the API's word, {@code STK} for stocks and funds
 * @param exchange where orders go, {@code SMART} for the broker's router
 * @param primaryExchange the listing exchange; empty while it is not known
 */
public record Instrument(
    int contractId, Symbol symbol, String securityType, String exchange, String primaryExchange, String currency) {

  /** A US stock or fund that was not looked up yet. */
  public static Instrument usStock(Symbol symbol) {
    return new Instrument(0, symbol, "STK", "SMART", "", "USD");
  }
}

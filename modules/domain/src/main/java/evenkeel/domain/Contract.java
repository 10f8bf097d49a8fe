package evenkeel.domain;

/**
 * What is held or traded: one listing of one instrument. The id decides which one it is, the symbol is for show.
 *
 * @param securityType IBKR's word, {@code STK} for stocks and funds
 * @param exchange where it is listed, as IBKR names it; empty where it is not known
 * @param currency three letters, in which it is quoted
 */
public record Contract(ContractId id, Symbol symbol, String securityType, String exchange, String currency) {
  private static final String STOCK = "STK";
  private static final String DOLLAR = "USD";

  /** A US stock or fund of which only the symbol is known. */
  public static Contract standIn(Symbol symbol) {
    return new Contract(ContractId.standIn(symbol), symbol, STOCK, "", DOLLAR);
  }

  /** Whether it is a stock or a fund that trades like one: what is traded here, and what can be sold short. */
  public boolean isStock() {
    return securityType.equals(STOCK);
  }

  /**
   * Whether it is a currency pair. Such a position is virtual: it records a conversion, and its money is in the cash
   * already (TWS API, "virtual FX positions").
   */
  public boolean isCurrency() {
    return securityType.equals("CASH");
  }

  /** For people: {@code LSEETF, GBP}, for other things than stocks {@code OPT, CBOE, USD}. */
  public String listing() {
    String type = securityType.equals(STOCK) ? "" : securityType + ", ";
    return type + (exchange.isEmpty() ? "" : exchange + ", ") + currency;
  }
}

package evenkeel.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instruments that are there without being configured. The contract ids of AAPL, MSFT, SPY,
 * QQQ, GLD and TLT are IBKR's; all others are made up, the same in every run.
 */
final class InstrumentCatalogue {
  private static final double CALM = 0.0002;
  private static final double BONDS = 0.003;
  private static final double LONG_BONDS = 0.008;
  private static final double SHARES = 0.01;
  private static final double SINGLE_SHARE = 0.016;

  private static final List<Instrument> KNOWN = List.of(
      fund("DBMF", 0, "ARCA", "IMGP DBI MANAGED FUTURES", "28.40", 0.005),
      fund("GLD", 51529211, "ARCA", "SPDR GOLD SHARES", "370.00", SHARES),
      fund("BIL", 0, "ARCA", "SPDR BLOOMBERG 1-3 MONTH T-B", "91.60", CALM),
      fund("SPY", 756733, "ARCA", "SS SPDR S&P 500 ETF TRUST-US", "680.00", SHARES),
      fund("QQQ", 320227571, "NASDAQ", "INVESCO QQQ TRUST SERIES 1", "625.00", SHARES),
      fund("AGG", 0, "ARCA", "ISHARES CORE U.S. AGGREGATE", "100.00", BONDS),
      fund("BND", 0, "NASDAQ", "VANGUARD TOTAL BOND MARKET", "74.00", BONDS),
      fund("TLT", 15547841, "NASDAQ", "ISHARES 20+ YEAR TREASURY BD", "90.00", LONG_BONDS),
      fund("IEF", 0, "NASDAQ", "ISHARES 7-10 YEAR TREASURY B", "96.50", BONDS),
      fund("SHY", 0, "NASDAQ", "ISHARES 1-3 YEAR TREASURY BO", "82.80", CALM),
      fund("VTI", 0, "ARCA", "VANGUARD TOTAL STOCK MKT ETF", "333.00", SHARES),
      share("AAPL", 265598, "APPLE INC", "270.00"),
      share("MSFT", 272093, "MICROSOFT CORP", "520.00"));

  private InstrumentCatalogue() {}

  static Stream<Instrument> all() {
    return KNOWN.stream();
  }

  static Optional<Instrument> find(String symbol) {
    return all().filter(known -> known.symbol().equals(symbol)).findFirst();
  }

  /** A plain fund for a symbol that is not known: 100 USD, 1 % a day. */
  static Instrument unknown(String symbol) {
    return fund(symbol, 0, "ARCA", symbol, "100.00", SHARES);
  }

  /** Something that an account can hold and no contract request finds. */
  static Instrument hidden(String symbol, int conId, BigDecimal price) {
    return fund(symbol, conId, "", symbol, price.toPlainString(), 0);
  }

  /** Something that is no share, held and not to be found. */
  static Instrument other(Fault.PositionOfType fault) {
    return new Instrument(fault.symbol(), fault.symbol(), fault.type(), fault.conId(),
        fault.currency(), "", fault.symbol(), fault.symbol(), "", Instrument.ORDER_TYPES,
        fault.cost(), 0, Optional.empty(), Optional.empty());
  }

  private static Instrument fund(
      String symbol, int conId, String primaryExchange, String longName, String price,
      double volatility) {
    return new Instrument(symbol, symbol, Instrument.STOCK,
        conId == 0 ? madeUpConId(symbol) : conId, "USD", primaryExchange, symbol, longName, "ETF",
        Instrument.ORDER_TYPES, new BigDecimal(price), volatility,
        Optional.empty(), Optional.empty());
  }

  private static Instrument share(String symbol, int conId, String longName, String price) {
    return new Instrument(symbol, symbol, Instrument.STOCK, conId, "USD", "NASDAQ", "NMS", longName, "COMMON",
        Instrument.ORDER_TYPES, new BigDecimal(price), SINGLE_SHARE, Optional.empty(),
        Optional.empty());
  }

  /** A contract id for what has none of IBKR's: the same for a name in every run. */
  static int madeUpConId(String name) {
    return 800_000_000 + new Chance(0).of(name).below(100_000_000);
  }
}

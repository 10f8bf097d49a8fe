package evenkeel.simulator;

import evenkeel.tws.Contract;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The instruments by contract id, and the search for those that a client means. */
final class Instruments {
  private static final String SMART = "SMART";

  private final SortedMap<Integer, Instrument> byConId = new TreeMap<>();

  Instruments(List<Instrument> instruments) {
    for (Instrument instrument : instruments) {
      Instrument twin = byConId.put(instrument.conId(), instrument);
      if (twin != null) {
        throw new ScenarioProblem("contracts: " + instrument.symbol() + " and " + twin.symbol()
            + " have the same con-id " + instrument.conId());
      }
    }
  }

  /** The one of this name within the scenario, else the first of this symbol. */
  Optional<Instrument> named(String name) {
    return byConId.values().stream().filter(it -> it.name().equals(name)).findFirst().or(
        () -> byConId.values().stream().filter(it -> it.symbol().equals(name)).findFirst());
  }

  /** @throws ScenarioProblem when there is no contract of this name or symbol */
  Instrument wanted(String name) {
    return named(name)
        .orElseThrow(() -> new ScenarioProblem("'" + name + "' is not among the contracts"));
  }

  /** A contract is gone; another may take its place. */
  void replace(Instrument gone, Optional<Instrument> next) {
    byConId.remove(gone.conId());
    next.ifPresent(it -> byConId.put(it.conId(), it));
  }

  /** Those whose symbol or name has this text in it, by symbol. */
  List<Instrument> like(String pattern) {
    String wanted = pattern.toUpperCase(Locale.ROOT);
    return byConId.values().stream()
        .filter(it -> !it.isForex())
        .filter(it -> it.symbol().contains(wanted) || it.longName().contains(wanted))
        .sorted(Comparator.comparing(Instrument::symbol)).toList();
  }

  /** All that the contract can mean; what it leaves open fits everything. */
  List<Instrument> matching(Contract wanted) {
    return byConId.values().stream().filter(it -> fits(it, wanted)).toList();
  }

  /** The one that the contract means; empty when there is none or more than one. */
  Optional<Instrument> find(Contract wanted) {
    List<Instrument> found = matching(wanted);
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /**
   * Why {@link #find} finds nothing, in the text of code 200: real Gateways say so when two
   * contracts match (ib_insync#539, KWEB with SMART and USD).
   */
  String whyNot(Contract wanted) {
    return matching(wanted).size() > 1
        ? "The contract description specified for " + wanted.symbol() + " is ambiguous."
        : ContractDesk.NO_DEFINITION;
  }

  private static boolean fits(Instrument instrument, Contract wanted) {
    if (wanted.conId() != 0 && wanted.conId() != instrument.conId()) {
      return false;
    }
    // By contract id alone is enough; by text a type is needed, as at IBKR.
    boolean named = wanted.conId() != 0
        || (fitsText(instrument.symbol(), wanted.symbol()) && !wanted.secType().isEmpty()
            && !(wanted.symbol().isEmpty() && wanted.localSymbol().isEmpty()));
    return named && (wanted.secType().isEmpty() || wanted.secType().equals(instrument.securityType()))
        && fitsText(instrument.currency(), wanted.currency())
        && fitsText(instrument.symbol(), wanted.symbol())
        && fitsText(localSymbol(instrument), wanted.localSymbol())
        && fitsText(instrument.tradingClass(), wanted.tradingClass())
        && fitsText(instrument.primaryExchange(), wanted.primaryExchange())
        && ((wanted.exchange().equals(SMART) && !instrument.isForex())
            || fitsText(instrument.primaryExchange(), wanted.exchange()));
  }

  /** What IBKR shows to people: of a currency pair both currencies. */
  static String localSymbol(Instrument instrument) {
    return instrument.isForex()
        ? instrument.symbol() + "." + instrument.currency()
        : instrument.symbol();
  }

  private static boolean fitsText(String has, String wanted) {
    return wanted.isEmpty() || wanted.equals(has);
  }

  /** The contract as IBKR describes it for orders, positions and executions. */
  static Contract contract(Instrument instrument, String exchange) {
    // Currency pairs are not routed: where a stock shows SMART they show their venue.
    String shown = instrument.isForex() && !exchange.isEmpty()
        ? instrument.primaryExchange()
        : exchange;
    return Contract.NONE.toBuilder().conId(instrument.conId()).symbol(instrument.symbol())
        .secType(instrument.securityType()).exchange(shown).currency(instrument.currency())
        .localSymbol(localSymbol(instrument)).tradingClass(instrument.tradingClass()).build();
  }
}

package evenkeel.simulator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An account as the simulation finds it.
 *
 * @param baseCurrency the currency in which the account is reported
 * @param cash by currency; may be negative
 */
public record AccountSettings(
    String id, String baseCurrency, SortedMap<String, BigDecimal> cash,
    List<Position> positions, AccountTerms terms) {

  /**
   * What is held of a contract.
   *
   * @param symbol the contract's name within the scenario, which usually is its symbol
   * @param cost the average of a share, in the contract's currency
   */
  public record Position(String symbol, BigDecimal quantity, BigDecimal cost) {
    public Position {
      if (quantity.signum() == 0) {
        throw new IllegalArgumentException("a position is not 0");
      }
    }
  }

  public AccountSettings {
    if (!id.matches("[A-Z]{1,3}[0-9]{4,12}")) {
      throw new IllegalArgumentException("an account is letters and digits like DU1234567");
    }
    positions = List.copyOf(positions);
    cash = new TreeMap<>(cash);
  }

  /** The account under another number. */
  AccountSettings withId(String number) {
    return new AccountSettings(number, baseCurrency, cash, positions, terms);
  }

  /** The account with other cash. */
  AccountSettings withCash(SortedMap<String, BigDecimal> amounts) {
    return new AccountSettings(id, baseCurrency, amounts, positions, terms);
  }

  /** The account with other positions. */
  AccountSettings withPositions(List<Position> held) {
    return new AccountSettings(id, baseCurrency, cash, held, terms);
  }

  static AccountSettings of(String id, BigDecimal dollars, List<Position> positions) {
    return new AccountSettings(id, "USD", new TreeMap<>(Map.of("USD", dollars)), positions,
        AccountTerms.SIMPLE);
  }

  /** Without the account's number. */
  @Override
  public String toString() {
    return "AccountSettings[" + baseCurrency + ", " + positions.size() + " positions]";
  }
}

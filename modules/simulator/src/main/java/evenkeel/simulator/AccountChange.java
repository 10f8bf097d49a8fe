package evenkeel.simulator;

import evenkeel.domain.DecimalText;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A change of cash or positions that is no trade: a corporate action, or something that the owner
 * or IBKR does to the account. Each is told to clients as IBKR tells it, without an execution, and
 * is written to the ledger. Corporate actions happen to every account that holds the contract, all
 * others to the first account.
 */
public sealed interface AccountChange extends Fault {

  /** The currencies that the account must have an exchange rate for. */
  default Stream<String> currencies() {
    return Stream.of();
  }

  /** The symbol that must be among the contracts. */
  default Optional<String> named() {
    return Optional.empty();
  }

  /**
   * A dividend is paid.
   *
   * @param perShare in {@code currency}, at least 0; who is short pays it
   * @param reinvest whether it buys shares at the market's price, to four decimals, without a
   *     commission and without an execution that an API client sees
   * @param currency empty for the currency of the contract
   */
  record Dividend(
      String symbol, BigDecimal perShare, boolean reinvest,
      Optional<String> currency) implements AccountChange {
    public Dividend {
      requirePositive("per-share", perShare);
      if (reinvest && currency.isPresent()) {
        throw new IllegalArgumentException("reinvest needs the currency of the contract");
      }
    }

    @Override
    public Stream<String> currencies() {
      return currency.stream();
    }

    @Override
    public Optional<String> named() {
      return Optional.of(symbol);
    }
  }

  /**
   * Shares are split, or joined in a reverse split. Quantity, average cost and prices change
   * together. A fraction of a share that a whole position is left with is paid in cash.
   *
   * @param conId the new contract id; IBKR gives one where the CUSIP changes, as in most reverse
   *     splits, and does not find the old one any more
   */
  record Split(String symbol, Ratio ratio, OptionalInt conId) implements AccountChange {
    @Override
    public Optional<String> named() {
      return Optional.of(symbol);
    }
  }

  /**
   * A contract gets another symbol.
   *
   * @param conId the new contract id; empty when it stays, as after most changes of a symbol
   */
  record SymbolChange(String symbol, String to, OptionalInt conId) implements AccountChange {
    @Override
    public Optional<String> named() {
      return Optional.of(symbol);
    }
  }

  /**
   * Holders of {@code symbol} get shares of another company.
   *
   * @param ratio new shares for shares held
   * @param cost of each new share, by which the cost and the price of the old ones fall
   */
  record SpinOff(
      String symbol, String to, int conId, Ratio ratio, BigDecimal cost) implements AccountChange {
    public SpinOff {
      requirePositive("con-id", BigDecimal.valueOf(conId));
      requirePositive("cost", cost);
    }

    @Override
    public Optional<String> named() {
      return Optional.of(symbol);
    }
  }

  /** The owner pays money in. */
  record Deposit(BigDecimal amount, String currency) implements AccountChange {
    public Deposit {
      requirePositive("amount", amount);
    }

    @Override
    public Stream<String> currencies() {
      return Stream.of(currency);
    }
  }

  /** The owner takes money out. */
  record Withdrawal(BigDecimal amount, String currency) implements AccountChange {
    public Withdrawal {
      requirePositive("amount", amount);
    }

    @Override
    public Stream<String> currencies() {
      return Stream.of(currency);
    }
  }

  /** IBKR pays interest, or charges it where the amount is below 0. */
  record Interest(String currency, BigDecimal amount) implements AccountChange {
    @Override
    public Stream<String> currencies() {
      return Stream.of(currency);
    }
  }

  /**
   * The owner converts cash in TWS, at the scenario's exchange rate and without a commission. A
   * conversion of this kind (destination FXCONV) leaves virtual FX positions as they are.
   *
   * @param amount of {@code from} that is given
   */
  record Conversion(String from, String to, BigDecimal amount) implements AccountChange {
    public Conversion {
      requirePositive("amount", amount);
      if (from.equals(to)) {
        throw new IllegalArgumentException("to must be another currency than from");
      }
    }

    @Override
    public Stream<String> currencies() {
      return Stream.of(from, to);
    }
  }

  /**
   * Shares after an action for shares before it: 2:1 is two for one.
   *
   * @param after above 0
   * @param before above 0
   */
  record Ratio(BigDecimal after, BigDecimal before) {
    public Ratio {
      requirePositive("ratio", after);
      requirePositive("ratio", before);
    }

    /**
     * Reads a ratio such as {@code 2:1}.
     *
     * @throws NumberFormatException when it is none
     */
    static Ratio of(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length != 2) {
        throw new NumberFormatException("not a ratio: " + text);
      }
      return new Ratio(DecimalText.require(parts[0].strip()), DecimalText.require(parts[1].strip()));
    }
  }

  private static void requirePositive(String key, BigDecimal value) {
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(key + " must be above 0, was " + value);
    }
  }
}

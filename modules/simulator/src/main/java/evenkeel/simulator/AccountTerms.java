package evenkeel.simulator;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * On which terms an account trades.
 *
 * @param kind empty for an account that shows its cash as what can be spent, settles at once and
 *     borrows {@code funds-margin} at most: a simplification that most scenarios use
 * @param settled cash that has settled when the simulation starts, by currency; all of it where a
 *     currency is not there. The rest settles with the next session
 * @param initialMargin part of a purchase that the account must have itself, from 0 to 1; the
 *     maintenance margin is half of it
 * @param loanRate interest on cash below 0, a year, of margin accounts
 * @param unsettledPurchases whether proceeds that have not settled may be spent in a cash account
 * @param shownAsMargin whether a cash account shows the buying power of one on margin, so that its
 *     figures do not tell that only settled cash buys
 * @param virtualFxPositions whether trades in currency pairs are shown as positions of type CASH,
 *     which are not part of the account's value: its cash has them already
 */
public record AccountTerms(
    Optional<Kind> kind, SortedMap<String, BigDecimal> settled, BigDecimal initialMargin,
    BigDecimal loanRate, boolean unsettledPurchases, boolean shownAsMargin,
    boolean virtualFxPositions) {
  /** Regulation T asks for half of a purchase. */
  static final BigDecimal INITIAL_MARGIN = new BigDecimal("0.5");
  static final BigDecimal LOAN_RATE = new BigDecimal("0.06");
  static final AccountTerms SIMPLE = new AccountTerms(Optional.empty(), new TreeMap<>(),
      INITIAL_MARGIN, LOAN_RATE, false, false, false);

  /** What an account may do with money that it does not have. */
  public enum Kind {
    /** Nothing: purchases are paid with settled cash, and nothing is sold short. */
    CASH,
    /** It borrows from IBKR against what it holds. */
    MARGIN;

    /**
     * What the account value {@code TradingType-S} says (IBKR Web API, portfolio accounts: STKCASH,
     * STKMRGN).
     */
    String tradingType() {
      return switch (this) {
        case CASH -> "STKCASH";
        case MARGIN -> "STKMRGN";
      };
    }
  }

  public AccountTerms {
    settled = new TreeMap<>(settled);
    if (initialMargin.signum() < 0 || initialMargin.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException(
          "initial-margin must be from 0 to 1, was " + initialMargin);
    }
    if (loanRate.signum() < 0 || loanRate.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("loan-rate must be from 0 to 1, was " + loanRate);
    }
  }

  boolean is(Kind other) {
    return kind.filter(it -> it == other).isPresent();
  }
}

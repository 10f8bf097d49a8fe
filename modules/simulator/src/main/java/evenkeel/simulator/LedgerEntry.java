package evenkeel.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One line of the exchange's own books: what really happened, whatever a client was told.
 *
 * @param quantity the order's, for a fill the fill's
 * @param conId IBKR's number of the contract, as the exchange knows it; empty for an order that is only received
 * @param price the limit; for a fill what was paid
 * @param filled what the order has filled in all
 * @param booking what changed without a trade; of a fill its commission
 */
public record LedgerEntry(
    Instant time, Event event, OptionalInt clientId, OptionalInt orderId, OptionalLong permId,
    Optional<String> orderRef, Optional<String> account, Optional<String> symbol, OptionalInt conId,
    Optional<String> action, Optional<String> orderType, Optional<String> tif,
    Optional<BigDecimal> quantity, Optional<BigDecimal> price, Optional<BigDecimal> filled,
    Optional<BigDecimal> remaining, Optional<String> execId, OptionalInt code,
    Optional<String> text, Optional<Booking> booking) {

  /** What happened; the names are what the file carries, in lower case. */
  public enum Event {
    CONNECTED, DISCONNECTED, RECEIVED, ACCEPTED, MODIFIED, REJECTED, CANCELLED, FILLED,
    /** A fill was put right: the line has it as it is now, under its new id. */
    CORRECTED,
    /** A client asked faster than IBKR allows. */
    PACING_VIOLATION,
    /** Cash has changed without a trade. */
    CASH,
    /** A position, or its cost, has changed without a trade. */
    POSITION
  }

  /** Why something has changed without a trade; the names are what the file carries. */
  public enum Cause {
    DIVIDEND, REINVESTMENT, SPLIT, CASH_IN_LIEU, SYMBOL_CHANGE, SPIN_OFF, DEPOSIT, WITHDRAWAL, INTEREST, CONVERSION,
    /** What a fill has cost beside its price; a line of its own when it changes later. */
    COMMISSION,
    /** A contract goes on under another id. */
    NEW_CONTRACT_ID,
    /** A position was moved into the account. */
    TRANSFER
  }

  /** A change of an account that is no trade. */
  public sealed interface Booking {
    Cause cause();

    /**
     * A change of cash.
     *
     * @param amount what came in, or below 0 what went out
     */
    record Cash(Cause cause, String currency, BigDecimal amount) implements Booking {}

    /**
     * A position after its change.
     *
     * @param change in shares; 0 where only the cost has changed
     * @param shares what is held now, below 0 when short
     * @param cost average of a share now, in the currency of the contract
     */
    record Position(
        Cause cause, BigDecimal change, BigDecimal shares, BigDecimal cost) implements Booking {}
  }
}

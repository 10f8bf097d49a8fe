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
 */
public record LedgerEntry(
    Instant time, Event event, OptionalInt clientId, OptionalInt orderId, OptionalLong permId,
    Optional<String> orderRef, Optional<String> account, Optional<String> symbol, OptionalInt conId,
    Optional<String> action, Optional<String> orderType, Optional<String> tif,
    Optional<BigDecimal> quantity, Optional<BigDecimal> price, Optional<BigDecimal> filled,
    Optional<BigDecimal> remaining, Optional<String> execId, OptionalInt code,
    Optional<String> text) {

  /** What happened; the names are what the file carries, in lower case. */
  public enum Event {
    CONNECTED, DISCONNECTED, RECEIVED, ACCEPTED, MODIFIED, REJECTED, CANCELLED, FILLED,
    /** A fill was put right: the line has it as it is now, under its new id. */
    CORRECTED,
    /** A client asked faster than IBKR allows. */
    PACING_VIOLATION
  }
}

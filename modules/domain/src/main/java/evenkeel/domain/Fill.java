package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution as the broker reports it.
 *
 * @param execId four parts with dots between; a correction repeats all but the last (TWS API)
 * @param orderRef the text that the order was sent with; empty for orders of others
 * @param shares positive, whatever the side; 0 for a correction that takes them back
 * @param price per share, in the currency of the instrument, as it was told, which may be impossible; 0 where no number
 *     was told that can be a price
 * @param contract what was traded; empty where the broker did not say
 * @param average the broker's own average of the order with this execution; empty where it did not say
 */
public record Fill(
    String execId,
    int orderId,
    int clientId,
    long permId,
    String orderRef,
    AccountId account,
    Symbol symbol,
    Side side,
    BigDecimal shares,
    BigDecimal price,
    Instant at,
    Optional<ContractId> contract,
    Optional<OrderAverage> average) {

  /**
   * What the broker says of all executions of an order.
   *
   * @param shares of all of them
   * @param price their average
   */
  public record OrderAverage(BigDecimal shares, BigDecimal price) {}

  /** Without the broker's average. */
  public Fill(
      String execId, int orderId, int clientId, long permId, String orderRef, AccountId account, Symbol symbol,
      Side side, BigDecimal shares, BigDecimal price, Instant at, Optional<ContractId> contract) {
    this(
        execId, orderId, clientId, permId, orderRef, account, symbol, side, shares, price, at, contract,
        Optional.empty());
  }

  /** Of a contract that the broker did not name. */
  public Fill(
      String execId, int orderId, int clientId, long permId, String orderRef, AccountId account, Symbol symbol,
      Side side, BigDecimal shares, BigDecimal price, Instant at) {
    this(
        execId, orderId, clientId, permId, orderRef, account, symbol, side, shares, price, at, Optional.empty());
  }

  /** Below zero when sold. */
  public BigDecimal signedShares() {
    return side == Side.BUY ? shares : shares.negate();
  }

  /** What stays the same when the broker corrects an execution: the id without its last part. */
  public static String family(String execId) {
    int dot = execId.lastIndexOf('.');
    return dot < 0 ? execId : execId.substring(0, dot);
  }
}

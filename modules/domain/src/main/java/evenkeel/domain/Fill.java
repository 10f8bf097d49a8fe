package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * One execution as the broker reports it.
 *
 * @param execId four parts with dots between; a correction repeats all but the last (TWS API)
 * @param orderRef the text that the order was sent with; empty for orders of others
 * @param shares positive, whatever the side
 * @param price per share, in the currency of the instrument
 * @param contract what was traded; empty where the broker did not say
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
    Optional<ContractId> contract) {

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

package evenkeel.domain;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * An order as the broker has it, whoever placed it.
 *
 * @param orderId 0 when not placed through the API, or when a completed order's id is not told
 * @param clientId the API client that placed it; -1 when not told
 * @param permId the broker's own id, which outlives connections; 0 before acceptance
 * @param orderRef the text it was sent with; empty when none
 * @param status the newest status known
 * @param filled shares filled so far, as far as the message tells
 * @param reason the broker's words about a completed or held order; empty when none
 * @param contract what it trades; empty when not told
 */
public record BrokerOrder(
    int orderId,
    int clientId,
    long permId,
    String orderRef,
    AccountId account,
    Symbol symbol,
    Side side,
    BigDecimal quantity,
    OrderTerms terms,
    BrokerStatus status,
    BigDecimal filled,
    String reason,
    Optional<Contract> contract) {
  /** One of which only the symbol is told. */
  public BrokerOrder(
      int orderId, int clientId, long permId, String orderRef, AccountId account, Symbol symbol, Side side,
      BigDecimal quantity, OrderTerms terms, BrokerStatus status, BigDecimal filled, String reason) {
    this(
        orderId, clientId, permId, orderRef, account, symbol, side, quantity, terms, status, filled, reason,
        Optional.empty());
  }

  /**
   * How the order is worded at the broker.
   *
   * @param type the API's word, which may be one that we never send
   * @param timeInForce the API's word
   */
  public record OrderTerms(String type, String timeInForce, Optional<BigDecimal> limit) {}
}

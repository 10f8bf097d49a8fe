package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One fill.
 *
 * @param execId unique for the fill; a correction differs in the last of its four parts only
 * @param time see {@link GatewayTime}
 * @param side {@code BOT} or {@code SLD}
 * @param shares quantity of this fill
 * @param orderId 0 or 2147483647 for orders that were not placed through the API
 * @param liquidation 1 for a forced liquidation by the broker
 * @param cumQty filled of the order so far
 * @param avgPrice average price of the order so far
 * @param lastLiquidity 0 none, 1 added, 2 removed, 3 routed out
 */
public record Execution(String execId, String time, AccountId account, String exchange, String side,
    Optional<BigDecimal> shares, Optional<BigDecimal> price, long permId, int clientId, int orderId,
    int liquidation,
    Optional<BigDecimal> cumQty, Optional<BigDecimal> avgPrice, String orderRef, String evRule,
    Optional<BigDecimal> evMultiplier, String modelCode, int lastLiquidity,
    boolean pendingPriceRevision,
    String submitter) {}

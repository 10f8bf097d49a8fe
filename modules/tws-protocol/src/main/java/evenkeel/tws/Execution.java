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
 * @param price of this fill; empty also where it has more digits than a price can have: the shares are traded all the
 *     same
 * @param orderId 0 or 2147483647 for orders that were not placed through the API
 * @param liquidation 1 for a forced liquidation by the broker
 * @param cumQty filled of the order so far
 * @param avgPrice average price of the order so far
 * @param lastLiquidity 0 none, 1 added, 2 removed, 3 routed out
 */
public record Execution(String execId, String time, AccountId account, String exchange, String side,
    Optional<BigDecimal> shares, Optional<BigDecimal> price, long permId, int clientId, int orderId,
    int liquidation, Optional<BigDecimal> cumQty, Optional<BigDecimal> avgPrice, String orderRef,
    String evRule, Optional<BigDecimal> evMultiplier, String modelCode, int lastLiquidity,
    boolean pendingPriceRevision, String submitter) {

  static Execution decode(FieldReader in, int orderId) {
    String execId = in.text("execId");
    String time = in.wording("time");
    AccountId account = in.account("account");
    String exchange = in.text("exchange");
    String side = in.text("side");
    Optional<BigDecimal> shares = in.decimal("shares");
    Optional<BigDecimal> price = in.priceOfFact("price");
    long permId = in.longOrZero("permId");
    int clientId = in.integerOrZero("clientId");
    int liquidation = in.integerOrZero("liquidation");
    return new Execution(execId, time, account, exchange, side, shares, price, permId, clientId,
        orderId, liquidation, in.decimal("cumQty"), in.priceOfFact("avgPrice"), in.text("orderRef"),
        in.text("evRule"), in.decimal("evMultiplier"), in.text("modelCode"),
        in.integerOrZero("lastLiquidity"),
        in.since(ServerVersions.PENDING_PRICE_REVISION) && in.flag("pendingPriceRevision"),
        in.since(ServerVersions.SUBMITTER) ? in.text("submitter") : "");
  }

  void encode(FieldWriter out) {
    out.text("execId", execId);
    out.text("time", time);
    out.account("account", account);
    out.text("exchange", exchange);
    out.text("side", side);
    out.decimalOrEmpty("shares", shares);
    out.decimalOrEmpty("price", price);
    out.longInteger("permId", permId);
    out.integer("clientId", clientId);
    out.integer("liquidation", liquidation);
    out.decimalOrEmpty("cumQty", cumQty);
    out.decimalOrEmpty("avgPrice", avgPrice);
    out.text("orderRef", orderRef);
    out.text("evRule", evRule);
    out.decimalOrEmpty("evMultiplier", evMultiplier);
    out.text("modelCode", modelCode);
    out.integer("lastLiquidity", lastLiquidity);
    if (out.since(ServerVersions.PENDING_PRICE_REVISION)) {
      out.flag("pendingPriceRevision", pendingPriceRevision);
    }
    if (out.since(ServerVersions.SUBMITTER)) {
      out.text("submitter", submitter);
    }
  }
}

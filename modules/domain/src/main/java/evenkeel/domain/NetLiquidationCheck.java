package evenkeel.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Whether a net liquidation can belong to its holdings where nobody tells the cash, so that the cash is what the
 * holdings leave of it. A slip in the net liquidation, in a price or in a number of shares then becomes cash, or a
 * loan, that is not there. Where the cash is told the sum is checked instead ({@link Planner}), and none of this
 * applies.
 */
public final class NetLiquidationCheck {
  /**
   * Holdings over this multiple of the net liquidation would be on a larger loan than Regulation T grants for a
   * purchase of stock: half of its price (12 CFR 220.12).
   */
  private static final BigDecimal LEVERAGE_MAX = new BigDecimal(2);
  /** Holdings below this fraction of the net liquidation: a capped first run leaves more, a misplaced comma less. */
  private static final BigDecimal HOLDINGS_MIN = new BigDecimal("0.01");
  /**
   * A price this many times the average cost beside a loan that nobody told, or the cost this many times the price
   * beside cash that nobody told, is a misplaced decimal point.
   */
  private static final BigDecimal PRICE_AND_COST_MAX = new BigDecimal(5);

  private NetLiquidationCheck() {}

  /**
   * What speaks against the net liquidation, each with the numbers; nothing where it may be right. Nothing is said of
   * an account without holdings: it is all in cash.
   *
   * @param netLiquidation positive
   * @param prices of the holdings; one without a price counts as nothing
   */
  public static List<String> objections(
      BigDecimal netLiquidation, Collection<Holding> holdings, Map<Symbol, BigDecimal> prices) {
    var objections = new ArrayList<String>();
    BigDecimal worth = BigDecimal.ZERO;
    for (Holding holding : holdings) {
      BigDecimal price = prices.getOrDefault(holding.symbol(), BigDecimal.ZERO);
      worth = worth.add(holding.shares().max(BigDecimal.ZERO).multiply(price));
    }
    if (worth.signum() == 0 || netLiquidation.signum() <= 0) {
      return List.of();
    }
    String both = "the holdings come to " + Text.money(worth) + " and the net liquidation is "
        + Text.money(netLiquidation);
    if (worth.compareTo(LEVERAGE_MAX.multiply(netLiquidation)) > 0) {
      objections
          .add(both + ", less than half of them: one of the two, or a price, is wrong; give the cash if it is not");
    } else if (worth.compareTo(HOLDINGS_MIN.multiply(netLiquidation)) < 0) {
      objections.add(both + ", of which they are less than " + Text.percent(HOLDINGS_MIN)
          + ": one of the two, or a price, is wrong; give the cash if it is not");
    } else {
      boolean isLoan = worth.compareTo(netLiquidation) > 0;
      holdings.forEach(holding -> addPrice(holding, prices, isLoan, both, objections));
    }
    return List.copyOf(objections);
  }

  private static void addPrice(
      Holding holding, Map<Symbol, BigDecimal> prices, boolean isLoan, String both, List<String> objections) {
    BigDecimal price = prices.getOrDefault(holding.symbol(), BigDecimal.ZERO);
    BigDecimal cost = holding.averageCost();
    if (holding.shares().signum() <= 0 || cost.signum() <= 0 || price.signum() <= 0) {
      return;
    }
    boolean isOff = isLoan
        ? price.compareTo(PRICE_AND_COST_MAX.multiply(cost)) > 0
        : cost.compareTo(PRICE_AND_COST_MAX.multiply(price)) > 0;
    if (isOff) {
      objections.add(both + ", and " + holding.symbol() + " has a price of " + Text.of(price)
          + " and an average cost of " + Text.of(cost) + ": one of the two is wrong; give the cash if it is not");
    }
  }
}

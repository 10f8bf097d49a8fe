package evenkeel.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One order as the owner words it.
 *
 * @param quantity whole shares, positive
 * @param limit per share, in the currency of the instrument; present exactly for order types with a limit
 */
public record HandOrder(
    Symbol symbol, Side side, BigDecimal quantity, OrderType type, TimeInForce timeInForce,
    Optional<BigDecimal> limit) {

  /** An {@link IllegalArgumentException} where {@link #objections} has something to say. */
  public HandOrder {
    List<String> objections = objections(quantity, type, timeInForce, limit);
    if (!objections.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", objections));
    }
  }

  /** What makes no sense about an order of these terms, whatever the market; nothing when it makes sense. */
  public static List<String> objections(
      BigDecimal quantity, OrderType type, TimeInForce timeInForce, Optional<BigDecimal> limit) {
    var objections = new ArrayList<String>();
    if (quantity.signum() <= 0 || quantity.stripTrailingZeros().scale() > 0) {
      objections.add("an order is for whole shares above 0, not " + Text.of(quantity));
    }
    if (type.fillsAtClose() && timeInForce != TimeInForce.DAY) {
      objections.add(type + " orders fill at the close and are DAY only, not " + timeInForce);
    }
    if (type.hasLimit() && limit.isEmpty()) {
      objections.add(type + " orders need a limit");
    }
    if (!type.hasLimit() && limit.isPresent()) {
      objections.add(type + " orders have no limit");
    }
    limit.filter(price -> !Prices.isPrice(price))
        .ifPresent(price -> objections.add("the limit " + Text.of(price) + " is not a price"));
    return List.copyOf(objections);
  }

  /**
   * What the limit is off, where it lies between two prices that the exchange takes; empty where there is none.
   *
   * @param tick the smallest price step; 0 or less where it is not known
   */
  public static Optional<String> offTheGrid(Optional<BigDecimal> limit, BigDecimal tick) {
    return limit.filter(price -> tick.signum() > 0 && price.remainder(tick).signum() != 0)
        .map(price -> "the limit " + Text.of(price) + " is not a multiple of the smallest price step " + Text.of(tick));
  }

  /** For people and logs: {@code BUY 10 GLD LMT 350.25 GTC}. */
  @Override
  public String toString() {
    return side + " " + Text.of(quantity) + " " + symbol + " " + type + limit.map(price -> " " + Text.of(price))
        .orElse("") + " " + timeInForce;
  }
}

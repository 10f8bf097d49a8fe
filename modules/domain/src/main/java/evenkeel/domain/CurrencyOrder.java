package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An order that a plan wants: converts cash of another currency into the traded one, with a limit, so that it never
 * takes more of the other currency than is there.
 *
 * @param side of the pair's base currency
 * @param quantity whole units of the pair's base currency, positive
 * @param rate of the plan, by the account's own figures, in the pair's direction
 * @param limit the worst rate that it fills at
 * @param traded the currency that comes in
 * @param proceeds what comes in at the limit, in the traded currency
 * @param cost what goes out at the limit, in the other currency
 * @param estimatedCommission in the traded currency
 */
public record CurrencyOrder(CurrencyPair pair, Side side, BigDecimal quantity, BigDecimal rate, BigDecimal limit,
    String traded, BigDecimal proceeds, BigDecimal cost, BigDecimal estimatedCommission) {
  /**
   * Below it IDEALPRO routes an order as an odd lot, at a wider spread.
   *
   * @see <a href="https://ibkr.info/article/1285">IBKR: minimum sizes of currency orders</a>
   */
  public static final BigDecimal ODD_LOT_BELOW = new BigDecimal(25_000);
  /** How far a fill may be from the rate of the plan. */
  static final BigDecimal DISTANCE_MAX = new BigDecimal("0.005");
  /** 0.2 basis points of the value, at least 2 USD (interactivebrokers.com, commissions of spot currencies). */
  private static final BigDecimal FEE = new BigDecimal("0.00002");
  private static final BigDecimal FEE_MIN = new BigDecimal("2.00");

  /** What a conversion of this much of the traded currency costs, rounded up to hundredths. */
  public static BigDecimal commission(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.multiply(FEE).max(FEE_MIN).setScale(2, RoundingMode.UP);
  }

  /** The currency that is given for the traded one. */
  public String other() {
    return pair.other(traded);
  }

  public boolean isOddLot() {
    return proceeds.compareTo(ODD_LOT_BELOW) < 0;
  }

  /** What it leaves for purchases. */
  BigDecimal net() {
    return proceeds.subtract(estimatedCommission);
  }

  /** All of the other currencies that is worth converting, the largest balance first. */
  static List<CurrencyOrder> largest(Cash cash, String traded, BigDecimal valueMin) {
    return cash.balances().keySet().stream()
        .filter(currency -> cash.worth(currency).signum() > 0 && cash.worth(currency).compareTo(valueMin) >= 0)
        .sorted(Comparator.comparing((String currency) -> cash.worth(currency)).reversed()
            .thenComparing(Comparator.naturalOrder()))
        .flatMap(currency -> of(cash, currency, traded, cash.worth(currency)).stream())
        .filter(order -> order.net().signum() > 0).toList();
  }

  /** As many of these, in their order, and as large as needed to bring in this much after commissions. */
  static List<CurrencyOrder> covering(BigDecimal missing, List<CurrencyOrder> largest, Cash cash) {
    var orders = new ArrayList<CurrencyOrder>();
    BigDecimal left = missing;
    for (CurrencyOrder whole : largest) {
      if (left.signum() <= 0) {
        break;
      }
      CurrencyOrder order = whole.net().compareTo(left) <= 0
          ? whole
          : of(cash, whole.other(), whole.traded(), left.add(whole.estimatedCommission())).orElse(whole);
      orders.add(order);
      left = left.subtract(order.net());
    }
    return List.copyOf(orders);
  }

  /** Brings in at least this much where the balance has it, else all that it has. */
  private static Optional<CurrencyOrder> of(Cash cash, String other, String traded, BigDecimal wanted) {
    CurrencyPair pair = CurrencyPair.of(other, traded);
    BigDecimal balance = cash.balances().get(other);
    BigDecimal perUnit = cash.rates().get(other);
    Side side = pair.buying(traded);
    return switch (side) {
      case BUY -> {
        BigDecimal rate = BigDecimal.ONE.divide(perUnit, MathContext.DECIMAL32);
        BigDecimal limit = CurrencyPair.limit(rate.multiply(BigDecimal.ONE.add(DISTANCE_MAX)), RoundingMode.UP);
        BigDecimal quantity = wanted.setScale(0, RoundingMode.UP)
            .min(balance.divide(limit, 0, RoundingMode.DOWN));
        yield of(pair, side, quantity, rate, limit, traded, quantity, quantity.multiply(limit));
      }
      case SELL -> {
        BigDecimal limit = CurrencyPair.limit(
            perUnit.multiply(BigDecimal.ONE.subtract(DISTANCE_MAX)), RoundingMode.DOWN);
        BigDecimal quantity = limit.signum() == 0
            ? BigDecimal.ZERO
            : wanted.divide(limit, 0, RoundingMode.UP).min(balance.setScale(0, RoundingMode.DOWN));
        yield of(pair, side, quantity, perUnit, limit, traded, quantity.multiply(limit), quantity);
      }
    };
  }

  private static Optional<CurrencyOrder> of(CurrencyPair pair, Side side, BigDecimal quantity, BigDecimal rate,
      BigDecimal limit, String traded, BigDecimal proceeds, BigDecimal cost) {
    return quantity.signum() > 0
        ? Optional.of(new CurrencyOrder(
            pair, side, quantity, rate, limit, traded, proceeds, cost, commission(proceeds)))
        : Optional.empty();
  }
}

package evenkeel.domain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Cash of another currency that a plan could invest once it is converted.
 *
 * @param amount in the other currency, in whole units, rounded up
 * @param currency the other currency
 * @param proceeds about what it brings in the traded currency
 */
public record Conversion(BigDecimal amount, String currency, BigDecimal proceeds) {

  /**
   * What to convert so that the purchases which the traded currency does not pay for can be made, the largest balance
   * first; nothing where the traded currency pays for all of them, or no other currency has any cash.
   *
   * @param orders what the plan trades
   */
  public static List<Conversion> of(DriftReport drift, List<PlannedOrder> orders) {
    BigDecimal missing = missing(drift, orders);
    Cash cash = drift.currencies().orElse(Cash.NONE);
    var conversions = new ArrayList<Conversion>();
    List<String> largestFirst = cash.balances().keySet().stream().sorted(
        Comparator.comparing((String currency) -> cash.worth(currency)).reversed()
            .thenComparing(Comparator.naturalOrder()))
        .toList();
    for (String currency : largestFirst) {
      BigDecimal proceeds = missing.min(cash.worth(currency));
      if (proceeds.signum() > 0) {
        BigDecimal amount = proceeds.divide(cash.rates().get(currency), 0, RoundingMode.UP)
            .min(cash.balances().get(currency));
        conversions.add(new Conversion(amount, currency, proceeds));
        missing = missing.subtract(proceeds);
      }
    }
    return List.copyOf(conversions);
  }

  /** What the targets still lack after the orders, by at least a share each, less the cash that is left for them. */
  private static BigDecimal missing(DriftReport drift, List<PlannedOrder> orders) {
    // The base leaves the reserve out.
    BigDecimal left = drift.base().subtract(drift.currenciesWorth());
    for (DriftLine line : drift.lines()) {
      left = left.subtract(line.marketValue());
    }
    for (PlannedOrder order : orders) {
      BigDecimal value = order.side() == Side.SELL ? order.estimatedValue() : order.estimatedValue().negate();
      left = left.add(value).subtract(order.estimatedCommission());
    }
    BigDecimal missing = BigDecimal.ZERO;
    for (DriftLine line : drift.lines()) {
      BigDecimal bought = orders.stream()
          .filter(order -> order.symbol().equals(line.symbol()) && order.side() == Side.BUY)
          .map(PlannedOrder::estimatedValue).reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal gap = line.targetWeight().multiply(drift.base()).subtract(line.marketValue()).subtract(bought);
      missing = gap.compareTo(line.price()) >= 0 ? missing.add(gap) : missing;
    }
    return missing.subtract(left.max(BigDecimal.ZERO));
  }
}

package evenkeel.simulator;

import evenkeel.tws.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Optional;

/**
 * The Gateway's precautions for API orders: what it refuses that IBKR would have taken. They are
 * passed over while every "Bypass ... for API Orders" is ticked, as in every other scenario.
 */
final class OrderPrecautions {
  private static final String PRESETS = "Restriction is specified in Precautionary Settings of"
      + " Global Configuration/Presets.";

  private final House house;
  private final OrderRules rules;

  OrderPrecautions(House house, OrderRules rules) {
    this.house = house;
    this.rules = rules;
  }

  /** What a precaution objects to in an order that is in order otherwise. */
  Optional<OrderRules.Refusal> objection(
      AccountBook account, Instrument instrument, int orderId, Order order) {
    OrderTroubles troubles = house.troubles().orders();
    return troubles.blind().filter(it -> it.symbol().map(instrument.name()::equals).orElse(true))
        .map(it -> new OrderRules.Refusal(it.code(), it.text())).or(() -> troubles.precaution()
            .flatMap(it -> limit(it, account, instrument, orderId, order)));
  }

  private Optional<OrderRules.Refusal> limit(
      Fault.Precaution precaution, AccountBook account, Instrument instrument, int orderId,
      Order order) {
    BigDecimal size = order.totalQuantity().orElse(BigDecimal.ZERO);
    if (precaution.size().filter(most -> size.compareTo(most) > 0).isPresent()) {
      return Optional.of(new OrderRules.Refusal(precaution.code(),
          "The following order \"ID:%d\" size exceeds the Size Limit of %s. %s"
              .formatted(orderId, grouped(precaution.size().get()), PRESETS)));
    }
    BigDecimal value = rules.worth(account, instrument, order).divide(
        account.rate(instrument.currency()), 2, RoundingMode.HALF_UP);
    return precaution.value().filter(most -> value.compareTo(most) > 0)
        .map(most -> new OrderRules.Refusal(precaution.code(),
            "The following order \"ID:%d\" value estimate of %s %s exceeds  the Total Value Limit of %s %s. %s"
                .formatted(orderId, grouped(value), instrument.currency(), grouped(most),
                    instrument.currency(), PRESETS)));
  }

  private static String grouped(BigDecimal number) {
    return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT))
        .format(number);
  }
}

package evenkeel.simulator;

import evenkeel.tws.Order;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** What IBKR's credit check objects to in an order of a cash or margin account. */
record CreditCheck(House house, OrderRules rules) {
  private static final int SCALE = 8;
  private static final int REJECTED = 201;

  /** What an order takes of one currency. */
  private record Need(String currency, BigDecimal amount) {}

  Optional<OrderRules.Refusal> check(
      AccountTerms.Kind kind, AccountBook account, Instrument instrument, Order order,
      List<ExchangeOrder> others) {
    return switch (kind) {
      case CASH -> settledCash(account, instrument, order, others);
      case MARGIN -> margin(account, instrument, order, others);
    };
  }

  /** The text is that of real rejections of 2026, with its line break. */
  private Optional<OrderRules.Refusal> settledCash(
      AccountBook account, Instrument instrument, Order order, List<ExchangeOrder> others) {
    Optional<Need> need = need(account, instrument, order);
    if (need.isEmpty()) {
      return Optional.empty();
    }
    String currency = need.get().currency();
    BigDecimal needed = need.get().amount();
    for (ExchangeOrder working : others) {
      needed = needed.add(need(account, working.instrument(), working.terms())
          .filter(it -> it.currency().equals(currency)).map(it -> left(working, it.amount()))
          .orElse(BigDecimal.ZERO));
    }
    BigDecimal available = account.spendable(currency, house.today());
    if (needed.compareTo(available) <= 0) {
      return Optional.empty();
    }
    BigDecimal rate = account.rate(currency);
    return Optional.of(new OrderRules.Refusal(REJECTED,
        "Order rejected - reason:Available settled cash converted to base: "
            + money(account, available.multiply(rate))
            + " Cash needed for this order and other pending orders: <br>"
            + money(account, needed.multiply(rate))));
  }

  /** Empty for a sale of shares, which takes nothing. */
  private Optional<Need> need(AccountBook account, Instrument instrument, Order order) {
    boolean buys = order.action().equals("BUY");
    BigDecimal quantity = order.totalQuantity().orElse(BigDecimal.ZERO);
    if (instrument.isForex() && !buys) {
      return Optional.of(new Need(instrument.symbol(), quantity));
    }
    if (!buys) {
      return Optional.empty();
    }
    BigDecimal paid = rules.worth(account, instrument, order)
        .divide(account.rate(instrument.currency()), SCALE, RoundingMode.HALF_UP);
    BigDecimal fee = instrument.isForex()
        ? BigDecimal.ZERO
        : Deal.commission(account, instrument, quantity, paid);
    return Optional.of(new Need(instrument.currency(), paid.add(fee)));
  }

  private static BigDecimal left(ExchangeOrder working, BigDecimal amount) {
    return amount.multiply(working.remaining()).divide(working.quantity(), SCALE,
        RoundingMode.HALF_UP);
  }

  private Optional<OrderRules.Refusal> margin(
      AccountBook account, Instrument instrument, Order order, List<ExchangeOrder> others) {
    if (instrument.isForex() || !order.action().equals("BUY")) {
      return Optional.empty();
    }
    AccountValues values = new AccountValues(account, house.market(), house.now());
    BigDecimal needed = values.initialMargin()
        .add(values.initialChange(rules.worth(account, instrument, order)));
    for (ExchangeOrder working : others) {
      if (working.isBuy() && !working.instrument().isForex()) {
        needed = needed.add(left(working, values.initialChange(
            rules.worth(account, working.instrument(), working.terms()))));
      }
    }
    return needed.compareTo(values.equityWithLoan()) <= 0
        ? Optional.empty()
        : Optional.of(new OrderRules.Refusal(REJECTED, "Order rejected - reason:YOUR ORDER IS NOT"
            + " ACCEPTED. IN ORDER TO OBTAIN THE DESIRED POSITION YOUR EQUITY WITH LOAN VALUE ["
            + money(account, values.equityWithLoan()) + "] MUST EXCEED THE INITIAL MARGIN ["
            + money(account, needed) + "]"));
  }

  private static String money(AccountBook account, BigDecimal amount) {
    return AccountValues.text(amount) + " " + account.baseCurrency();
  }
}

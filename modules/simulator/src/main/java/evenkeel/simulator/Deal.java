package evenkeel.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;

/**
 * One fill.
 *
 * @param cumulative filled of the order with this fill
 * @param averagePrice of the order with this fill
 * @param realized profit, when the fill closed a position
 * @param mispriced what clients are told in place of its own price
 */
record Deal(
    ExchangeOrder order, String execId, Instant time, BigDecimal shares, BigDecimal price,
    BigDecimal cumulative, BigDecimal averagePrice, BigDecimal commission,
    Optional<BigDecimal> realized, Optional<Fault.MispricedExecutions> mispriced) {
  private static final BigDecimal PER_SHARE = new BigDecimal("0.005");
  private static final BigDecimal MINIMUM = new BigDecimal("1.00");
  private static final BigDecimal PART_MAX = new BigDecimal("0.01");
  private static final int SCALE = 4;

  private static final int VERSION_DIGITS = 2;

  /**
   * Whether both tell of one fill: a correction differs in the last part of the id only, and ids
   * may come again on another day.
   */
  boolean isOfSameFill(Deal other) {
    return order == other.order && time.equals(other.time) && prefix().equals(other.prefix());
  }

  private String prefix() {
    return execId.substring(0, execId.length() - VERSION_DIGITS);
  }

  /** The same at another price, under the next version of its id. */
  Deal corrected(BigDecimal newPrice, BigDecimal newAverage) {
    return new Deal(order, nextId(), time, shares, newPrice, cumulative, newAverage, commission,
        realized, Optional.empty());
  }

  /** The same with so many more shares, or fewer below 0, under the next version of its id. */
  Deal resized(BigDecimal more, BigDecimal newAverage) {
    return new Deal(order, nextId(), time, shares.add(more), price, cumulative.add(more),
        newAverage, commission, realized, Optional.empty());
  }

  /** What clients are told that each share cost. */
  BigDecimal toldPrice() {
    return mispriced.map(Fault.MispricedExecutions::price).orElse(price);
  }

  /** What clients are told, with this execution, that the shares of the order cost. */
  BigDecimal toldAverage() {
    return mispriced.filter(it -> !it.average()).map(Fault.MispricedExecutions::price).orElse(averagePrice);
  }

  private String nextId() {
    int version = Integer.parseInt(execId.substring(execId.length() - VERSION_DIGITS)) + 1;
    return prefix() + "%02d".formatted(version);
  }

  /** The same with another commission. */
  Deal charged(BigDecimal fee) {
    return new Deal(order, execId, time, shares, price, cumulative, averagePrice, fee, realized,
        mispriced);
  }

  /** An amount as Gateways write it: at most four decimals, at least one. */
  static BigDecimal amount(BigDecimal exact) {
    BigDecimal plain = exact.setScale(SCALE, RoundingMode.HALF_UP).stripTrailingZeros();
    return plain.scale() < 1 ? plain.setScale(1) : plain;
  }

  /** What IBKR asks for so many shares or units of an order, in {@link #feeCurrency}. */
  static BigDecimal commission(
      AccountBook account, Instrument instrument, BigDecimal shares, BigDecimal value) {
    return instrument.isForex()
        ? Forex.commission(account, instrument, value)
        : commission(shares, value);
  }

  /** The currency of a commission: for currency pairs the account's base currency. */
  static String feeCurrency(AccountBook account, Instrument instrument) {
    return instrument.isForex() ? account.baseCurrency() : instrument.currency();
  }

  /**
   * What IBKR's fixed rate asks for so many shares of an order: 0.005 USD a share, at least 1 USD,
   * at most 1 % of the value.
   */
  static BigDecimal commission(BigDecimal shares, BigDecimal value) {
    BigDecimal fee = shares.multiply(PER_SHARE).max(MINIMUM).min(value.multiply(PART_MAX));
    return amount(fee);
  }
}

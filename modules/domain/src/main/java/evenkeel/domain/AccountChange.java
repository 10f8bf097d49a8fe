package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether the account's value can be what it is after its last believed value. Deposits and withdrawals are taken out,
 * and the allowed change grows with the square root of the sessions between, as the spread of a market's returns does.
 * A reference that is never renewed would stop everything in the end (Lean#4846).
 */
final class AccountChange {
  /** However long nobody looked, no more than this multiple of the change of one session is believed. */
  private static final BigDecimal GROWTH_MAX = new BigDecimal(5);

  private AccountChange() {}

  /**
   * Why the value is not believed; empty where it is.
   *
   * @param last the look that was believed last
   * @param book the orders of ours that may have filled since
   * @param changeMax what one session may change, as a fraction of the value
   */
  static Optional<String> objection(
      GuardRules.Seen last, Portfolio portfolio, Instant now, ExecutionBook book, BigDecimal changeMax) {
    BigDecimal before = last.netLiquidation();
    if (before.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal flow = last.portfolio()
        .map(looked -> CashFlow.unexplained(looked, last.at(), portfolio, book.orders()))
        .orElse(BigDecimal.ZERO);
    BigDecimal worth = portfolio.netLiquidation();
    BigDecimal expected = before.add(flow);
    BigDecimal change = worth.subtract(expected).abs().divide(before.max(expected), MathContext.DECIMAL32);
    int sessions = sessions(last.at(), now);
    BigDecimal allowed = changeMax.multiply(
        new BigDecimal(sessions).sqrt(MathContext.DECIMAL32).min(GROWTH_MAX));
    if (change.compareTo(allowed) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the account is worth " + money(worth) + ", " + percent(change) + " away from " + money(expected)
            + ", which is the last look on " + day(last.at()) + " and cash flows of " + money(flow)
            + " since, more than guards.account-change-max " + percent(changeMax) + " allows over " + sessions
            + " sessions, which is " + percent(allowed) + "; if that is right, say so with evenkeel resume");
  }

  /** The sessions that opened since, at least one. */
  private static int sessions(Instant since, Instant now) {
    long opened = NyseCalendar.sessions(day(since), day(now)).stream().map(session -> session.open().toInstant())
        .filter(open -> open.isAfter(since) && !open.isAfter(now)).count();
    return (int) Math.max(1, opened);
  }

  private static LocalDate day(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalDate();
  }

  private static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static String percent(BigDecimal fraction) {
    BigDecimal percent = fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP);
    return (percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString()) + " %";
  }
}

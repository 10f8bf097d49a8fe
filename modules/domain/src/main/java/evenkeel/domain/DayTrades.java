package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pattern day trader rule: no more than three day trades in five business days while the account is worth less than
 * 25,000 USD. A day trade is a buy and a sell of one symbol on one day; here each pair counts, in whichever order,
 * which is stricter than the rule.
 *
 * <p>The rule is FINRA's (4210(f)(8)(B)). FINRA took it back with effect from 2026-06-04 (Regulatory Notice 26-10, SEC
 * release 34-105226) and lets brokers keep it until 2027-10-20. IBKR, where it applies the rule, refuses to open
 * positions once three day trades are used, and a flagged account is held for 90 days; cash accounts are exempt.
 */
public final class DayTrades {
  public static final BigDecimal WORTH_MIN = new BigDecimal(25_000);
  public static final int DAY_TRADES_MAX = 3;
  private static final int BUSINESS_DAYS = 5;

  private DayTrades() {}

  /** What was bought and sold of a symbol on a day, in orders. */
  private record Deal(Symbol symbol, LocalDate day) {}

  /** Day trades of the last five sessions, the day of {@code now} included, as far as the book goes. */
  public static int count(ExecutionBook book, Instant now) {
    return count(deals(book, now));
  }

  /** Why these orders, were they filled today, would be one day trade too many; empty where they would not. */
  static Optional<String> objection(
      List<PlannedOrder> orders, ExecutionBook book, BigDecimal worth, Instant now) {
    if (worth.compareTo(WORTH_MIN) >= 0) {
      return Optional.empty();
    }
    Map<Deal, Map<Side, Integer>> deals = deals(book, now);
    int before = count(deals);
    orders.forEach(order -> add(deals, new Deal(order.symbol(), day(now)), order.side()));
    int after = count(deals);
    return after > before && after > DAY_TRADES_MAX
        ? Optional.of("the orders would make " + after + " day trades in " + BUSINESS_DAYS + " business days, of which "
            + before + " are there, more than " + DAY_TRADES_MAX + " while the account is worth " + Text.money(worth)
            + ", less than " + Text.money(WORTH_MIN) + " (guards.pattern-day-trader-rule)")
        : Optional.empty();
  }

  private static Map<Deal, Map<Side, Integer>> deals(ExecutionBook book, Instant now) {
    LocalDate first = day(now);
    for (int i = 1; i < BUSINESS_DAYS; i++) {
      first = NyseCalendar.previous(first).date();
    }
    LocalDate since = first;
    var deals = new HashMap<Deal, Map<Side, Integer>>();
    book.orders().filter(life -> !life.leg().isConversion())
        .forEach(life -> life.fills().executions().values().stream().map(fill -> day(fill.at())).distinct()
            .filter(day -> !day.isBefore(since))
            .forEach(day -> add(deals, new Deal(life.leg().symbol(), day), life.leg().side())));
    return deals;
  }

  private static void add(Map<Deal, Map<Side, Integer>> deals, Deal deal, Side side) {
    deals.computeIfAbsent(deal, none -> new EnumMap<>(Side.class)).merge(side, 1, Integer::sum);
  }

  private static int count(Map<Deal, Map<Side, Integer>> deals) {
    return deals.values().stream()
        .mapToInt(sides -> Math.min(sides.getOrDefault(Side.BUY, 0), sides.getOrDefault(Side.SELL, 0))).sum();
  }

  private static LocalDate day(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalDate();
  }
}

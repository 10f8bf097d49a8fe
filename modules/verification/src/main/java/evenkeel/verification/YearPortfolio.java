package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the account holds by the exchange's own books, and what orders its drift asks for: a third each. */
final class YearPortfolio {
  private static final double BAND = 0.05;
  private static final double RESERVE = 250;
  private static final double MINIMUM_TRADE = 100;
  /** What orders leave for their commissions. */
  private static final double COMMISSIONS_MAX = 5;

  private final YearPrices prices;
  /** As the scenario begins. */
  private final Map<String, Double> shares = new LinkedHashMap<>(Map.of("DBMF", 720.0, "GLD", 38.0, "BIL", 170.0));
  private double cash = 1900;

  YearPortfolio(YearPrices prices) {
    this.prices = prices;
  }

  private double base(LocalDate session) {
    double base = cash - RESERVE;
    for (Map.Entry<String, Double> held : shares.entrySet()) {
      base += held.getValue() * price(held.getKey(), session);
    }
    return base;
  }

  private double price(String symbol, LocalDate session) {
    return prices.of(symbol, session).doubleValue();
  }

  private double target() {
    return 1.0 / shares.size();
  }

  boolean isOffTarget(LocalDate session) {
    double base = base(session);
    return shares.entrySet().stream().anyMatch(
        held -> Math.abs(held.getValue() * price(held.getKey(), session) / base - target()) >= BAND);
  }

  /** Compares the orders of a run with what they should be, and books them. */
  void trade(
      String run, LocalDate session, boolean isWanted, List<LedgerEntry> ledger, List<String> complaints) {
    double base = base(session);
    // Orders are in whole shares: each of the others may leave a purchase short of half a share of its own, and what is
    // left then is a share less.
    double dearest = shares.keySet().stream().mapToDouble(symbol -> price(symbol, session)).max().orElseThrow();
    double all = shares.keySet().stream().mapToDouble(symbol -> price(symbol, session)).sum();
    double offMax = COMMISSIONS_MAX + dearest + (all - dearest) / 2;
    Map<String, Double> traded = new LinkedHashMap<>();
    for (LedgerEntry entry : ledger) {
      switch (entry.event()) {
        case RECEIVED, ACCEPTED -> {
          // It stands.
        }
        case FILLED -> fill(run, session, entry, traded, complaints);
        case MODIFIED, REJECTED, CANCELLED, CORRECTED, CONNECTED, DISCONNECTED, PACING_VIOLATION, CASH, POSITION ->
          complaints.add(run + ": the exchange has " + entry);
      }
    }
    shares.forEach((symbol, held) -> {
      double wanted = isWanted ? base * target() / price(symbol, session) - held : 0;
      double got = traded.getOrDefault(symbol, 0.0);
      boolean isSmall = Math.abs(wanted) * price(symbol, session) < MINIMUM_TRADE;
      if (Math.abs(wanted - got) * price(symbol, session) > offMax && !(isSmall && got == 0)) {
        complaints.add(run + ": " + got + " shares of " + symbol + " were traded and " + wanted + " were wanted");
      }
    });
    traded.forEach((symbol, by) -> shares.merge(symbol, by, Double::sum));
  }

  private void fill(
      String run, LocalDate session, LedgerEntry entry, Map<String, Double> traded, List<String> complaints) {
    String symbol = entry.symbol().orElseThrow();
    double quantity = entry.quantity().orElseThrow().doubleValue();
    double price = entry.price().orElseThrow().doubleValue();
    boolean isBuy = entry.action().orElseThrow().equals("BUY");
    if (entry.price().orElseThrow().compareTo(prices.of(symbol, session)) != 0
        || !entry.time().atZone(YearPlan.NEW_YORK).toLocalDate().equals(session)
        || entry.remaining().orElseThrow().signum() != 0 || !entry.orderType().orElseThrow().equals("MOC")) {
      complaints.add(run + ": not a fill of the close: " + entry);
    }
    if (traded.put(symbol, isBuy ? quantity : -quantity) != null) {
      complaints.add(run + ": filled twice: " + entry);
    }
    // IBKR's fixed rate: 0.005 a share, at least 1 and at most a hundredth of the order.
    double commission = Math.min(Math.max(1, 0.005 * quantity), 0.01 * quantity * price);
    cash += (isBuy ? -quantity : quantity) * price - BigDecimal.valueOf(commission)
        .setScale(2, RoundingMode.HALF_UP).doubleValue();
  }
}

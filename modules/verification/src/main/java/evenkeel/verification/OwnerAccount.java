package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the exchange's ledger makes of an account, commissions and average costs included, so that the next phase's
 * simulated Gateway goes on with it.
 */
final class OwnerAccount {
  /** The average cost has as many decimals as the simulated exchange keeps. */
  private static final int COST_SCALE = 8;

  /** @param cost the average of a share, commissions included */
  private record Lot(BigDecimal shares, BigDecimal cost) {}

  private final SortedMap<String, Lot> lots = new TreeMap<>();
  private final SortedMap<String, BigDecimal> cash = new TreeMap<>();
  private final SortedMap<String, BigDecimal> lowest = new TreeMap<>();

  private OwnerAccount() {}

  static OwnerAccount holding(String symbol, String shares, String cost) {
    return new OwnerAccount().and(symbol, shares, cost);
  }

  OwnerAccount and(String symbol, String shares, String cost) {
    lots.put(symbol, new Lot(new BigDecimal(shares), new BigDecimal(cost)));
    return this;
  }

  OwnerAccount with(String currency, String amount) {
    pay(currency, new BigDecimal(amount));
    return this;
  }

  /** This account after these lines of the ledger. */
  OwnerAccount after(List<LedgerEntry> ledger) {
    ledger.forEach(this::booked);
    return this;
  }

  /** The shares of each symbol. */
  Map<String, BigDecimal> shares() {
    return lots.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().shares()));
  }

  /** The lowest that each currency's cash ever was. */
  SortedMap<String, BigDecimal> lowest() {
    return lowest;
  }

  SortedMap<String, BigDecimal> cash() {
    return cash;
  }

  /** The account in the simulator's scenario language. */
  String text() {
    return "{ id = " + OwnerPlan.ACCOUNT + ", base-currency = USD, type = margin\n  cash { "
        + cash.entrySet().stream().map(entry -> entry.getKey() + " = " + entry.getValue().toPlainString())
            .collect(Collectors.joining(", "))
        + " }\n  positions { "
        + lots.entrySet().stream().filter(entry -> entry.getValue().shares().signum() != 0)
            .map(entry -> entry.getKey() + " = \"" + entry.getValue().shares().toPlainString() + "@"
                + entry.getValue().cost().toPlainString() + "\"")
            .collect(Collectors.joining(", "))
        + " } }";
  }

  private void booked(LedgerEntry entry) {
    switch (entry.event()) {
      case FILLED -> {
        traded(entry);
        entry.booking().ifPresent(booking -> changed(entry, booking));
      }
      case CASH, POSITION -> entry.booking().ifPresent(booking -> changed(entry, booking));
      case CORRECTED -> throw new IllegalStateException("no phase has corrections: " + entry);
      case CONNECTED, DISCONNECTED, RECEIVED, ACCEPTED, MODIFIED, REJECTED, CANCELLED, PACING_VIOLATION -> {
        // Nothing changes.
      }
    }
  }

  private void traded(LedgerEntry entry) {
    BigDecimal shares = entry.quantity().orElseThrow();
    BigDecimal value = shares.multiply(entry.price().orElseThrow());
    Lot before = lots.getOrDefault(entry.symbol().orElseThrow(), new Lot(BigDecimal.ZERO, BigDecimal.ZERO));
    boolean isBuy = entry.action().orElse("").equals("BUY");
    BigDecimal after = before.shares().add(isBuy ? shares : shares.negate());
    BigDecimal paid = value.subtract(commission(entry));
    lots.put(entry.symbol().orElseThrow(), new Lot(after, isBuy
        ? before.shares().multiply(before.cost()).add(paid).divide(after, COST_SCALE, RoundingMode.HALF_UP)
        : before.cost()));
    pay("USD", isBuy ? value.negate() : value);
  }

  /** Below 0, as it goes out. */
  private static BigDecimal commission(LedgerEntry entry) {
    return entry.booking().filter(LedgerEntry.Booking.Cash.class::isInstance)
        .map(booking -> ((LedgerEntry.Booking.Cash) booking).amount()).orElse(BigDecimal.ZERO);
  }

  private void changed(LedgerEntry entry, LedgerEntry.Booking booking) {
    switch (booking) {
      case LedgerEntry.Booking.Cash paid -> pay(paid.currency(), paid.amount());
      case LedgerEntry.Booking.Position held ->
        lots.put(entry.symbol().orElseThrow(), new Lot(held.shares(), held.cost()));
    }
  }

  private void pay(String currency, BigDecimal amount) {
    BigDecimal now = cash.merge(currency, amount, BigDecimal::add);
    lowest.merge(currency, now, BigDecimal::min);
  }
}

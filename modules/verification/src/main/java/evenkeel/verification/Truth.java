package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** What really happened at the exchange, from its own books, and what must never happen there. */
final class Truth {
  private static final String OURS = "ek-";

  /** One execution. */
  record Fill(BigDecimal shares, BigDecimal price) {}

  private static final class Order {
    private final String ref;
    private boolean isOver;

    Order(String ref) {
      this.ref = ref;
    }
  }

  private final Books books;
  private final Consumer<String> violation;
  private final Map<String, Order> orders = new LinkedHashMap<>();
  private final Map<String, Map<String, Fill>> fills = new LinkedHashMap<>();
  private final Map<String, BigDecimal> positions = new HashMap<>();

  Truth(Scenario scenario, Books books, Consumer<String> violation) {
    this.books = books;
    this.violation = violation;
    scenario.accounts().getFirst().positions()
        .forEach(held -> positions.put(held.symbol(), held.quantity()));
  }

  /** What stays the same when an execution is corrected: the id without its last part. */
  static String family(String execId) {
    int dot = execId.lastIndexOf('.');
    return dot < 0 ? execId : execId.substring(0, dot);
  }

  /** The fills of every order of ours, by its reference. */
  Map<String, Map<String, Fill>> fills() {
    return fills;
  }

  /** Whether an order under one of our references still stands. */
  boolean hasLive() {
    return orders.values().stream().anyMatch(order -> !order.isOver);
  }

  /** Whether an order under this reference still stands. */
  boolean hasLive(String ref) {
    return orders.values().stream().anyMatch(order -> order.ref.equals(ref) && !order.isOver);
  }

  void booked(LedgerEntry entry) {
    String ref = entry.orderRef().orElse("");
    if (!ref.startsWith(OURS)) {
      return;
    }
    switch (entry.event()) {
      case ACCEPTED -> {
        orders.put(key(entry), new Order(ref));
        long live = orders.values().stream().filter(order -> order.ref.equals(ref) && !order.isOver).count();
        if (live > 1) {
          violation.accept("1: " + live + " live orders for one intent: " + ref);
        }
        if (books.intent(ref).isEmpty()) {
          violation.accept("1: an order that was never intended: " + ref);
        }
      }
      case CANCELLED -> end(entry);
      case REJECTED -> {
        if (entry.permId().isPresent()) {
          end(entry);
        }
      }
      case FILLED -> {
        fill(ref, entry);
        if (entry.remaining().filter(left -> left.signum() == 0).isPresent()) {
          end(entry);
        }
      }
      case CORRECTED -> fills.get(ref).put(
          family(entry.execId().orElseThrow()),
          new Fill(entry.quantity().orElseThrow(), entry.price().orElseThrow()));
      case MODIFIED, RECEIVED, CONNECTED, DISCONNECTED, PACING_VIOLATION -> {
        // Nothing stands that did not stand before.
      }
    }
  }

  /** An order may get another permanent id while it stands; those that its client gave it stay. */
  private static String key(LedgerEntry entry) {
    return entry.clientId().orElseThrow() + "/" + entry.orderId().orElseThrow();
  }

  private void end(LedgerEntry entry) {
    Order order = orders.get(key(entry));
    if (order != null) {
      order.isOver = true;
    }
  }

  private void fill(String ref, LedgerEntry entry) {
    BigDecimal shares = entry.quantity().orElseThrow();
    fills.computeIfAbsent(ref, any -> new LinkedHashMap<>())
        .put(family(entry.execId().orElseThrow()), new Fill(shares, entry.price().orElseThrow()));
    BigDecimal filled = shares(fills.get(ref));
    if (books.intent(ref).filter(intent -> filled.compareTo(intent.quantity()) > 0).isPresent()) {
      violation.accept("1: more filled than intended: " + ref + " has " + filled);
    }
    boolean isBuy = entry.action().orElse("").equals("BUY");
    String symbol = entry.symbol().orElseThrow();
    positions.merge(symbol, isBuy ? shares : shares.negate(), BigDecimal::add);
    if (positions.get(symbol).signum() < 0) {
      violation.accept("8: a short position: " + symbol + " " + positions.get(symbol));
    }
  }

  static BigDecimal shares(Map<String, Fill> fills) {
    return fills.values().stream().map(Fill::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal value(Map<String, Fill> fills) {
    return fills.values().stream().map(fill -> fill.shares().multiply(fill.price()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

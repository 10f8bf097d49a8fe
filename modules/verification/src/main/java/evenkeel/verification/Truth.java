package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What really happened at the exchange, from its own books, and what must never happen there. */
final class Truth {
  static final String OURS = "ek-";
  /** A symbol that only a fault brings into the account, and not into the exchange's books. */
  static final String STRANGE = "ODDLOT";

  /** As much may the machine's clock and the Gateway's differ where a fill is dated by the former. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(3);

  /** One execution. */
  record Fill(BigDecimal shares, BigDecimal price) {}

  private static final class Order {
    private final String ref;
    private final String key;
    private long permId;
    private final Instant acceptedAt;
    private boolean isOver;

    Order(String ref, String key, long permId, Instant acceptedAt) {
      this.acceptedAt = acceptedAt;
      this.ref = ref;
      this.key = key;
      this.permId = permId;
    }
  }

  private final Books books;
  private final Consumer<String> violation;
  private final List<Order> orders = new ArrayList<>();
  /** References under which the Gateway itself made a second order. */
  private final Set<String> twins = new LinkedHashSet<>();
  /** References of which an execution was told at a price that cannot be. */
  private final Set<String> mispriced = new LinkedHashSet<>();
  private final Map<String, Instant> filledAt = new HashMap<>();
  private final Map<String, BigDecimal> sizes = new HashMap<>();
  private final Map<String, Map<String, Fill>> fills = new LinkedHashMap<>();
  private final AccountTruth account;

  Truth(Scenario scenario, Books books, Consumer<String> violation) {
    this.books = books;
    this.violation = violation;
    this.account = new AccountTruth(scenario);
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
    return orders.stream().anyMatch(order -> !order.isOver);
  }

  /** Whether an order under this reference still stands. */
  boolean hasLive(String ref) {
    return orders.stream().anyMatch(order -> order.ref.equals(ref) && !order.isOver);
  }

  /** The references of the orders that stand. */
  Stream<String> liveRefs() {
    return orders.stream().filter(order -> !order.isOver).map(order -> order.ref).distinct();
  }

  /** References under which the Gateway itself made a second order, so that more may be filled than was wanted. */
  Set<String> twins() {
    return twins;
  }

  /** An execution under this reference was told at a price that cannot be. */
  void mispriced(String ref) {
    mispriced.add(ref);
  }

  /** The references under which that happened: what was paid is not in the journal, or only on the average. */
  Set<String> mispriced() {
    return mispriced;
  }

  /** The size that the broker last gave the orders of this reference; empty where it is as it was sent. */
  Optional<BigDecimal> size(String ref) {
    return Optional.ofNullable(sizes.get(ref));
  }

  /** What the account really holds. */
  AccountTruth account() {
    return account;
  }

  /** How many orders stand under this reference. */
  long live(String ref) {
    return orders.stream().filter(order -> order.ref.equals(ref) && !order.isOver).count();
  }

  /** When something was last filled under this reference. */
  Optional<Instant> filledAt(String ref) {
    return Optional.ofNullable(filledAt.get(ref));
  }

  void booked(LedgerEntry entry) {
    String ref = entry.orderRef().orElse("");
    if (account.booked(entry) && !twins.contains(ref) && !isChangedSinceAccepted(ref, entry.conId().orElseThrow())) {
      violation.accept("8: a short position: " + entry.symbol().orElseThrow() + " "
          + account.shares(entry.conId().orElseThrow()));
    }
    if (!ref.startsWith(OURS)) {
      return;
    }
    switch (entry.event()) {
      case ACCEPTED -> accept(ref, entry);
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
      // An order may get another permanent id while it stands; the ids that its client gave it stay.
      case MODIFIED -> {
        standing(entry).ifPresent(order -> order.permId = entry.permId().orElse(order.permId));
        sizes.put(ref, entry.quantity().orElseThrow());
      }
      case RECEIVED, CONNECTED, DISCONNECTED, PACING_VIOLATION, CASH, POSITION -> {
        // Nothing stands that did not stand before.
      }
    }
  }

  private void accept(String ref, LedgerEntry entry) {
    String key = key(entry);
    // Nobody has sent an order under ids that stand already: that would be a change.
    if (orders.stream().anyMatch(order -> order.key.equals(key) && !order.isOver)) {
      twins.add(ref);
    }
    orders.add(new Order(ref, key, entry.permId().orElse(0L), entry.time()));
    long live = orders.stream().filter(order -> order.ref.equals(ref) && !order.isOver).count();
    if (live > 1 && !twins.contains(ref)) {
      violation.accept("1: " + live + " live orders for one intent: " + ref);
    }
    if (books.intent(ref).isEmpty()) {
      violation.accept("1: an order that was never intended: " + ref);
    }
  }

  private static String key(LedgerEntry entry) {
    return entry.clientId().orElseThrow() + "/" + entry.orderId().orElseThrow();
  }

  private void end(LedgerEntry entry) {
    standing(entry).ifPresent(order -> order.isOver = true);
  }

  private Optional<Order> standing(LedgerEntry entry) {
    String key = key(entry);
    List<Order> standing = orders.stream().filter(order -> order.key.equals(key) && !order.isOver).toList();
    return standing.stream().filter(order -> entry.permId().orElse(0) == order.permId).findFirst()
        .or(() -> standing.stream().findFirst());
  }

  private void fill(String ref, LedgerEntry entry) {
    BigDecimal shares = entry.quantity().orElseThrow();
    fills.computeIfAbsent(ref, any -> new LinkedHashMap<>())
        .put(family(entry.execId().orElseThrow()), new Fill(shares, entry.price().orElseThrow()));
    BigDecimal filled = shares(fills.get(ref));
    filledAt.put(ref, entry.time());
    if (twins.contains(ref)) {
      return;
    }
    if (books.intent(ref).filter(intent -> filled.compareTo(intent.quantity()) > 0).isPresent()) {
      violation.accept("1: more filled than intended: " + ref + " has " + filled);
    }
  }

  /** A fill is of a time at which its order stood. */
  void journalled(Books.Event event) {
    if (event.name().equals("fill-recorded")) {
      Instant at = Instant.parse(event.json().path("executedAt").asText()).plus(CLOCKS_DIFFER);
      List<Order> sent = orders.stream().filter(order -> order.ref.equals(event.ref())).toList();
      if (!sent.isEmpty() && sent.stream().allMatch(order -> at.isBefore(order.acceptedAt))) {
        violation.accept("4: a fill of a time before its order: " + event.ref() + " at " + at);
      }
    }
  }

  /** Whether others changed the position while our order stood, which no guard can know before. */
  private boolean isChangedSinceAccepted(String ref, int conId) {
    return account.changedByOthers(conId).filter(at -> orders.stream().anyMatch(
        order -> order.ref.equals(ref) && !order.acceptedAt.isAfter(at))).isPresent();
  }

  static BigDecimal shares(Map<String, Fill> fills) {
    return fills.values().stream().map(Fill::shares).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  static BigDecimal value(Map<String, Fill> fills) {
    return fills.values().stream().map(fill -> fill.shares().multiply(fill.price()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}

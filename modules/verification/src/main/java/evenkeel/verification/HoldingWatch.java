package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.ServerMessage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * That no order of ours sells what is not held of that very contract, open orders of others included, and that no order
 * is sent a second time after a fill of the first attempt. Goes by what the process can know: what others did within
 * the last minute does not count.
 */
final class HoldingWatch {
  /** Positions, orders of others and executions are told, and looked at again, within this time. */
  private static final Duration KNOWN_AFTER = Duration.ofMinutes(1);

  /** Who placed an order, and of what; orders by hand in TWS all have the same ids. */
  private record Origin(long client, long order, int contract, String action) {}

  /** An order of somebody else that stands. */
  private record Other(Origin origin, BigDecimal remaining, BigDecimal price) {
    int contract() {
      return origin.contract();
    }

    String action() {
      return origin.action();
    }
  }

  private final World world;
  private final Books books;
  private final Truth truth;
  private final Consumer<String> violation;
  private final Map<Long, Other> others = new LinkedHashMap<>();
  private final Map<Long, Instant> shown = new HashMap<>();

  HoldingWatch(World world, Books books, Truth truth, Consumer<String> violation) {
    this.world = world;
    this.books = books;
    this.truth = truth;
    this.violation = violation;
  }

  void booked(LedgerEntry entry) {
    if (entry.orderRef().orElse("").startsWith(Truth.OURS) || entry.permId().isEmpty()) {
      return;
    }
    long permId = entry.permId().getAsLong();
    switch (entry.event()) {
      case MODIFIED -> {
        renamed(permId, origin(entry));
        stands(permId, entry);
      }
      case ACCEPTED, FILLED -> stands(permId, entry);
      case CANCELLED, REJECTED -> others.remove(permId);
      case CONNECTED, DISCONNECTED, RECEIVED, CORRECTED, PACING_VIOLATION, CASH, POSITION -> {
        // Nothing of an order that stands.
      }
    }
  }

  private void stands(long permId, LedgerEntry entry) {
    others.put(permId, new Other(
        origin(entry), entry.remaining().orElse(BigDecimal.ZERO), entry.price().orElse(BigDecimal.ZERO)));
  }

  private static Origin origin(LedgerEntry entry) {
    return new Origin(
        entry.clientId().orElse(0), entry.orderId().orElse(0), entry.conId().orElseThrow(),
        entry.action().orElse(""));
  }

  /** An order may get another permanent id while it stands; what the process knows of it stays. */
  private void renamed(long permId, Origin origin) {
    if (others.containsKey(permId)) {
      return;
    }
    others.entrySet().stream().filter(entry -> entry.getValue().origin().equals(origin)).map(Map.Entry::getKey)
        .findFirst().ifPresent(before -> {
          others.remove(before);
          Optional.ofNullable(shown.remove(before)).ifPresent(at -> shown.put(permId, at));
        });
  }

  void heard(ServerMessage message) {
    if (message instanceof OpenOrder open) {
      shown.putIfAbsent(open.order().permId(), world.now());
    }
  }

  /** An order leaves of which the intent is known. */
  void placed(PlaceOrder place, Books.Intent intent) {
    String ref = place.order().orderRef();
    if (truth.twins().contains(ref)) {
      return;
    }
    second(ref);
    int contract = place.contract().conId();
    if (intent.side().equals("SELL") && !isJustChanged(contract)) {
      sale(ref, contract, place.order().totalQuantity().orElseThrow());
    }
  }

  private void second(String ref) {
    BigDecimal filled = Truth.shares(truth.fills().getOrDefault(ref, Map.of()));
    boolean isSecond = books.events("submission-started").stream().anyMatch(
        event -> event.ref().equals(ref) && event.json().path("attempt").asInt() > 1);
    if (isSecond && filled.signum() > 0 && books.lastOfChange(ref).isEmpty()) {
      violation.accept("13: a second attempt of " + ref + " after a fill of " + filled + " shares");
    }
  }

  private void sale(String ref, int contract, BigDecimal quantity) {
    BigDecimal filled = Truth.shares(truth.fills().getOrDefault(ref, Map.of()));
    BigDecimal ours = Stream.concat(
        Stream.of(quantity.subtract(filled).max(BigDecimal.ZERO)),
        truth.liveRefs().filter(other -> !other.equals(ref)).map(other -> rest(other, contract)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal left = truth.account().shares(contract).subtract(ours);
    if (left.signum() < 0) {
      violation.accept("10: an order sells " + left.negate() + " more than is held of its contract: " + ref);
    }
    BigDecimal theirs = known("SELL").filter(other -> other.contract() == contract).map(Other::remaining)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (theirs.signum() > 0 && left.compareTo(theirs) < 0) {
      violation.accept("11: with open orders of others for " + theirs + " more is sold than is held: " + ref);
    }
  }

  /** What an order of ours may still sell of a contract. */
  private BigDecimal rest(String ref, int contract) {
    Optional<Books.Intent> intent = books.intent(ref)
        .filter(it -> it.side().equals("SELL") && it.contract().equals(String.valueOf(contract)));
    return intent.map(it -> truth.size(ref).orElse(it.quantity())
        .subtract(Truth.shares(truth.fills().getOrDefault(ref, Map.of()))).max(BigDecimal.ZERO))
        .orElse(BigDecimal.ZERO);
  }

  /** The price of what others, as far as the process can know, are about to buy. */
  BigDecimal bought() {
    return known("BUY").map(other -> other.remaining().multiply(other.price()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether an order of somebody else stands. */
  boolean isAnyOfOthers() {
    return others.values().stream().anyMatch(other -> other.remaining().signum() > 0);
  }

  private Stream<Other> known(String action) {
    return others.entrySet().stream()
        .filter(entry -> Optional.ofNullable(shown.get(entry.getKey())).filter(this::isKnown).isPresent())
        .map(Map.Entry::getValue).filter(other -> other.action().equals(action));
  }

  private boolean isJustChanged(int contract) {
    return truth.account().changedByOthers(contract).filter(at -> !isKnown(at)).isPresent();
  }

  private boolean isKnown(Instant at) {
    return at.plus(KNOWN_AFTER).isBefore(world.now());
  }
}

package evenkeel.verification;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.simulator.LedgerEntry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The break lock: nothing freezes over what is not so, and no order in a contract leaves while somebody else's trade
 * has made the position another one than our books have.
 */
final class LockWatch {
  private static final Duration NOTICED_WITHIN = Duration.ofMinutes(1);
  private static final String ORDER = "order ";

  private final World world;
  private final Books books;
  private final Truth truth;
  private final Consumer<String> violation;
  /** When somebody else last traded a contract. */
  private final Map<Integer, Instant> foreign = new HashMap<>();
  /** Contracts of orders of ours: what somebody else trades in them may be taken for theirs. */
  private final Set<Integer> ours = new HashSet<>();

  LockWatch(World world, Books books, Truth truth, Consumer<String> violation) {
    this.world = world;
    this.books = books;
    this.truth = truth;
    this.violation = violation;
  }

  /** Something happened at the exchange. */
  void booked(LedgerEntry entry) {
    boolean isOurs = entry.orderRef().orElse("").startsWith(Truth.OURS);
    if (entry.event() == LedgerEntry.Event.FILLED && !isOurs) {
      foreign.put(entry.conId().orElseThrow(), world.now());
    }
  }

  /** An order leaves; trades of others in other contracts do not stop it. */
  void placed(String ref, int contract) {
    boolean isOld = Optional.ofNullable(foreign.get(contract))
        .filter(at -> at.plus(NOTICED_WITHIN).isBefore(world.now())).isPresent();
    if (isOld && !ours.contains(contract) && books.positions().isPresent() && !isAsBooked(contract)) {
      violation.accept("8: an order though " + contract + " was traded by somebody else: " + ref);
    }
    ours.add(contract);
  }

  void journalled(Books.Event event) {
    if (!event.name().equals("account-frozen")) {
      return;
    }
    for (JsonNode difference : event.json().path("differences")) {
      String about = difference.path("about").asText();
      boolean isSo = about.startsWith(ORDER)
          ? isOtherwise(about.substring(ORDER.length()))
          : about.equals(Truth.STRANGE) || !isAsBooked(difference.path("contract").path("id").asInt());
      if (!isSo) {
        violation.accept("6: the account was frozen over what is not so: " + difference);
      }
    }
  }

  /** Whether the exchange has other orders of this reference than the one that is meant, as it is meant. */
  private boolean isOtherwise(String ref) {
    Optional<Books.Intent> intent = books.intent(ref);
    boolean isOver = books.outcome(ref).filter("FILLED"::equals).isPresent();
    return intent.isEmpty() || truth.live(ref) > 1 || (isOver && truth.hasLive(ref)) || truth.size(ref).isPresent();
  }

  private boolean isAsBooked(int contract) {
    BigDecimal booked = books.positions().orElse(Map.of()).getOrDefault(String.valueOf(contract), BigDecimal.ZERO);
    return booked.compareTo(truth.account().shares(contract)) == 0;
  }
}

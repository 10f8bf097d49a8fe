package evenkeel.verification;

import evenkeel.tws.ErrorMessage;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.ServerMessage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Orders that a precaution of the Gateway stopped: they are not sent again, and the owner hears that they may be in
 * TWS, where a click sends them.
 */
final class RefusalWatch {
  private static final Set<Integer> PRECAUTIONS = Set.of(163, 354, 382, 383, 451, 10311);

  private final Books books;
  private final Truth truth;
  private final Consumer<String> violation;
  private final Map<String, String> refs = new HashMap<>();
  private final Set<String> stopped = new LinkedHashSet<>();
  /** Those of which the process can know. */
  private final Set<String> known = new LinkedHashSet<>();

  RefusalWatch(Books books, Truth truth, Consumer<String> violation) {
    this.books = books;
    this.truth = truth;
    this.violation = violation;
  }

  void placed(long connection, PlaceOrder place) {
    String ref = place.order().orderRef();
    refs.put(connection + "/" + place.orderId(), ref);
    if (known.contains(ref) && !truth.hasLive(ref)) {
      violation.accept("15: an order was sent again after a precaution of the Gateway stopped it: " + ref);
    }
  }

  void heard(long connection, ServerMessage message) {
    if (message instanceof ErrorMessage error && PRECAUTIONS.contains(error.code())) {
      String ref = refs.get(connection + "/" + error.id());
      if (ref != null && !truth.hasLive(ref)) {
        stopped.add(ref);
        known.add(ref);
      }
    }
  }

  /** The journal lost its newest events, and the Gateway shows nothing of an order that it refused. */
  void lost() {
    known.removeIf(ref -> books.outcome(ref).isEmpty());
  }

  void finish(List<String> told) {
    stopped.stream().filter(ref -> !truth.fills().containsKey(ref))
        .filter(ref -> told.stream().noneMatch(line -> line.contains(ref) && line.contains("Transmit")))
        .forEach(ref -> violation.accept("6: nobody was told that " + ref + " may be in TWS behind Transmit"));
  }
}

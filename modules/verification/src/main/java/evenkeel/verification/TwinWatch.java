package evenkeel.verification;

import evenkeel.tws.ClientMessage;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.ServerMessage;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which second orders, made by the Gateway itself, the process could notice: it was shown both in one answer, or more
 * was filled than it wanted. One that came and went while nobody looked is nobody's to tell.
 */
final class TwinWatch {
  private final Books books;
  private final Truth truth;
  /** The permanent ids heard of since the books were last asked for, by reference. */
  private final Map<String, Set<Long>> answer = new HashMap<>();
  private final Set<String> shown = new LinkedHashSet<>();

  TwinWatch(Books books, Truth truth) {
    this.books = books;
    this.truth = truth;
  }

  void sent(ClientMessage message) {
    if (message instanceof RequestAllOpenOrders) {
      answer.clear();
    }
  }

  void heard(ServerMessage message) {
    switch (message) {
      case OpenOrder open ->
        answer.computeIfAbsent(open.order().orderRef(), ref -> new LinkedHashSet<>()).add(open.order().permId());
      case OpenOrderEnd end -> {
        answer.forEach((ref, permIds) -> {
          if (permIds.size() > 1 && truth.twins().contains(ref)) {
            shown.add(ref);
          }
        });
        answer.clear();
      }
      default -> {
        // Nothing of an order that stands.
      }
    }
  }

  /** The process died, and may not have written down what it had just been shown. */
  void lost() {
    answer.clear();
    shown.removeIf(ref -> books.outcome(ref).filter("PARKED"::equals).isEmpty());
  }

  Stream<String> noticeable() {
    Stream<String> filled = truth.twins().stream().filter(ref -> books.intent(ref)
        .filter(intent -> Truth.shares(truth.fills().getOrDefault(ref, Map.of())).compareTo(intent.quantity()) > 0)
        .isPresent());
    return Stream.concat(shown.stream(), filled).distinct();
  }
}

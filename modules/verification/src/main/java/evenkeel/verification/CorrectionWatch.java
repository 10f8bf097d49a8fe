package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** That the owner hears of each execution that is corrected to other shares, as far as the process learnt of it. */
final class CorrectionWatch {
  private final Books books;
  private final Truth truth;
  private final Consumer<String> violation;
  private final Map<String, BigDecimal> shares = new HashMap<>();
  private final Set<String> corrected = new LinkedHashSet<>();

  CorrectionWatch(Books books, Truth truth, Consumer<String> violation) {
    this.books = books;
    this.truth = truth;
    this.violation = violation;
  }

  void booked(LedgerEntry entry) {
    String ref = entry.orderRef().orElse("");
    if (!ref.startsWith(Truth.OURS) || entry.execId().isEmpty()) {
      return;
    }
    BigDecimal now = entry.quantity().orElseThrow();
    BigDecimal before = shares.put(ref + "/" + Truth.family(entry.execId().get()), now);
    if (entry.event() == LedgerEntry.Event.CORRECTED && before != null && before.compareTo(now) != 0) {
      corrected.add(ref);
    }
  }

  void finish(List<String> told) {
    corrected.stream().filter(this::isFirstFormKnown)
        .filter(ref -> told.stream().noneMatch(line -> line.contains(ref)))
        .forEach(ref -> violation.accept("6: nobody was told that executions of " + ref + " were corrected"));
  }

  /** Whether the journal has had another form of the execution before the one that counts. */
  private boolean isFirstFormKnown(String ref) {
    return truth.fills().containsKey(ref) && books.events("fill-recorded").stream().anyMatch(
        event -> event.ref().equals(ref) && event.json().hasNonNull("correctedFrom"));
  }
}

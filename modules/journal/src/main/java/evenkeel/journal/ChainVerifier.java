package evenkeel.journal;

import evenkeel.journal.ChainVerdict.Broken;
import evenkeel.journal.ChainVerdict.Cut;
import evenkeel.journal.ChainVerdict.Fault;
import evenkeel.journal.ChainVerdict.Intact;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Follows a journal from its first event to its last. Events are given in the order in which they are stored; after
 * the first that is wrong, the others are passed over.
 */
public final class ChainVerifier {
  private final Map<String, Long> sequences = new HashMap<>();
  private final Map<String, Anchor> anchors = new LinkedHashMap<>();
  private final int anchored;
  private Optional<String> head = Optional.empty();
  private Optional<Broken> broken = Optional.empty();
  private long unchained;
  private long chained;

  /** Verifies against anchors, which may be none. */
  public ChainVerifier(Collection<Anchor> anchors) {
    anchors.forEach(anchor -> this.anchors.put(anchor.hash(), anchor));
    this.anchored = this.anchors.size();
  }

  /** The next event. */
  public void take(ChainedEvent event) {
    if (broken.isPresent()) {
      return;
    }
    Optional<Fault> fault = fault(event);
    if (fault.isPresent()) {
      broken = Optional.of(new Broken(fault.get(), event));
      return;
    }
    sequences.put(event.persistenceId(), event.sequenceNumber());
    if (event.hash().isPresent()) {
      chained++;
      head = event.hash();
      anchors.remove(event.hash().get());
    } else {
      unchained++;
    }
  }

  /** What was found. */
  public ChainVerdict verdict() {
    if (broken.isPresent()) {
      return broken.get();
    }
    return anchors.isEmpty()
        ? new Intact(unchained, chained, head, anchored)
        : new Cut(List.copyOf(anchors.values()), unchained + chained);
  }

  private Optional<Fault> fault(ChainedEvent event) {
    long expected = sequences.getOrDefault(event.persistenceId(), 0L) + 1;
    if (event.sequenceNumber() > expected) {
      return Optional.of(Fault.GAP);
    }
    if (event.sequenceNumber() < expected) {
      return Optional.of(Fault.ORDER);
    }
    if (event.hash().isEmpty()) {
      return head.isPresent() ? Optional.of(Fault.UNCHAINED) : Optional.empty();
    }
    String wanted = HashChain.next(
        head.orElse(HashChain.START), event.persistenceId(), event.sequenceNumber(), event.manifest(),
        event.payload());
    return wanted.equals(event.hash().get()) ? Optional.empty() : Optional.of(Fault.HASH);
  }
}

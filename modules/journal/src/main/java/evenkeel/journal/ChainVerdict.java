package evenkeel.journal;

import java.util.List;
import java.util.Optional;

/** Whether a journal is as it was written. */
public sealed interface ChainVerdict {

  /**
   * Every chained event is as it was written, and every anchor is in the chain.
   *
   * @param unchained the events before the chain, of which nothing is known
   * @param chained the events of the chain
   * @param head the hash of the last event; empty where no event is chained
   * @param anchors how many anchors were found
   */
  record Intact(long unchained, long chained, Optional<String> head, int anchors) implements ChainVerdict {}

  /** The journal was changed at this event or before it. */
  record Broken(Fault fault, ChainedEvent event) implements ChainVerdict {}

  /** The events that these anchors were taken from are missing: the journal was cut, or replaced. */
  record Cut(List<Anchor> missing, long events) implements ChainVerdict {
    public Cut {
      missing = List.copyOf(missing);
    }
  }

  /** What is wrong with an event. */
  enum Fault {
    /** The event, or the one before it, is not what was written. */
    HASH,
    /** The event has no hash although the one before it has. */
    UNCHAINED,
    /** Its actor's event before this one is missing. */
    GAP,
    /** Its actor's event before this one comes after it. */
    ORDER
  }
}

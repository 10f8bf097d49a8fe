package evenkeel.verification;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is on the disk: it outlives the process, and its tail can be lost. Confined to the world's thread.
 */
final class Journal {
  /** One event as it was written. */
  // An array, as it goes straight to and from the serializer; never compared.
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(String persistenceId, long sequenceNr, int serializer, String manifest, String writer, byte[] bytes) {
    String json() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** How the next write goes. */
  sealed interface Fortune {}

  /** It succeeds at once. */
  enum Sound implements Fortune { INSTANCE }

  /** It succeeds later; whether the event is on the disk from the start is as the disk likes. */
  record Slow(Duration by, boolean isDurableFirst) implements Fortune {}

  /** The writer is told that it failed, which may not be so. */
  record Failed(boolean isDurable) implements Fortune {}

  private final List<Entry> entries = new ArrayList<>();
  private final Consumer<Entry> witness;
  private final Predicate<Entry> late;
  private final List<Fortune> fortunes = new ArrayList<>();
  private boolean isFull;

  /**
   * @param witness sees each event that gets on the disk
   * @param late which events are said to be there before they are
   */
  Journal(Consumer<Entry> witness, Predicate<Entry> late) {
    this.witness = witness;
    this.late = late;
  }

  boolean isLate(List<Entry> write) {
    return write.stream().anyMatch(late);
  }

  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The next writes go like this. */
  void expect(int writes, Fortune fortune) {
    for (int i = 0; i < writes; i++) {
      fortunes.add(fortune);
    }
  }

  /** While the disk is full no write succeeds. */
  void full(boolean is) {
    isFull = is;
  }

  /** From now on every write succeeds at once. */
  void sound() {
    isFull = false;
    fortunes.clear();
  }

  Fortune next() {
    if (isFull) {
      return new Failed(false);
    }
    return fortunes.isEmpty() ? Sound.INSTANCE : fortunes.removeFirst();
  }

  /** Adds the events of one write, or none of them where one is there already under its number. */
  boolean add(List<Entry> write) {
    boolean isTaken = write.stream().anyMatch(entry -> entries.stream().anyMatch(
        other -> other.persistenceId().equals(entry.persistenceId()) && other.sequenceNr() == entry.sequenceNr()));
    if (isTaken) {
      return false;
    }
    entries.addAll(write);
    write.forEach(witness);
    return true;
  }

  /** Loses the newest events, and says how many there were to lose. */
  int cut(int newest) {
    int lost = Math.min(newest, entries.size());
    entries.subList(entries.size() - lost, entries.size()).clear();
    return lost;
  }

  List<Entry> of(String persistenceId, long from, long to) {
    return entries.stream().filter(entry -> entry.persistenceId().equals(persistenceId))
        .filter(entry -> entry.sequenceNr() >= from && entry.sequenceNr() <= to)
        .sorted(Comparator.comparingLong(Entry::sequenceNr)).toList();
  }
}

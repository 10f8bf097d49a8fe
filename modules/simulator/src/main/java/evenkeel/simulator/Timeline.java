package evenkeel.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * The simulated time and what is still to happen in it. Things due at the same instant happen in
 * the order in which they were planned, so that a run is the same every time.
 */
final class Timeline {
  private final PriorityQueue<Entry> entries = new PriorityQueue<>(Entry.ORDER);
  private Instant now;
  private Instant target;
  private long planned;

  Timeline(Instant start) {
    this.now = start;
    this.target = start;
  }

  /** Something planned; it can be called off until it happens. */
  static final class Timer {
    private boolean off;

    void callOff() {
      off = true;
    }
  }

  private record Entry(Instant due, long sequence, Timer timer, Runnable action) {
    static final Comparator<Entry> ORDER = Comparator.comparing(Entry::due)
        .thenComparingLong(Entry::sequence);
  }

  Instant now() {
    return now;
  }

  Timer at(Instant due, Runnable action) {
    Timer timer = new Timer();
    entries.add(new Entry(due, planned++, timer, action));
    return timer;
  }

  Timer after(Duration delay, Runnable action) {
    return at(now.plus(delay), action);
  }

  /**
   * The due time of a repeated thing: one interval on, but not before the time that the driver has
   * reached, so that a driver that slept does not get a burst.
   */
  Instant again(Duration interval) {
    Instant next = now.plus(interval);
    return next.isBefore(target) ? target : next;
  }

  Optional<Instant> next() {
    while (!entries.isEmpty() && entries.peek().timer().off) {
      entries.poll();
    }
    return Optional.ofNullable(entries.peek()).map(Entry::due);
  }

  /** Lets everything happen that is due up to {@code until}, each at its own time. */
  void advance(Instant until) {
    if (until.isAfter(target)) {
      target = until;
    }
    while (next().filter(due -> !due.isAfter(target)).isPresent()) {
      Entry entry = entries.remove();
      if (entry.due().isAfter(now)) {
        now = entry.due();
      }
      entry.action().run();
    }
    now = target;
  }
}

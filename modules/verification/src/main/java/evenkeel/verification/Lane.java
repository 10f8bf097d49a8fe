package evenkeel.verification;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One life of the process: what its actor system does runs through here until it is killed; after that nothing of it
 * runs any more. Found by its number, which is all that can be handed to a class that Pekko makes from its name.
 */
final class Lane {
  /** Where a configuration names its lane. */
  static final String KEY = "evenkeel.verification.lane";

  private static final Map<Long, Lane> LANES = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final World world;
  private final Journal journal;
  private boolean isKilled;

  Lane(World world, Journal journal) {
    this.world = world;
    this.journal = journal;
    LANES.put(number, this);
  }

  static Lane of(long number) {
    Lane lane = LANES.get(number);
    if (lane == null) {
      throw new IllegalStateException("no lane " + number);
    }
    return lane;
  }

  long number() {
    return number;
  }

  World world() {
    return world;
  }

  Journal journal() {
    return journal;
  }

  boolean isKilled() {
    return isKilled;
  }

  void kill() {
    isKilled = true;
    LANES.remove(number);
  }

  /** Queues a task; one of a killed process is dropped. */
  void execute(Runnable task) {
    if (!isKilled) {
      world.ready(() -> {
        if (!isKilled) {
          task.run();
        }
      });
    }
  }

  /** A timer of this life. */
  void timer(long waitNanos, Runnable action) {
    world.timer(waitNanos, () -> {
      if (!isKilled) {
        action.run();
      }
    });
  }
}

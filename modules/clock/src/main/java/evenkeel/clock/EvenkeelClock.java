package evenkeel.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that Evenkeel lives in. It is passed in everywhere; nothing reads the system clock on
 * its own, so that a shared faster clock ({@link FasterClock}) or a test moves everything at once.
 */
public interface EvenkeelClock extends InstantSource {
  /**
   * How much of this clock's time has passed since some moment, whatever the machine's clock is set to meanwhile; it
   * may stand still while the machine sleeps. For paces. A clock that nobody sets needs none of its own.
   */
  default Duration steady() {
    return Duration.between(Instant.EPOCH, instant());
  }

  /** How many seconds of this clock pass in one second of the wall. */
  double speed();

  /**
   * The wall time that a wait on this clock takes: what a timer of the operating system or of the
   * actor system has to be set to. At least one millisecond, so that a timer never spins.
   */
  default Duration wall(Duration virtual) {
    if (speed() == 1.0) {
      return virtual;
    }
    long nanos = (long) (virtual.toNanos() / speed());
    return Duration.ofNanos(Math.max(nanos, 1_000_000L));
  }

  /**
   * The wall time between two looks at something that is due now and then: as {@link #wall}, but never so short that
   * looking keeps a processor busy.
   */
  default Duration beat(Duration virtual) {
    Duration wall = wall(virtual);
    return wall.compareTo(BEAT_FLOOR) < 0 ? BEAT_FLOOR : wall;
  }

  /** Shortest wall time between two looks. */
  Duration BEAT_FLOOR = Duration.ofMillis(50);

  /**
   * How long to wait, on this clock, for an answer. Processors and sockets do not get faster with the clock, so this
   * is at least what passes here in {@link #PATIENCE_FLOOR} of the wall (or in the time asked for, if that is less).
   */
  default Duration patience(Duration virtual) {
    if (speed() == 1.0) {
      return virtual;
    }
    Duration floor = virtual.compareTo(PATIENCE_FLOOR) < 0 ? virtual : PATIENCE_FLOOR;
    Duration floorHere = Duration.ofNanos((long) (floor.toNanos() * speed()));
    return virtual.compareTo(floorHere) < 0 ? floorHere : virtual;
  }

  /** Shortest wall time after which a missing answer may be called missing under a faster clock. */
  Duration PATIENCE_FLOOR = Duration.ofSeconds(2);

  /** The real time. */
  static EvenkeelClock system() {
    return SystemClock.INSTANCE;
  }

  /** The clock that the text of {@code EVENKEEL_CLOCK} asks for; the real one for an empty text. */
  static EvenkeelClock of(String text) {
    return text.isBlank() ? system() : FasterClock.parse(text);
  }

  /** The real time: the only place that reads the system's clock. */
  enum SystemClock implements EvenkeelClock {
    INSTANCE;

    @Override
    public Instant instant() {
      return Instant.now();
    }

    @Override
    public Duration steady() {
      return Duration.ofNanos(System.nanoTime());
    }

    @Override
    public double speed() {
      return 1.0;
    }
  }
}

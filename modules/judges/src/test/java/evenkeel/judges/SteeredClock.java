package evenkeel.judges;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import java.time.Instant;

/** Runs like the wall's clock and can be moved on: nobody has to wait for the close of a session. */
final class SteeredClock implements EvenkeelClock {
  private static final EvenkeelClock WALL = EvenkeelClock.system();

  private volatile Duration ahead;

  SteeredClock(Instant start) {
    this.ahead = Duration.between(WALL.instant(), start);
  }

  /** Goes on from this time; time that has passed already is left alone. */
  void moveTo(Instant time) {
    Duration wanted = Duration.between(WALL.instant(), time);
    if (wanted.compareTo(ahead) > 0) {
      ahead = wanted;
    }
  }

  @Override
  public Instant instant() {
    return WALL.instant().plus(ahead);
  }

  @Override
  public double speed() {
    return 1;
  }
}

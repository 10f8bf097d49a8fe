package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.time.Instant;

/**
 * A clock that a test lets go faster from some moment on: what needs a processor is done at the wall's speed, however
 * slow the machine is, and the hours in which nothing is to be done pass quickly. A process that is started gets it as
 * it is then.
 */
final class GearedClock implements EvenkeelClock {
  private volatile FasterClock gear;

  GearedClock(FasterClock gear) {
    this.gear = gear;
  }

  void shift(double speed) {
    gear = new FasterClock(instant(), EvenkeelClock.system().instant(), speed);
  }

  FasterClock gear() {
    return gear;
  }

  @Override
  public Instant instant() {
    return gear.instant();
  }

  @Override
  public double speed() {
    return gear.speed();
  }
}

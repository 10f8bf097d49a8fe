package evenkeel.verification;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import java.time.Instant;

/** What the machine's clock shows in this world. */
record MachineClock(World world) implements EvenkeelClock {
  @Override
  public Instant instant() {
    return world.wall();
  }

  @Override
  public Duration steady() {
    return world.awake();
  }

  @Override
  public double speed() {
    return 1.0;
  }
}

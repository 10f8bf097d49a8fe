package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;

/** A clock that stands still until a test moves it, and moves the timers of the actor system with it. */
final class TestClock implements EvenkeelClock {
  private final AtomicReference<Instant> now;
  private final ManualTime timers;

  TestClock(Instant start, ManualTime timers) {
    this.now = new AtomicReference<>(start);
    this.timers = timers;
  }

  void pass(Duration duration) {
    now.updateAndGet(before -> before.plus(duration));
    timers.timePasses(duration);
  }

  /**
   * Lets the time pass in steps until a message comes, where nobody tells when a pause begins: after a failed write, or
   * after an answer.
   */
  <T> T passUntil(TestProbe<T> probe, Duration step) {
    return passUntil(probe, step, () -> {});
  }

  /** The same, asking after each step. */
  <T> T passUntil(TestProbe<T> probe, Duration step, Runnable asking) {
    for (int i = 0; i < 50; i++) {
      pass(step);
      asking.run();
      try {
        return probe.receiveMessage(Duration.ofMillis(200));
      } catch (AssertionError notYet) {
        // The pause may not have begun before the time passed.
      }
    }
    throw new AssertionError("nothing came");
  }

  /** Sets the clock as somebody sets a machine's: no timer notices. */
  void set(Instant instant) {
    now.set(instant);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public double speed() {
    return 1.0;
  }
}

package evenkeel.verification;

import com.typesafe.config.Config;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.actor.AbstractScheduler;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.event.LoggingAdapter;
import scala.concurrent.ExecutionContext;
import scala.concurrent.duration.FiniteDuration;

/** Pekko's timers on virtual time. Made by Pekko from its name. */
public final class VirtualScheduler extends AbstractScheduler {
  private static final double FREQUENCY_MAX = 1e6;

  private final Lane lane;

  /** As Pekko calls it. */
  public VirtualScheduler(
      Config config, @SuppressWarnings("unused") LoggingAdapter log,
      @SuppressWarnings("unused") ThreadFactory threads) {
    this.lane = Lane.of(config.getLong(Lane.KEY));
  }

  Lane lane() {
    return lane;
  }

  private static final class Timer implements Cancellable {
    private boolean isOver;

    @Override
    public boolean cancel() {
      boolean wasRunning = !isOver;
      isOver = true;
      return wasRunning;
    }

    @Override
    public boolean isCancelled() {
      return isOver;
    }
  }

  // Pekko still asks every scheduler for its repeating form under the old name.
  @SuppressWarnings("deprecation")
  @Override
  public Cancellable schedule(
      FiniteDuration first, FiniteDuration pause, Runnable action, ExecutionContext executor) {
    var timer = new Timer();
    repeat(timer, first.toNanos(), pause.toNanos(), action, executor);
    return timer;
  }

  private void repeat(Timer timer, long waitNanos, long pauseNanos, Runnable action, ExecutionContext executor) {
    lane.timer(waitNanos, () -> {
      if (!timer.isOver) {
        executor.execute(action);
        repeat(timer, pauseNanos, pauseNanos, action, executor);
      }
    });
  }

  @Override
  public Cancellable scheduleOnce(FiniteDuration wait, Runnable action, ExecutionContext executor) {
    var timer = new Timer();
    lane.timer(wait.toNanos(), () -> {
      if (timer.cancel()) {
        executor.execute(action);
      }
    });
    return timer;
  }

  @Override
  public double maxFrequency() {
    return FREQUENCY_MAX;
  }
}

package evenkeel.app;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says on standard error what a slow command is doing. Nothing appears while steps are quicker than
 * a second. On a terminal the line is redrawn and disappears at the end; elsewhere each step that
 * was seen is one line.
 */
final class Progress implements AutoCloseable {
  /** Calls back every so often until closed. */
  interface Ticks {
    void every(Duration period, Runnable action);

    void close();
  }

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String CLEAR_LINE = "\r\u001b[2K";

  private final Terminal terminal;
  private final Ticks ticks;
  private @Nullable String step;
  private int seconds;
  private boolean shown;
  private boolean drawn;

  private Progress(Terminal terminal, Ticks ticks) {
    this.terminal = terminal;
    this.ticks = ticks;
  }

  static Progress on(Terminal terminal) {
    return on(terminal, new TimerThread());
  }

  static Progress on(Terminal terminal, Ticks ticks) {
    var progress = new Progress(terminal, ticks);
    ticks.every(SECOND, progress::secondPassed);
    return progress;
  }

  /** From here on the command does this, for example {@code waiting for prices (2 of 3)}. */
  synchronized void step(String what) {
    boolean visible = shown;
    step = what;
    shown = false;
    if (visible && terminal.redraws()) {
      show();
    }
  }

  private synchronized void secondPassed() {
    seconds++;
    if (step != null && (terminal.redraws() || !shown)) {
      show();
    }
  }

  private void show() {
    shown = true;
    if (terminal.redraws()) {
      drawn = true;
      terminal.err().print(CLEAR_LINE + step + " … " + seconds + " s");
      terminal.err().flush();
    } else {
      terminal.complain(step + " …");
    }
  }

  @Override
  public synchronized void close() {
    ticks.close();
    step = null;
    if (drawn) {
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
    }
  }

  private static final class TimerThread implements Ticks {
    private final ScheduledExecutorService timer = Executors
        .newSingleThreadScheduledExecutor(work -> {
          Thread thread = new Thread(work, "progress");
          thread.setDaemon(true);
          return thread;
        });

    @Override
    public void every(Duration period, Runnable action) {
      // The answer is of no use: closing ends it.
      var unused = timer.scheduleWithFixedDelay(action, period.toMillis(), period.toMillis(),
          TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}

package evenkeel.app;

import evenkeel.domain.Phrase;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says on a terminal what a slow command is doing, in a line that is redrawn and disappears at the end. Nothing appears
 * while steps are quicker than a second, and nothing at all where nobody looks on: there standard error is for errors.
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
  private @Nullable Phrase step;
  private int seconds;
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
    if (terminal.redraws()) {
      ticks.every(SECOND, progress::secondPassed);
    }
    return progress;
  }

  /** From here on the command does this, for example {@code waiting for portfolio and prices}. */
  synchronized void step(Phrase what) {
    step = what;
    if (drawn) {
      show();
    }
  }

  /** Says something that stays, on a line of its own above the one that is redrawn. */
  synchronized void say(Phrase sentence) {
    if (drawn) {
      terminal.err().print(CLEAR_LINE);
    }
    terminal.complain(sentence);
    if (drawn) {
      show();
    }
  }

  private synchronized void secondPassed() {
    seconds++;
    if (step != null) {
      show();
    }
  }

  private void show() {
    drawn = true;
    String doing = step == null ? "" : terminal.language().say(step);
    terminal.err().print(CLEAR_LINE + doing + " … " + seconds + " s");
    terminal.err().flush();
  }

  @Override
  public synchronized void close() {
    ticks.close();
    step = null;
    if (drawn) {
      drawn = false;
      terminal.err().print(CLEAR_LINE);
      terminal.err().flush();
    }
  }

  /** The thread starts with the first tick that is asked for. */
  private static final class TimerThread implements Ticks {
    private @Nullable ScheduledExecutorService timer;

    @Override
    public void every(Duration period, Runnable action) {
      timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "progress");
        thread.setDaemon(true);
        return thread;
      });
      // The answer is of no use: closing ends it.
      var unused = timer.scheduleWithFixedDelay(
          action, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
      if (timer != null) {
        timer.shutdownNow();
      }
    }
  }
}

package evenkeel.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Waiting on the command's own thread for what the actors answer. */
final class Await {
  private Await() {}

  /**
   * The answer of something that has a patience of its own, below this one: only a bug gets to the end of it.
   *
   * @throws CommandFailure the one that the future failed with, or that of an interrupt
   */
  static <T> T within(Duration patience, CompletableFuture<T> future) {
    return within(
        patience, future, late -> new IllegalStateException("no answer within " + patience.toSeconds() + " s", late));
  }

  /** The same of something that may well be late, which then fails like this. */
  static <T> T within(
      Duration patience, CompletableFuture<T> future, Function<TimeoutException, RuntimeException> overdue) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.INTERRUPTED, new ComplaintText.InterruptedHere(), interrupted);
    } catch (TimeoutException late) {
      throw overdue.apply(late);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof CommandFailure known) {
        throw known;
      }
      throw new IllegalStateException("the engine failed: " + failed.getCause(), failed.getCause());
    }
  }

  /** However long it takes. */
  static <T> T patiently(CompletableFuture<T> future) {
    return within(Duration.ofDays(365), future);
  }
}

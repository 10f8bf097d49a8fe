package evenkeel.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/** Seeds in a row, several at once. */
final class Seeds {
  private Seeds() {}

  /**
   * Has each seed lived through, in order as far as they begin, until all are or it is enough.
   *
   * @param failed what is said when a seed could not be lived through, which is a bug of the harness
   */
  static void each(
      long first, long count, int threads, BooleanSupplier isEnough, String failed, LongConsumer live) {
    var next = new AtomicLong(first);
    Runnable work = () -> {
      for (long seed = next.getAndIncrement(); seed < first + count
          && !isEnough.getAsBoolean(); seed = next.getAndIncrement()) {
        live(seed, failed, live);
      }
    };
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(workers.submit(work));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (ExecutionException bug) {
      throw new IllegalStateException(failed, bug.getCause());
    }
  }

  private static void live(long seed, String failed, LongConsumer live) {
    try {
      live.accept(seed);
    } catch (RuntimeException bug) {
      throw new IllegalStateException(failed + " with seed " + seed, bug);
    }
  }
}

package evenkeel.simulator;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/** Passes bytes on in pieces, with a pause before each, as a slow socket does. */
final class Trickler {
  /** Everything at once. */
  static final Fault.Trickle USUAL = new Fault.Trickle(Fault.Trickle.ALL, Duration.ZERO,
      Fault.Trickle.Way.BOTH);

  private final Timeline timeline;
  private final Consumer<byte[]> onward;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean running;

  Trickler(Timeline timeline, Consumer<byte[]> onward) {
    this.timeline = timeline;
    this.onward = onward;
  }

  /** Whether bytes are still on their way, so that later ones have to queue behind them. */
  boolean isBusy() {
    return waiting.size() > 0;
  }

  void add(byte[] bytes, Fault.Trickle how) {
    waiting.writeBytes(bytes);
    if (!running && isBusy()) {
      running = true;
      next(how);
    }
  }

  private void next(Fault.Trickle how) {
    Duration pause = how.pause();
    if (pause.isZero()) {
      while (isBusy()) {
        piece(how.bytes());
      }
      running = false;
    } else {
      timeline.after(pause, () -> {
        piece(how.bytes());
        running = isBusy();
        if (running) {
          next(how);
        }
      });
    }
  }

  private void piece(int size) {
    byte[] all = waiting.toByteArray();
    int count = Math.min(size, all.length);
    waiting.reset();
    waiting.write(all, count, all.length - count);
    onward.accept(Arrays.copyOf(all, count));
  }
}

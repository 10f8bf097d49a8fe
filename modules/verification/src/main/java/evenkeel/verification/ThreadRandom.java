package evenkeel.verification;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The thread's own random source. Pekko draws the ids of actors and the pause before a restart from it, so it has to
 * follow the seed; Java has no other way to it than the thread's field.
 */
final class ThreadRandom {
  private ThreadRandom() {}

  static void seed(long seed) {
    // The first use sets a seed of its own.
    ThreadLocalRandom.current();
    try {
      Field field = Thread.class.getDeclaredField("threadLocalRandomSeed");
      field.setAccessible(true);
      field.setLong(Thread.currentThread(), seed);
    } catch (ReflectiveOperationException | RuntimeException closed) {
      throw new IllegalStateException("start Java with --add-opens java.base/java.lang=ALL-UNNAMED", closed);
    }
  }
}

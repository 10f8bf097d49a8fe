package evenkeel.simulator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to the next one, or the next few, of something; then the usual again. */
final class Next<T> {
  private @Nullable T what;
  private int left;

  /** Lets this happen to so many. */
  void set(T happens, int count) {
    what = happens;
    left = count;
  }

  /** What happens to this one; it counts as one. */
  Optional<T> take() {
    if (left <= 0) {
      return Optional.empty();
    }
    left--;
    return Optional.ofNullable(what);
  }

  /** Whether something happens to this one; it counts as one. */
  boolean isTaken() {
    return take().isPresent();
  }
}

package evenkeel.tws;

/** Checks of arguments that a caller of ours got wrong. */
final class Checks {
  private Checks() {}

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}

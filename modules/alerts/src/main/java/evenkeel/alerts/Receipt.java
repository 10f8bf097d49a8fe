package evenkeel.alerts;

/** What became of an attempt to deliver. */
public sealed interface Receipt {
  /** The channel's service has taken it. */
  record Delivered() implements Receipt {}

  /**
   * It did not arrive, or nobody said so.
   *
   * @param why in words without secrets
   * @param isHopeless whether the same attempt would fail again: a wrong token, not a busy server
   */
  record Failed(String why, boolean isHopeless) implements Receipt {}
}

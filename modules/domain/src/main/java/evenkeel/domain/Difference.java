package evenkeel.domain;

/**
 * Where our books and the broker's say different things.
 *
 * @param about a symbol, or an order by its reference
 * @param ours what our books say, with its unit
 * @param theirs what the broker says, with its unit
 */
public record Difference(String about, String ours, String theirs) {
  /** For people, without a full stop. */
  public String sentence() {
    return about + ": our books have " + ours + ", the broker has " + theirs;
  }
}

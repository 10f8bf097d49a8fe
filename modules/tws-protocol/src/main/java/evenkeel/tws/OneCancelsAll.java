package evenkeel.tws;

/**
 * A group of orders of which one ends the others.
 *
 * @param type how; 0 leaves it to the Gateway, which echoes 3
 */
public record OneCancelsAll(String group, int type) {
  public static final OneCancelsAll NONE = new OneCancelsAll("", 0);
}

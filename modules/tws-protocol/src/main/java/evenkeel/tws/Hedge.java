package evenkeel.tws;

/** An order that hedges its parent. */
public record Hedge(String hedgeType, String parameter) {
  public static final Hedge NONE = new Hedge("", "");
}

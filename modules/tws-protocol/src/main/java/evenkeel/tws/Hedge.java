package evenkeel.tws;

/** An order that hedges its parent. */
public record Hedge(String hedgeType, String parameter) {
  public static final Hedge NONE = new Hedge("", "");

  /** The parameter follows only when there is a type. */
  static Hedge decode(FieldReader in) {
    String hedgeType = in.text("hedgeType");
    return hedgeType.isEmpty() ? NONE : new Hedge(hedgeType, in.text("hedgeParam"));
  }

  void encode(FieldWriter out) {
    out.text("hedgeType", hedgeType);
    if (!hedgeType.isEmpty()) {
      out.text("hedgeParam", parameter);
    }
  }
}

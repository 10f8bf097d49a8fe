package evenkeel.tws;

import java.util.List;

/**
 * An algorithm of IBKR that works the order, for example {@code Adaptive} with the parameter
 * {@code adaptivePriority}.
 */
public record Algo(String strategy, List<TagValue> parameters, String id) {
  /** The order is worked as it is. */
  public static final Algo NONE = new Algo("", List.of(), "");

  public Algo {
    parameters = List.copyOf(parameters);
  }

  /** Strategy and parameters; the id is in requests only, some fields later. */
  static Algo decode(FieldReader in) {
    String strategy = in.text("algoStrategy");
    return strategy.isEmpty()
        ? NONE
        : new Algo(strategy, in.tagPairs("algoParamsCount", "algoParams"), "");
  }

  Algo withId(String newId) {
    return newId.isEmpty() ? this : new Algo(strategy, parameters, newId);
  }

  void encode(FieldWriter out) {
    out.text("algoStrategy", strategy);
    if (!strategy.isEmpty()) {
      out.tagPairs("algoParamsCount", "algoParams", parameters);
    }
  }
}

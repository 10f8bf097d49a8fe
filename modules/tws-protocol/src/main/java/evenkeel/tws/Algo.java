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
}

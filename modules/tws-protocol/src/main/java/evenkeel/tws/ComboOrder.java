package evenkeel.tws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What an order on a combination carries beside the legs of its contract. */
public record ComboOrder(Optional<BigDecimal> basisPoints, OptionalInt basisPointsType,
    List<Optional<BigDecimal>> legPrices, List<TagValue> smartRoutingParameters) {
  public static final ComboOrder NONE = new ComboOrder(Optional.empty(), OptionalInt.empty(),
      List.of(), List.of());

  public ComboOrder {
    legPrices = List.copyOf(legPrices);
    smartRoutingParameters = List.copyOf(smartRoutingParameters);
  }
}

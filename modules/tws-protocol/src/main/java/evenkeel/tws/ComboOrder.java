package evenkeel.tws;

import java.math.BigDecimal;
import java.util.ArrayList;
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

  static List<Optional<BigDecimal>> decodeLegPrices(FieldReader in) {
    int count = in.count("orderComboLegsCount");
    if (count == 0) {
      return List.of();
    }
    List<Optional<BigDecimal>> prices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      prices.add(in.decimal("orderComboLeg.price"));
    }
    return prices;
  }

  void encodeLegPrices(FieldWriter out) {
    out.integer("orderComboLegsCount", legPrices.size());
    for (Optional<BigDecimal> price : legPrices) {
      out.decimalOrEmpty("orderComboLeg.price", price);
    }
  }
}

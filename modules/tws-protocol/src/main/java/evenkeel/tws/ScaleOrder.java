package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** An order worked in steps. The details exist on the wire only when the price increment is above 0. */
public record ScaleOrder(OptionalInt initLevelSize, OptionalInt subsLevelSize,
    Optional<BigDecimal> priceIncrement,
    String table, Details details) {
  public static final ScaleOrder NONE = new ScaleOrder(OptionalInt.empty(), OptionalInt.empty(),
      Optional.empty(), "",
      Details.NONE);

  /** What belongs to a positive price increment. */
  public record Details(Optional<BigDecimal> priceAdjustValue, OptionalInt priceAdjustInterval,
      Optional<BigDecimal> profitOffset, boolean autoReset, OptionalInt initPosition,
      OptionalInt initFillQuantity,
      boolean randomPercent) {
    public static final Details NONE = new Details(Optional.empty(), OptionalInt.empty(),
        Optional.empty(), false,
        OptionalInt.empty(), OptionalInt.empty(), false);
  }

  boolean hasDetails() {
    return priceIncrement.isPresent() && priceIncrement.get().signum() > 0;
  }
}

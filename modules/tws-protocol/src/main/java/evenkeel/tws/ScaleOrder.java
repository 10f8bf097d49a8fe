package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/** An order worked in steps. The details exist on the wire only when the price increment is above 0. */
public record ScaleOrder(OptionalInt initLevelSize, OptionalInt subsLevelSize,
    Optional<BigDecimal> priceIncrement, String table, Details details) {
  public static final ScaleOrder NONE = new ScaleOrder(OptionalInt.empty(), OptionalInt.empty(),
      Optional.empty(), "", Details.NONE);

  /** What belongs to a positive price increment. */
  public record Details(Optional<BigDecimal> priceAdjustValue, OptionalInt priceAdjustInterval,
      Optional<BigDecimal> profitOffset, boolean autoReset, OptionalInt initPosition,
      OptionalInt initFillQuantity, boolean randomPercent) {
    public static final Details NONE = new Details(Optional.empty(), OptionalInt.empty(),
        Optional.empty(), false, OptionalInt.empty(), OptionalInt.empty(), false);
  }

  /** The seven fields that follow a positive increment. */
  static Details decodeDetails(FieldReader in, Optional<BigDecimal> priceIncrement) {
    if (!isScale(priceIncrement)) {
      return Details.NONE;
    }
    return new Details(in.decimal("scalePriceAdjustValue"),
        in.optionalInteger("scalePriceAdjustInterval"), in.decimal("scaleProfitOffset"),
        in.flag("scaleAutoReset"), in.optionalInteger("scaleInitPosition"),
        in.optionalInteger("scaleInitFillQty"), in.flag("scaleRandomPercent"));
  }

  void encodeDetails(FieldWriter out) {
    if (isScale(priceIncrement)) {
      out.decimalOrEmpty("scalePriceAdjustValue", details.priceAdjustValue);
      out.integerOrEmpty("scalePriceAdjustInterval", details.priceAdjustInterval);
      out.decimalOrEmpty("scaleProfitOffset", details.profitOffset);
      out.flag("scaleAutoReset", details.autoReset);
      out.integerOrEmpty("scaleInitPosition", details.initPosition);
      out.integerOrEmpty("scaleInitFillQty", details.initFillQuantity);
      out.flag("scaleRandomPercent", details.randomPercent);
    }
  }

  private static boolean isScale(Optional<BigDecimal> priceIncrement) {
    return priceIncrement.isPresent() && priceIncrement.get().signum() > 0;
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Offsets of orders of type {@code PEG BENCH}, {@code PEG BEST} and {@code PEG MID}.
 *
 * @param competeUpToMid competes up to the midpoint instead of an offset, which is then empty
 */
public record PeggedOrder(int referenceContractId, boolean changeAmountDecrease,
    Optional<BigDecimal> changeAmount, Optional<BigDecimal> referenceChangeAmount,
    String referenceExchange, boolean competeUpToMid, Optional<BigDecimal> competeAgainstBestOffset,
    Optional<BigDecimal> midOffsetAtWhole, Optional<BigDecimal> midOffsetAtHalf) {
  private static final String PEG_BENCH = "PEG BENCH";

  public static final PeggedOrder NONE = new PeggedOrder(0, false, Optional.empty(),
      Optional.empty(), "", false, Optional.empty(), Optional.empty(), Optional.empty());

  /** The five fields that follow only for the type PEG BENCH. */
  static PeggedOrder decodeBenchmark(FieldReader in, String orderType) {
    if (!orderType.equals(PEG_BENCH)) {
      return NONE;
    }
    return new PeggedOrder(in.integerOrZero("referenceContractId"),
        in.flag("isPeggedChangeAmountDecrease"), in.decimal("peggedChangeAmount"),
        in.decimal("referenceChangeAmount"), in.text("referenceExchangeId"), false,
        Optional.empty(), Optional.empty(), Optional.empty());
  }

  void encodeBenchmark(FieldWriter out, String orderType) {
    if (orderType.equals(PEG_BENCH)) {
      out.integer("referenceContractId", referenceContractId);
      out.flag("isPeggedChangeAmountDecrease", changeAmountDecrease);
      out.decimalOrEmpty("peggedChangeAmount", changeAmount);
      out.decimalOrEmpty("referenceChangeAmount", referenceChangeAmount);
      out.text("referenceExchangeId", referenceExchange);
    }
  }

  PeggedOrder withOffsets(boolean upToMid, Optional<BigDecimal> offset,
      Optional<BigDecimal> atWhole, Optional<BigDecimal> atHalf) {
    return new PeggedOrder(referenceContractId, changeAmountDecrease, changeAmount,
        referenceChangeAmount, referenceExchange, upToMid, offset, atWhole, atHalf);
  }

  void encodeCompeteOffset(FieldWriter out) {
    if (competeUpToMid) {
      out.text("competeAgainstBestOffset", "Infinity");
    } else {
      out.decimalOrEmpty("competeAgainstBestOffset", competeAgainstBestOffset);
    }
  }
}

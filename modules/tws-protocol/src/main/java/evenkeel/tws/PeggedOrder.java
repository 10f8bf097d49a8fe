package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** Offsets of orders of type {@code PEG BENCH}, {@code PEG BEST} and {@code PEG MID}. */
public record PeggedOrder(int referenceContractId, boolean changeAmountDecrease,
    Optional<BigDecimal> changeAmount, Optional<BigDecimal> referenceChangeAmount,
    String referenceExchange,
    Optional<BigDecimal> competeAgainstBestOffset, Optional<BigDecimal> midOffsetAtWhole,
    Optional<BigDecimal> midOffsetAtHalf) {
  public static final PeggedOrder NONE = new PeggedOrder(0, false, Optional.empty(),
      Optional.empty(), "",
      Optional.empty(), Optional.empty(), Optional.empty());
}

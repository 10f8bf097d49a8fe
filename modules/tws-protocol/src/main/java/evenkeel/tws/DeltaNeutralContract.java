package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** The underlying of a delta-neutral contract. */
public record DeltaNeutralContract(int conId, Optional<BigDecimal> delta,
    Optional<BigDecimal> price) {

  static DeltaNeutralContract decode(FieldReader in) {
    return new DeltaNeutralContract(in.integerOrZero("deltaNeutralContract.conId"),
        in.decimal("deltaNeutralContract.delta"), in.decimal("deltaNeutralContract.price"));
  }

  /** Whether there is one, and then the fields. */
  static Optional<DeltaNeutralContract> decodeIfPresent(FieldReader in) {
    return in.flag("deltaNeutralContract.present") ? Optional.of(decode(in)) : Optional.empty();
  }

  static void encodeIfPresent(FieldWriter out, Optional<DeltaNeutralContract> contract) {
    out.flag("deltaNeutralContract.present", contract.isPresent());
    if (contract.isPresent()) {
      out.integer("deltaNeutralContract.conId", contract.get().conId);
      out.decimalOrEmpty("deltaNeutralContract.delta", contract.get().delta);
      out.decimalOrEmpty("deltaNeutralContract.price", contract.get().price);
    }
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fee of one execution, matched by execution id alone. The realised profit and loss is
 * absent for an opening fill. A later report for the same execution replaces this one. The
 * redemption date is yyyyMMdd.
 */
public record CommissionReport(String execId, Optional<BigDecimal> commission, String currency,
    Optional<BigDecimal> realizedPnl, Optional<BigDecimal> bondYield,
    OptionalInt yieldRedemptionDate) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.COMMISSION_REPORT;
  }

  static CommissionReport decode(FieldReader in) {
    in.version();
    return new CommissionReport(in.text("execId"), in.decimal("commission"), in.text("currency"),
        in.decimal("realizedPnl"), in.decimal("bondYield"),
        in.optionalInteger("yieldRedemptionDate"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.text("execId", execId);
    out.decimalOrMax("commission", commission);
    out.text("currency", currency);
    out.decimalOrMax("realizedPnl", realizedPnl);
    out.decimalOrMax("bondYield", bondYield);
    out.integerOrEmpty("yieldRedemptionDate", yieldRedemptionDate);
  }
}

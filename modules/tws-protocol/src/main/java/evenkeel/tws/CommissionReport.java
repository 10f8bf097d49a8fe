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
}

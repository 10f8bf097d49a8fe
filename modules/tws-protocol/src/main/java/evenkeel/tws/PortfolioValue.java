package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** One holding of the account stream, in the currency of the contract. Carries the primary exchange. */
public record PortfolioValue(Contract contract, Optional<BigDecimal> position,
    Optional<BigDecimal> marketPrice,
    Optional<BigDecimal> marketValue, Optional<BigDecimal> averageCost,
    Optional<BigDecimal> unrealizedPnl,
    Optional<BigDecimal> realizedPnl, AccountId account) implements ServerMessage {

  @Override
  public ServerMessageType type() {
    return ServerMessageType.PORTFOLIO_VALUE;
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** One holding of the account stream, in the currency of the contract. Carries the primary exchange. */
public record PortfolioValue(Contract contract, Optional<BigDecimal> position,
    Optional<BigDecimal> marketPrice, Optional<BigDecimal> marketValue,
    Optional<BigDecimal> averageCost, Optional<BigDecimal> unrealizedPnl,
    Optional<BigDecimal> realizedPnl, AccountId account) implements ServerMessage {

  @Override
  public ServerMessageType type() {
    return ServerMessageType.PORTFOLIO_VALUE;
  }

  static PortfolioValue decode(FieldReader in) {
    in.version();
    return new PortfolioValue(Contract.decodeC11Primary(in), in.decimal("position"),
        in.decimal("marketPrice"), in.decimal("marketValue"), in.decimal("averageCost"),
        in.decimal("unrealizedPnl"), in.decimal("realizedPnl"), in.account("account"));
  }

  void encode(FieldWriter out) {
    out.version(8);
    contract.encodeC11Primary(out);
    out.decimalOrEmpty("position", position);
    out.decimalOrEmpty("marketPrice", marketPrice);
    out.decimalOrEmpty("marketValue", marketValue);
    out.decimalOrEmpty("averageCost", averageCost);
    out.decimalOrMax("unrealizedPnl", unrealizedPnl);
    out.decimalOrMax("realizedPnl", realizedPnl);
    out.account("account", account);
  }
}

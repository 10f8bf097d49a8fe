package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * One holding. A closed one arrives with quantity 0.
 *
 * @param position shares, negative for a short position
 * @param avgCost for a share, in the currency of the contract
 */
public record Position(AccountId account, Contract contract, Optional<BigDecimal> position,
    Optional<BigDecimal> avgCost) implements ServerMessage {

  @Override
  public ServerMessageType type() {
    return ServerMessageType.POSITION;
  }

  static Position decode(FieldReader in) {
    in.version();
    return new Position(in.account("account"), Contract.decodeC11(in), in.decimal("position"),
        in.decimal("avgCost"));
  }

  void encode(FieldWriter out) {
    out.version(3);
    out.account("account", account);
    contract.encodeC11(out, "0.0", "");
    out.decimalOrEmpty("position", position);
    out.decimalOrEmpty("avgCost", avgCost);
  }
}

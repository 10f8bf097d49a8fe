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
}

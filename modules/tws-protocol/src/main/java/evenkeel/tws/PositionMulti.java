package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** One holding of an account or model; see {@link Position}. */
public record PositionMulti(int reqId, AccountId account, Contract contract,
    Optional<BigDecimal> position,
    Optional<BigDecimal> avgCost, String modelCode) implements ServerMessage {

  @Override
  public ServerMessageType type() {
    return ServerMessageType.POSITION_MULTI;
  }
}

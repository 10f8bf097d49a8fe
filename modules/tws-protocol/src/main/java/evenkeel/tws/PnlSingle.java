package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** Profit and loss of one position, and its market value. */
public record PnlSingle(int reqId, Optional<BigDecimal> position, Optional<BigDecimal> daily,
    Optional<BigDecimal> unrealized, Optional<BigDecimal> realized,
    Optional<BigDecimal> value) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.PNL_SINGLE;
  }
}

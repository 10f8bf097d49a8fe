package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** Profit and loss of an account in its base currency. */
public record Pnl(int reqId, Optional<BigDecimal> daily, Optional<BigDecimal> unrealized,
    Optional<BigDecimal> realized) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.PNL;
  }
}

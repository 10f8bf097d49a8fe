package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** First message of a market data subscription. */
public record TickRequestParameters(int tickerId, Optional<BigDecimal> minTick, String bboExchange,
    int snapshotPermissions) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_REQ_PARAMS;
  }
}

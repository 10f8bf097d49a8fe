package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** A size, in shares. */
public record TickSize(int tickerId, int tickType,
    Optional<BigDecimal> size) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_SIZE;
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A price with its size; see {@link TickType}. A price of -1, or 0 with size 0, means that
 * there is no quote. Attributes are bits: 0 automatic execution, 1 past limit, 2 before the
 * opening.
 */
public record TickPrice(int tickerId, int tickType, Optional<BigDecimal> price,
    Optional<BigDecimal> size, int attributes) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_PRICE;
  }
}

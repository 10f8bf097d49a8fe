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

  static TickSize decode(FieldReader in) {
    in.version();
    return new TickSize(in.id("tickerId"), in.integer("tickType"), in.decimal("size"));
  }

  void encode(FieldWriter out) {
    out.version(6);
    out.integer("tickerId", tickerId);
    out.integer("tickType", tickType);
    out.decimalOrEmpty("size", size);
  }
}

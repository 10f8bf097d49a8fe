package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** A tick whose value is a number of another kind, for example the halted flag. */
public record TickGeneric(int tickerId, int tickType,
    Optional<BigDecimal> value) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.TICK_GENERIC;
  }

  static TickGeneric decode(FieldReader in) {
    in.version();
    return new TickGeneric(in.id("tickerId"), in.integer("tickType"), in.decimal("value"));
  }

  void encode(FieldWriter out) {
    out.version(6);
    out.integer("tickerId", tickerId);
    out.integer("tickType", tickType);
    out.decimalOrEmpty("value", value);
  }
}

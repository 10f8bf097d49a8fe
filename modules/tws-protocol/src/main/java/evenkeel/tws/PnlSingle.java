package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** Profit and loss of one position, and its market value. */
public record PnlSingle(int reqId, Optional<BigDecimal> position, Optional<BigDecimal> dailyPnl,
    Optional<BigDecimal> unrealizedPnl, Optional<BigDecimal> realizedPnl,
    Optional<BigDecimal> value) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.PNL_SINGLE;
  }

  static PnlSingle decode(FieldReader in) {
    return new PnlSingle(in.id("reqId"), in.decimal("position"), in.decimal("dailyPnl"),
        in.decimal("unrealizedPnl"), in.decimal("realizedPnl"), in.decimal("value"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.decimalOrEmpty("position", position);
    out.decimalOrMax("dailyPnl", dailyPnl);
    out.decimalOrMax("unrealizedPnl", unrealizedPnl);
    out.decimalOrMax("realizedPnl", realizedPnl);
    out.decimalOrMax("value", value);
  }
}

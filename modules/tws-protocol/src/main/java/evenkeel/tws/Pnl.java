package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** Profit and loss of an account in its base currency. */
public record Pnl(int reqId, Optional<BigDecimal> dailyPnl, Optional<BigDecimal> unrealizedPnl,
    Optional<BigDecimal> realizedPnl) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.PNL;
  }

  static Pnl decode(FieldReader in) {
    return new Pnl(in.id("reqId"), in.decimal("dailyPnl"), in.decimal("unrealizedPnl"),
        in.decimal("realizedPnl"));
  }

  void encode(FieldWriter out) {
    out.integer("reqId", reqId);
    out.decimalOrMax("dailyPnl", dailyPnl);
    out.decimalOrMax("unrealizedPnl", unrealizedPnl);
    out.decimalOrMax("realizedPnl", realizedPnl);
  }
}

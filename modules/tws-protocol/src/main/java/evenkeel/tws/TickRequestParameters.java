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

  static TickRequestParameters decode(FieldReader in) {
    return new TickRequestParameters(in.id("tickerId"), in.decimal("minTick"),
        in.text("bboExchange"), in.integerOrZero("snapshotPermissions"));
  }

  void encode(FieldWriter out) {
    out.integer("tickerId", tickerId);
    out.decimalOrEmpty("minTick", minTick);
    out.text("bboExchange", bboExchange);
    out.integer("snapshotPermissions", snapshotPermissions);
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/** One holding of an account or model; see {@link Position}. */
public record PositionMulti(int reqId, AccountId account, Contract contract,
    Optional<BigDecimal> position, Optional<BigDecimal> avgCost,
    String modelCode) implements ServerMessage {

  @Override
  public ServerMessageType type() {
    return ServerMessageType.POSITION_MULTI;
  }

  static PositionMulti decode(FieldReader in) {
    in.version();
    return new PositionMulti(in.id("reqId"), in.account("account"), Contract.decodeC11(in),
        in.decimal("position"), in.decimal("avgCost"), in.text("modelCode"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
    out.account("account", account);
    contract.encodeC11(out, "0.0", "");
    out.decimalOrEmpty("position", position);
    out.decimalOrEmpty("avgCost", avgCost);
    out.text("modelCode", modelCode);
  }
}

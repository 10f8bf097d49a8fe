package evenkeel.tws;

import java.util.OptionalInt;

/**
 * Asks to cancel every open order of the log-in, those placed by hand and by other clients included.
 *
 * @param extOperator from version 192 on, as is {@code manualOrderIndicator}
 */
public record RequestGlobalCancel(String extOperator,
    OptionalInt manualOrderIndicator) implements ClientMessage {
  public RequestGlobalCancel() {
    this("", OptionalInt.empty());
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_GLOBAL_CANCEL;
  }

  static RequestGlobalCancel decode(FieldReader in) {
    if (!in.since(ServerVersions.MANUAL_ORDER_INDICATOR)) {
      in.version();
      return new RequestGlobalCancel();
    }
    return new RequestGlobalCancel(in.text("extOperator"),
        in.optionalInteger("manualOrderIndicator"));
  }

  void encode(FieldWriter out) {
    if (out.carries(ServerVersions.MANUAL_ORDER_INDICATOR, "extOperator",
        !extOperator.isEmpty() || manualOrderIndicator.isPresent())) {
      out.text("extOperator", extOperator);
      out.integerOrMax("manualOrderIndicator", manualOrderIndicator);
    } else {
      out.version(1);
    }
  }
}

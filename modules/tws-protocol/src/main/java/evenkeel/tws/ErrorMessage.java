package evenkeel.tws;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An error, a warning or a notice. Only the code tells which, never its range.
 *
 * @param id an order id or a request id, which share one space of numbers; -1 for neither
 * @param advancedOrderRejectJson from version 166 on: empty or a JSON object
 * @param errorTime from version 194 on
 */
public record ErrorMessage(int id, int code, String text, String advancedOrderRejectJson,
    Optional<Instant> errorTime) implements ServerMessage {

  /** The id of a notice that belongs to no order and no request. */
  public static final int NO_ID = -1;

  public ErrorMessage(int id, int code, String text) {
    this(id, code, text, "", Optional.empty());
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.ERR_MSG;
  }

  static ErrorMessage decode(FieldReader in) {
    if (!in.since(ServerVersions.ERROR_TIME)) {
      in.version();
    }
    int id = in.id("id");
    int code = in.integer("code");
    String text = in.escapedText("text");
    String json = in.since(ServerVersions.ADVANCED_ORDER_REJECT)
        ? in.escapedText("advancedOrderRejectJson")
        : "";
    OptionalLong millis = in.since(ServerVersions.ERROR_TIME)
        ? in.optionalLong("errorTime")
        : OptionalLong.empty();
    return new ErrorMessage(id, code, text, json,
        millis.isPresent()
            ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
            : Optional.empty());
  }

  void encode(FieldWriter out) {
    if (!out.since(ServerVersions.ERROR_TIME)) {
      out.version(2);
    }
    out.integer("id", id);
    out.integer("code", code);
    out.escapedText("text", text);
    if (out.since(ServerVersions.ADVANCED_ORDER_REJECT)) {
      out.escapedText("advancedOrderRejectJson", advancedOrderRejectJson);
    }
    if (out.since(ServerVersions.ERROR_TIME)) {
      if (errorTime.isPresent()) {
        out.longInteger("errorTime", errorTime.get().toEpochMilli());
      } else {
        out.empty();
      }
    }
  }
}

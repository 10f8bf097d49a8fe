package evenkeel.tws;

import java.time.Instant;
import java.util.Optional;

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
}

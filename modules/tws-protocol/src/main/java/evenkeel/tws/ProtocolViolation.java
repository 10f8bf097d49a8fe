package evenkeel.tws;

import java.util.OptionalInt;

/**
 * Bytes that are not what the protocol says. A client ends the session; a simulated Gateway answers
 * error 320 when the request's id was read. It has no stack trace: it is about bytes, not code.
 */
public final class ProtocolViolation extends RuntimeException {
  private final String message;
  private final String field;
  private final OptionalInt id;

  ProtocolViolation(String message, String field, String problem, OptionalInt id) {
    super(message + ": field " + field + " " + problem, null, false, false);
    this.message = message;
    this.field = field;
    this.id = id;
  }

  ProtocolViolation(String message, String problem) {
    this(message, problem, OptionalInt.empty());
  }

  /** A violation of the message as a whole. */
  ProtocolViolation(String message, String problem, OptionalInt id) {
    super(message + ": " + problem, null, false, false);
    this.message = message;
    this.field = "";
    this.id = id;
  }

  /** The kind of message, for example {@code OrderStatus}, or the part of the stream. */
  public String messageKind() {
    return message;
  }

  /** The field, empty when the violation is not one of a field. */
  public String field() {
    return field;
  }

  /** The order, request or ticker id of the message, when it was read before the violation. */
  public OptionalInt id() {
    return id;
  }
}

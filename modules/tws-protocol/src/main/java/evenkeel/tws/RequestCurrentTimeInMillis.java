package evenkeel.tws;

/**
 * Asks for the Gateway's time in milliseconds; from {@link
 * ServerVersions#CURRENT_TIME_IN_MILLIS} on.
 */
public record RequestCurrentTimeInMillis() implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_CURRENT_TIME_IN_MILLIS;
  }

  static RequestCurrentTimeInMillis decode(FieldReader in) {
    return new RequestCurrentTimeInMillis();
  }

  void encode(FieldWriter out) {}
}

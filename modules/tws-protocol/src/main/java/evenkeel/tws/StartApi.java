package evenkeel.tws;

/** First message after the greeting: claims the client id and starts the flow of messages. */
public record StartApi(int clientId, String optionalCapabilities) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.START_API;
  }

  static StartApi decode(FieldReader in) {
    in.version();
    return new StartApi(in.integer("clientId"), in.text("optionalCapabilities"));
  }

  void encode(FieldWriter out) {
    out.version(2);
    out.integer("clientId", clientId);
    out.text("optionalCapabilities", optionalCapabilities);
  }
}

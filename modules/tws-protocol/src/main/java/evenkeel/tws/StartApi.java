package evenkeel.tws;

/** First message after the greeting: claims the client id and starts the flow of messages. */
public record StartApi(int clientId, String optionalCapabilities) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.START_API;
  }
}

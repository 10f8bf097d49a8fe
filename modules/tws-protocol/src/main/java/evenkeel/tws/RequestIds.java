package evenkeel.tws;

/**
 * Asks for the next order id. The number is ignored by the Gateway and reserves nothing;
 * answered by {@link NextValidId}.
 */
public record RequestIds(int numIds) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_IDS;
  }

  static RequestIds decode(FieldReader in) {
    in.version();
    return new RequestIds(in.integer("numIds"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("numIds", numIds);
  }
}

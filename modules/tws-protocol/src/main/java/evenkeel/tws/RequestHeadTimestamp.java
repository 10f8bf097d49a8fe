package evenkeel.tws;

/**
 * Asks since when there is data. Cancel it after the answer: it counts as an open historical
 * request.
 */
public record RequestHeadTimestamp(int reqId, Contract contract, boolean includeExpired,
    boolean useRth, String whatToShow, int formatDate) implements ClientMessage {
  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_HEAD_TIMESTAMP;
  }
}

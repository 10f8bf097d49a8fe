package evenkeel.tws;

import java.util.List;

/**
 * Subscribes to market data, or asks for a snapshot of it.
 *
 * @param genericTickList ids, comma-separated; must be empty for a snapshot
 * @param regulatorySnapshot costs money each time
 */
public record RequestMarketData(int tickerId, Contract contract, String genericTickList,
    boolean snapshot,
    boolean regulatorySnapshot, List<TagValue> options) implements ClientMessage {

  public RequestMarketData {
    options = List.copyOf(options);
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MKT_DATA;
  }
}

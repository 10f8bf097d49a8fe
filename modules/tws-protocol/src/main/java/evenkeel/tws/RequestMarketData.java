package evenkeel.tws;

import java.util.List;

/**
 * Subscribes to market data, or asks for a snapshot of it.
 *
 * @param genericTickList ids, comma-separated; must be empty for a snapshot
 * @param regulatorySnapshot costs money each time
 */
public record RequestMarketData(int tickerId, Contract contract, String genericTickList,
    boolean snapshot, boolean regulatorySnapshot, List<TagValue> options) implements ClientMessage {

  public RequestMarketData {
    options = List.copyOf(options);
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_MKT_DATA;
  }

  static RequestMarketData decode(FieldReader in) {
    in.version();
    int tickerId = in.id("tickerId");
    Contract contract = Contract.decodeC12(in).withShortLegs(in);
    contract = contract.withDeltaNeutral(DeltaNeutralContract.decodeIfPresent(in));
    return new RequestMarketData(tickerId, contract, in.text("genericTickList"),
        in.flag("snapshot"), in.flag("regulatorySnapshot"), in.tagList("options"));
  }

  void encode(FieldWriter out) {
    out.version(11);
    out.integer("tickerId", tickerId);
    contract.encodeC12(out);
    contract.encodeShortLegs(out);
    DeltaNeutralContract.encodeIfPresent(out, contract.deltaNeutral());
    out.text("genericTickList", genericTickList);
    out.flag("snapshot", snapshot);
    out.flag("regulatorySnapshot", regulatorySnapshot);
    out.tagList("options", options);
  }
}

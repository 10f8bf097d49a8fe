package evenkeel.tws;

import java.util.List;

/**
 * Subscribes to account values by tag; group is {@code All} or an advisor's group. At most two
 * are active for a client.
 */
public record RequestAccountSummary(int reqId, String group,
    List<String> tags) implements ClientMessage {
  public RequestAccountSummary {
    tags = List.copyOf(tags);
  }

  @Override
  public ClientMessageType type() {
    return ClientMessageType.REQ_ACCOUNT_SUMMARY;
  }

  static RequestAccountSummary decode(FieldReader in) {
    in.version();
    return new RequestAccountSummary(in.id("reqId"), in.text("group"), in.commaList("tags"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.integer("reqId", reqId);
    out.text("group", group);
    out.commaList("tags", tags);
  }
}

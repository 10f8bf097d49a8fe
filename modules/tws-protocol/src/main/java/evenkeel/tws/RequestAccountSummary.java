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
}

package evenkeel.tws;

import java.util.List;

/** The accounts of the log-in. Ready is a client that has this, not empty, and {@link NextValidId}. */
public record ManagedAccounts(List<AccountId> accounts) implements ServerMessage {
  public ManagedAccounts {
    accounts = List.copyOf(accounts);
  }

  @Override
  public ServerMessageType type() {
    return ServerMessageType.MANAGED_ACCTS;
  }
}

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

  static ManagedAccounts decode(FieldReader in) {
    in.version();
    // A comma at the end is possible.
    return new ManagedAccounts(in.commaList("accounts").stream()
        .filter(account -> !account.isEmpty()).map(AccountId::new).toList());
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.commaList("accounts", accounts.stream().map(AccountId::value).toList());
  }
}

package evenkeel.tws;

/** The first full batch of the account stream has been sent. */
public record AccountDownloadEnd(AccountId account) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCT_DOWNLOAD_END;
  }

  static AccountDownloadEnd decode(FieldReader in) {
    in.version();
    return new AccountDownloadEnd(in.account("account"));
  }

  void encode(FieldWriter out) {
    out.version(1);
    out.account("account", account);
  }
}

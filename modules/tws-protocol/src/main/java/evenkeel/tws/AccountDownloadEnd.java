package evenkeel.tws;

/** The first full batch of the account stream has been sent. */
public record AccountDownloadEnd(AccountId account) implements ServerMessage {
  @Override
  public ServerMessageType type() {
    return ServerMessageType.ACCT_DOWNLOAD_END;
  }
}

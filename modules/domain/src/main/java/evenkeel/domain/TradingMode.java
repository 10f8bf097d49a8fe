package evenkeel.domain;

import java.util.Optional;

/** What Evenkeel may do: only look, trade a paper account, or trade a live one. */
public enum TradingMode {
  DRY_RUN("dry-run"), PAPER("paper"), LIVE("live");

  private final String text;

  TradingMode(String text) {
    this.text = text;
  }

  /** The name in configuration, commands and reports. */
  public String text() {
    return text;
  }

  /** The mode of this name; an {@link IllegalArgumentException} that lists the names otherwise. */
  public static TradingMode of(String text) {
    for (TradingMode mode : values()) {
      if (mode.text.equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("mode must be dry-run, paper or live, was '" + text + "'");
  }

  /** Why this mode may not be used with the account; empty when it may. Dry-run fits every account. */
  public Optional<String> refusal(AccountId account) {
    return switch (this) {
      case DRY_RUN -> Optional.empty();
      case PAPER -> refusalUnless(AccountKind.PAPER, account);
      case LIVE -> refusalUnless(AccountKind.LIVE, account);
    };
  }

  private Optional<String> refusalUnless(AccountKind wanted, AccountId account) {
    if (account.kind() == wanted) {
      return Optional.empty();
    }
    String kind = switch (account.kind()) {
      case PAPER -> "a paper account";
      case LIVE -> "a live account";
    };
    return Optional.of("mode is " + text + " but " + account + " is " + kind);
  }
}

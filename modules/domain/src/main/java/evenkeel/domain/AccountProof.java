package evenkeel.domain;

import java.util.List;
import java.util.Optional;

/**
 * Whether the log-in is of the kind that a mode wants, by everything that tells: the account's id, the whole list of
 * accounts that the log-in manages, and the port. The id decides; whatever contradicts it refuses.
 */
public final class AccountProof {
  private AccountProof() {}

  /**
   * What a port says by convention (IBKR API, initial setup): 4001 (IB Gateway) and 7496 (TWS) are live, 4002 and 7497
   * paper. Ports are freely configurable, so any other says nothing.
   */
  public static Optional<AccountKind> ofPort(int port) {
    return switch (port) {
      case 4001, 7496 -> Optional.of(AccountKind.LIVE);
      case 4002, 7497 -> Optional.of(AccountKind.PAPER);
      default -> Optional.empty();
    };
  }

  /**
   * Why the mode may not be used with this log-in; empty where everything agrees. Dry-run sends nothing and fits any.
   *
   * @param managed every account of the log-in
   * @param port the kind that the port stands for; empty where it says nothing
   */
  public static Optional<String> refusal(
      TradingMode mode, AccountId account, List<AccountId> managed, Optional<AccountKind> port) {
    if (mode == TradingMode.DRY_RUN) {
      return Optional.empty();
    }
    Optional<String> byId = mode.refusal(account);
    if (byId.isPresent()) {
      return byId;
    }
    Optional<AccountId> other = managed.stream().filter(it -> it.kind() != account.kind()).findFirst();
    if (other.isPresent()) {
      return Optional.of("the log-in manages " + word(account.kind()) + " and " + word(other.get().kind())
          + " accounts together (" + account + ", " + other.get() + "), so it proves neither");
    }
    return port.filter(kind -> kind != account.kind()).map(kind -> account + " is a " + word(account.kind())
        + " account but the port stands for " + word(kind)
        + "; correct gateway.port, or say what it is with gateway.port-kind");
  }

  private static String word(AccountKind kind) {
    return switch (kind) {
      case PAPER -> "paper";
      case LIVE -> "live";
    };
  }
}

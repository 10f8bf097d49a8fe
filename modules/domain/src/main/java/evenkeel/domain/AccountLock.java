package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the account should hold by our books, and whether the broker says otherwise.
 *
 * @param shares the positions that were accepted last, and every fill since; empty before the first look
 * @param accepted the references of orders that stand at the broker as they should not, and may
 * @param freeze why nothing is sent; empty where the books agree
 */
public record AccountLock(
    Optional<SortedMap<Symbol, BigDecimal>> shares, Set<String> accepted, Optional<Freeze> freeze) {
  public static final AccountLock NONE = new AccountLock(Optional.empty(), Set.of(), Optional.empty());

  /** The differences that two looks found. */
  public record Freeze(List<Difference> differences, Instant at) {
    public Freeze {
      differences = List.copyOf(differences);
    }

    /** What differs, without a full stop. */
    public String what() {
      return differences.stream().map(Difference::sentence).collect(Collectors.joining("; "));
    }

    /** For those who are refused, without a full stop. */
    public String sentence() {
      return "the account is frozen since " + at + ", as our books and the broker's differ: " + what()
          + "; it thaws once they agree, or when you take the broker's for right with evenkeel resume --accept-broker";
    }
  }

  public AccountLock {
    shares = shares.map(TreeMap::new).map(Collections::unmodifiableSortedMap);
    accepted = Set.copyOf(accepted);
  }

  AccountLock apply(LockEvent event) {
    return switch (event) {
      case LockEvent.BrokerAccepted taken ->
        new AccountLock(Optional.of(taken.shares()), Set.copyOf(taken.orders()), freeze);
      case LockEvent.AccountFrozen frozen ->
        new AccountLock(shares, accepted, Optional.of(new Freeze(frozen.differences(), frozen.at())));
      case LockEvent.AccountThawed thawed -> new AccountLock(shares, accepted, Optional.empty());
    };
  }

  /** After a fill, or the correction of one, by so many shares more. */
  AccountLock filled(Leg leg, BigDecimal more) {
    if (shares.isEmpty() || more.signum() == 0) {
      return this;
    }
    var changed = new TreeMap<>(shares.get());
    changed.merge(leg.symbol(), leg.side() == Side.BUY ? more : more.negate(), BigDecimal::add);
    return new AccountLock(Optional.of(changed), accepted, freeze);
  }
}

package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the account should hold by our books, and whether the broker says otherwise.
 *
 * @param positions empty before the first look
 * @param accepted the references of orders that stand at the broker as they should not, and may
 * @param executions of others that the positions contain: shares by the execution id without its last part, below zero
 *     when sold; the newest {@link #EXECUTIONS_KEPT}
 * @param confirmedAt when the broker's positions were ours last, with nothing of ours under way
 * @param freeze why nothing is sent; empty where the books agree
 */
public record AccountLock(
    Optional<ExpectedPositions> positions, Set<String> accepted, SequencedMap<String, BigDecimal> executions,
    Optional<Instant> confirmedAt, Optional<Freeze> freeze) {
  /** The broker tells the executions of at most a week (TWS API, reqExecutions), so that older ones never return. */
  public static final int EXECUTIONS_KEPT = 1000;
  public static final AccountLock NONE = new AccountLock(
      Optional.empty(), Set.of(), new LinkedHashMap<>(), Optional.empty(), Optional.empty());

  /** The differences that two looks found. */
  public record Freeze(
      List<Difference> differences, Instant at, FreezeScope scope, List<CorporateAction> actions) {
    public Freeze {
      differences = List.copyOf(differences);
      actions = List.copyOf(actions);
    }

    public static Freeze of(LockEvent.AccountFrozen frozen) {
      return new Freeze(frozen.differences(), frozen.at(), frozen.scope(), frozen.actions());
    }

    /** Whether no order of the account is sent: by the configured scope, or since an order differs. */
    public boolean isOfAccount() {
      return scope == FreezeScope.ACCOUNT
          || differences.stream().anyMatch(difference -> difference.contract().isEmpty());
    }

    /** Whether no order in this contract is sent. */
    public boolean isOf(Optional<ContractId> contract, Symbol symbol) {
      return isOfAccount() || differences.stream().anyMatch(difference -> difference.isOf(contract, symbol));
    }

    /** Whether another installation of Evenkeel has orders in the account. */
    public boolean isOfAnotherInstance() {
      return differences.stream().anyMatch(difference -> difference.instance().isPresent());
    }

    /** What differs, without a full stop. */
    public String what() {
      return differences.stream().map(Difference::sentence).collect(Collectors.joining("; "));
    }

    /** The symbols of the contracts that differ, for people. */
    public String symbols() {
      return differences.stream().flatMap(difference -> difference.contract().stream())
          .map(contract -> contract.symbol().value()).distinct().collect(Collectors.joining(", "));
    }

    /** For those who are refused, without a full stop. */
    public String sentence() {
      if (isOfAnotherInstance()) {
        return "the account is frozen since " + at + ", as another Evenkeel trades it: " + what()
            + "; stop one of the two, then evenkeel resume --accept-broker on the other";
      }
      String thaw = "; it thaws once they agree, or when you take the broker's for right with evenkeel resume"
          + " --accept-broker";
      return isOfAccount()
          ? "the account is frozen since " + at + ", as our books and the broker's differ: " + what() + thaw
          : symbols() + " is frozen since " + at + ", as our books and the broker's differ: " + what() + thaw;
    }
  }

  public AccountLock {
    accepted = Set.copyOf(accepted);
    executions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(executions));
  }

  AccountLock apply(LockEvent event) {
    return switch (event) {
      case LockEvent.BrokerAccepted taken -> new AccountLock(
          Optional.of(taken.shares().isEmpty()
              ? ExpectedPositions.of(taken.positions())
              : ExpectedPositions.ofSymbols(taken.shares())),
          Set.copyOf(taken.orders()), known(taken.executions()),
          // The first look is taken for granted only while nothing of ours is under way.
          positions.isEmpty() ? Optional.of(taken.at()) : confirmedAt, freeze);
      case LockEvent.PositionsConfirmed confirmed -> new AccountLock(
          Optional.of(ExpectedPositions.of(confirmed.positions())), accepted, known(confirmed.executions()),
          Optional.of(confirmed.at()), freeze);
      case LockEvent.ForeignExecutionsBooked booked -> new AccountLock(
          positions.map(it -> it.with(List.of(booked.held()))), accepted, known(booked.executions()), confirmedAt,
          freeze);
      case LockEvent.CorporateActionBooked booked -> new AccountLock(
          positions.map(it -> it.with(booked.held())), accepted, executions, confirmedAt, freeze);
      case LockEvent.AccountFrozen frozen ->
        new AccountLock(positions, accepted, executions, confirmedAt, Optional.of(Freeze.of(frozen)));
      case LockEvent.AccountThawed thawed ->
        new AccountLock(positions, accepted, executions, confirmedAt, Optional.empty());
    };
  }

  private SequencedMap<String, BigDecimal> known(Map<String, BigDecimal> more) {
    var known = new LinkedHashMap<>(executions);
    more.forEach((family, shares) -> {
      known.remove(family);
      known.put(family, shares);
    });
    while (known.size() > EXECUTIONS_KEPT) {
      known.pollFirstEntry();
    }
    return known;
  }

  /** After a fill, or the correction of one, by so many shares more. */
  AccountLock filled(Leg leg, BigDecimal more, BigDecimal price) {
    return positions.isEmpty() || more.signum() == 0
        ? this
        : new AccountLock(
            positions.map(it -> it.filled(leg, more, price)), accepted, executions, confirmedAt, freeze);
  }

  /** Whether the account is frozen since another installation of Evenkeel has orders in it. */
  public boolean isFrozenByAnotherInstance() {
    return freeze.filter(Freeze::isOfAnotherInstance).isPresent();
  }

  /** Whether no order of this leg's contract is sent. */
  public boolean isFrozen(Leg leg) {
    return freeze.filter(it -> it.isOf(leg.contract(), leg.symbol())).isPresent();
  }
}

package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The broker's executions of others in our account: the owner's in TWS, and those of other API clients, another
 * installation of Evenkeel among them. An execution under a reference of this installation, or one that is booked for
 * an order of ours, is never one of them.
 *
 * @param executions the newest report of each, by time
 * @param booked shares that our books contain already, by the execution id without its last part
 */
public record ForeignTrades(List<Fill> executions, Map<String, BigDecimal> booked) {
  /**
   * A change of a position and the executions that explain it completely.
   *
   * @param shares what they traded in sum, below zero when sold
   * @param executions their shares by the execution id without its last part
   * @param held the position with them; of no shares where nothing is held any more
   */
  public record Explained(
      Contract contract, BigDecimal shares, SequencedMap<String, BigDecimal> executions, Holding held) {
    public Explained {
      executions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(executions));
    }
  }

  public ForeignTrades {
    executions = List.copyOf(executions);
    booked = Map.copyOf(booked);
  }

  static ForeignTrades of(BookComparison comparison, ExecutionBook book) {
    return of(comparison, book, fill -> true);
  }

  static ForeignTrades of(BookComparison comparison, ExecutionBook book, ContractId contract) {
    return of(comparison, book, fill -> fill.contract().filter(contract::equals).isPresent());
  }

  private static ForeignTrades of(BookComparison comparison, ExecutionBook book, Predicate<Fill> wanted) {
    Set<String> ours = book.orders().flatMap(life -> life.fills().executions().keySet().stream())
        .collect(Collectors.toSet());
    var newest = new LinkedHashMap<String, Fill>();
    comparison.fills().stream().filter(fill -> fill.account().equals(comparison.account()) && wanted.test(fill))
        .filter(fill -> !comparison.isOfThisInstance(fill.orderRef()) && !ours.contains(Fill.family(fill.execId())))
        .forEach(fill -> newest.merge(
            Fill.family(fill.execId()), fill, (one, two) -> Fills.isNewer(two.execId(), one.execId()) ? two : one));
    return new ForeignTrades(
        newest.values().stream().sorted(Comparator.comparing(Fill::at).thenComparing(Fill::execId)).toList(),
        book.lock().executions());
  }

  /**
   * The executions that change a position by exactly so many shares, in their order: the position may lack the newest
   * ones. Empty where they explain nothing, or a part.
   */
  Optional<SequencedMap<String, BigDecimal>> explain(BigDecimal shares) {
    var explaining = new LinkedHashMap<String, BigDecimal>();
    Optional<SequencedMap<String, BigDecimal>> longest = Optional.empty();
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<String, Fill> each : byFamily(unbooked()).entrySet()) {
      BigDecimal all = each.getValue().signedShares();
      sum = sum.add(all).subtract(booked.getOrDefault(each.getKey(), BigDecimal.ZERO));
      explaining.put(each.getKey(), all);
      if (sum.compareTo(shares) == 0) {
        longest = Optional.of(new LinkedHashMap<>(explaining));
      }
    }
    return longest;
  }

  /** Those that our books do not contain, or with other shares. */
  List<Fill> unbooked() {
    return executions.stream().filter(fill -> {
      BigDecimal known = booked.get(Fill.family(fill.execId()));
      return known == null || known.compareTo(fill.signedShares()) != 0;
    }).toList();
  }

  /** The shares of each, by the execution id without its last part. */
  SequencedMap<String, BigDecimal> all() {
    var shares = new LinkedHashMap<String, BigDecimal>();
    byFamily(executions).forEach((family, fill) -> shares.put(family, fill.signedShares()));
    return shares;
  }

  /** Whether one that is not booked is so new that the position may not contain it yet. */
  boolean isFresh(Instant now, Duration late) {
    return unbooked().stream().anyMatch(fill -> Duration.between(fill.at(), now).abs().compareTo(late) < 0);
  }

  private static SequencedMap<String, Fill> byFamily(List<Fill> fills) {
    var byFamily = new LinkedHashMap<String, Fill>();
    fills.forEach(fill -> byFamily.put(Fill.family(fill.execId()), fill));
    return byFamily;
  }
}

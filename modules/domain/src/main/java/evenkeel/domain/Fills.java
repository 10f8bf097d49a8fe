package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The executions and commissions of one order. An execution is booked once, whatever the number of times the broker
 * repeats it; a correction replaces what it corrects; a commission may come before or after its execution.
 */
public record Fills(SequencedMap<String, Booked> executions,
    SequencedMap<String, Commission> commissions) {
  public static final Fills NONE = new Fills(new LinkedHashMap<>(), new LinkedHashMap<>());

  /**
   * One booked execution.
   *
   * @param price what counts
   * @param doubted present where that is not what was told
   */
  public record Booked(
      String execId, BigDecimal shares, BigDecimal price, Instant at, Optional<DoubtedPrice> doubted) {
    public Booked(String execId, BigDecimal shares, BigDecimal price, Instant at) {
      this(execId, shares, price, at, Optional.empty());
    }

    /** As the broker told it. */
    public BigDecimal toldPrice() {
      return doubted.map(DoubtedPrice::told).orElse(price);
    }

    Booked at(BigDecimal other, DoubtedPrice doubt) {
      return new Booked(execId, shares, other, at, Optional.of(doubt));
    }
  }

  public Fills {
    executions = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(executions));
    commissions = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(commissions));
  }

  /** Whether this very report, or a correction of it, is booked already. */
  public boolean contains(String execId) {
    Booked booked = executions.get(Fill.family(execId));
    return booked != null && !isNewer(execId, booked.execId());
  }

  /** Whether an execution report corrects another of its family: what differs is the number after the last dot. */
  public static boolean isNewer(String execId, String than) {
    return execId.length() != than.length()
        ? execId.length() > than.length()
        : execId.compareTo(than) > 0;
  }

  /** Whether this commission is booked already with this amount. */
  public boolean contains(Commission commission) {
    Commission booked = commissions.get(Fill.family(commission.execId()));
    return booked != null && booked.execId().equals(commission.execId())
        && booked.amount().compareTo(commission.amount()) == 0;
  }

  Fills with(Booked execution) {
    var more = new LinkedHashMap<>(executions);
    more.put(Fill.family(execution.execId()), execution);
    return new Fills(more, commissions);
  }

  Fills with(Commission commission) {
    var more = new LinkedHashMap<>(commissions);
    more.put(Fill.family(commission.execId()), commission);
    return new Fills(executions, more);
  }

  /** Shares filled. */
  public BigDecimal shares() {
    return executions.values().stream().map(Booked::shares).reduce(BigDecimal.ZERO,
        BigDecimal::add);
  }

  /** Shares times price, over all executions. */
  public BigDecimal value() {
    return executions.values().stream().map(booked -> booked.shares().multiply(booked.price()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether the price of an execution is not known: what was told cannot be believed. */
  public boolean isPriceDoubted() {
    return executions.values().stream().anyMatch(FillPrice::isWaiting);
  }

  /** Average price per share; empty without a fill, and where the price of one is not known. */
  public Optional<BigDecimal> averagePrice() {
    BigDecimal shares = shares();
    return shares.signum() == 0 || isPriceDoubted()
        ? Optional.empty()
        : Optional.of(value().divide(shares, MathContext.DECIMAL64).stripTrailingZeros());
  }

  /** The sum of the commissions that were reported. */
  public BigDecimal commission() {
    return commissions.values().stream().map(Commission::amount).reduce(BigDecimal.ZERO,
        BigDecimal::add);
  }

  /** Whether every execution has its commission. */
  public boolean hasAllCommissions() {
    return commissions.keySet().containsAll(executions.keySet());
  }

  /** The parts in the order in which they came, for reports. */
  public Map<String, Booked> byFamily() {
    return executions;
  }
}

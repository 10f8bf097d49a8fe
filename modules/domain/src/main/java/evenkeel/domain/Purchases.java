package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Fits wanted buys into the cash there is: everything when it suffices, otherwise each shrinks in
 * proportion, and the odd cash buys single lots where most is missing. The earlier target wins a
 * tie.
 */
final class Purchases {
  /**
   * A wanted buy.
   *
   * @param shares positive and in lots; never exceeded
   * @param gap the money missing to the target
   */
  record Wish(DriftLine line, BigDecimal shares, BigDecimal gap) {
    BigDecimal value(BigDecimal quantity) {
      return quantity.multiply(line.price());
    }
  }

  private final List<Wish> wishes;
  private final BigDecimal budget;
  private final CommissionSchedule commissions;
  private final LotSize lot;
  private final Map<Wish, BigDecimal> quantities = new LinkedHashMap<>();

  private Purchases(List<Wish> wishes, BigDecimal budget, CommissionSchedule commissions, LotSize lot) {
    this.wishes = wishes;
    this.budget = budget;
    this.commissions = commissions;
    this.lot = lot;
    wishes.forEach(wish -> quantities.put(wish, BigDecimal.ZERO));
  }

  /** Shares to buy, each buy worth the minimum trade value or left out; with commissions within budget. */
  static SequencedMap<DriftLine, BigDecimal> fit(List<Wish> wishes, BigDecimal budget,
      PlanRules rules) {
    List<Wish> open = new ArrayList<>(wishes);
    List<Wish> leftOut = new ArrayList<>();
    Purchases fitted = filled(open, budget, rules);
    Optional<Wish> tooSmall = fitted.smallestBelow(rules.minimumTradeValue());
    while (tooSmall.isPresent()) {
      open.remove(tooSmall.get());
      leftOut.add(tooSmall.get());
      fitted = filled(open, budget, rules);
      tooSmall = fitted.smallestBelow(rules.minimumTradeValue());
    }
    SequencedMap<DriftLine, BigDecimal> bought = new LinkedHashMap<>();
    fitted.quantities.forEach((wish, quantity) -> bought.put(wish.line(), quantity));
    // A costly share may have left so much cash over that one left out before is affordable again.
    BigDecimal left = budget.subtract(fitted.cost());
    leftOut.sort(Comparator.comparing(Wish::gap).reversed());
    for (Wish wish : leftOut) {
      Purchases alone = filled(List.of(wish), left, rules);
      if (alone.smallestBelow(rules.minimumTradeValue()).isEmpty()) {
        bought.put(wish.line(), alone.quantities.get(wish));
        left = left.subtract(alone.cost());
      }
    }
    return bought;
  }

  private static Purchases filled(List<Wish> wishes, BigDecimal budget, PlanRules rules) {
    Purchases purchases = new Purchases(wishes, budget, rules.commissions(), rules.lotSize());
    while (purchases.addInProportion()) {
      // Each pass spends what rounding down and unaffordable shares left of the one before.
    }
    // Of finer parts than IBKR books the odd cash would buy millions.
    while (rules.lotSize().decimals() <= LotSize.FRACTIONAL.decimals() && purchases.addSingleLot()) {
      // Until no lot is affordable or wanted.
    }
    return purchases;
  }

  /** Spends the rest of the budget on all that can still be bought, rounded down to lots. */
  private boolean addInProportion() {
    // A bigger order never pays less commission, so those of the full wishes bound all others.
    BigDecimal rest = budget;
    for (Wish wish : wishes) {
      rest = rest.subtract(wish.value(quantities.get(wish)))
          .subtract(commissions.estimate(wish.shares(), wish.value(wish.shares())));
    }
    BigDecimal wanted = BigDecimal.ZERO;
    List<Wish> open = new ArrayList<>();
    for (Wish wish : wishes) {
      if (missing(wish).signum() > 0 && wish.line().price().multiply(lot.step()).compareTo(rest) <= 0) {
        open.add(wish);
        wanted = wanted.add(wish.value(missing(wish)));
      }
    }
    boolean added = false;
    for (Wish wish : open) {
      BigDecimal share = missing(wish);
      if (wanted.compareTo(rest) > 0) {
        share = share.multiply(rest).divide(wanted, MathContext.DECIMAL128).setScale(lot.decimals(),
            RoundingMode.DOWN);
      }
      quantities.merge(wish, share, BigDecimal::add);
      added |= share.signum() > 0;
    }
    return added;
  }

  private boolean addSingleLot() {
    BigDecimal rest = budget.subtract(cost());
    Optional<Wish> next = Optional.empty();
    for (Wish wish : wishes) {
      BigDecimal quantity = quantities.get(wish);
      BigDecimal more = cost(wish, quantity.add(lot.step())).subtract(cost(wish, quantity));
      boolean possible = missing(wish).signum() > 0 && more.compareTo(rest) <= 0;
      if (possible && (next.isEmpty() || gapLeft(wish).compareTo(gapLeft(next.get())) > 0)) {
        next = Optional.of(wish);
      }
    }
    next.ifPresent(wish -> quantities.merge(wish, lot.step(), BigDecimal::add));
    return next.isPresent();
  }

  private Optional<Wish> smallestBelow(BigDecimal minimum) {
    Wish smallest = null;
    for (Wish wish : wishes) {
      BigDecimal value = wish.value(quantities.get(wish));
      // Nothing bought is too small whatever the minimum. Of equals the later target goes.
      boolean below = value.signum() == 0 || value.compareTo(minimum) < 0;
      if (below
          && (smallest == null || value.compareTo(smallest.value(quantities.get(smallest))) <= 0)) {
        smallest = wish;
      }
    }
    return Optional.ofNullable(smallest);
  }

  private BigDecimal missing(Wish wish) {
    return wish.shares().subtract(quantities.get(wish));
  }

  private BigDecimal gapLeft(Wish wish) {
    return wish.gap().subtract(wish.value(quantities.get(wish)));
  }

  private BigDecimal cost() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Wish wish : wishes) {
      sum = sum.add(cost(wish, quantities.get(wish)));
    }
    return sum;
  }

  private BigDecimal cost(Wish wish, BigDecimal quantity) {
    BigDecimal value = wish.value(quantity);
    return value.add(commissions.estimate(quantity, value));
  }
}

package evenkeel.domain;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Recognizes corporate actions from positions and average costs before and after. What matches no kind stays
 * unexplained: a merger for cash, a transfer of shares, an order that was lost or placed twice.
 *
 * <p>The bounds keep a lost or doubled order of ours from ever being taken for a corporate action. Our orders are for
 * whole shares and leave costs of their own: a purchase adds its price, a sale takes away the average cost of each
 * share. So a reinvested dividend adds a fraction of a share, and a split or a spin-off leaves the total cost as it
 * was.
 */
public final class CorporateActions {
  /** A reinvested dividend of a month or a quarter adds at most this part of the position. */
  private static final BigDecimal DIVIDEND_MAX = new BigDecimal("0.015");
  /**
   * One of a year adds at most this part, where no order of ours in the contract may have filled and the added shares
   * cost about what a share costs. Funds of futures pay a year's gains at once: DBMF about 7 % in December 2022.
   */
  private static final BigDecimal DISTRIBUTION_MAX = new BigDecimal("0.15");
  /** Shares of such a distribution cost at least this part of the average cost, and at most the inverse of it. */
  private static final BigDecimal DISTRIBUTION_COST_MIN = new BigDecimal("0.5");
  private static final BigDecimal DISTRIBUTION_COST_MAX = BigDecimal.TWO;
  /** Added shares cost at least this part of the average cost, and at most the inverse of it. */
  private static final BigDecimal DIVIDEND_COST_MIN = new BigDecimal("0.1");
  private static final BigDecimal DIVIDEND_COST_MAX = BigDecimal.TEN;
  /** Averages that changed by less say nothing of what the fraction of a share cost: they are rounded. */
  private static final BigDecimal AVERAGE_DISTANCE_MAX = new BigDecimal("0.01");
  /** A split changes the average cost by more than this part. The smallest known: SLG, 97 for 100. */
  private static final BigDecimal SPLIT_MIN = new BigDecimal("0.02");
  /** Averages are rounded, so total costs that are equal differ by up to this part of them, or by a cent. */
  private static final BigDecimal COST_DISTANCE_MAX = new BigDecimal("0.00001");
  private static final BigDecimal CENT = new BigDecimal("0.01");
  /** Where a fraction is paid out, the ratio is one to a whole number, or to at most so many old shares. */
  private static final int RATIO_OLD_MAX = 5;
  private static final BigDecimal RATIO_DISTANCE_MAX = new BigDecimal("0.001");
  private static final int RATIO_DIGITS = 6;
  private static final int COST_DIGITS = 8;

  private CorporateActions() {}

  /**
   * Every corporate action that explains a change completely. An average cost of zero before means that it is not
   * known.
   *
   * @param before positions as expected, with those of nothing left out
   * @param after positions as the broker shows them, with those of nothing left out
   * @param orders the sizes of our orders in a contract that may have filled since
   */
  public static List<CorporateAction> of(
      SortedMap<ContractId, Holding> before, SortedMap<ContractId, Holding> after,
      Function<Contract, List<BigDecimal>> orders) {
    var found = new ArrayList<CorporateAction>();
    var gone = new ArrayList<Holding>();
    for (Holding was : before.values()) {
      Holding is = after.get(was.id());
      if (is == null && orders.apply(was.contract()).isEmpty()) {
        gone.add(was);
      } else if (is != null) {
        onSameContract(was, is, orders).ifPresent(found::add);
      }
    }
    SortedSet<ContractId> come = new TreeSet<>(after.keySet());
    come.removeAll(before.keySet());
    for (ContractId id : come) {
      Holding received = after.get(id);
      // What we have ordered ourselves may have come by that order.
      if (received.shares().signum() > 0 && orders.apply(received.contract()).isEmpty()) {
        Optional<CorporateAction> replaced = replacing(gone, received);
        replaced.or(() -> spunOff(before, after, received)).ifPresent(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static Optional<CorporateAction> onSameContract(
      Holding was, Holding is, Function<Contract, List<BigDecimal>> orders) {
    if (!isLong(was) || !isLong(is)) {
      return Optional.empty();
    }
    int change = is.shares().compareTo(was.shares());
    if (change == 0) {
      return was.symbol().equals(is.symbol())
          ? Optional.empty()
          : Optional.of(new CorporateAction.SymbolChanged(was.contract(), is.contract()));
    }
    // IBKR takes the oldest lots first, so that a sale may raise the average cost of what is left.
    if (isSplit(was, is) && (change > 0 || orders.apply(is.contract()).isEmpty())) {
      return Optional.of(split(was, is));
    }
    if (change > 0) {
      return isDividend(was, is, orders)
          ? Optional.of(new CorporateAction.DividendReinvested(
              is.contract(), was.shares(), is.shares(), addedCost(was, is)))
          : Optional.empty();
    }
    boolean isFractionOnly = isWhole(is.shares()) && !isWhole(was.shares())
        && was.shares().subtract(is.shares()).compareTo(BigDecimal.ONE) < 0;
    return isFractionOnly
        ? Optional.of(new CorporateAction.FractionPaidOut(is.contract(), was.shares(), is.shares()))
        : Optional.empty();
  }

  /**
   * Whether the change can be shares that a dividend bought: less than one share; or a fraction beside whole ones which
   * is a small part of the position, at a cost near the average, where no order of ours could have brought those. The
   * larger the part, the nearer the cost, and the fewer the orders.
   */
  private static boolean isDividend(Holding was, Holding is, Function<Contract, List<BigDecimal>> orders) {
    BigDecimal added = is.shares().subtract(was.shares());
    if (isWhole(added)) {
      return false;
    }
    Optional<BigDecimal> cost = addedCost(was, is);
    if (added.compareTo(BigDecimal.ONE) < 0) {
      return cost.isEmpty() || isNear(cost.get(), was.averageCost()) || isSameAverage(was, is);
    }
    List<BigDecimal> ours = orders.apply(is.contract());
    if (added.compareTo(was.shares().multiply(DIVIDEND_MAX)) <= 0) {
      boolean mayBeOurs = ours.stream().anyMatch(size -> size.compareTo(added.setScale(0, RoundingMode.UP)) <= 0);
      return !mayBeOurs && cost.filter(it -> isNear(it, was.averageCost())).isPresent();
    }
    return ours.isEmpty() && added.compareTo(was.shares().multiply(DISTRIBUTION_MAX)) <= 0
        && cost.filter(it -> isBetween(it, was.averageCost(), DISTRIBUTION_COST_MIN, DISTRIBUTION_COST_MAX))
            .isPresent();
  }

  private static boolean isNear(BigDecimal cost, BigDecimal average) {
    return isBetween(cost, average, DIVIDEND_COST_MIN, DIVIDEND_COST_MAX);
  }

  private static boolean isBetween(BigDecimal cost, BigDecimal average, BigDecimal least, BigDecimal most) {
    return cost.compareTo(average.multiply(least)) >= 0 && cost.compareTo(average.multiply(most)) <= 0;
  }

  private static boolean isSameAverage(Holding was, Holding is) {
    return is.averageCost().subtract(was.averageCost()).abs()
        .compareTo(was.averageCost().multiply(AVERAGE_DISTANCE_MAX)) <= 0;
  }

  private static Optional<BigDecimal> addedCost(Holding was, Holding is) {
    BigDecimal added = is.shares().subtract(was.shares());
    return was.averageCost().signum() > 0
        ? Optional.of(cost(is).subtract(cost(was)).divide(added, COST_DIGITS, RoundingMode.HALF_EVEN))
        : Optional.empty();
  }

  /** The total cost stays, save that of a paid out fraction, and the average cost changes. */
  private static boolean isSplit(Holding was, Holding is) {
    return hasCosts(was, is) && ratio(was, is).subtract(BigDecimal.ONE).abs().compareTo(SPLIT_MIN) >= 0
        && (isForSameCost(was, is) || isWithFractionPaidOut(was, is));
  }

  private static boolean isForSameCost(Holding was, Holding is) {
    return hasCosts(was, is) && cost(was).subtract(cost(is)).abs().compareTo(distanceMax(was)) <= 0;
  }

  /** The average cost changed by a plain ratio, and the shares are as many whole ones as that ratio makes. */
  private static boolean isWithFractionPaidOut(Holding was, Holding is) {
    BigDecimal ratio = was.averageCost().divide(is.averageCost(), MathContext.DECIMAL64);
    BigDecimal inverse = is.averageCost().divide(was.averageCost(), MathContext.DECIMAL64);
    if (ratio.compareTo(BigDecimal.ONE) < 0) {
      BigDecimal old = inverse.setScale(0, RoundingMode.HALF_EVEN);
      return old.compareTo(BigDecimal.TWO) >= 0 && isAbout(inverse, old)
          && is.shares().compareTo(was.shares().divide(old, 0, RoundingMode.DOWN)) == 0;
    }
    for (int old = 1; old <= RATIO_OLD_MAX; old++) {
      var each = BigDecimal.valueOf(old);
      BigDecimal fresh = ratio.multiply(each).setScale(0, RoundingMode.HALF_EVEN);
      boolean isPlain = isAbout(ratio.multiply(each), fresh) && fresh.compareTo(each) > 0;
      if (isPlain && is.shares().compareTo(was.shares().multiply(fresh).divide(each, 0, RoundingMode.DOWN)) == 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAbout(BigDecimal ratio, BigDecimal plain) {
    return ratio.subtract(plain).abs().compareTo(plain.multiply(RATIO_DISTANCE_MAX)) <= 0;
  }

  private static boolean hasCosts(Holding was, Holding is) {
    return isLong(was) && isLong(is) && was.averageCost().signum() > 0 && is.averageCost().signum() > 0;
  }

  private static CorporateAction split(Holding was, Holding is) {
    return new CorporateAction.Split(was.contract(), is.contract(), was.shares(), is.shares(), ratio(was, is));
  }

  private static BigDecimal ratio(Holding was, Holding is) {
    return was.averageCost().divide(is.averageCost(), RATIO_DIGITS, RoundingMode.HALF_EVEN);
  }

  /** Of the positions that are gone the one whose place this one took; empty where several could be. */
  private static Optional<CorporateAction> replacing(List<Holding> gone, Holding received) {
    List<Holding> same = gone.stream()
        .filter(was -> was.contract().currency().equals(received.contract().currency()))
        .filter(was -> isForSameCost(was, received) || isSplit(was, received)).toList();
    if (same.size() != 1) {
      return Optional.empty();
    }
    Holding was = same.getFirst();
    if (was.shares().compareTo(received.shares()) == 0) {
      return Optional.of(new CorporateAction.ContractReplaced(was.contract(), received.contract(), received.shares()));
    }
    return isSplit(was, received) ? Optional.of(split(was, received)) : Optional.empty();
  }

  private static Optional<CorporateAction> spunOff(
      SortedMap<ContractId, Holding> before, SortedMap<ContractId, Holding> after, Holding received) {
    if (received.averageCost().signum() == 0) {
      return Optional.of(new CorporateAction.SpinOff(
          Optional.empty(), received.contract(), received.shares(), BigDecimal.ZERO));
    }
    List<Holding> parents = before.values().stream().filter(was -> {
      Holding is = after.get(was.id());
      if (is == null || is.shares().compareTo(was.shares()) != 0 || was.averageCost().signum() <= 0) {
        return false;
      }
      BigDecimal moved = cost(was).subtract(cost(is));
      return moved.signum() > 0 && moved.subtract(cost(received)).abs().compareTo(distanceMax(was)) <= 0;
    }).toList();
    return parents.size() == 1
        ? Optional.of(new CorporateAction.SpinOff(
            Optional.of(parents.getFirst().contract()), received.contract(), received.shares(), cost(received)))
        : Optional.empty();
  }

  private static BigDecimal distanceMax(Holding was) {
    return cost(was).multiply(COST_DISTANCE_MAX).max(CENT);
  }

  private static BigDecimal cost(Holding holding) {
    return holding.shares().multiply(holding.averageCost());
  }

  private static boolean isLong(Holding holding) {
    return holding.shares().signum() > 0;
  }

  private static boolean isWhole(BigDecimal shares) {
    return shares.stripTrailingZeros().scale() <= 0;
  }
}

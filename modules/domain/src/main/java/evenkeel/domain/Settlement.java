package evenkeel.domain;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * Purchases in an account without margin. They need settled cash, and the proceeds of a sale settle on the next
 * session (T+1; SEC, rule 15c6-1, since 28 May 2024). What the settled cash does not pay for today is bought in a
 * second step of the same run, on the next session. So nothing is ever bought with unsettled proceeds, and no sale can
 * be one of shares that were ("free riding", Regulation T, 220.8).
 */
public final class Settlement {
  private static final BigDecimal ONE_CENT = new BigDecimal("0.01");
  /**
   * IBKR's words vary: "Insufficient settled cash", "Available settled cash converted to base" (support.mexem.com,
   * "What does the message insufficient settled cash mean"), in Chinese where the Gateway is set so.
   */
  private static final Pattern UNSETTLED = Pattern.compile(
      "\\b(un)?settled\\b|[已未](交割|交收|结算)", Pattern.CASE_INSENSITIVE);

  /** What becomes of the purchases of the second step. */
  public sealed interface Step {}

  /**
   * They are decided.
   *
   * @param plan with those to be made as its orders, and those that are not as {@link PlanOutcome.Plan#later()}
   * @param leftOut why the latter are not made
   */
  public record Decided(PlanOutcome.Plan plan, List<Decision.LeftOut> leftOut) implements Step {
    public Decided {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** It is too early, or too little is known, for these reasons. */
  public record NotYet(List<String> reasons) implements Step {
    public NotYet {
      reasons = List.copyOf(reasons);
    }
  }

  private Settlement() {}

  /**
   * The portfolio with the account type that counts: what the owner says, else what the broker's figures say. An
   * account whose settled cash is told and whose type is not is taken for one without margin, since a purchase that
   * waits a session does less harm than one that is refused; one that owes cash has margin. Where the broker tells
   * neither, the type stays unknown.
   */
  public static Portfolio resolved(Portfolio portfolio, PlanRules rules) {
    Cash cash = portfolio.currencies();
    Optional<AccountType> type = rules.cash().accountType().or(cash::accountType)
        .or(() -> cash.settled().map(
            settled -> portfolio.cash().signum() < 0 ? AccountType.MARGIN : AccountType.CASH));
    return portfolio.with(new Cash(cash.balances(), cash.rates(), cash.settled(), type));
  }

  /** Whether a broker's words refuse a purchase since its cash has not settled. Loosely: as they vary. */
  public static boolean isRefusal(String words) {
    return UNSETTLED.matcher(words).find();
  }

  /** As of an account in which only settled cash buys. Where settled cash is not told, all cash counts as settled. */
  public static Portfolio withoutMargin(Portfolio portfolio) {
    Cash cash = portfolio.currencies();
    return portfolio.with(new Cash(
        cash.balances(), cash.rates(), cash.settled().or(() -> Optional.of(portfolio.cash())),
        Optional.of(AccountType.CASH)));
  }

  /**
   * The settled cash of a resolved portfolio, all of which may be spent; zero where the broker does not tell it. Empty
   * where an account need not care.
   */
  public static Optional<BigDecimal> settled(Portfolio resolved) {
    Cash cash = resolved.currencies();
    return cash.accountType().filter(AccountType.CASH::equals)
        .map(type -> cash.settled().orElse(BigDecimal.ZERO).min(resolved.cash()));
  }

  /** The plan in two steps where the account needs them: sells and what settled cash buys; then the rest. */
  public static PlanOutcome split(PlanOutcome outcome, Portfolio portfolio, PlanRules rules) {
    return switch (outcome) {
      case PlanOutcome.Plan plan -> split(plan, portfolio, rules);
      case PlanOutcome.OnTarget nothing -> nothing;
      case PlanOutcome.Refused refused -> refused;
    };
  }

  private static PlanOutcome.Plan split(PlanOutcome.Plan plan, Portfolio portfolio, PlanRules rules) {
    Optional<BigDecimal> spendable = spendable(portfolio, rules);
    if (spendable.isEmpty()) {
      return plan;
    }
    BigDecimal left = spendable.get();
    for (PlannedOrder order : plan.orders()) {
      left = order.side() == Side.SELL ? left.subtract(order.estimatedCommission()) : left;
    }
    List<PlannedOrder> today = new ArrayList<>();
    List<PlannedOrder> later = new ArrayList<>();
    for (PlannedOrder order : plan.orders()) {
      if (order.side() == Side.SELL) {
        today.add(order);
      } else if (cost(order).compareTo(left) <= 0) {
        today.add(order);
        left = left.subtract(cost(order));
      } else {
        later.add(order);
      }
    }
    return later.isEmpty() ? plan : plan.inSteps(today, later);
  }

  /** Settled cash less what the plan has to leave; empty where the account is lent money. */
  private static Optional<BigDecimal> spendable(Portfolio portfolio, PlanRules rules) {
    return settled(resolved(portfolio, rules))
        .map(settled -> settled.min(portfolio.cash().subtract(rules.cashReserve()))
            .max(BigDecimal.ZERO));
  }

  /** The cash that the second step starts with: what it may spend, and the reserve on top. */
  public static BigDecimal cash(Portfolio portfolio, PlanRules rules) {
    return spendable(portfolio, rules).orElseGet(() -> portfolio.cash().subtract(rules.cashReserve()))
        .add(rules.cashReserve());
  }

  /** The same run on the next session, where its second step is decided. */
  public static Trigger next(Trigger step, LocalTime at, CutOffRule cutOff) {
    Session session = NyseCalendar.next(step.session());
    return step.putOff(session.date(), cutOff.due(session, at), cutOff.cutOff(session), Optional.empty());
  }

  /**
   * Decides the second step: no more of a symbol than was planned, no more than its target lacks by now, and together
   * no more than settled cash pays for.
   *
   * @param planned what waits
   * @param fresh a plan of now, for its prices and what the targets lack
   * @param isLastChance whether a later session is no longer waited for
   */
  public static Step second(
      PlanOutcome.Plan planned, PlanOutcome fresh, Portfolio portfolio, PlanRules rules, boolean isLastChance) {
    if (fresh instanceof PlanOutcome.Refused refused) {
      return isLastChance ? leftOut(planned, refused.reasons()) : new NotYet(refused.reasons());
    }
    DriftReport drift = fresh.driftReport().orElseThrow();
    SequencedMap<Symbol, Purchases.Wish> wishes = wishes(planned, drift, rules);
    BigDecimal there = spendable(portfolio, rules).orElseGet(() -> portfolio.cash().subtract(rules.cashReserve()));
    BigDecimal cost = wishes.values().stream()
        .map(wish -> cost(PlannedOrder.of(wish.line(), Side.BUY, wish.shares(), rules.commissions())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    String lack = "the settled cash does not cover it: " + Text.money(there) + " is there for buys of "
        + Text.money(cost);
    boolean isUnsettled = settled(resolved(portfolio, rules))
        .filter(settled -> portfolio.cash().subtract(settled).compareTo(ONE_CENT) > 0).isPresent();
    if (cost.compareTo(there) > 0 && isUnsettled && !isLastChance) {
      return new NotYet(List.of(lack));
    }
    Map<Symbol, BigDecimal> bought = new HashMap<>();
    Purchases.fit(List.copyOf(wishes.values()), there, rules)
        .forEach((line, quantity) -> bought.put(line.symbol(), quantity));
    return decided(planned, drift, wishes, bought, lack, rules);
  }

  private static SequencedMap<Symbol, Purchases.Wish> wishes(
      PlanOutcome.Plan planned, DriftReport drift, PlanRules rules) {
    var wishes = new LinkedHashMap<Symbol, Purchases.Wish>();
    for (PlannedOrder order : planned.later()) {
      drift.lines().stream().filter(line -> line.symbol().equals(order.symbol())).findFirst().ifPresent(line -> {
        BigDecimal gap = line.targetWeight().multiply(drift.base()).subtract(line.marketValue());
        BigDecimal shares = Amounts.nearestShares(gap.max(BigDecimal.ZERO), line.price(), rules.lotSize().decimals())
            .min(order.quantity());
        if (shares.signum() > 0) {
          wishes.put(order.symbol(), new Purchases.Wish(line, shares, gap));
        }
      });
    }
    return wishes;
  }

  private static Decided decided(
      PlanOutcome.Plan planned, DriftReport drift, Map<Symbol, Purchases.Wish> wishes, Map<Symbol, BigDecimal> bought,
      String lack, PlanRules rules) {
    List<PlannedOrder> orders = new ArrayList<>();
    List<PlannedOrder> not = new ArrayList<>();
    List<Decision.LeftOut> why = new ArrayList<>();
    for (PlannedOrder order : planned.later()) {
      Purchases.Wish wish = wishes.get(order.symbol());
      BigDecimal quantity = bought.getOrDefault(order.symbol(), BigDecimal.ZERO);
      if (wish != null && quantity.signum() > 0) {
        orders.add(PlannedOrder.of(wish.line(), Side.BUY, quantity, rules.commissions()));
      } else {
        not.add(order);
        why.add(new Decision.LeftOut(order.symbol(), wish == null ? "its target lacks no share by now" : lack));
      }
    }
    BigDecimal after = drift.cash();
    for (PlannedOrder order : orders) {
      after = after.subtract(cost(order));
    }
    return new Decided(new PlanOutcome.Plan(drift, orders, List.of(), after, not), why);
  }

  /** None of them is made, for these reasons. */
  public static Decided leftOut(PlanOutcome.Plan planned, List<String> reasons) {
    String reason = String.join("; ", reasons);
    return new Decided(
        new PlanOutcome.Plan(planned.drift(), List.of(), List.of(), planned.drift().cash(), planned.later()),
        planned.later().stream().map(order -> new Decision.LeftOut(order.symbol(), reason)).toList());
  }

  private static BigDecimal cost(PlannedOrder order) {
    return order.estimatedValue().add(order.estimatedCommission());
  }
}

package evenkeel.backtest;

import evenkeel.domain.DriftLine;
import evenkeel.domain.DriftPolicy;
import evenkeel.domain.DriftReport;
import evenkeel.domain.Holding;
import evenkeel.domain.LookSchedule;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlanRules;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.Planner;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Policy;
import evenkeel.domain.Portfolio;
import evenkeel.domain.RebalanceMethod;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One tranche's holdings and cash on their way through the sessions. {@link Planner} alone decides. */
final class Book {
  /** How much nearer than the band the screen lets through: far more than doubles lose, far less than matters. */
  private static final double MARGIN = 1e-9;
  private static final int MONEY_DECIMALS = 16;

  private final History history;
  private final Policy policy;
  private final int tranche;
  private final PlanRules rules;
  private final WalkRules walk;
  private final boolean isScreened;
  private final BitSet looks;
  private final int count;
  private final double reserve;
  private final BigDecimal[] shares;
  private final double[] held;
  private final double[] targets;
  private final double[] bands;
  private final MovingTargets moving;
  private SequencedMap<Symbol, BigDecimal> weights;
  private BigDecimal cash;
  private double cashHeld;
  private double cashTarget;
  private double cashBand;
  private int lastFill;
  private List<PlannedOrder> pending = List.of();
  private @Nullable DriftReport reason;
  private int decidedAt;
  private int refused;
  private long asked;

  Book(History history, Policy policy, WalkRules walk, int tranche, BigDecimal capital, BitSet looks,
      boolean isScreened) {
    this.history = history;
    this.policy = policy;
    this.walk = walk;
    this.tranche = tranche;
    this.looks = looks;
    this.isScreened = isScreened;
    this.rules = walk.plan().with(policy).with(walk.plan().commissions().withSpread(walk.spread()));
    this.reserve = rules.cashReserve().doubleValue();
    this.count = history.symbols().size();
    this.shares = new BigDecimal[count];
    Arrays.fill(shares, BigDecimal.ZERO);
    this.held = new double[count];
    this.targets = new double[count];
    this.bands = new double[count];
    this.moving = new MovingTargets(history, walk.weights(), policy);
    this.cash = capital;
    this.weights = walk.weights();
    setWeights(walk.weights());
    mirror();
  }

  private void setWeights(SequencedMap<Symbol, BigDecimal> next) {
    weights = next;
    BigDecimal rest = BigDecimal.ONE;
    for (int s = 0; s < count; s++) {
      BigDecimal target = next.get(history.symbols().get(s));
      targets[s] = target.doubleValue();
      bands[s] = band(target);
      rest = rest.subtract(target);
    }
    BigDecimal ofCash = rest.compareTo(new BigDecimal("1e-20")) <= 0 ? BigDecimal.ZERO : rest;
    cashTarget = rest.doubleValue();
    boolean isReason = !(rules.method() instanceof RebalanceMethod.BreachedOnly)
        && rules.rule() == PlanningRule.WHOLE_PORTFOLIO;
    cashBand = isReason ? band(ofCash) : Double.POSITIVE_INFINITY;
  }

  private double band(BigDecimal target) {
    return policy.drift().band(target).map(BigDecimal::doubleValue).orElse(Double.POSITIVE_INFINITY);
  }

  /** The doubles that the screen looks at. */
  private void mirror() {
    cashHeld = cash.doubleValue();
    for (int s = 0; s < count; s++) {
      held[s] = shares[s].doubleValue();
    }
  }

  /** The first purchase; throws {@link BadHistory} where there can be none. */
  LookEvent start() {
    decide(0, rules.with(DriftPolicy.always()).with(RebalanceMethod.toTarget()).withoutTurnoverMax());
    if (pending.isEmpty()) {
      throw new BadHistory(List.of(new BacktestText.NoFirstPurchase("")));
    }
    return fill(0, true);
  }

  /** Everything of one session; the events in their order. */
  void session(int at, List<LookEvent> events) {
    boolean isMoneyMoved = money(at);
    if (!pending.isEmpty()) {
      events.add(fill(at, false));
    }
    boolean isLook = looks.get(at) || (isMoneyMoved && policy.look() instanceof LookSchedule.CashFlows);
    if (isLook) {
      look(at);
    }
    if (pending.isEmpty() && cash.signum() < 0) {
      // A withdrawal is paid for, whatever the policy.
      decide(at, rules.with(DriftPolicy.never()).with(RebalanceMethod.toTarget()).withoutTurnoverMax());
    }
    if (!pending.isEmpty() && walk.fillAt() == FillAt.SAME_CLOSE) {
      events.add(fill(at, false));
    }
  }

  /** Interest, distributions, splits and flows; whether money came or went beside interest. */
  private boolean money(int at) {
    boolean isMoved = false;
    if (walk.cashRate().signum() != 0 && cash.signum() > 0) {
      double daily = Math.pow(1 + walk.cashRate().doubleValue(), 1.0 / Measures.SESSIONS_A_YEAR) - 1;
      cash = cash.add(cash.multiply(BigDecimal.valueOf(daily)).setScale(MONEY_DECIMALS, RoundingMode.HALF_EVEN));
      cashHeld = cash.doubleValue();
    }
    if (!history.isMoving(at)) {
      return false;
    }
    if (history.splits(at).isPresent() || history.distributions(at).isPresent()) {
      isMoved = income(at);
    }
    BigDecimal flow = history.flow(at);
    if (flow.signum() != 0) {
      cash = cash.add(policy.tranches() == 1
          ? flow
          : flow.divide(new BigDecimal(policy.tranches()), MONEY_DECIMALS,
              RoundingMode.HALF_EVEN));
      isMoved = true;
    }
    if (isMoved) {
      mirror();
    }
    return isMoved;
  }

  private boolean income(int at) {
    BigDecimal[] split = history.splits(at).orElseGet(() -> new BigDecimal[count]);
    BigDecimal[] paid = history.distributions(at).orElseGet(() -> new BigDecimal[count]);
    for (int s = 0; s < count; s++) {
      if (paid[s] != null) {
        cash = cash.add(shares[s].multiply(paid[s]));
      }
      if (split[s] != null) {
        BigDecimal after = shares[s].multiply(split[s]);
        BigDecimal kept = after.setScale(rules.lotSize().decimals(), RoundingMode.DOWN);
        // Parts of a share are paid out.
        cash = cash.add(after.subtract(kept).multiply(history.close(at, s)));
        shares[s] = kept;
      }
    }
    return true;
  }

  private void look(int at) {
    if (policy.volatility().isPresent()) {
      setWeights(moving.next(at));
    }
    if (isScreened && !mayBreach(at)) {
      return;
    }
    boolean isCool = policy.coolDown().isOver(
        history.sessions().get(lastFill), history.sessions().get(at), at - lastFill);
    switch (policy.drift()) {
      case DriftPolicy.SoftAndHard both when isCool && both.gate().map(gate -> moving.isOpen(gate, at)).orElse(true) ->
        decide(at, rules);
      case DriftPolicy.SoftAndHard both -> decide(at, rules.hardOnly());
      case DriftPolicy other -> {
        if (isCool) {
          decide(at, rules);
        }
      }
    }
  }

  /** Whether the planner could find a reason; where not, it would find none. */
  private boolean mayBreach(int at) {
    if (rules.rule() != PlanningRule.WHOLE_PORTFOLIO || cashHeld < 0) {
      return true;
    }
    double[] prices = history.approximate(at);
    double invested = cashHeld - reserve;
    double base = invested;
    for (int s = 0; s < count; s++) {
      base += held[s] * prices[s];
    }
    if (Math.abs(invested - cashTarget * base) >= (cashBand - MARGIN) * base) {
      return true;
    }
    for (int s = 0; s < count; s++) {
      if (Math.abs(held[s] * prices[s] - targets[s] * base) >= (bands[s] - MARGIN) * base) {
        return true;
      }
    }
    return false;
  }

  private void decide(int at, PlanRules by) {
    asked++;
    Map<Symbol, BigDecimal> prices = new HashMap<>();
    List<Holding> holdings = new ArrayList<>();
    BigDecimal value = cash;
    for (int s = 0; s < count; s++) {
      Symbol symbol = history.symbols().get(s);
      BigDecimal price = history.close(at, s);
      prices.put(symbol, price);
      holdings.add(Holding.of(symbol, shares[s], BigDecimal.ZERO));
      value = value.add(shares[s].multiply(price));
    }
    Portfolio portfolio = Portfolio.of("USD", value, cash, holdings);
    PlanOutcome outcome = Planner.plan(portfolio, weights, prices, by);
    switch (outcome) {
      case PlanOutcome.Plan plan -> {
        pending = plan.orders();
        reason = plan.drift();
        decidedAt = at;
      }
      case PlanOutcome.OnTarget onTarget -> pending = List.of();
      case PlanOutcome.Refused no -> {
        pending = List.of();
        refused++;
      }
    }
  }

  private LookEvent fill(int at, boolean isFirst) {
    List<Trade> trades = new ArrayList<>();
    for (PlannedOrder order : pending) {
      fill(order, at).ifPresent(trades::add);
    }
    DriftReport why = Objects.requireNonNull(reason);
    pending = List.of();
    lastFill = at;
    mirror();
    trades.sort(Comparator.comparingInt(trade -> history.symbols().indexOf(trade.symbol())));
    return new LookEvent(
        history.sessions().get(decidedAt), history.sessions().get(at), tranche, isFirst,
        isFirst
            ? List.of()
            : why.lines().stream().filter(DriftLine::breach)
                .map(DriftLine::symbol).toList(),
        why.cashBreach(), trades, value(at));
  }

  private Optional<Trade> fill(PlannedOrder order, int at) {
    int s = history.symbols().indexOf(order.symbol());
    BigDecimal price = history.close(at, s);
    BigDecimal quantity = order.quantity();
    if (order.side() == Side.BUY && at != decidedAt) {
      quantity = affordable(order, price);
    } else if (order.side() == Side.SELL) {
      quantity = quantity.min(shares[s]);
    }
    if (quantity.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal value = quantity.multiply(price);
    BigDecimal commission = walk.plan().commissions().estimate(quantity, value);
    BigDecimal cost = commission.add(value.multiply(walk.spread()));
    boolean isBuy = order.side() == Side.BUY;
    shares[s] = isBuy ? shares[s].add(quantity) : shares[s].subtract(quantity);
    cash = (isBuy ? cash.subtract(value) : cash.add(value)).subtract(cost);
    return Optional.of(new Trade(
        history.sessions().get(at), tranche, order.symbol(), isBuy ? quantity : quantity.negate(), price,
        order.price(), commission, cost));
  }

  /** What the cash pays for at a price that nobody knew when the order was decided. */
  private BigDecimal affordable(PlannedOrder order, BigDecimal price) {
    BigDecimal value = order.quantity().multiply(price);
    BigDecimal cost = walk.plan().commissions().estimate(order.quantity(), value).add(value.multiply(walk.spread()));
    if (value.add(cost).compareTo(cash) <= 0) {
      return order.quantity();
    }
    BigDecimal rest = cash.subtract(cost).max(BigDecimal.ZERO);
    return rest.divide(price, MathContext.DECIMAL128).setScale(rules.lotSize().decimals(), RoundingMode.DOWN)
        .min(order.quantity());
  }

  BigDecimal value(int at) {
    BigDecimal value = cash;
    for (int s = 0; s < count; s++) {
      value = value.add(shares[s].multiply(history.close(at, s)));
    }
    return value;
  }

  /** About the same, for sums that no cent depends on. */
  double approximateValue(int at) {
    double[] prices = history.approximate(at);
    double value = cashHeld;
    for (int s = 0; s < count; s++) {
      value += held[s] * prices[s];
    }
    return value;
  }

  double approximateShares(int symbol) {
    return held[symbol];
  }

  double approximateCash() {
    return cashHeld;
  }

  BigDecimal cash() {
    return cash;
  }

  BigDecimal shares(int symbol) {
    return shares[symbol];
  }

  double target(int symbol) {
    return targets[symbol];
  }

  int refused() {
    return refused;
  }

  long asked() {
    return asked;
  }
}

package evenkeel.backtest;

import evenkeel.domain.LookSchedule;
import evenkeel.domain.Policy;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Month;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** One portfolio, one policy, one pass over a history: what {@link evenkeel.domain.Planner} would have done. */
public final class Walk {
  private final History history;
  private final Policy policy;
  private final WalkRules rules;
  private final List<LookEvent> events = new ArrayList<>();
  private final List<Book> books = new ArrayList<>();
  private final BigDecimal[] values;
  private final BigDecimal[] cash;
  private final double[][] weights;
  private final double[] drift;

  private Walk(History history, Policy policy, WalkRules rules) {
    this.history = history;
    this.policy = policy;
    this.rules = rules;
    int sessions = history.sessions().size();
    this.values = new BigDecimal[sessions];
    this.cash = new BigDecimal[sessions];
    this.weights = new double[sessions][];
    this.drift = new double[sessions];
  }

  /** Walks; throws {@link BadHistory} where a symbol has no weight or the first purchase buys nothing. */
  public static Walk of(History history, Policy policy, WalkRules rules) {
    return of(history, policy, rules, true);
  }

  /** The same, asking the planner at every look: slower, and no different. */
  public static Walk unscreened(History history, Policy policy, WalkRules rules) {
    return of(history, policy, rules, false);
  }

  private static Walk of(History history, Policy policy, WalkRules rules, boolean isScreened) {
    Walk walk = new Walk(history, policy, rules);
    walk.books.addAll(books(history, policy, rules, isScreened));
    for (int at = 0; at < history.sessions().size(); at++) {
      for (Book book : walk.books) {
        if (at == 0) {
          walk.events.add(book.start());
        } else {
          book.session(at, walk.events);
        }
      }
      walk.record(at);
    }
    return walk;
  }

  static List<Book> books(History history, Policy policy, WalkRules rules, boolean isScreened) {
    for (Symbol symbol : history.symbols()) {
      if (!rules.weights().containsKey(symbol)) {
        throw new BadHistory(List.of(new BacktestText.NoWeights(symbol)));
      }
    }
    for (Symbol symbol : rules.weights().keySet()) {
      if (!history.symbols().contains(symbol)) {
        throw new BadHistory(List.of(new BacktestText.NoCloses(symbol)));
      }
    }
    List<Book> books = new ArrayList<>();
    BigDecimal left = rules.capital();
    for (int tranche = 0; tranche < policy.tranches(); tranche++) {
      BigDecimal part = tranche == policy.tranches() - 1
          ? left
          : rules.capital().divide(new BigDecimal(policy.tranches()), 2, RoundingMode.DOWN);
      left = left.subtract(part);
      BitSet looks = looks(policy, tranche).dueAt(history.sessions());
      books.add(new Book(history, policy, rules, tranche, part, looks, isScreened));
    }
    return books;
  }

  /** Of several tranches each looks at the end of one month of the year. */
  private static LookSchedule looks(Policy policy, int tranche) {
    if (policy.tranches() == 1) {
      return policy.look();
    }
    int offset = policy.look() instanceof LookSchedule.MonthEnds ends ? ends.offset() : 0;
    return new LookSchedule.MonthEnds(Set.of(Month.of((tranche + 1) * 12 / policy.tranches())), offset);
  }

  private void record(int at) {
    BigDecimal value = BigDecimal.ZERO;
    BigDecimal money = BigDecimal.ZERO;
    int count = history.symbols().size();
    double[] held = new double[count];
    double[] targets = new double[count];
    for (Book book : books) {
      value = value.add(book.value(at));
      money = money.add(book.cash());
      for (int s = 0; s < count; s++) {
        held[s] += book.approximateShares(s) * history.approximate(at)[s];
        targets[s] += book.target(s) / books.size();
      }
    }
    values[at] = value;
    cash[at] = money;
    double base = value.doubleValue() - rules.plan().reserved().doubleValue();
    for (int s = 0; s < count; s++) {
      held[s] = base == 0 ? 0 : held[s] / base;
      drift[at] = Math.max(drift[at], Math.abs(held[s] - targets[s]));
    }
    weights[at] = held;
  }

  public History history() {
    return history;
  }

  public Policy policy() {
    return policy;
  }

  public WalkRules rules() {
    return rules;
  }

  /** The first purchase, then every look that traded, in the order of the days. */
  public List<LookEvent> events() {
    return List.copyOf(events);
  }

  /** Every filled order, the first purchases among them. */
  public List<Trade> trades() {
    return events.stream().flatMap(event -> event.trades().stream()).toList();
  }

  /** The account's value at each close, after the trades of the day; US dollars. */
  public List<BigDecimal> values() {
    return List.of(values);
  }

  /** The cash at each close, after the trades of the day. */
  public List<BigDecimal> cash() {
    return List.of(cash);
  }

  /** The weight of a symbol at a close, by their numbers. */
  public double weight(int session, int symbol) {
    return weights[session][symbol];
  }

  /** The largest distance of a weight from its target at a close. */
  public double drift(int session) {
    return drift[session];
  }

  /** Looks at which the planner refused to plan. */
  public int refused() {
    return books.stream().mapToInt(Book::refused).sum();
  }

  /** How often the planner was asked. */
  public long asked() {
    return books.stream().mapToLong(Book::asked).sum();
  }
}

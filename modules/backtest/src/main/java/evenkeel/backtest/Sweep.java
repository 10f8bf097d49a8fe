package evenkeel.backtest;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Many trials over one history, on all cores; results stand in the order of the trials, and are always the same. */
public final class Sweep {
  private Sweep() {}

  /**
   * What is known of a trial when no day's value is kept.
   *
   * @param events the first purchase not counted
   * @param orders of these events
   * @param cost commissions and spread, US dollars, the first purchase included
   * @param asked how often the planner was asked
   */
  public record Summary(
      Trial trial, int events, int orders, BigDecimal commissions, BigDecimal cost, BigDecimal finalValue,
      long asked) {}

  /** Walks each trial and keeps what the function makes of it, such as {@link Measures#of}. */
  public static <T> List<T> each(History history, List<Trial> trials, Function<Walk, T> kept) {
    return trials.parallelStream().map(trial -> kept.apply(Walk.of(history, trial.policy(), trial.rules()))).toList();
  }

  /** The fast pass: trades and final values alone. */
  public static List<Summary> summaries(History history, List<Trial> trials) {
    return trials.parallelStream().map(trial -> summary(history, trial)).toList();
  }

  /** The same of one trial, in this thread. */
  public static Summary summary(History history, Trial trial) {
    List<LookEvent> events = new ArrayList<>();
    List<Book> books = Walk.books(history, trial.policy(), trial.rules(), true);
    BigDecimal value = BigDecimal.ZERO;
    int firsts = 0;
    int last = history.sessions().size() - 1;
    long asked = 0;
    for (Book book : books) {
      events.add(book.start());
      firsts += events.getLast().trades().size();
      for (int at = 1; at <= last; at++) {
        book.session(at, events);
      }
      value = value.add(book.value(last));
      asked += book.asked();
    }
    BigDecimal commissions = BigDecimal.ZERO;
    BigDecimal cost = BigDecimal.ZERO;
    int orders = 0;
    for (LookEvent event : events) {
      for (Trade trade : event.trades()) {
        commissions = commissions.add(trade.commission());
        cost = cost.add(trade.cost());
        orders++;
      }
    }
    return new Summary(trial, events.size() - books.size(), orders - firsts, commissions, cost, value, asked);
  }
}

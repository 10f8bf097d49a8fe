package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Reconciliation.Books;
import evenkeel.domain.Run;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest.Trades;
import evenkeel.gateway.MessageCode;
import evenkeel.gateway.OrderNews;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asking the broker for its books: when it is due, what has come of the current question, and which orders the last
 * complete answer did not know. An incomplete answer is asked for again and never concluded from.
 */
final class Inquiry {
  /** Silence after a submission that makes its fate a question. */
  private static final Duration DOUBT_AFTER = Duration.ofSeconds(10);
  /** Pause between two questions for the same doubts. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  /** A complete answer. */
  record Result(long epoch, Books books, Trades trades) {}

  private final EvenkeelClock clock;
  private long number;
  private long epoch;
  private boolean isOpen;
  private boolean isDoubted;
  private boolean hasFailed;
  private Optional<Instant> askedAt = Optional.empty();
  private Optional<List<BrokerOrder>> open = Optional.empty();
  private Optional<List<BrokerOrder>> completed = Optional.empty();
  private Optional<Trades> trades = Optional.empty();
  private Optional<Integer> nextId = Optional.empty();
  private long concludedEpoch;
  private int nextValidId;
  private final Set<OrderRef> notThere = new LinkedHashSet<>();

  Inquiry(EvenkeelClock clock) {
    this.clock = clock;
  }

  /** Begins a question and returns its number, which its answers carry. */
  long start(long inEpoch) {
    number++;
    epoch = inEpoch;
    isOpen = true;
    isDoubted = false;
    hasFailed = false;
    askedAt = Optional.of(clock.instant());
    open = Optional.empty();
    completed = Optional.empty();
    trades = Optional.empty();
    nextId = Optional.empty();
    notThere.clear();
    return number;
  }

  /** The connection changed: whatever is under way or was concluded counts no more. */
  void forget() {
    isOpen = false;
    concludedEpoch = 0;
    notThere.clear();
  }

  void open(long of, Answer<List<BrokerOrder>> answer) {
    open = take(of, answer, open);
  }

  void completed(long of, Answer<List<BrokerOrder>> answer) {
    completed = take(of, answer, completed);
  }

  void trades(long of, Answer<Trades> answer) {
    trades = take(of, answer, trades);
  }

  void nextId(long of, Answer<Integer> answer) {
    nextId = take(of, answer, nextId);
  }

  private <T> Optional<T> take(long of, Answer<T> answer, Optional<T> before) {
    if (!isOpen || of != number) {
      return before;
    }
    if (answer instanceof Answer.Given<T> given) {
      return Optional.of(given.value());
    }
    isOpen = false;
    hasFailed = true;
    return before;
  }

  /** The answer, once, when it has become complete. */
  Optional<Result> result() {
    if (!isOpen || open.isEmpty() || completed.isEmpty() || trades.isEmpty() || nextId.isEmpty()) {
      return Optional.empty();
    }
    isOpen = false;
    concludedEpoch = epoch;
    nextValidId = nextId.get();
    return Optional.of(new Result(
        epoch, new Books(open.get(), completed.get(), trades.get().fills()), trades.get()));
  }

  boolean isConcluded(long inEpoch) {
    return concludedEpoch == inEpoch;
  }

  /** The lowest id that the Gateway takes for a new order, as of the last complete answer. */
  int nextValidId() {
    return nextValidId;
  }

  /** The last complete answer did not have this order. */
  void notThere(OrderRef ref) {
    notThere.add(ref);
  }

  /** Whether the broker, asked after this submission, did not know the order. */
  boolean isNotThere(OrderRef ref, OrderLife.Submission sent) {
    return notThere.contains(ref) && askedAt.filter(asked -> sent.at().isBefore(asked)).isPresent();
  }

  /** A code whose meaning for the order is open asks for the books. */
  void doubt(OrderNews.Notice notice) {
    isDoubted |= MessageCode.ofOrder(notice.code()).kind() == MessageCode.Kind.FATE_UNKNOWN;
  }

  void doubtAll() {
    isDoubted = true;
  }

  /** Whether the broker's books should be asked for now. */
  boolean isDue(ExecutionBook book) {
    if (isOpen) {
      return false;
    }
    Instant now = clock.instant();
    boolean isPaused = askedAt.filter(asked -> now.isBefore(asked.plus(clock.patience(PAUSE)))).isPresent();
    return !isPaused && (isDoubted || hasFailed || book.unsettled().anyMatch(run -> isInDoubt(run, now)));
  }

  private boolean isInDoubt(Run run, Instant now) {
    boolean isLate = now.isAfter(run.settleBy());
    return run.orders().values().stream().anyMatch(life -> isInDoubt(life, now, isLate));
  }

  private boolean isInDoubt(OrderLife life, Instant now, boolean isLate) {
    return switch (life) {
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> now.isAfter(sent.sent().at().plus(clock.patience(DOUBT_AFTER)));
      case OrderLife.Working working -> isLate || working.status() == BrokerStatus.INACTIVE
          || working.status() == BrokerStatus.UNKNOWN || working.status() == BrokerStatus.FILLED;
      case OrderLife.Closed closed -> !closed.fills().hasAllCommissions();
      case OrderLife.Parked parked -> true;
    };
  }
}

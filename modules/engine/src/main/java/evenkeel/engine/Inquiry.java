package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.InstanceMark;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Pending;
import evenkeel.domain.Reconciliation.Books;
import evenkeel.domain.Reconciliation.NotThere;
import evenkeel.domain.Run;
import evenkeel.domain.RunStep;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest.Trades;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Asking the broker for its books: when it is due, what has come of the current question, and which orders the last
 * complete answer did not know. An incomplete answer is asked for again and never concluded from.
 */
final class Inquiry {
  /** So many questions without a complete answer are no accident. */
  private static final int FAILURES_MAX = 3;
  /** Silence after a submission that makes its fate a question. */
  private static final Duration DOUBT_AFTER = Duration.ofSeconds(10);
  /** Pause between two questions for the same doubts. */
  private static final Duration PAUSE = Duration.ofSeconds(30);
  /** The same while somebody waits for the answer. */
  private static final Duration URGENT_PAUSE = Duration.ofSeconds(2);
  /** How much later a second answer has to be asked for to prove more than the first. */
  private static final Duration LATER = Duration.ofSeconds(10);
  /** For how long an order is asked for whose cancel or change was never answered. */
  private static final Duration UNANSWERED_MAX = Duration.ofMinutes(10);
  /** A process that starts, or wakes, when an order is long overdue first waits as long for the answers. */
  private static final Duration VAIN_AFTER = Duration.ofMinutes(2);

  /**
   * A complete answer.
   *
   * @param askedAt when the question was put
   * @param asked our book at that time: the answer knows nothing of what came later
   */
  record Result(long epoch, Instant askedAt, ExecutionBook asked, Books books, Trades trades) {}

  /** The question under way. */
  private static final class Question {
    private final long epoch;
    private final Instant at;
    private final ExecutionBook asked;
    private Optional<List<BrokerOrder>> open = Optional.empty();
    private Optional<List<BrokerOrder>> completed = Optional.empty();
    /** Why one of the lists may be less than complete; a second such list proves nothing together with it. */
    private Optional<String> lacking = Optional.empty();
    private Optional<Trades> trades = Optional.empty();
    private Optional<Integer> nextId = Optional.empty();

    Question(long epoch, Instant at, ExecutionBook asked) {
      this.epoch = epoch;
      this.at = at;
      this.asked = asked;
    }
  }

  /** What the last complete answer said, and of which epoch it is. */
  private record Conclusion(long epoch, ExecutionBook asked, List<BrokerOrder> open, int nextValidId) {}

  /** The first answer on this link that did not know a submission. */
  private record Missed(OrderLife.Submission sent, Instant askedAt) {}

  private final EvenkeelClock clock;
  private final InstanceMark instance;
  private long number;
  private Optional<Question> question = Optional.empty();
  private Optional<Conclusion> conclusion = Optional.empty();
  private boolean hasConcluded;
  private Optional<Instant> askedAt = Optional.empty();
  private boolean isDoubted;
  private boolean isUrgent;
  private boolean hasFailed;
  /** What the newest conclusion lacks. */
  private Optional<String> lacking = Optional.empty();
  private int failures;
  /** Why the newest question came to nothing. */
  private String problem = "";
  private final Map<OrderRef, OrderLife.Submission> notThere = new LinkedHashMap<>();
  private final Map<OrderRef, Instant> awaitedSince = new HashMap<>();
  private final Map<OrderRef, Missed> missed = new LinkedHashMap<>();
  private Set<OrderRef> standing = Set.of();
  private final Set<Integer> takenIds = new HashSet<>();
  private int setAsideBelow;
  private int highestShown;
  /** What a Gateway in good health never says; bounded, since another may say it without end. */
  private static final int TAKEN_IDS_MAX = 10_000;
  /**
   * The Gateway reads an id as a number of 32 bits and refuses a larger one with code 320 (IBC, issue 214). The last
   * ones are left for previews and for orders that are sent again.
   */
  static final int LAST_ID = Integer.MAX_VALUE - 1000;

  Inquiry(EvenkeelClock clock, InstanceMark instance) {
    this.clock = clock;
    this.instance = instance;
  }

  /** Begins a question and returns its number, which its answers carry. */
  long start(long epoch, ExecutionBook ours) {
    Instant now = clock.instant();
    question = Optional.of(new Question(epoch, now, ours));
    askedAt = Optional.of(now);
    isDoubted = false;
    isUrgent = false;
    hasFailed = false;
    notThere.clear();
    return ++number;
  }

  /** The link changed: whatever is under way or was concluded counts no more. */
  void forget() {
    question = Optional.empty();
    conclusion = Optional.empty();
    askedAt = Optional.empty();
    hasFailed = false;
    failures = 0;
    notThere.clear();
    missed.clear();
  }

  void open(long of, Answer<List<BrokerOrder>> answer) {
    current(of).ifPresent(asked -> asked.open = shown(asked, answer));
  }

  void completed(long of, Answer<List<BrokerOrder>> answer) {
    current(of).ifPresent(asked -> asked.completed = shown(asked, answer));
  }

  void trades(long of, Answer<Trades> answer) {
    current(of).ifPresent(asked -> asked.trades = shown(asked, answer));
  }

  void nextId(long of, Answer<Integer> answer) {
    // Whoever counts on beyond the end of 32 bits is below zero.
    current(of).ifPresent(asked -> asked.nextId = given(answer).map(id -> id < 0 ? Integer.MAX_VALUE : id));
  }

  private Optional<Question> current(long of) {
    return question.filter(asked -> of == number);
  }

  private <T> Optional<T> given(Answer<T> answer) {
    return switch (answer) {
      case Answer.Given<T> given -> Optional.of(given.value());
      case Answer.Partial<T> partial -> fail(partial.problem());
      case Answer.Refused<T> refused -> fail(refused.problem());
      case Answer.Missing<T> missing -> fail(missing.problem());
    };
  }

  /**
   * Executions and completed orders tell the same of an order that was filled, so that one of them has to be complete;
   * open orders of which only our own client's are complete have all that is ours. What else such a list shows counts
   * as well. Two such lists prove nothing.
   */
  private <T> Optional<T> shown(Question asked, Answer<T> answer) {
    if (answer instanceof Answer.Partial<T> partial && asked.lacking.isEmpty()) {
      asked.lacking = Optional.of(partial.why());
      return Optional.of(partial.value());
    }
    return given(answer);
  }

  private <T> Optional<T> fail(String why) {
    problem = why;
    failures++;
    question = Optional.empty();
    hasFailed = true;
    return Optional.empty();
  }

  /** The answer, once, when it has become complete. */
  Optional<Result> result() {
    Optional<Question> complete = question.filter(
        asked -> asked.open.isPresent() && asked.completed.isPresent() && asked.trades.isPresent()
            && asked.nextId.isPresent());
    return complete.map(asked -> {
      question = Optional.empty();
      List<BrokerOrder> open = asked.open.orElseThrow();
      open.forEach(order -> shown(order.orderId()));
      hasConcluded = true;
      conclusion = Optional.of(new Conclusion(asked.epoch, asked.asked, open, asked.nextId.orElseThrow()));
      Trades trades = asked.trades.orElseThrow();
      var books = new Books(open, asked.completed.orElseThrow(), trades.fills(), trades.gatewayZone(),
          asked.lacking.isEmpty());
      problem = "";
      failures = 0;
      lacking = asked.lacking;
      return new Result(asked.epoch, asked.at, asked.asked, books, trades);
    });
  }

  /** Why the newest question for the books came to nothing; empty where it did not. */
  Optional<String> problem() {
    return Optional.of(problem).filter(why -> !why.isEmpty());
  }

  /** The same once it came to nothing again and again, so that waiting does not help. */
  Optional<String> lastingProblem() {
    return problem().filter(why -> failures >= FAILURES_MAX);
  }

  /** Which of two answers with the same facts had no end when the books were compared last; empty where both had. */
  Optional<String> lacking() {
    return lacking;
  }

  /** Whether the books were compared on any link since the start. */
  boolean hasEverConcluded() {
    return hasConcluded;
  }

  /** Whether the books were compared in this epoch. */
  boolean isConcluded(long epoch) {
    return conclusion.filter(last -> last.epoch() == epoch).isPresent();
  }

  /** Whether they were compared since the run was taken over and again since its first order was answered. */
  boolean hasCompared(Run run) {
    return conclusion.filter(last -> isKnown(instance, last.asked(), run)).isPresent();
  }

  /**
   * Whether books that were asked for with this knowledge show what another installation sent for the same run: before
   * the first order none is sent beside its orders, and of two that sent their first at the same moment, the one whose
   * order came second finds the other. An installation without a mark cannot tell others, and does not ask again.
   */
  static boolean isKnown(InstanceMark instance, ExecutionBook asked, Run run) {
    Run then = asked.runs().get(run.id());
    return then != null && (instance.isNone() || RunStep.isAnswered(then) || !RunStep.isAnswered(run));
  }

  /**
   * The lowest id for a new order, as of the last complete answer, of what was set aside and of every order shown; 0
   * before all three. An id has to be above those of all orders that this client was shown, whoever placed them (IBKR,
   * TWS API, "next valid identifier"); code 103 refuses any other.
   */
  int nextValidId() {
    int next = Math.max(conclusion.map(Conclusion::nextValidId).orElse(0), setAsideBelow);
    return Math.max(next, highestShown == 0 ? 0 : highestShown + 1);
  }

  /** The broker showed an order under this id; of no API client it is 0 or {@link Integer#MAX_VALUE}. */
  void shown(int orderId) {
    if (orderId < Integer.MAX_VALUE) {
      highestShown = Math.max(highestShown, orderId);
    }
  }

  /** The first of so many ids that no order will get; empty at the end of the ids, which are asked for anew then. */
  OptionalInt setAside(ExecutionBook book, int ids) {
    int first = book.nextOrderId(nextValidId());
    if (isAtEnd(first)) {
      doubt();
      return OptionalInt.empty();
    }
    setAsideBelow = first + ids;
    return OptionalInt.of(first);
  }

  /** The next id, where the broker was asked and it is too near to the end of all ids for an order. */
  OptionalInt endOfIds(ExecutionBook book) {
    int next = book.nextOrderId(nextValidId());
    return conclusion.isPresent() && isAtEnd(next) ? OptionalInt.of(next) : OptionalInt.empty();
  }

  private static boolean isAtEnd(int id) {
    return id > LAST_ID;
  }

  /** The broker's open orders, of all clients, as of the last complete answer. */
  List<BrokerOrder> open() {
    return conclusion.map(Conclusion::open).orElse(List.of());
  }

  /** The Gateway refused an order under this id, since the id was used before or is not above all that were. */
  void taken(int orderId) {
    if (takenIds.size() < TAKEN_IDS_MAX) {
      takenIds.add(orderId);
    }
  }

  boolean isTaken(int orderId) {
    return takenIds.contains(orderId);
  }

  /** These of our orders the newest complete answer had among the open ones. */
  void standing(Set<OrderRef> refs) {
    standing = Set.copyOf(refs);
  }

  /** Whether the newest complete answer had it among the open orders: executions alone do not say that it lives. */
  boolean isStanding(OrderRef ref) {
    return conclusion.isPresent() && standing.contains(ref);
  }

  void notThere(NotThere not) {
    notThere.put(not.ref(), not.sent());
    Instant asked = askedAt.orElseGet(clock::instant);
    missed.merge(not.ref(), new Missed(not.sent(), asked),
        (first, again) -> first.sent().equals(again.sent()) ? first : again);
  }

  /** Whether the broker, asked after this submission, did not know the order. */
  boolean isNotThere(OrderRef ref, OrderLife.Submission sent) {
    return sent.equals(notThere.get(ref));
  }

  /** Whether the end of an overdue order has been awaited for as long as answers take, from the first call on. */
  boolean isInVain(OrderRef ref) {
    Instant now = clock.instant();
    return hasPassed(awaitedSince.computeIfAbsent(ref, first -> now), now, clock.patience(VAIN_AFTER));
  }

  /** Whether a later answer on the same link still did not know it. */
  boolean isStillNotThere(OrderRef ref, OrderLife.Submission sent) {
    Missed first = missed.get(ref);
    return isNotThere(ref, sent) && first != null && first.sent().equals(sent)
        && askedAt.filter(asked -> hasPassed(first.askedAt(), asked, clock.patience(LATER))).isPresent();
  }

  /** Something happened whose meaning only the broker's books can tell. */
  void doubt() {
    isDoubted = true;
  }

  /** The same, and somebody waits for it. */
  void doubtUrgently() {
    isDoubted = true;
    isUrgent = true;
  }

  /** Whether no question is under way or wanted. */
  boolean isAtRest() {
    return question.isEmpty() && !isDoubted && !hasFailed;
  }

  /** Whether the broker's books should be asked for now, the link being sound. */
  boolean isDue(long epoch, ExecutionBook book) {
    if (question.isPresent()) {
      return false;
    }
    Instant now = clock.instant();
    boolean isPaused = askedAt.filter(asked -> !hasPassed(asked, now, clock.patience(isUrgent ? URGENT_PAUSE : PAUSE)))
        .isPresent();
    boolean isNew = !isConcluded(epoch) || hasNewRun(book);
    if (isNew && !hasFailed) {
      return true;
    }
    return !isPaused && (isNew || isDoubted || hasFailed
        || book.runs().values().stream().anyMatch(run -> isInDoubt(run, now)));
  }

  private boolean hasNewRun(ExecutionBook book) {
    for (Run run : book.runs().values()) {
      if (!run.isSettled() && !hasCompared(run)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInDoubt(Run run, Instant now) {
    boolean isLate = now.isAfter(run.settleBy());
    for (OrderLife life : run.orders().values()) {
      if (isInDoubt(run, life, now, isLate)) {
        return true;
      }
    }
    return false;
  }

  private boolean isInDoubt(Run run, OrderLife life, Instant now, boolean isLate) {
    return switch (life) {
      case OrderLife.Planned planned -> false;
      case OrderLife.InFlight sent -> hasPassed(sent.sent().at(), now, clock.patience(DOUBT_AFTER));
      case OrderLife.Working working -> isLate || working.status() == BrokerStatus.INACTIVE
          || working.status() == BrokerStatus.UNKNOWN || working.status() == BrokerStatus.FILLED
          || isUnanswered(working.pending(), now);
      case OrderLife.Closed closed -> !run.isSettled() && !closed.fills().hasAllCommissions();
      // The broker's books tell nothing more of it once its day is over.
      case OrderLife.Parked parked -> NyseCalendar.day(run.startedAt()).equals(NyseCalendar.day(now));
    };
  }

  private boolean isUnanswered(Pending pending, Instant now) {
    return Stream.concat(pending.cancel().stream(), pending.change().map(Pending.Terms::at).stream()).anyMatch(
        asked -> hasPassed(asked, now, clock.patience(DOUBT_AFTER)) && !hasPassed(asked, now, UNANSWERED_MAX));
  }

  /** In either direction: a clock that was set back must not make a short wait a long one. */
  private static boolean hasPassed(Instant since, Instant now, Duration wait) {
    return Duration.between(since, now).abs().compareTo(wait) >= 0;
  }
}

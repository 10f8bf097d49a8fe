package evenkeel.verification;

import evenkeel.tws.ClientMessage;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.CompletedOrdersEnd;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionDetailsEnd;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What may go over the wire, and when. Whether an order may leave is judged from what the process was given on this
 * very connection, and from what is on the disk.
 */
final class Traffic {
  private static final int MESSAGES_PER_SECOND = 50;
  /** For an order behind others; a second's worth of questions takes longer. */
  private static final Duration WAIT_MAX = Duration.ofMillis(500);
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Set<Integer> LINK_LOST = Set.of(1100, 2110);
  private static final Set<Integer> LINK_BACK = Set.of(1101, 1102);

  /** What the process knows from one connection. */
  private static final class Known {
    private boolean hasOpen;
    private boolean hasCompleted;
    private boolean hasExecutions;
    private final Instant openedAt;
    private @Nullable Instant lostAt;
    private @Nullable Instant completedAskedAt;
    private @Nullable Instant executionsAskedAt;
    private final Set<Integer> orders = new HashSet<>();
    private final Set<Integer> previews = new HashSet<>();

    Known(Instant openedAt) {
      this.openedAt = openedAt;
    }

    void forgetBooks() {
      hasOpen = false;
      hasCompleted = false;
      hasExecutions = false;
      completedAskedAt = null;
      executionsAskedAt = null;
    }

    /**
     * Executions and completed orders tell the same of what was filled: where one of them is complete, the end of the
     * other is waited for no longer than its question's patience.
     */
    boolean areBooksCompared(Predicate<Instant> isPatienceOver) {
      return hasOpen && (hasCompleted || (hasExecutions && isOver(completedAskedAt, isPatienceOver)))
          && (hasExecutions || (hasCompleted && isOver(executionsAskedAt, isPatienceOver)));
    }

    private static boolean isOver(@Nullable Instant askedAt, Predicate<Instant> isPatienceOver) {
      return askedAt != null && isPatienceOver.test(askedAt);
    }
  }

  private final AuditedPeriod plan;
  private final World world;
  private final Books books;
  private final Consumer<String> violation;
  private final Map<Long, Known> connections = new HashMap<>();
  private final Deque<Instant> sent = new ArrayDeque<>();
  private final HoldingWatch holdings;
  private final CashWatch cash;
  private final Map<Integer, Instant> intendedAt = new HashMap<>();
  private Optional<Instant> pausedAt = Optional.empty();
  private final Map<Integer, String> refs = new LinkedHashMap<>();
  private final Map<String, Set<String>> sentOfRun = new HashMap<>();
  private final Map<LocalDate, Instant> executionsAt = new HashMap<>();
  private final Set<String> answeredRuns = new HashSet<>();

  Traffic(
      AuditedPeriod plan, World world, Books books, Truth truth, HoldingWatch holdings, Consumer<String> violation) {
    this.holdings = holdings;
    this.cash = new CashWatch(plan, world, books, truth, holdings, violation);
    this.plan = plan;
    this.world = world;
    this.books = books;
    this.violation = violation;
  }

  void opened(long connection) {
    connections.put(connection, new Known(world.wall()));
    // What left on the connection before says nothing of the pace on this one.
    sent.clear();
  }

  void ended(long connection) {
    connections.remove(connection);
  }

  /** When the process was last told every execution of the day of this moment, on that day. */
  Optional<Instant> executionsOfDay(Instant at) {
    return Optional.ofNullable(executionsAt.get(newYorkDay(at)));
  }

  private static LocalDate newYorkDay(Instant at) {
    return at.atZone(DayPlan.NEW_YORK).toLocalDate();
  }

  void sent(long connection, ClientMessage message) {
    pace();
    asks(connection, message);
    if (message instanceof PlaceOrder place && place.order().whatIf()) {
      preview(connection, place);
    } else if (message instanceof PlaceOrder place) {
      place(connection, place);
    }
  }

  private void asks(long connection, ClientMessage message) {
    Known known = connections.get(connection);
    if (known != null && message instanceof RequestCompletedOrders && known.completedAskedAt == null) {
      known.completedAskedAt = world.now();
    } else if (known != null && message instanceof RequestExecutions && known.executionsAskedAt == null) {
      known.executionsAskedAt = world.now();
    }
  }

  /** A clock that is set forward ends the patience of a question early. */
  private boolean isPatienceOver(Instant askedAt) {
    return !plan.day(world.now()).isClockRight() || !world.now().isBefore(askedAt.plus(Day.ANSWER_WITHIN));
  }

  /** One second's worth at once, and then one second's worth a second. */
  private void pace() {
    Instant now = world.now();
    sent.add(now);
    while (sent.peekFirst().isBefore(now.minus(WINDOW))) {
      sent.removeFirst();
    }
    long allowed = MESSAGES_PER_SECOND
        + MESSAGES_PER_SECOND * (Duration.between(sent.peekFirst(), now).toMillis() + 1) / 1000 + 1;
    if (sent.size() > allowed) {
      violation.accept("7: " + sent.size() + " messages within " + Duration.between(sent.peekFirst(), now));
    }
  }

  /** A preview is no order, and must not be mistaken for one: it has no reference and an id of its own. */
  private void preview(long connection, PlaceOrder place) {
    if (!plan.mayTrade()) {
      violation.accept("2: a preview on a day without trading");
    }
    if (!place.order().orderRef().isEmpty()) {
      violation.accept("1: a preview under a reference: " + place.order().orderRef());
    }
    Known known = connections.get(connection);
    if (known != null) {
      known.previews.add(place.orderId());
      if (known.orders.contains(place.orderId())) {
        violation.accept("1: a preview under the id of an order: " + place.orderId());
      }
    }
  }

  private void place(long connection, PlaceOrder place) {
    String ref = place.order().orderRef();
    Optional<Books.Intent> intent = books.intent(ref);
    if (!plan.mayTrade()) {
      violation.accept("2: an order on a day without trading: " + ref);
    }
    if (!place.order().account().value().equals(plan.account())) {
      violation.accept("2: an order for another account: " + ref);
    }
    // What leaves at the very moment of the pause was under way.
    if (pausedAt.filter(at -> at.isBefore(world.now())).isPresent()) {
      violation.accept("8: an order while trading was paused: " + ref);
    }
    String type = place.order().orderType();
    DayPlan day = plan.day(world.now());
    Instant cutOff = books.isOfSecondStep(ref)
        ? day.cutOff(world.now())
        : type.equals("LOC") ? day.cutOffOfLimits() : day.cutOff();
    if (type.endsWith("OC") && world.wall().isAfter(cutOff)) {
      violation.accept("3: an order after the cut-off: " + ref);
    }
    Known known = connections.get(connection);
    if (known == null) {
      violation.accept("3: an order on a connection that is over: " + ref);
    } else if (known.lostAt != null && known.lostAt.isBefore(world.now())) {
      violation.accept("3: an order while the link to IBKR was lost: " + ref);
    } else if (!known.areBooksCompared(this::isPatienceOver)) {
      violation.accept("3: an order before the books were compared on this link: " + ref);
    }
    restart(known, ref);
    if (known != null) {
      known.orders.add(place.orderId());
      if (known.previews.contains(place.orderId())) {
        violation.accept("1: an order under the id of a preview: " + ref + " as " + place.orderId());
      }
    }
    if (!books.hasSubmission(ref, place.orderId())) {
      violation.accept("1: an order left before its intent was on the disk: " + ref + " as " + place.orderId());
    }
    if (intent.isEmpty() || place.order().totalQuantity().orElseThrow().compareTo(intent.get().quantity()) > 0) {
      violation.accept("1: an order for more than was intended: " + ref);
    }
    intent.ifPresent(it -> canary(it.run(), ref));
    intent.ifPresent(it -> holdings.placed(place, it));
    intent.ifPresent(it -> cash.placed(place, it));
    overtake(place.orderId(), ref);
    refs.put(place.orderId(), ref);
  }

  /** What is written to a Gateway that is about to end is lost; one that was dialled after it has that behind it. */
  private void restart(@Nullable Known known, String ref) {
    DayPlan day = plan.day(world.now());
    boolean isBack = known != null && day.restartAt().filter(at -> !known.openedAt.isBefore(at)).isPresent();
    if (!isBack && day.isClockRight() && day.isRestartDue(world.wall())) {
      violation.accept("3: an order around the Gateway's restart: " + ref);
    }
  }

  /** However much is asked for at the time, an order waits for no more than a few messages. */
  private void overtake(int orderId, String ref) {
    Instant intended = intendedAt.remove(orderId);
    if (plan.day(world.now()).isTimely() && intended != null
        && Duration.between(intended, world.now()).compareTo(WAIT_MAX) > 0) {
      violation.accept("7: an order waited since " + intended + ": " + ref);
    }
  }

  void journalled(Books.Event event) {
    if (event.name().equals("submission-started")) {
      intendedAt.put(event.json().path("orderId").asInt(), world.now());
    }
  }

  void paused(boolean is) {
    pausedAt = is ? Optional.of(world.now()) : Optional.empty();
  }

  /** The ids of the orders that were sent, the oldest first. */
  List<Integer> orderIds() {
    return List.copyOf(refs.keySet());
  }

  /** The first order of a run goes alone, until the broker has said anything of an order of the run. */
  private void canary(String run, String ref) {
    Set<String> before = sentOfRun.computeIfAbsent(run, any -> new LinkedHashSet<>());
    before.add(ref);
    // One that was given up, and said to be, is nobody's answer; the next one goes alone again.
    // And of one whose journal was lost with its tail, the process knows nothing.
    boolean isAwaited = before.stream()
        .anyMatch(other -> !other.equals(ref) && books.isSubmitted(other) && books.outcome(other).isEmpty());
    if (isAwaited && !answeredRuns.contains(run)) {
      violation.accept("3: a second order before the first one was answered: " + ref);
    }
  }

  void heard(long connection, ServerMessage message) {
    Known known = connections.get(connection);
    if (known == null) {
      return;
    }
    switch (message) {
      case OpenOrderEnd end -> known.hasOpen = true;
      case CompletedOrdersEnd end -> known.hasCompleted = true;
      case ExecutionDetailsEnd end -> {
        known.hasExecutions = true;
        executionsAt.put(newYorkDay(world.now()), world.now());
      }
      case OpenOrder order -> answered(order.order().orderRef());
      case CompletedOrder order -> answered(order.order().orderRef());
      case ExecutionDetails details -> answered(details.execution().orderRef());
      case OrderStatus status -> answered(refs.getOrDefault(status.orderId(), ""));
      case ErrorMessage error -> error(known, error);
      default -> {
        // Nothing that counts here.
      }
    }
  }

  private void error(Known known, ErrorMessage error) {
    answered(refs.getOrDefault(error.id(), ""));
    if (LINK_LOST.contains(error.code()) && known.lostAt == null) {
      known.lostAt = world.now();
    } else if (LINK_BACK.contains(error.code())) {
      known.lostAt = null;
      known.forgetBooks();
    }
  }

  private void answered(String ref) {
    books.intent(ref).ifPresent(intent -> answeredRuns.add(intent.run()));
  }
}

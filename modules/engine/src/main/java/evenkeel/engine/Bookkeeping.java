package evenkeel.engine;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.FillPrice;
import evenkeel.domain.Fills;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent.CancelRefused;
import evenkeel.domain.OrderEvent.ChangeRefused;
import evenkeel.domain.OrderEvent.CommissionRecorded;
import evenkeel.domain.OrderEvent.FillRecorded;
import evenkeel.domain.OrderEvent.OrderAcknowledged;
import evenkeel.domain.OrderEvent.OrderClosed;
import evenkeel.domain.OrderEvent.OrderParked;
import evenkeel.domain.OrderEvent.OrderStatusChanged;
import evenkeel.domain.OrderEvent.TermsChanged;
import evenkeel.domain.OrderEvent.UnknownAnswerHeard;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Pending;
import evenkeel.domain.Prices;
import evenkeel.domain.Reconciliation;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.gateway.MessageCode;
import evenkeel.gateway.OrderNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Turns what the broker says into events for the journal: nothing that is booked already, everything else once, each
 * event fit to follow the one before. Confined to one command; the journal's state is not touched.
 *
 * <p>News may be late, repeated or of an earlier attempt, so they open nothing that is over and unpark nothing: what
 * they cannot settle {@link #isDoubtful}, and the broker's complete books decide.
 */
final class Bookkeeping {
  /** What a message says of an order: under which ids, and how it stands. */
  private record Said(int orderId, int clientId, long permId, BrokerStatus status, String reason) {
    static Said of(BrokerOrder order) {
      return new Said(order.orderId(), order.clientId(), order.permId(), order.status(), order.reason());
    }

    static Said of(OrderNews.Status status) {
      return new Said(
          status.orderId(), status.clientId(), status.permId(), status.status(),
          status.whyHeld().isEmpty() ? "" : "held: " + status.whyHeld());
    }

    /** An execution says that the order was taken, and no more. */
    static Said of(Fill fill) {
      return new Said(fill.orderId(), fill.clientId(), fill.permId(), BrokerStatus.SUBMITTED, "");
    }
  }

  /** How long the other orders of a run wait after a rejection that passes (IBKR API message codes: minutes). */
  private static final Duration HELD = Duration.ofMinutes(5);

  private final Instant now;
  private final List<ExecutionEvent> events = new ArrayList<>();
  private final List<Contradiction> contradictions = new ArrayList<>();
  private ExecutionBook book;
  private boolean isDoubtful;

  Bookkeeping(ExecutionBook book, Instant now) {
    this.book = book;
    this.now = now;
  }

  /** The state that the events lead to. */
  ExecutionBook book() {
    return book;
  }

  List<ExecutionEvent> events() {
    return List.copyOf(events);
  }

  /** Whether something was said that only the broker's complete books can settle. */
  boolean isDoubtful() {
    return isDoubtful;
  }

  /** Whether something was refused: whoever asked for it wants to know what stands instead. */
  boolean isRefusalBooked() {
    return events.stream().anyMatch(event -> event instanceof CancelRefused || event instanceof ChangeRefused);
  }

  void add(ExecutionEvent event) {
    book = book.apply(event);
    events.add(event);
  }

  void shown(BrokerOrder order) {
    Predicate<OrderLife> isCalled = life -> life.isCalled(order.permId(), order.clientId(), order.orderId())
        && life.leg().isFor(order.symbol(), order.side());
    find(order.orderRef(), isCalled).ifPresent(life -> {
      hear(life, Said.of(order));
      terms(life.leg().ref(), order);
      closeIfOver(life.leg().ref());
    });
  }

  void status(OrderNews.Status status) {
    find("", life -> life.isCalled(status.permId(), status.clientId(), status.orderId()))
        .ifPresent(life -> {
          hear(life, Said.of(status));
          status.averagePrice().ifPresent(average -> price(life.leg().ref(), status.filled(), average));
        });
  }

  /** Books an execution; empty when it is not of an order of ours. */
  Optional<OrderRef> executed(Fill fill) {
    Optional<OrderLife> found = book.runs().values().stream().flatMap(
        run -> run.orders().values().stream().filter(life -> run.isExecution(life, fill))).findFirst();
    found.ifPresent(life -> {
      boolean isNew = !life.fills().contains(fill.execId());
      isDoubtful |= isNew && (isOfAnother(life, Said.of(fill)) || life instanceof OrderLife.Parked);
      book(life.leg().ref(), fill);
    });
    return found.map(life -> life.leg().ref());
  }

  /** An execution whose content is another than that which was told under its id before; the first one counts. */
  record Contradiction(OrderRef ref, Fills.Booked booked, Fill other) {}

  /** What was told twice under one id with different contents. */
  List<Contradiction> contradictions() {
    return List.copyOf(contradictions);
  }

  private void book(OrderRef ref, Fill fill) {
    OrderLife life = book.order(ref).orElseThrow();
    if (life.fills().contains(fill.execId())) {
      compareWithBooked(ref, life, fill);
      return;
    }
    boolean isNewToUs = switch (life) {
      case OrderLife.Planned planned -> true;
      case OrderLife.InFlight sent -> true;
      case OrderLife.Closed closed -> isOurOwn(closed.outcome());
      case OrderLife.Parked parked -> !(parked.before() instanceof OrderLife.Working);
      case OrderLife.Working working -> false;
    };
    if (isNewToUs) {
      acknowledge(life, Said.of(fill));
    }
    Optional<BigDecimal> before = Optional.ofNullable(life.fills().executions().get(Fill.family(fill.execId())))
        .map(Fills.Booked::shares).filter(shares -> shares.compareTo(fill.shares()) != 0);
    FillPrice judged = FillPrice.of(life, fill);
    add(new FillRecorded(
        ref, fill.execId(), fill.shares(), judged.price(), fill.at(), now, before, judged.doubt()));
    closeIfOver(ref);
  }

  private void compareWithBooked(OrderRef ref, OrderLife life, Fill fill) {
    Fills.Booked booked = life.fills().executions().get(Fill.family(fill.execId()));
    boolean isSameReport = booked.execId().equals(fill.execId());
    boolean isSame = booked.shares().compareTo(fill.shares()) == 0
        && booked.toldPrice().compareTo(fill.price()) == 0;
    if (isSameReport && !isSame) {
      contradictions.add(new Contradiction(ref, booked, fill));
    }
  }

  /** The broker's average of an order tells the price of an execution whose own price cannot be believed. */
  private void price(OrderRef ref, BigDecimal filled, BigDecimal average) {
    FillPrice.resolved(book.order(ref).orElseThrow(), new Fill.OrderAverage(filled, average)).ifPresent(
        priced -> add(new FillRecorded(
            ref, priced.execId(), priced.shares(), priced.price(), priced.at(), now, Optional.empty(),
            priced.doubted())));
  }

  /** Books a commission; false when its execution is not known (yet). */
  boolean charged(Commission commission) {
    String family = Fill.family(commission.execId());
    // The newest, since execution ids of another day may come again.
    Optional<OrderLife> found = book.orders().filter(life -> life.fills().executions().containsKey(family))
        .reduce((older, newer) -> newer);
    found.filter(life -> !life.fills().contains(commission)).ifPresent(life -> add(new CommissionRecorded(
        life.leg().ref(), commission.execId(), commission.amount(), commission.currency(), commission.realizedPnl(),
        now)));
    return found.isPresent();
  }

  /**
   * Books a refusal or the end of an order; what the code leaves open is left open. A code that refuses a new order
   * refuses only the change of one that works, and that one stays live (IBKR API message codes). Returns
   * whose it was.
   */
  Optional<OrderLife> notice(OrderNews.Notice notice, int clientId) {
    Optional<OrderLife> found = find("", life -> life.isCalled(0, clientId, notice.orderId()));
    MessageCode code = MessageCode.ofOrder(notice.code());
    if (found.filter(life -> isToIdentifyAnew(life, notice)).isPresent()) {
      // The books are compared, its contract is asked for, and then it goes once more.
      isDoubtful = true;
      return found;
    }
    boolean isAnswer = found.map(life -> answer(life, code, notice)).orElse(false);
    switch (code.kind()) {
      case REFUSED -> {
        isDoubtful |= isAnswer;
        found.filter(life -> !isAnswer).ifPresent(life -> reject(life, code, notice));
      }
      case ENDED -> found.ifPresent(life -> close(life, OrderOutcome.CANCELLED, notice));
      case FATE_UNKNOWN -> {
        isDoubtful = true;
        found.filter(life -> !code.isKnown()).ifPresent(life -> notUnderstood(life, notice));
      }
      case WARNING -> isDoubtful |= found.isPresent() && code.reaction() == MessageCode.Reaction.TERMS_CHANGED;
      case INFORMATION, CONNECTIVITY -> {
        // The order stands.
      }
    }
    return found;
  }

  /** Once for each attempt; whatever becomes of the order, it is told with the Gateway's text. */
  private void notUnderstood(OrderLife life, OrderNews.Notice notice) {
    if (life instanceof OrderLife.InFlight sent) {
      var answer = new OrderLife.UnknownAnswer(sent.sent().attempt(), notice.code(), oneLine(notice.text()));
      if (!sent.hasHeard(answer)) {
        add(new UnknownAnswerHeard(life.leg().ref(), answer.attempt(), answer.code(), answer.text(), now));
      }
    }
  }

  /** Whether the broker does not know the contract of an order that was sent for the first time (code 200). */
  static boolean isToIdentifyAnew(OrderLife life, OrderNews.Notice notice) {
    return notice.code() == Identification.NO_DEFINITION && life instanceof OrderLife.InFlight sent
        && sent.sent().attempt() == 1;
  }

  /** Books that what was asked for is refused; false where nothing was, or the code is about something else. */
  private boolean answer(OrderLife life, MessageCode code, OrderNews.Notice notice) {
    boolean isRefusal = code.kind() == MessageCode.Kind.REFUSED && life instanceof OrderLife.Working;
    boolean isChangeAsked = life.pending().change().isPresent();
    boolean isCancelAsked = life.pending().cancel().isPresent();
    if (isChangeAsked && (isRefusal || code.reaction() == MessageCode.Reaction.CHANGE_REFUSED)) {
      add(new ChangeRefused(life.leg().ref(), notice.code(), oneLine(notice.text()), now));
      return true;
    }
    if (isCancelAsked && (isRefusal || code.reaction() == MessageCode.Reaction.CANCEL_REFUSED)) {
      add(new CancelRefused(life.leg().ref(), notice.code(), oneLine(notice.text()), now));
      return true;
    }
    return false;
  }

  private void reject(OrderLife life, MessageCode code, OrderNews.Notice notice) {
    close(life, OrderOutcome.REJECTED, notice);
    OrderRef ref = life.leg().ref();
    Run run = book.runOf(ref).orElseThrow();
    boolean isClosed = book.order(ref).filter(OrderLife.Closed.class::isInstance).isPresent();
    boolean isMore = run.orders().values().stream().anyMatch(OrderLife.Planned.class::isInstance);
    boolean isHeld = code.reaction() == MessageCode.Reaction.HOLD_RUN;
    boolean isAborted = code.reaction() == MessageCode.Reaction.ABORT_RUN;
    if (isClosed && isMore && (isHeld || isAborted)) {
      add(new RunEvent.RunHalted(
          run.id(), isHeld ? Optional.of(now.plus(HELD)) : Optional.empty(),
          "the broker rejected " + life.leg().side() + " " + life.leg().symbol()
              + " for a reason that stops every order: " + oneLine(notice.text()) + " (code " + notice.code() + ")",
          now));
    }
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').strip();
  }

  /** Takes over what the broker's books say of one order. They may bring an order back to life; news may not. */
  void adopt(Reconciliation.Verdict verdict) {
    switch (verdict) {
      case Reconciliation.Open open -> adopt(open);
      case Reconciliation.Completed completed -> adopt(completed);
      case Reconciliation.Executed executed -> {
        executed.fills().forEach(fill -> book(executed.ref(), fill));
        closeIfFilled(book.order(executed.ref()).orElseThrow());
      }
      case Reconciliation.NotThere not -> {
        // Nothing to book: whether it is sent again or given up is not the broker's word.
      }
      case Reconciliation.Ambiguous unclear -> add(new OrderParked(unclear.ref(), unclear.reason(), now));
    }
  }

  private void adopt(Reconciliation.Open open) {
    open.fills().forEach(fill -> book(open.ref(), fill));
    OrderLife life = book.order(open.ref()).orElseThrow();
    Said said = Said.of(open.order());
    switch (life) {
      case OrderLife.Closed closed -> {
        boolean isAlive = said.status().isWorking() || isOurOwn(closed.outcome());
        if (isAlive && !life.isFilled()) {
          acknowledge(life, said);
        }
      }
      case OrderLife.Parked parked -> {
        if (said.status().isWorking() || isCancelled(said.status())) {
          acknowledge(life, said);
        }
      }
      // Under other ids than the newest ones known: the books have only this one.
      case OrderLife.InFlight sent when isOfAnother(life, said) -> acknowledge(life, said);
      case OrderLife.Working working when isOfAnother(life, said) -> acknowledge(life, said);
      case OrderLife.InFlight sent -> take(life, said);
      case OrderLife.Working working -> take(life, said);
      case OrderLife.Planned planned -> take(life, said);
    }
    terms(open.ref(), open.order());
    closeIfOver(open.ref());
  }

  private void adopt(Reconciliation.Completed completed) {
    completed.fills().forEach(fill -> book(completed.ref(), fill));
    Said said = Said.of(completed.order());
    if (said.status() == BrokerStatus.FILLED) {
      filledSmaller(completed);
    }
    OrderLife life = book.order(completed.ref()).orElseThrow();
    // An end that came without words gets those of the books.
    boolean isSaid = life instanceof OrderLife.Closed closed && !isOurOwn(closed.outcome())
        && (closed.code() != 0 || !closed.reason().isEmpty() || said.reason().isEmpty());
    if (isSaid || closeIfFilled(life)) {
      return;
    }
    switch (said.status()) {
      case INACTIVE -> add(new OrderClosed(completed.ref(), OrderOutcome.REJECTED, 0, said.reason(), now));
      case CANCELLED, API_CANCELLED ->
        add(new OrderClosed(completed.ref(), OrderOutcome.CANCELLED, 0, said.reason(), now));
      // Filled, and its executions are still to come: it is asked for until they do.
      case FILLED, PENDING_SUBMIT, API_PENDING, PRE_SUBMITTED, SUBMITTED, PENDING_CANCEL, UNKNOWN -> {
        if (life instanceof OrderLife.Closed) {
          acknowledge(life, said);
        } else if (!(life instanceof OrderLife.Parked)) {
          take(life, said);
        }
      }
    }
  }

  /**
   * The broker's terms of an order are what stands, whoever changed them: the owner, the Gateway (481), or somebody
   * in TWS.
   */
  private void terms(OrderRef ref, BrokerOrder order) {
    OrderLife life = book.order(ref).orElseThrow();
    Leg leg = life.leg();
    boolean isWhole = order.quantity().signum() > 0 && order.quantity().stripTrailingZeros().scale() <= 0;
    if (!(life instanceof OrderLife.Working) || isOfAnother(life, Said.of(order)) || !isWhole) {
      return;
    }
    Optional<BigDecimal> limit = leg.type().hasLimit()
        ? order.terms().limit().filter(Prices::isPrice).or(leg::limit)
        : Optional.empty();
    if (!new Pending.Terms(leg.quantity(), leg.limit(), now).are(order.quantity(), limit)) {
      change(life, order.quantity(), limit);
    }
  }

  private void change(OrderLife life, BigDecimal quantity, Optional<BigDecimal> limit) {
    boolean isAsked = life.pending().change().filter(asked -> asked.are(quantity, limit)).isPresent();
    add(new TermsChanged(life.leg().ref(), quantity, limit, isAsked, now));
  }

  /** Filled at the broker with every execution booked: then it was for no more shares than that. */
  private void filledSmaller(Reconciliation.Completed completed) {
    OrderLife life = book.order(completed.ref()).orElseThrow();
    BigDecimal filled = life.fills().shares();
    boolean isAll = filled.signum() > 0 && completed.order().filled().compareTo(filled) == 0
        && filled.stripTrailingZeros().scale() <= 0;
    if (isAll && !life.isFilled() && life instanceof OrderLife.Working) {
      change(life, filled, life.leg().limit());
    }
  }

  /** News of an order. */
  private void hear(OrderLife life, Said said) {
    if (isOfAnother(life, said)) {
      isDoubtful = true;
    } else {
      take(life, said);
    }
  }

  private void take(OrderLife life, Said said) {
    switch (life) {
      case OrderLife.Planned planned -> acknowledge(life, said);
      case OrderLife.InFlight sent -> acknowledge(life, said);
      case OrderLife.Working working when working.permId() == 0 && said.permId() != 0 -> acknowledge(life, said);
      case OrderLife.Working working -> {
        if (isNews(working, said)) {
          add(new OrderStatusChanged(life.leg().ref(), said.status(), said.reason(), now));
        }
      }
      case OrderLife.Closed closed when isOurOwn(closed.outcome()) && said.status().isWorking() ->
        acknowledge(life, said);
      // Late words of a time before its end, or it lives after all.
      case OrderLife.Closed closed ->
        isDoubtful |= isOurOwn(closed.outcome()) || (said.status().isWorking() && !closed.isFilled());
      case OrderLife.Parked parked -> isDoubtful = true;
    }
    closeIfOver(life.leg().ref());
  }

  /** A status that is over stays, and words are not lost to a message of the same status that has none. */
  private static boolean isNews(OrderLife.Working working, Said said) {
    if (said.status() == BrokerStatus.UNKNOWN || working.status().isTerminal()) {
      return false;
    }
    return said.status() != working.status() || !(said.reason().isEmpty() || said.reason().equals(working.reason()));
  }

  /**
   * Whether a message speaks of another order under our reference: of an earlier attempt, or of a second one that lives
   * beside the first.
   */
  private static boolean isOfAnother(OrderLife life, Said said) {
    boolean isOtherId = said.orderId() > 0 && life.submission()
        .filter(sent -> sent.orderId() > 0 && sent.orderId() != said.orderId()).isPresent();
    boolean isOtherPermId = said.permId() != 0 && life.permId() != 0 && said.permId() != life.permId();
    return isOtherId || isOtherPermId;
  }

  /** After the broker's end of an order late words are nothing; after an end of our own making they are the truth. */
  private static boolean isOurOwn(OrderOutcome outcome) {
    return switch (outcome) {
      case NEVER_ARRIVED, SKIPPED -> true;
      case FILLED, CANCELLED, REJECTED -> false;
    };
  }

  private static boolean isCancelled(BrokerStatus status) {
    return status == BrokerStatus.CANCELLED || status == BrokerStatus.API_CANCELLED;
  }

  private void acknowledge(OrderLife life, Said said) {
    int orderId = said.orderId() > 0
        ? said.orderId()
        : life.submission().map(OrderLife.Submission::orderId).orElse(0);
    int clientId = said.clientId() >= 0
        ? said.clientId()
        : life.submission().map(OrderLife.Submission::clientId).orElse(-1);
    add(new OrderAcknowledged(life.leg().ref(), orderId, clientId, said.permId(), said.status(), now));
  }

  private void closeIfOver(OrderRef ref) {
    switch (book.order(ref).orElseThrow()) {
      case OrderLife.Working working -> {
        if (!closeIfFilled(working) && isCancelled(working.status())) {
          add(new OrderClosed(ref, OrderOutcome.CANCELLED, 0, working.reason(), now));
        }
      }
      // A cancel and the last fill can cross on the wire, and a correction can take shares back.
      case OrderLife.Closed closed -> {
        if (!closeIfFilled(closed) && closed.outcome() == OrderOutcome.FILLED) {
          add(new OrderClosed(
              ref, OrderOutcome.CANCELLED, 0, "the broker corrected what was filled to "
                  + plain(closed.fills().shares()) + " of " + plain(closed.leg().quantity()) + " shares",
              now));
        }
      }
      case OrderLife.Planned planned -> {
        // Not sent, so not over.
      }
      case OrderLife.InFlight sent -> {
        // Unanswered, so not over.
      }
      case OrderLife.Parked parked -> {
        // The books decide.
      }
    }
  }

  private static String plain(BigDecimal shares) {
    return shares.signum() == 0 ? "0" : shares.stripTrailingZeros().toPlainString();
  }

  private boolean closeIfFilled(OrderLife life) {
    boolean isSaid = life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED;
    if (life.isFilled() && !isSaid) {
      add(new OrderClosed(life.leg().ref(), OrderOutcome.FILLED, 0, "", now));
    }
    return life.isFilled();
  }

  private void close(OrderLife life, OrderOutcome outcome, OrderNews.Notice notice) {
    boolean isSaid = life instanceof OrderLife.Closed closed && closed.code() != 0;
    if (isSaid || life.isFilled() || life instanceof OrderLife.Planned) {
      return;
    }
    add(new OrderClosed(life.leg().ref(), outcome, notice.code(), oneLine(notice.text()), now));
    // The answer to a later attempt proves nothing of the earlier ones.
    isDoubtful |= life instanceof OrderLife.Parked
        || life.submission().filter(sent -> sent.attempt() > 1).isPresent();
  }

  private Optional<OrderLife> find(String orderRef, Predicate<OrderLife> isCalled) {
    Predicate<OrderLife> isIt = orderRef.isEmpty()
        ? isCalled
        : life -> life.leg().ref().value().equals(orderRef);
    return book.orders().filter(isIt).findFirst();
  }
}

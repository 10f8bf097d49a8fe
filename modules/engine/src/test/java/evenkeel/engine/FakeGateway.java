package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Commission;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.Fill;
import evenkeel.domain.Fills;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.BrokerRequest.Trades;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.NewsMark;
import evenkeel.gateway.OrderNews;
import evenkeel.gateway.OrderPreview;
import evenkeel.gateway.OrderPreview.Effect;
import evenkeel.gateway.SendResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A gateway under a test's control: what an actor wants of it is taken in order and answered by hand. */
final class FakeGateway {
  /** The broker's books, and the id that it takes next. */
  record Books(List<BrokerOrder> open, List<BrokerOrder> completed, List<Fill> fills, List<Commission> commissions,
      int nextValidId) {
    static final Books EMPTY = new Books(List.of(), List.of(), List.of(), List.of(), 1);

    Books open(BrokerOrder... orders) {
      return new Books(List.of(orders), completed, fills, commissions, nextValidId);
    }

    Books completed(BrokerOrder... orders) {
      return new Books(open, List.of(orders), fills, commissions, nextValidId);
    }

    Books fills(Fill... more) {
      return new Books(open, completed, List.of(more), commissions, nextValidId);
    }

    Books commissions(Commission... more) {
      return new Books(open, completed, fills, List.of(more), nextValidId);
    }

    Books nextValidId(int id) {
      return new Books(open, completed, fills, commissions, id);
    }

    /** What they say to one of the questions. */
    Object tell(BrokerRequest<?> request) {
      return switch (request) {
        case BrokerRequest.OpenOrders asked -> open;
        case BrokerRequest.CompletedOrders asked -> completed;
        case BrokerRequest.Executions asked -> new Trades(fills, commissions, Optional.of(NyseCalendar.ZONE));
        case BrokerRequest.NextOrderId asked -> nextValidId;
        case BrokerRequest.AccountValues asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.Positions asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.Details asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.Preview asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.GatewayClock asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.History asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.ProfitAndLoss asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.AccountStream asked -> throw new AssertionError("not a question for the books");
        case BrokerRequest.Snapshot asked -> throw new AssertionError("not a question for the books");
      };
    }
  }

  private final ActorTestKit kit;
  private final TestProbe<GatewaySupervisor.Command> probe;
  private final Deque<GatewaySupervisor.Command> pending = new ArrayDeque<>();
  private final Map<Symbol, Answer<List<InstrumentDetails>>> details = new LinkedHashMap<>();
  private final Set<ActorRef<LinkStatus>> watchers = new LinkedHashSet<>();
  private @Nullable LinkStatus newest;
  private @Nullable ActorRef<LinkStatus> watcher;
  private @Nullable ActorRef<OrderNews> orders;
  private Optional<ActorRef<NewsMark>> marks = Optional.empty();
  private int detailsAsked;
  /** What the account held before anything was executed, and the executions told since, by what corrections keep. */
  private final Map<Symbol, BigDecimal> held = new LinkedHashMap<>();
  private final Map<Symbol, BigDecimal> costs = new LinkedHashMap<>();
  private final Map<String, Fill> executed = new LinkedHashMap<>();
  private final List<GatewaySupervisor.Ask<?>> positionsAsked = new ArrayList<>();
  private boolean hasPositions = true;
  private boolean isOfExecutor;

  FakeGateway(ActorTestKit kit) {
    this.kit = kit;
    this.probe = kit.createTestProbe(GatewaySupervisor.Command.class);
  }

  ActorRef<GatewaySupervisor.Command> ref() {
    return probe.ref();
  }

  /** How the contract of a symbol is answered; any other is a plain one. */
  void describe(Symbol symbol, Answer<List<InstrumentDetails>> answer) {
    details.put(symbol, answer);
  }

  /** Only the executor asks for positions, with the broker's books. */
  FakeGateway ofExecutor() {
    isOfExecutor = true;
    return this;
  }

  /** The same account as that gateway's. */
  FakeGateway after(FakeGateway before) {
    held.putAll(before.held);
    costs.putAll(before.costs);
    executed.putAll(before.executed);
    hasPositions = before.hasPositions;
    return this;
  }

  /** Somebody else has traded. */
  void trade(Symbol symbol, int shares) {
    change(symbol, Integer.toString(shares), "1");
  }

  /** The position has changed without an execution, and each share of it costs so much on average now. */
  void change(Symbol symbol, String shares, String cost) {
    held.merge(symbol, new BigDecimal(shares), BigDecimal::add);
    costs.put(symbol, new BigDecimal(cost));
  }

  /** Whether the positions are answered at all. */
  void positions(boolean areThere) {
    hasPositions = areThere;
  }

  private void execute(Fill fill) {
    executed.merge(
        Fill.family(fill.execId()), fill, (one, two) -> Fills.isNewer(two.execId(), one.execId()) ? two : one);
  }

  /** The account is another one, which holds nothing. */
  void forgetPositions() {
    held.clear();
    executed.clear();
  }

  private void answerPositions() {
    positionsAsked.forEach(ask -> answer(ask, positions()));
    positionsAsked.clear();
  }

  private Answer<List<BrokerPosition>> positions() {
    if (!hasPositions) {
      return new Answer.Missing<>("positions: no answer");
    }
    var shares = new LinkedHashMap<>(held);
    executed.values().forEach(fill -> shares.merge(
        fill.symbol(), fill.side() == Side.BUY ? fill.shares() : fill.shares().negate(), BigDecimal::add));
    return new Answer.Given<>(shares.entrySet().stream().map(entry -> new BrokerPosition(
        Broker.ACCOUNT, contract(entry.getKey(), contractId(entry.getKey())).instrument(), entry.getValue(),
        costs.getOrDefault(entry.getKey(), BigDecimal.ONE))).toList());
  }

  void link(LinkStatus status) {
    while (watcher == null) {
      take();
    }
    watcher.tell(status);
  }

  /** Tells everybody who watches, and those who begin to later, as the gateway does. */
  void linkAll(LinkStatus status) {
    while (watcher == null) {
      take();
    }
    newest = status;
    watchers.forEach(each -> each.tell(status));
  }

  void say(OrderNews... news) {
    while (orders == null) {
      take();
    }
    for (OrderNews message : news) {
      if (message instanceof OrderNews.Executed told) {
        execute(told.fill());
      }
      orders.tell(message);
    }
  }

  /** Says the news with a mark behind them, which the actor answers with {@link GatewaySupervisor.CaughtUp}. */
  void sayMarked(int number, OrderNews... news) {
    say(news);
    marks.orElseThrow().tell(new NewsMark(1, number, ref()));
  }

  /** Lets the time pass until the actor watches the link and the orders anew. */
  void awaitWatchers(TestClock clock) {
    watcher = null;
    orders = null;
    take(clock.passUntil(probe, Duration.ofSeconds(2)));
    while (watcher == null || orders == null) {
      take();
    }
  }

  /** So many contracts are asked for, and answered. */
  void answerDetails(int count) {
    int before = detailsAsked;
    while (detailsAsked < before + count) {
      take();
    }
  }

  int detailsAsked() {
    return detailsAsked;
  }

  /** The next message of this kind; others before it are an error. */
  <T extends GatewaySupervisor.Command> T expect(Class<T> type) {
    GatewaySupervisor.Command next = next();
    assertThat(next).isInstanceOf(type);
    return type.cast(next);
  }

  /** The four questions for the broker's books, answered with these; positions are answered beside them. */
  void expectInquiry(Books books) {
    expectInquiry().answer(books);
  }

  Question expectInquiry() {
    var question = new Question();
    while (question.asks.size() < 4) {
      GatewaySupervisor.Ask<?> ask = expect(GatewaySupervisor.Ask.class);
      if (ask.request() instanceof BrokerRequest.Positions) {
        positionsAsked.add(ask);
      } else {
        question.add(ask);
      }
    }
    return question;
  }

  GatewaySupervisor.Submit expectSubmit() {
    return expect(GatewaySupervisor.Submit.class);
  }

  /** An order comes and leaves. */
  GatewaySupervisor.Submit sent() {
    GatewaySupervisor.Submit submit = expectSubmit();
    answer(submit, new SendResult.Sent());
    return submit;
  }

  /**
   * Everything that the actor sent up to now.
   *
   * @param ask makes the actor answer, once it has done all that it was told before
   */
  <T> List<GatewaySupervisor.Command> rest(Consumer<ActorRef<T>> ask) {
    var marker = new GatewaySupervisor.Reconciled(-1, new AccountId("DU9999999"));
    ask.accept(kit.spawn(Behaviors.<T>receiveMessage(answer -> {
      probe.ref().tell(marker);
      return Behaviors.stopped();
    })));
    var rest = new ArrayList<GatewaySupervisor.Command>();
    GatewaySupervisor.Command next = next();
    while (!next.equals(marker)) {
      rest.add(next);
      next = next();
    }
    answerPositions();
    return rest;
  }

  private GatewaySupervisor.Command next() {
    while (pending.isEmpty()) {
      take();
    }
    return pending.removeFirst();
  }

  private void take() {
    take(probe.receiveMessage());
  }

  private void take(GatewaySupervisor.Command command) {
    switch (command) {
      case GatewaySupervisor.Watch watch -> {
        watcher = watch.watcher();
        watchers.add(watch.watcher());
        if (newest != null) {
          watch.watcher().tell(newest);
        }
      }
      case GatewaySupervisor.WatchOrders watch -> {
        orders = watch.watcher();
        marks = watch.marks();
      }
      case GatewaySupervisor.Ask<?> ask when ask.request() instanceof BrokerRequest.Details asked -> {
        detailsAsked++;
        answer(ask, details.getOrDefault(asked.instrument().symbol(), plain(asked.instrument().symbol())));
      }
      case GatewaySupervisor.Ask<?> ask when ask.request() instanceof BrokerRequest.Positions && isOfExecutor ->
        positionsAsked.add(ask);
      case GatewaySupervisor.Command other -> pending.addLast(other);
    }
  }

  /** Answers, and waits until whoever stands in for the actor that asks has handed the answer on. */
  // An answer is of its request's type, which a test knows and the compiler cannot.
  @SuppressWarnings("unchecked")
  <T> void answer(GatewaySupervisor.Ask<?> ask, Answer<T> answer) {
    if (answer instanceof Answer.Given<T> given && given.value() instanceof Trades trades) {
      trades.fills().forEach(this::execute);
    }
    tell((ActorRef<Answer<T>>) (ActorRef<?>) ask.replyTo(), answer);
  }

  /** Says what became of an order's message. */
  void answer(GatewaySupervisor.Submit submit, SendResult result) {
    tell(submit.replyTo(), result);
  }

  void answer(GatewaySupervisor.Cancel cancel, SendResult result) {
    tell(cancel.replyTo(), result);
  }

  private <T> void tell(ActorRef<T> replyTo, T answer) {
    replyTo.tell(answer);
    probe.expectTerminated(replyTo);
  }

  static Answer<List<InstrumentDetails>> plain(Symbol symbol) {
    return new Answer.Given<>(List.of(contract(symbol, contractId(symbol))));
  }

  /** The broker's number of a plain contract. */
  static int contractId(Symbol symbol) {
    return 1000 + symbol.value().hashCode() % 1000;
  }

  /** An order's effect on the initial margin, with a commission of 1. */
  static Answer<OrderPreview> preview(int margin, int change, int equity) {
    return new Answer.Given<>(preview(effect(margin, change), effect(equity, -1)));
  }

  static OrderPreview preview(Effect initial, Effect equity) {
    return new OrderPreview(
        initial, initial, equity, Optional.of(BigDecimal.ONE), Optional.empty(), Optional.empty(), "USD", "");
  }

  static Effect effect(int before, int change) {
    return new Effect(
        Optional.of(new BigDecimal(before)), Optional.of(new BigDecimal(change)),
        Optional.of(new BigDecimal(before + change)));
  }

  static InstrumentDetails contract(Symbol symbol, int contractId) {
    Optional<CurrencyPair> pair = CurrencyPair.named(symbol.value());
    if (pair.isPresent()) {
      return new InstrumentDetails(
          new Instrument(contractId, symbol, "CASH", "IDEALPRO", "", pair.get().quote()), symbol.value(),
          new BigDecimal("0.00005"), Set.of("MKT", "LMT"));
    }
    return new InstrumentDetails(
        new Instrument(contractId, symbol, "STK", "SMART", "ARCA", "USD"), "Fund " + symbol, new BigDecimal("0.01"),
        Set.of("MKT", "LMT", "MOC", "LOC"));
  }

  /** The questions for the broker's books. */
  final class Question {
    private final List<GatewaySupervisor.Ask<?>> asks = new ArrayList<>();

    private void add(GatewaySupervisor.Ask<?> ask) {
      asks.add(ask);
    }

    void answer(Books books) {
      answer(books, request -> Optional.empty());
    }

    /** Answers with the books, save where the function has another answer. */
    void answer(Books books, Function<BrokerRequest<?>, Optional<Answer<?>>> other) {
      books.fills().forEach(FakeGateway.this::execute);
      answerPositions();
      for (GatewaySupervisor.Ask<?> ask : asks) {
        Answer<?> given = other.apply(ask.request()).orElseGet(() -> new Answer.Given<>(books.tell(ask.request())));
        FakeGateway.this.answer(ask, given);
      }
    }
  }
}

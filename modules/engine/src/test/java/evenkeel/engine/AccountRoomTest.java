package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.AccountKind;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.Language;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderType;
import evenkeel.domain.Symbol;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.domain.TriggerKind;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.QuoteNews;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AccountRoomTest {
  private static final AccountId PAPER = Broker.ACCOUNT;
  private static final AccountId OTHER_PAPER = new AccountId("DU7654321");
  private static final AccountId LIVE = new AccountId("U1234567");
  private static final Trigger BY_HAND = new Trigger(
      Broker.RUN, TriggerKind.MANUAL, Decisions.TRIGGER.session(), Broker.START, Broker.CUT_OFF);

  private final ActorTestKit kit = ActorTestKit.create(Engine.config());
  private final TestClock clock = new TestClock(Broker.START, ManualTime.get(kit.system()));
  private final FakeGateway gateway = new FakeGateway(kit);
  private final TestProbe<EngineNews> news = kit.createTestProbe(EngineNews.class);
  private final TestProbe<RebalancePlanner.Reply> replies = kit.createTestProbe(RebalancePlanner.Reply.class);

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  static Stream<Arguments> choices() {
    return Stream.of(
        choice("the only account", TradingMode.PAPER, null, List.of(PAPER), PAPER.toString()),
        choice("the configured one", TradingMode.PAPER, OTHER_PAPER, List.of(PAPER, OTHER_PAPER),
            OTHER_PAPER.toString()),
        choice("several and none configured", TradingMode.PAPER, null, List.of(PAPER, OTHER_PAPER),
            "manages 2 accounts"),
        choice("not the configured one", TradingMode.PAPER, OTHER_PAPER, List.of(PAPER), "does not manage"),
        choice("no account at all", TradingMode.PAPER, null, List.of(), "no account"),
        choice("paper on a live account", TradingMode.PAPER, null, List.of(LIVE), "is a live account"),
        choice("live on a paper account", TradingMode.LIVE, null, List.of(PAPER), "is a paper account"),
        choice("live on a live account", TradingMode.LIVE, null, List.of(LIVE), LIVE.toString()),
        choice("a log-in of both kinds", TradingMode.PAPER, PAPER, List.of(PAPER, LIVE),
            "paper and live accounts together"),
        choice("dry-run on any", TradingMode.DRY_RUN, null, List.of(LIVE), LIVE.toString()));
  }

  private static Arguments choice(
      String name, TradingMode mode, @Nullable AccountId configured, List<AccountId> managed, String expected) {
    return Arguments.of(name, mode, Optional.ofNullable(configured), managed, expected);
  }

  @ParameterizedTest(name = "{0}: {4}")
  @MethodSource("choices")
  void shouldChooseTheAccount(
      String name, TradingMode mode, Optional<AccountId> configured, List<AccountId> managed, String expected) {
    var settings = Engine.settings(mode, OrderType.MOC, configured);
    String chosen = switch (AccountRoom.choose(settings, managed)) {
      case AccountRoom.Chosen it -> it.account().toString();
      case AccountRoom.NoChoice not -> not.why();
    };
    assertThat(chosen).contains(expected);
  }

  @Test
  void shouldRefuseAPortThatContradictsTheAccount() {
    EngineSettings settings = Engine.settings(TradingMode.PAPER)
        .with(new Caution(Optional.of(AccountKind.LIVE), FirstRuns.NONE, Approval.NONE));
    assertThat(AccountRoom.choose(settings, List.of(PAPER))).isInstanceOfSatisfying(
        AccountRoom.NoChoice.class, not -> assertThat(not.why()).contains("the port stands for live"));
  }

  @Test
  void shouldSayThatALogInDoesNotFitAndDecideNothing() {
    ActorRef<AccountRoom.Command> room = open(TradingMode.PAPER, Optional.empty());
    link(LinkState.SYNCHRONIZING, LIVE);
    assertThat(hear(EngineNews.Unusable.class).why()).contains("is a live account");
    consider(room, BY_HAND);
    assertThat(((RebalancePlanner.Deferred) replies.receiveMessage()).reasons()).singleElement().asString()
        .contains("is a live account");
    TestProbe<ExecutionBook> book = kit.createTestProbe(ExecutionBook.class);
    room.tell(new AccountRoom.GetExecution(book.ref()));
    book.expectMessage(ExecutionBook.EMPTY);
  }

  @Test
  void shouldSayAMonthEndThatNobodyCanLookAt() {
    ActorRef<AccountRoom.Command> room = open(TradingMode.PAPER, Optional.of(Broker.START.minusSeconds(60)));
    clock.pass(Duration.ofSeconds(1));
    assertThat(hear(EngineNews.Deferred.class).trigger().run()).isEqualTo(Broker.RUN);
    // No trouble yet: the connection is being made.
    news.expectNoMessage();
    gateway.linkAll(new LinkStatus(
        LinkState.OFFLINE, 0, Optional.of(new LinkStatus.Problem(DisconnectReason.REFUSED, "")), List.of(), 0, 1,
        clock.instant()));
    consider(room, Decisions.TRIGGER);
    assertThat(hear(EngineNews.Raised.class).alert().key()).isEqualTo("deferred-" + Broker.RUN);
    clock.set(Broker.CUT_OFF.plusSeconds(60));
    Alert missed = alert("not-traded-" + Broker.RUN);
    assertThat(missed.severity()).isEqualTo(Alert.Severity.CRITICAL);
    assertThat(Language.EN.say(missed.phrase())).contains("not decided", "not connected");
  }

  @Test
  void shouldNotCallAMonthEndOfBeforeTheStartUndecided() {
    clock.set(Broker.CUT_OFF.plus(Duration.ofDays(12)));
    ActorRef<AccountRoom.Command> room = open(TradingMode.PAPER, Optional.empty());
    consider(room, Decisions.TRIGGER);
    assertThat(hear(EngineNews.Deferred.class).trigger().run()).isEqualTo(Broker.RUN);
    gateway.linkAll(new LinkStatus(
        LinkState.OFFLINE, 0, Optional.of(new LinkStatus.Problem(DisconnectReason.REFUSED, "")), List.of(), 0, 1,
        clock.instant()));
    assertThat(hear(EngineNews.LinkChanged.class).status().state()).isEqualTo(LinkState.OFFLINE);
    consider(room, Decisions.TRIGGER);
    assertThat(hear(EngineNews.Deferred.class).trigger().run()).isEqualTo(Broker.RUN);
    // Only the journal, which is of an account, knows whether it was decided.
    news.expectNoMessage();
  }

  @Test
  void shouldSayThatALaterLogInLacksTheAccount() {
    open(TradingMode.PAPER, Optional.empty());
    link(LinkState.SYNCHRONIZING, PAPER);
    assertThat(hear(EngineNews.AccountChosen.class).account()).isEqualTo(PAPER);
    gateway.expectInquiry();
    link(LinkState.SYNCHRONIZING, OTHER_PAPER);
    assertThat(hear(EngineNews.Unusable.class).why()).contains("without the account");
  }

  @Test
  void shouldTakeATriggerFromTheLookToTheReport() {
    ActorRef<AccountRoom.Command> room = open(TradingMode.PAPER, Optional.empty());
    link(LinkState.SYNCHRONIZING, PAPER);
    hear(EngineNews.AccountChosen.class);
    gateway.expectInquiry(FakeGateway.Books.EMPTY);
    gateway.expect(GatewaySupervisor.Reconciled.class);
    link(LinkState.READY, PAPER);

    consider(room, BY_HAND);
    look();
    Decision decision = ((RebalancePlanner.Decided) replies.receiveMessage()).decision();
    assertThat(decision.verdict()).isInstanceOf(Decision.Trade.class);
    // The guards look for themselves.
    look();
    for (int order = 1; order <= 2; order++) {
      gateway.answer(gateway.expect(GatewaySupervisor.Ask.class), FakeGateway.preview(60000, 100, 65000));
    }

    FakeGateway.Books books = FakeGateway.Books.EMPTY;
    gateway.expectInquiry(books);
    for (int id = 1; id <= 2; id++) {
      GatewaySupervisor.Submit submit = gateway.sent();
      var leg = submit.ticket().leg();
      gateway.say(
          Broker.executed(leg, submit.ticket().orderId(), "a.b." + id + ".01", leg.quantity().toString()),
          Broker.charged("a.b." + id + ".01", "1.00"));
    }
    EngineNews.ReportDue due = hear(EngineNews.ReportDue.class);
    assertThat(due.decision()).isEqualTo(decision);
    assertThat(due.run().orElseThrow().orders().values()).hasSize(2).allMatch(OrderLife::isFilled);
    due.replyTo().tell(new EngineNews.ReportWritten(Broker.RUN, due.run().orElseThrow().revision()));
    assertThat(hear(EngineNews.Reported.class).run()).isEqualTo(Broker.RUN);
    TestProbe<ExecutionBook> book = kit.createTestProbe(ExecutionBook.class);
    room.tell(new AccountRoom.GetExecution(book.ref()));
    assertThat(book.receiveMessage().unsettled()).isEmpty();
  }

  private ActorRef<AccountRoom.Command> open(TradingMode mode, Optional<Instant> watchedSince) {
    return kit.spawn(AccountRoom.create(new AccountRoom.Furniture(
        Engine.settings(mode), Broker.CLIENT, clock, gateway.ref(), news.ref(), watchedSince,
        Contracts.None.INSTANCE, OwnersWord.NONE)));
  }

  private void consider(ActorRef<AccountRoom.Command> room, Trigger trigger) {
    room.tell(new AccountRoom.Consider(new RebalancePlanner.Consider(trigger, replies.ref())));
  }

  private void link(LinkState state, AccountId account) {
    LinkStatus status = Engine.link(state, 1, 1, clock.instant(), account);
    gateway.linkAll(status);
  }

  private <T extends EngineNews> T hear(Class<T> type) {
    List<EngineNews> heard = news.fishForMessage(
        Duration.ofSeconds(10), message -> type.isInstance(message)
            ? FishingOutcomes.complete()
            : FishingOutcomes.continueAndIgnore());
    return type.cast(heard.getLast());
  }

  private Alert alert(String key) {
    while (true) {
      EngineNews next = clock.passUntil(news, Duration.ofSeconds(10));
      if (next instanceof EngineNews.Raised raised && raised.alert().key().equals(key)) {
        return raised.alert();
      }
    }
  }

  /** A portfolio with too much of GLD, at 300, and too little of BIL, at 90. */
  private void look() {
    int closed = 0;
    // Three questions, two streams opened and two closed; a stream that has told everything may close before the rest.
    for (int i = 0; i < 7; i++) {
      switch (gateway.expect(GatewaySupervisor.Command.class)) {
        case GatewaySupervisor.Ask<?> ask -> gateway.answer(ask, new Answer.Given<>(
            switch (ask.request().name()) {
              case "positions" -> positions();
              case "open orders" -> List.of();
              default -> values();
            }));
        case GatewaySupervisor.WatchQuote watch -> quote(watch);
        case GatewaySupervisor.UnwatchQuote done -> closed++;
        default -> throw new AssertionError("neither portfolio nor price");
      }
    }
    assertThat(closed).isEqualTo(2);
  }

  private void quote(GatewaySupervisor.WatchQuote watch) {
    var symbol = watch.instrument().symbol();
    var price = Optional.of(new BigDecimal(symbol.equals(Broker.GLD.symbol()) ? "300" : "90"));
    for (QuoteNews.Field field : List.of(QuoteNews.Field.LAST, QuoteNews.Field.PREVIOUS_CLOSE)) {
      watch.watcher().tell(new QuoteNews.Tick(symbol, field, price, clock.instant()));
    }
    watch.watcher().tell(new QuoteNews.Traded(symbol, clock.instant()));
    watch.watcher().tell(new QuoteNews.Halt(symbol, false));
  }

  private static List<BrokerPosition> positions() {
    return List.of(
        position(1, Broker.GLD.symbol(), "200"), position(2, Broker.BIL.symbol(), "300"));
  }

  private static BrokerPosition position(int contractId, Symbol symbol, String shares) {
    return new BrokerPosition(
        PAPER, new Instrument(contractId, symbol, "STK", "ARCA", "", "USD"), new BigDecimal(shares), BigDecimal.TEN);
  }

  private static List<AccountValue> values() {
    return List.of(
        new AccountValue(PAPER, "NetLiquidation", "100000", "USD"),
        new AccountValue(PAPER, "TotalCashValue", "13000", "USD"),
        new AccountValue(PAPER, "CashBalance", "13000", "USD"));
  }
}

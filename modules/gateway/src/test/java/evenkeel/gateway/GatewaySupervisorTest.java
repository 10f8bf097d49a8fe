package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.gateway.FakeTransport.FakeLink;
import evenkeel.tws.OrderStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GatewaySupervisorTest {
  /** Makes the jitter half of the wait: the least there is. */
  private static final RandomGenerator LEAST = () -> 0L;
  /** Makes it (all but) the whole wait. */
  private static final RandomGenerator MOST = () -> -1L;
  private static final Duration A_MOMENT = Duration.ofMillis(1);
  private static final AccountId OTHER = new AccountId("DU7654321");

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestClock clock = new TestClock();
  private final TestProbe<FakeLink> dials = kit.createTestProbe(FakeLink.class);
  private final TestProbe<String> happenings = kit.createTestProbe(String.class);
  private final TestProbe<LinkStatus> statuses = kit.createTestProbe(LinkStatus.class);
  private final TestProbe<SendResult> results = kit.createTestProbe(SendResult.class);
  private final TestProbe<Answer<List<BrokerPosition>>> answers = kit.createTestProbe();

  /** Where orders may be sent the clocks are compared, and the Gateway answers. */
  private volatile boolean asksForTheTime;

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private ActorRef<GatewaySupervisor.Command> supervisor(RandomGenerator random, int reconcilers) {
    asksForTheTime = reconcilers > 0;
    ActorRef<GatewaySupervisor.Command> supervisor = kit.spawn(GatewaySupervisor.create(
        Samples.SETTINGS,
        new FakeTransport(
            dials.ref(), happenings.ref(), () -> Optional.of(clock.instant()).filter(now -> asksForTheTime)),
        clock, random, reconcilers));
    supervisor.tell(new GatewaySupervisor.Watch(statuses.ref()));
    expect(LinkState.CONNECTING);
    return supervisor;
  }

  private LinkStatus expect(LinkState state) {
    LinkStatus status = statuses.receiveMessage();
    assertThat(status.state()).isEqualTo(state);
    return status;
  }

  /** A new connection up to the first state in which questions are answered. */
  private FakeLink comesUp(LinkState... states) {
    FakeLink link = dials.receiveMessage();
    link.logsIn();
    expect(LinkState.HANDSHAKING);
    for (LinkState state : states) {
      expect(state);
    }
    happenings.expectMessage(link.number() + " sends StartApi");
    happenings.expectMessage(link.number() + " sends RequestMarketDataType");
    if (asksForTheTime) {
      happenings.expectMessage(link.number() + " sends RequestCurrentTime");
    }
    return link;
  }

  private void passes(Duration duration) {
    clock.passes(duration);
    time.timePasses(duration);
  }

  private void expectDialAfter(Duration wait) {
    clock.passes(wait.minus(A_MOMENT));
    time.expectNoMessageFor(wait.minus(A_MOMENT), dials);
    passes(A_MOMENT);
    expect(LinkState.CONNECTING);
  }

  private void ask(ActorRef<GatewaySupervisor.Command> supervisor) {
    supervisor.tell(new GatewaySupervisor.Ask<>(new BrokerRequest.Positions(), answers.ref()));
  }

  private void submit(ActorRef<GatewaySupervisor.Command> supervisor, long epoch) {
    supervisor.tell(new GatewaySupervisor.Submit(epoch, Samples.ticket(42, "BUY 1 GLD MOC"), results.ref()));
  }

  private void expectNotSent(String why) {
    assertThat(results.receiveMessage()).isEqualTo(new SendResult.NotSent(why));
  }

  @Test
  void shouldSayWhereItIsOnTheWayToReady() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(MOST, 1);
    FakeLink link = dials.receiveMessage();
    link.connected();
    expect(LinkState.HANDSHAKING);
    link.logsIn();
    LinkStatus synchronizing = expect(LinkState.SYNCHRONIZING);
    assertThat(synchronizing.epoch()).isEqualTo(1);
    assertThat(synchronizing.accounts()).containsExactly(Samples.ACCOUNT);
    assertThat(synchronizing.nextOrderId()).isEqualTo(42);
    supervisor.tell(new GatewaySupervisor.Reconciled(1, Samples.ACCOUNT));
    assertThat(expect(LinkState.READY).problem()).isEmpty();
  }

  @Test
  void shouldBeReadyAtOnceWhenNobodyReconciles() {
    supervisor(MOST, 0);
    comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
  }

  @Test
  void shouldBeReadyOnlyAfterEveryReconcilerComparedInThisEpoch() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(MOST, 2);
    FakeLink link = comesUp(LinkState.SYNCHRONIZING);
    supervisor.tell(new GatewaySupervisor.Reconciled(1, Samples.ACCOUNT));
    supervisor.tell(new GatewaySupervisor.Reconciled(1, Samples.ACCOUNT));
    link.hears(1102);
    assertThat(expect(LinkState.SYNCHRONIZING).epoch()).isEqualTo(2);
    supervisor.tell(new GatewaySupervisor.Reconciled(1, OTHER));
    supervisor.tell(new GatewaySupervisor.Reconciled(2, OTHER));
    submit(supervisor, 2);
    expectNotSent("the link is SYNCHRONIZING");
    supervisor.tell(new GatewaySupervisor.Reconciled(2, Samples.ACCOUNT));
    assertThat(expect(LinkState.READY).epoch()).isEqualTo(2);
  }

  @Test
  void shouldWaitTwiceAsLongAfterEachFailureUpToAMinute() {
    supervisor(LEAST, 0);
    for (int halfSeconds : List.of(1, 2, 4, 8, 16, 32, 60, 60)) {
      dials.receiveMessage().gone(DisconnectReason.REFUSED);
      expect(LinkState.OFFLINE);
      expectDialAfter(Duration.ofMillis(500L * halfSeconds));
    }
  }

  @Test
  void shouldSpreadItsAttemptsByAtMostHalfTheWait() {
    supervisor(MOST, 0);
    dials.receiveMessage().gone(DisconnectReason.REFUSED);
    expect(LinkState.OFFLINE);
    expectDialAfter(Duration.ofSeconds(1));
  }

  @Test
  void shouldLeaveAClientIdInUseAloneForTenSeconds() {
    supervisor(LEAST, 0);
    FakeLink link = dials.receiveMessage();
    link.connected();
    link.greeted();
    link.gone(DisconnectReason.CLOSED);
    expect(LinkState.HANDSHAKING);
    assertThat(expect(LinkState.OFFLINE).problem().map(LinkStatus.Problem::reason))
        .contains(DisconnectReason.CLIENT_ID_IN_USE);
    expectDialAfter(Duration.ofSeconds(10));
  }

  @ParameterizedTest
  @EnumSource(names = {"HELLO_REFUSED", "UNSUPPORTED_VERSION", "NOT_A_GATEWAY", "READ_ONLY", "PORT_CHANGED"})
  void shouldGoSlowlyWhereOnlyAHumanCanHelp(DisconnectReason reason) {
    supervisor(LEAST, 0);
    dials.receiveMessage().gone(reason);
    expect(LinkState.OFFLINE);
    expectDialAfter(Duration.ofSeconds(30));
  }

  @Test
  void shouldGoOnWaitingLongerWhenConnectionsBreakAsSoonAsTheyAreMade() {
    supervisor(LEAST, 0);
    comesUp(LinkState.SYNCHRONIZING, LinkState.READY).gone(DisconnectReason.PROTOCOL_VIOLATION);
    assertThat(expect(LinkState.OFFLINE).failures()).isEqualTo(1);
    happenings.expectMessage("1 closes");
    expectDialAfter(Duration.ofMillis(500));
    FakeLink second = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    second.gone(DisconnectReason.PROTOCOL_VIOLATION);
    assertThat(expect(LinkState.OFFLINE).failures()).isEqualTo(2);
    happenings.expectMessage("2 closes");
    expectDialAfter(Duration.ofSeconds(1));
    FakeLink third = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    clock.passes(Samples.SETTINGS.backoffMax());
    third.gone(DisconnectReason.CLOSED);
    assertThat(expect(LinkState.OFFLINE).failures()).isEqualTo(1);
  }

  @Test
  void shouldCountAnEpochForEachConnectionAndEachRestoredLink() {
    supervisor(LEAST, 0);
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    link.hears(1100);
    LinkStatus lost = expect(LinkState.LINK_LOST);
    assertThat(lost.epoch()).isEqualTo(1);
    assertThat(lost.problem().map(LinkStatus.Problem::sentence)).hasValueSatisfying(
        sentence -> assertThat(sentence).startsWith("the Gateway has lost IBKR (text of 1100)"));
    link.hears(1100);
    link.hears(1101);
    assertThat(expect(LinkState.SYNCHRONIZING).epoch()).isEqualTo(2);
    assertThat(expect(LinkState.READY).problem()).isEmpty();
    link.gone(DisconnectReason.CLOSED);
    assertThat(expect(LinkState.OFFLINE).epoch()).isEqualTo(2);
    happenings.expectMessage("1 closes");
    expectDialAfter(Duration.ofMillis(500));
    comesUp(LinkState.SYNCHRONIZING);
    assertThat(expect(LinkState.READY).epoch()).isEqualTo(3);
  }

  @Test
  void shouldPassAnOrderOnOnlyWhenReadyInTheEpochOfItsDecision() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 1);
    submit(supervisor, 0);
    expectNotSent("the link is CONNECTING");
    FakeLink link = comesUp(LinkState.SYNCHRONIZING);
    submit(supervisor, 1);
    expectNotSent("the link is SYNCHRONIZING");
    supervisor.tell(new GatewaySupervisor.Reconciled(1, Samples.ACCOUNT));
    expect(LinkState.READY);
    submit(supervisor, 0);
    expectNotSent("the connection changed since the order was decided (epoch 0, now 1)");
    submit(supervisor, 1);
    happenings.expectMessage("1 sends PlaceOrder");
    results.expectMessage(new SendResult.Sent());
    link.hears(1100);
    expect(LinkState.LINK_LOST);
    submit(supervisor, 1);
    expectNotSent("the link is LINK_LOST");
    link.gone(DisconnectReason.BROKEN);
    LinkStatus offline = expect(LinkState.OFFLINE);
    submit(supervisor, 1);
    expectNotSent("not connected: " + offline.problem().map(LinkStatus.Problem::sentence).orElseThrow());
  }

  @Test
  void shouldAnswerWhileASessionIsUpAndSayWhyNotOtherwise() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 1);
    ask(supervisor);
    answers.expectMessage(new Answer.Missing<>("positions: not connected"));
    FakeLink link = comesUp(LinkState.SYNCHRONIZING);
    ask(supervisor);
    happenings.expectMessage("1 sends RequestPositions");
    link.positionsEnd();
    answers.expectMessage(new Answer.Given<>(List.of()));
    link.gone(DisconnectReason.CLOSED);
    expect(LinkState.OFFLINE);
    ask(supervisor);
    answers.expectMessage(new Answer.Missing<>("positions: not connected: the Gateway closed the connection; it is"
        + " tried again by itself; the Gateway may be restarting"));
  }

  @Test
  void shouldAnswerEveryQuestionThatCrossesWithTheEndOfItsSession() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    int questions = 200;
    for (int i = 0; i < questions; i++) {
      if (i == questions / 2) {
        link.gone(DisconnectReason.CLOSED);
      }
      ask(supervisor);
    }
    assertThat(answers.receiveSeveralMessages(questions)).allSatisfy(
        answer -> assertThat(answer).isInstanceOf(Answer.Missing.class));
    answers.expectNoMessage();
  }

  @Test
  void shouldLoseQuotesWithTheSessionAndRefuseThemOffline() {
    TestProbe<QuoteNews> quotes = kit.createTestProbe(QuoteNews.class);
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    Instrument gold = Samples.stock("GLD");
    supervisor.tell(new GatewaySupervisor.WatchQuote(gold, quotes.ref()));
    happenings.expectMessage("1 sends RequestMarketData");
    supervisor.tell(new GatewaySupervisor.UnwatchQuote(gold.symbol()));
    happenings.expectMessage("1 sends CancelMarketData");
    supervisor.tell(new GatewaySupervisor.WatchQuote(gold, quotes.ref()));
    happenings.expectMessage("1 sends RequestMarketData");
    link.gone(DisconnectReason.CLOSED);
    expect(LinkState.OFFLINE);
    quotes.expectMessage(new QuoteNews.Lost(gold.symbol()));
    supervisor.tell(new GatewaySupervisor.WatchQuote(gold, quotes.ref()));
    quotes.expectMessage(new QuoteNews.Lost(gold.symbol()));
  }

  @Test
  void shouldTellOrderNewsOfEverySession() {
    TestProbe<OrderNews> news = kit.createTestProbe(OrderNews.class);
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    supervisor.tell(new GatewaySupervisor.WatchOrders(news.ref()));
    FakeLink first = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    first.hears(status(42));
    assertThat(news.receiveMessage()).isInstanceOfSatisfying(
        OrderNews.Status.class, status -> assertThat(status.orderId()).isEqualTo(42));
    first.gone(DisconnectReason.CLOSED);
    happenings.expectMessage("1 closes");
    expect(LinkState.OFFLINE);
    expectDialAfter(Duration.ofMillis(500));
    comesUp(LinkState.SYNCHRONIZING, LinkState.READY).hears(status(43));
    assertThat(news.receiveMessage()).isInstanceOfSatisfying(
        OrderNews.Status.class, status -> assertThat(status.orderId()).isEqualTo(43));
  }

  @Test
  void shouldIgnoreWhatAnOldSessionStillHears() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    TestProbe<OrderNews> news = kit.createTestProbe(OrderNews.class);
    supervisor.tell(new GatewaySupervisor.WatchOrders(news.ref()));
    FakeLink old = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    old.gone(DisconnectReason.CLOSED);
    expect(LinkState.OFFLINE);
    happenings.expectMessage("1 closes");
    expectDialAfter(Duration.ofMillis(500));
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    old.hears(1100);
    old.hears(status(7));
    old.gone(DisconnectReason.BROKEN);
    link.hears(status(8));
    assertThat(news.receiveMessage()).isInstanceOfSatisfying(
        OrderNews.Status.class, status -> assertThat(status.orderId()).isEqualTo(8));
    statuses.expectNoMessage();
  }

  @Test
  void shouldSurviveABugInASession() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    ask(supervisor);
    happenings.expectMessage("1 sends RequestPositions");
    link.breakSending();
    submit(supervisor, 1);
    LinkStatus offline = expect(LinkState.OFFLINE);
    assertThat(offline.problem()).isEqualTo(Optional.of(
        new LinkStatus.Problem(DisconnectReason.BROKEN, "the session failed, see the log")));
    // The client id is free again, and whoever asked knows.
    happenings.expectMessage("1 closes");
    assertThat(answers.receiveMessage()).isInstanceOf(Answer.Missing.class);
    expectDialAfter(Duration.ofMillis(500));
    comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
  }

  @Test
  void shouldSurviveATransportThatCannotDial() {
    Transport refusing = listener -> {
      throw new IllegalStateException("no thread left");
    };
    ActorRef<GatewaySupervisor.Command> supervisor = kit.spawn(
        GatewaySupervisor.create(Samples.SETTINGS, refusing, clock, LEAST, 0));
    supervisor.tell(new GatewaySupervisor.Watch(statuses.ref()));
    LinkStatus status = statuses.receiveMessage();
    while (status.state() != LinkState.OFFLINE) {
      status = statuses.receiveMessage();
    }
    assertThat(status.problem().map(LinkStatus.Problem::reason)).contains(DisconnectReason.BROKEN);
    passes(Duration.ofMillis(500));
    expect(LinkState.CONNECTING);
    assertThat(expect(LinkState.OFFLINE).failures()).isEqualTo(2);
  }

  @Test
  void shouldEndASessionThatTakesTooLong() {
    supervisor(LEAST, 0);
    dials.receiveMessage();
    passes(Samples.SETTINGS.connectTimeout());
    assertThat(expect(LinkState.OFFLINE).problem().map(LinkStatus.Problem::reason))
        .contains(DisconnectReason.CONNECT_TIMEOUT);
    happenings.expectMessage("1 closes");
  }

  @Test
  void shouldNoticeASilentGatewayByItsHeartbeat() {
    TestProbe<OrderNews> news = kit.createTestProbe(OrderNews.class);
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    supervisor.tell(new GatewaySupervisor.WatchOrders(news.ref()));
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    passes(Samples.SETTINGS.heartbeat());
    happenings.expectMessage("1 sends RequestCurrentTime");
    link.hears(status(1));
    news.receiveMessage();
    passes(Samples.SETTINGS.heartbeat());
    happenings.expectMessage("1 sends RequestCurrentTime");
    passes(Samples.SETTINGS.heartbeatTimeout());
    assertThat(expect(LinkState.OFFLINE).problem().map(LinkStatus.Problem::reason))
        .contains(DisconnectReason.SILENT);
  }

  /** The fourth connection of an hour is kept: it goes on asking, and says why there is no answer. */
  @Test
  void shouldGiveUpThreeConnectionsAnHourForAQuestionWithoutAnEnd() {
    TestProbe<Answer<List<BrokerOrder>>> orders = kit.createTestProbe();
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    for (int connection = 1; connection <= 3; connection++) {
      askInVain(supervisor, orders);
      happenings.expectMessage(connection + " closes");
      assertThat(orders.receiveMessage().problem()).contains("open orders", "the connection ended");
      assertThat(expect(LinkState.OFFLINE).problem().map(LinkStatus.Problem::reason))
          .contains(DisconnectReason.UNANSWERED);
      // The least of a wait that doubles.
      passes(Samples.SETTINGS.backoffMin().multipliedBy(1L << (connection - 1)).dividedBy(2));
      expect(LinkState.CONNECTING);
    }
    askInVain(supervisor, orders);
    assertThat(orders.receiveMessage()).isEqualTo(
        new Answer.Missing<>("open orders: " + Answer.NO_END_EITHER_WAY));

    supervisor.tell(new GatewaySupervisor.Ask<>(new BrokerRequest.OpenOrders(), orders.ref()));
    happenings.expectMessage("4 sends RequestOpenOrders");
  }

  private void askInVain(
      ActorRef<GatewaySupervisor.Command> supervisor, TestProbe<Answer<List<BrokerOrder>>> orders) {
    FakeLink link = comesUp(LinkState.SYNCHRONIZING, LinkState.READY);
    supervisor.tell(new GatewaySupervisor.Ask<>(new BrokerRequest.OpenOrders(), orders.ref()));
    happenings.expectMessage(link.number() + " sends RequestAllOpenOrders");
    passes(Duration.ofSeconds(1));
    link.hears(status(1));
    passes(Samples.SETTINGS.requestTimeout());
    happenings.expectMessage(link.number() + " sends RequestOpenOrders");
    passes(Samples.SETTINGS.requestTimeout());
  }

  @Test
  void shouldCloseTheSocketAndAnswerEverybodyBeforeItStops() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    CountDownLatch closing = comesUp(LinkState.SYNCHRONIZING, LinkState.READY).holdClosing();
    ask(supervisor);
    happenings.expectMessage("1 sends RequestPositions");
    supervisor.tell(GatewaySupervisor.Stop.INSTANCE);
    happenings.expectMessage("1 closes");
    ask(supervisor);
    closing.countDown();
    assertThat(answers.receiveSeveralMessages(2)).containsExactlyInAnyOrder(
        new Answer.Missing<>("positions: the connection ended: the connection was closed by Evenkeel"),
        new Answer.Missing<>("positions: Evenkeel is stopping"));
    answers.expectTerminated(supervisor);
  }

  @Test
  void shouldStopWhileItIsOffline() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(LEAST, 0);
    dials.receiveMessage().gone(DisconnectReason.REFUSED);
    expect(LinkState.OFFLINE);
    supervisor.tell(GatewaySupervisor.Stop.INSTANCE);
    answers.expectTerminated(supervisor);
  }

  private static OrderStatus status(int orderId) {
    return new OrderStatus(
        orderId, "Submitted", Optional.of(BigDecimal.ZERO), Optional.of(BigDecimal.TEN), Optional.empty(), 1, 0,
        Optional.empty(), 7, "", Optional.empty());
  }
}

package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Fill;
import evenkeel.gateway.FakeTransport.FakeLink;
import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.Contract;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickPrice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.FishingOutcomes;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.event.Level;

/** A Gateway that says more than can be dealt with waits; nothing is piled up, and no answer is missed for it. */
@Timeout(60)
class NewsFlowTest {
  private static final int FLOOD = 2000;
  private static final int MANY = 1_000_000;
  private static final int PART = 1000;
  /** What the transport reads ahead, what waits for a mark, and the news of the marks ahead, twice. */
  private static final int UNDER_WAY_MAX = 2
      * (TcpTransport.AHEAD_MAX + (NewsFlow.MARKS_AHEAD_MAX + 1) * NewsFlow.NEWS_PER_MARK);
  private static final String FILL = "11|-1|42|265598|AAPL|STK||0.0|||NASDAQ|USD|AAPL|NMS|0000e0d5.67fe667b.01.01"
      + "|20251031 10:00:00 US/Eastern|DU1234567|NASDAQ|BOT|100|201.94|600745656|7|0|100|201.94|reb-1||||2|0|";
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestClock clock = new TestClock();
  private final TestProbe<FakeLink> dials = kit.createTestProbe(FakeLink.class);
  private final TestProbe<String> happenings = kit.createTestProbe(String.class);
  private final TestProbe<OrderNews> news = kit.createTestProbe(OrderNews.class);
  private final TestProbe<NewsMark> marks = kit.createTestProbe(NewsMark.class);
  private final TestProbe<LinkStatus> statuses = kit.createTestProbe(LinkStatus.class);

  private ActorRef<GatewaySupervisor.Command> supervisor = kit.system().ignoreRef();

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private FakeLink comesUp(Optional<ActorRef<NewsMark>> marked) {
    supervisor = kit.spawn(GatewaySupervisor.create(
        Samples.SETTINGS, new FakeTransport(dials.ref(), happenings.ref()), clock, new Random(1), 0));
    supervisor.tell(new GatewaySupervisor.WatchOrders(news.ref(), marked));
    supervisor.tell(new GatewaySupervisor.Watch(statuses.ref()));
    FakeLink link = dials.receiveMessage();
    link.logsIn();
    while (statuses.receiveMessage().state() != LinkState.READY) {
      // The states before it.
    }
    return link;
  }

  private static OrderStatus status(int orderId) {
    BigDecimal one = BigDecimal.ONE;
    return new OrderStatus(orderId, "Submitted", Optional.of(one), Optional.of(one), Optional.empty(), orderId, 0,
        Optional.empty(), 99, "", Optional.empty());
  }

  @Test
  void shouldTakeNoMoreWhileNewsAreNotDealtWith() throws InterruptedException {
    FakeLink link = comesUp(Optional.of(marks.ref()));
    for (int id = 1; id <= FLOOD; id++) {
      link.hears(status(id));
    }
    for (int id = 1; id <= FLOOD; id++) {
      news.receiveMessage();
    }
    // This transport does not wait, and so sees what one that does would be allowed to read.
    assertThat(link.handledMessages().availablePermits())
        .isLessThanOrEqualTo((NewsFlow.MARKS_AHEAD_MAX + 1) * NewsFlow.NEWS_PER_MARK);
    for (int mark = 0; mark < FLOOD / NewsFlow.NEWS_PER_MARK; mark++) {
      marks.receiveMessage().caughtUp();
    }
    // Two messages are of the log-in.
    assertThat(link.handledMessages().tryAcquire(FLOOD + 2, 20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldReadOnWhereNobodyHasToCatchUp() throws InterruptedException {
    FakeLink link = comesUp(Optional.empty());
    for (int id = 1; id <= FLOOD; id++) {
      link.hears(status(id));
    }
    assertThat(link.handledMessages().tryAcquire(FLOOD + 2, 20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldNotTellTheVerySameNewsWithoutEnd() {
    FakeLink link = comesUp(Optional.of(marks.ref()));
    for (int i = 0; i < FLOOD; i++) {
      link.hears(status(7));
    }
    link.hears(status(8));
    for (int i = 0; i < SessionCore.REPEATS_MAX; i++) {
      assertThat(((OrderNews.Status) news.receiveMessage()).orderId()).isEqualTo(7);
    }
    assertThat(((OrderNews.Status) news.receiveMessage()).orderId()).isEqualTo(8);
  }

  @Test
  void shouldGoOnWithoutAnAnswerAfterAWhile() {
    var flow = new NewsFlow();
    for (int i = 0; i < (NewsFlow.MARKS_AHEAD_MAX + 1) * NewsFlow.NEWS_PER_MARK; i++) {
      flow.told();
    }
    Duration start = Duration.ofHours(1);
    assertThat(flow.handled(start)).isZero();
    assertThat(flow.handled(start)).isZero();
    assertThat(flow.left(start)).contains(NewsFlow.PATIENCE);
    assertThat(flow.overdue(start.plus(NewsFlow.PATIENCE).minusMillis(1))).isZero();
    assertThat(flow.overdue(start.plus(NewsFlow.PATIENCE))).isEqualTo(2);
    assertThat(flow.left(start.plus(NewsFlow.PATIENCE))).isEmpty();
    assertThat(flow.handled(start.plus(NewsFlow.PATIENCE))).isEqualTo(1);
  }

  @Test
  void shouldReadOnThoughTheMarksAreLostAndQuestionsComeAllTheTime() throws InterruptedException {
    FakeLink link = comesUp(Optional.of(marks.ref()));
    for (int id = 1; id <= FLOOD; id++) {
      link.hears(status(id));
    }
    for (int id = 1; id <= FLOOD; id++) {
      news.receiveMessage();
    }
    // Each question sets the wake anew, and none comes between them.
    for (int second = 0; second < NewsFlow.PATIENCE.toSeconds(); second++) {
      clock.passes(Duration.ofSeconds(1));
      supervisor.tell(new GatewaySupervisor.Ask<>(
          new BrokerRequest.Positions(), kit.system().ignoreRef()));
    }
    assertThat(link.handledMessages().tryAcquire(FLOOD + 2, 20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldNeverDropAFillOrAnError() {
    var heard = new Heard();
    SessionCore core = core(heard);
    heard.events.clear();
    var error = new ErrorMessage(7, 201, "Order rejected", "", Optional.empty());
    for (int i = 0; i < 10 * SessionCore.REPEATS_MAX; i++) {
      core.received(error, NOW);
    }
    assertThat(heard.events).hasSize(10 * SessionCore.REPEATS_MAX);
  }

  @Test
  void shouldTellEveryChangeOfAStatus() {
    var heard = new Heard();
    SessionCore core = core(heard);
    heard.events.clear();
    for (int i = 0; i < 10 * SessionCore.REPEATS_MAX; i++) {
      core.received(status(7), NOW);
    }
    assertThat(heard.events).hasSize(SessionCore.REPEATS_MAX);
    core.received(status(8), NOW);
    core.received(status(7), NOW);
    core.timeIs(NOW.plusSeconds(1), Duration.between(Instant.EPOCH, NOW.plusSeconds(1)));
    core.received(status(7), NOW.plusSeconds(1));
    assertThat(heard.events).hasSize(SessionCore.REPEATS_MAX + 3);
  }

  @Test
  void shouldEndAnAccountStreamWithoutEnd() {
    var heard = new Heard();
    SessionCore core = core(heard);
    var answers = new ArrayList<Answer<?>>();
    core.ask(new BrokerRequest.AccountStream(Samples.ACCOUNT), answers::add, NOW);
    for (int row = 0; row <= SessionCore.ROWS_MAX && !core.isOver(); row++) {
      core.received(holding(row), NOW);
    }
    assertThat(core.isOver()).isTrue();
    assertThat(answers).singleElement().isInstanceOf(Answer.Missing.class);
  }

  /** Dials over TCP and counts what the transport has read. */
  private Transport counted(GatewaySettings settings, AtomicInteger read) {
    var tcp = new TcpTransport(settings);
    return listener -> tcp.dial(new Transport.Listener() {
      @Override
      public void connected() {
        listener.connected();
      }

      @Override
      public void greeted(int serverVersion, String connectionTime) {
        listener.greeted(serverVersion, connectionTime);
      }

      @Override
      public void received(ServerMessage message) {
        read.incrementAndGet();
        listener.received(message);
      }

      @Override
      public void gone(DisconnectReason reason, String detail) {
        listener.gone(reason, detail);
      }
    });
  }

  @Test
  void shouldFindAFillAmongAMillionStatusesWithFewUnderWay() throws IOException, InterruptedException {
    var read = new AtomicInteger();
    var most = new AtomicInteger();
    TestProbe<Fill> fills = kit.createTestProbe(Fill.class);
    TestProbe<Integer> ends = kit.createTestProbe(Integer.class);
    ActorRef<Object> watcher = kit.spawn(Behaviors.setup(context -> {
      var dealtWith = new AtomicInteger();
      return Behaviors.receiveMessage(told -> {
        switch (told) {
          case NewsMark mark -> mark.caughtUp();
          case OrderNews.Executed executed -> fills.ref().tell(executed.fill());
          case OrderNews.Status status -> {
            int number = dealtWith.incrementAndGet();
            most.accumulateAndGet(read.get() - number, Math::max);
            if (number == MANY) {
              ends.ref().tell(number);
            }
          }
          default -> throw new AssertionError("unexpected " + told);
        }
        return Behaviors.same();
      });
    }));
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GatewaySettings settings = Samples.settings(listening.getLocalPort(), Duration.ofSeconds(15));
      ActorRef<GatewaySupervisor.Command> gateway = kit.spawn(
          GatewaySupervisor.create(settings, counted(settings, read), clock, new Random(1), 0));
      gateway.tell(new GatewaySupervisor.WatchOrders(watcher.narrow(), Optional.of(watcher.narrow())));
      try (Socket socket = listening.accept()) {
        OutputStream out = socket.getOutputStream();
        out.write(frame("178||"));
        out.write(frame("15|1|DU1234567|"));
        out.write(frame("9|1|42|"));
        var statuses = new ByteArrayOutputStream();
        for (int id = 1000; id < 1000 + PART; id++) {
          statuses.writeBytes(frame("3|" + id + "|Submitted|0|1|0|" + id + "|0|0|99||0|"));
        }
        byte[] part = statuses.toByteArray();
        for (int sent = 0; sent < MANY; sent += PART) {
          if (sent == MANY / 2) {
            out.write(frame(FILL));
          }
          out.write(part);
        }
        ends.receiveMessage(Duration.ofSeconds(50));
        assertThat(fills.receiveMessage().execId()).isEqualTo("0000e0d5.67fe667b.01.01");
        assertThat(most.get()).isLessThan(UNDER_WAY_MAX);
      }
    }
  }

  private static PortfolioValue holding(int conId) {
    Optional<BigDecimal> one = Optional.of(BigDecimal.ONE);
    Contract contract = Contract.stock("GLD", "SMART", "ARCA", "USD").toBuilder().conId(conId).build();
    return new PortfolioValue(contract, one, one, one, one, one, one, new AccountId("DU1234567"));
  }

  private static byte[] frame(String fields) {
    byte[] payload = fields.replace('|', '\0').getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(Integer.BYTES + payload.length).putInt(payload.length).put(payload).array();
  }

  /** What a core tells, and the requests that it sends. */
  private static final class Heard implements SessionCore.Outlet {
    private final List<GatewaySession.Event> events = new ArrayList<>();

    @Override
    public void send(ClientMessage message) {
      // Nothing here looks at it.
    }

    @Override
    public void tell(GatewaySession.Event event) {
      events.add(event);
    }

    @Override
    public void log(Level level, String line) {
      // Nor at the log.
    }
  }

  private static SessionCore core(Heard heard) {
    var core = new SessionCore(Samples.SETTINGS, version -> true, heard, NOW, Duration.ZERO);
    core.connected();
    core.greeted(178, "20251031 14:30:00 EST", NOW);
    core.received(new ManagedAccounts(List.of(new AccountId("DU1234567"))), NOW);
    core.received(new NextValidId(42), NOW);
    return core;
  }

  @Test
  void shouldNotCallAGatewaySilentThatIsNotRead() {
    var heard = new Heard();
    SessionCore core = core(heard);
    var answers = new ArrayList<Answer<?>>();
    core.ask(new BrokerRequest.Positions(), answers::add, NOW);
    Instant later = NOW;
    for (int i = 0; i < 120; i++) {
      later = later.plusSeconds(1);
      core.timeIs(later, Duration.between(NOW, later));
      core.heldUp(Duration.ofSeconds(1), later);
      core.advance(later);
    }
    assertThat(core.isOver()).isFalse();
    assertThat(answers).isEmpty();
  }

  @Test
  void shouldSendWhatWaitsThoughAFloodKeepsTheTimerFromComing() {
    var session = BehaviorTestKit.create(
        GatewaySession.create(Samples.settings(1), new FakeTransport(dials.ref(), happenings.ref()), clock,
            Instant.MIN, event -> {}));
    FakeLink link = dials.receiveMessage();
    link.logsIn();
    runAll(session);
    clock.passes(Duration.ofSeconds(10));
    session.run(new GatewaySession.Submit(Samples.ticket(42, "BUY 1 GLD MOC"), kit.system().ignoreRef()));
    session.run(new GatewaySession.Submit(Samples.ticket(43, "SELL 1 GLD MOC"), kit.system().ignoreRef()));
    for (int second = 0; second < 3; second++) {
      clock.passes(Duration.ofSeconds(1));
      link.hears(status(7));
      runAll(session);
    }
    // In this kit no timer ever comes.
    happenings.fishForMessage(Duration.ofSeconds(3), sent -> sent.endsWith("PlaceOrder")
        ? FishingOutcomes.complete()
        : FishingOutcomes.continueAndIgnore());
    happenings.fishForMessage(Duration.ofSeconds(3), sent -> sent.endsWith("PlaceOrder")
        ? FishingOutcomes.complete()
        : FishingOutcomes.continueAndIgnore());
  }

  private static void runAll(BehaviorTestKit<GatewaySession.Command> session) {
    while (session.selfInbox().hasMessages()) {
      session.runOne();
    }
  }

  @Test
  void shouldFindAFloodOfTicksAndErrorsAliveAndAnswerAmongThem() {
    var heard = new Heard();
    SessionCore core = core(heard);
    var told = new ArrayList<QuoteNews>();
    core.watchQuote(Samples.ticket(42, "BUY 1 GLD MOC").instrument(), told::add, NOW);
    int stream = SessionCore.FIRST_REQUEST_ID;
    Instant now = NOW;
    int minutes = 5;
    for (int i = 1; i <= minutes * 60 * PART; i++) {
      now = NOW.plusMillis(i);
      core.timeIs(now, Duration.between(Instant.EPOCH, now));
      core.received(i % 2 == 0
          ? new TickPrice(stream, 4, Optional.of(new BigDecimal(i)), Optional.empty(), 0)
          : new ErrorMessage(stream + 99, 354, "not subscribed", "", Optional.empty()), now);
      core.advance(now);
    }
    assertThat(core.isOver()).isFalse();
    assertThat(told).hasSizeLessThanOrEqualTo((minutes * 60 + 1) * (QuoteLimit.NEWS_PER_SECOND + 1));
    var answers = new ArrayList<Answer<?>>();
    core.ask(new BrokerRequest.Positions(), answers::add, now);
    core.received(new PositionEnd(), now);
    assertThat(answers).singleElement().isInstanceOf(Answer.Given.class);
  }

  @Test
  void shouldEndAConnectionWhoseLinkComesBackAllTheTime() {
    var heard = new Heard();
    SessionCore core = core(heard);
    heard.events.clear();
    for (int i = 0; i < FLOOD; i++) {
      core.received(new ErrorMessage(ErrorMessage.NO_ID, 1100, "lost", "", Optional.empty()), NOW);
      core.received(new ErrorMessage(ErrorMessage.NO_ID, 1102, "back", "", Optional.empty()), NOW);
    }
    assertThat(heard.events).last().isInstanceOfSatisfying(GatewaySession.Down.class, down -> assertThat(down.detail())
        .isEqualTo("the link to IBKR came back more than 60 times in a minute"));
    assertThat(heard.events).hasSize(2 * SessionCore.LINKS_BACK_MAX + 2);
  }

  @Test
  void shouldTellFewOfAFloodOfNoticesASecond() {
    var heard = new Heard();
    SessionCore core = core(heard);
    heard.events.clear();
    for (int i = 0; i < FLOOD; i++) {
      core.received(new ErrorMessage(ErrorMessage.NO_ID, 2199, "notice " + i, "", Optional.empty()), NOW);
      core.received(
          new ErrorMessage(SessionCore.FIRST_REQUEST_ID, 10197, "competing session", "", Optional.empty()), NOW);
    }
    assertThat(heard.events).hasSizeBetween(1, 50);
  }

  @Test
  void shouldEndAnAnswerWithoutEnd() {
    var heard = new Heard();
    SessionCore core = core(heard);
    var answers = new ArrayList<Answer<?>>();
    core.ask(new BrokerRequest.AccountValues(), answers::add, NOW);
    var account = new AccountId("DU1234567");
    for (int row = 0; row <= SessionCore.ROWS_MAX && !core.isOver(); row++) {
      core.received(new AccountSummary(SessionCore.FIRST_REQUEST_ID, account, "Tag" + row, "1", "USD"), NOW);
    }
    assertThat(heard.events).last().isInstanceOfSatisfying(GatewaySession.Down.class, down -> assertThat(down.detail())
        .isEqualTo("account summary: the answer has more than 100000 rows"));
    assertThat(answers).singleElement().isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldTellOnlyTheNewestOfAFloodOfTicks() {
    SessionCore core = core(new Heard());
    var told = new ArrayList<QuoteNews>();
    core.watchQuote(Samples.ticket(42, "BUY 1 GLD MOC").instrument(), told::add, NOW);
    int id = SessionCore.FIRST_REQUEST_ID;
    for (int i = 1; i <= 100_000; i++) {
      core.received(new TickPrice(id, 4, Optional.of(new BigDecimal(i)), Optional.empty(), 0), NOW);
    }
    assertThat(told).hasSize(QuoteLimit.NEWS_PER_SECOND);
    assertThat(core.nextWake()).isEqualTo(NOW.plusSeconds(1));
    core.advance(NOW.plusSeconds(1));
    assertThat(told).last().isInstanceOfSatisfying(
        QuoteNews.Tick.class, tick -> assertThat(tick.value()).contains(new BigDecimal(100_000)));
    assertThat(told).hasSize(QuoteLimit.NEWS_PER_SECOND + 1);
  }
}

package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.gateway.FakeTransport.FakeLink;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders that may not leave though the link is sound. It is 14:00 UTC at first. */
class HoldingBackTest {
  private static final LocalTime RESTART = LocalTime.of(14, 10);

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final TestClock clock = new TestClock();
  private final TestProbe<FakeLink> dials = kit.createTestProbe(FakeLink.class);
  private final TestProbe<LinkStatus> statuses = kit.createTestProbe(LinkStatus.class);
  private final TestProbe<SendResult> results = kit.createTestProbe(SendResult.class);
  private final TestProbe<GatewayNews> health = kit.createTestProbe(GatewayNews.class);
  private volatile Duration ahead = Duration.ZERO;

  /** Each costs a tenth of a second of the wall. */
  private static final Duration STEP = Duration.ofSeconds(30);

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  private ActorRef<GatewaySupervisor.Command> supervisor(Optional<LocalTime> restart) {
    GatewaySettings settings = Samples.SETTINGS.with(new RestartWindow(
        restart, ZoneOffset.UTC, Duration.ofMinutes(5), Duration.ofMinutes(15)));
    ActorRef<GatewaySupervisor.Command> supervisor = kit.spawn(GatewaySupervisor.create(
        settings, new FakeTransport(
            dials.ref(), kit.<String>createTestProbe().ref(), () -> Optional.of(clock.instant().minus(ahead))),
        clock, () -> 0L, 1));
    supervisor.tell(new GatewaySupervisor.WatchHealth(health.ref()));
    supervisor.tell(new GatewaySupervisor.Watch(statuses.ref()));
    expect(LinkState.CONNECTING);
    return supervisor;
  }

  private LinkStatus expect(LinkState state) {
    LinkStatus status = statuses.receiveMessage();
    assertThat(status.state()).isEqualTo(state);
    return status;
  }

  private FakeLink comesUp(ActorRef<GatewaySupervisor.Command> supervisor, LinkState state) {
    FakeLink link = dials.receiveMessage();
    link.logsIn();
    expect(LinkState.HANDSHAKING);
    long epoch = expect(LinkState.SYNCHRONIZING).epoch();
    // Its zone is told before its clock.
    GatewayNews news = health.receiveMessage();
    while (!(news instanceof GatewayNews.ClockRead)) {
      news = health.receiveMessage();
    }
    supervisor.tell(new GatewaySupervisor.Reconciled(epoch, Samples.ACCOUNT));
    expect(state);
    return link;
  }

  /** In steps, as the clock and the timers go on together. */
  private void passes(Duration duration) {
    for (Duration left = duration; left.isPositive(); left = left.minus(STEP)) {
      Duration step = left.compareTo(STEP) < 0 ? left : STEP;
      clock.passes(step);
      time.timePasses(step);
    }
  }

  private void submit(ActorRef<GatewaySupervisor.Command> supervisor, long epoch) {
    supervisor.tell(new GatewaySupervisor.Submit(epoch, Samples.ticket(42, "BUY 1 GLD MOC"), results.ref()));
  }

  private void expectHeldBack(String why) {
    assertThat(results.receiveMessage()).isInstanceOfSatisfying(
        SendResult.NotSent.class, not -> assertThat(not.why()).startsWith(why));
  }

  @Test
  void shouldSendNothingFromSomeMinutesBeforeTheRestartUntilReadyAfterIt() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.of(RESTART));
    FakeLink link = comesUp(supervisor, LinkState.READY);
    submit(supervisor, 1);
    assertThat(results.receiveMessage()).isEqualTo(new SendResult.Sent());
    passes(Duration.ofMinutes(5));
    LinkStatus held = expect(LinkState.HELD);
    assertThat(held.problem().map(LinkStatus.Problem::reason)).contains(DisconnectReason.RESTART_DUE);
    assertThat(held.expectedUntil()).contains(Instant.parse("2025-10-31T14:25:00Z"));
    submit(supervisor, 1);
    expectHeldBack("the Gateway's daily restart is due (at 14:10 Z)");
    passes(Duration.ofMinutes(5));
    link.gone(DisconnectReason.CLOSED);
    assertThat(expect(LinkState.OFFLINE).expectedUntil()).isPresent();
    passes(Duration.ofSeconds(10));
    expect(LinkState.CONNECTING);
    comesUp(supervisor, LinkState.READY);
    submit(supervisor, 2);
    assertThat(results.receiveMessage()).isEqualTo(new SendResult.Sent());
  }

  @Test
  void shouldStillHoldBackAfterABreakBeforeTheRestart() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.of(RESTART));
    FakeLink link = comesUp(supervisor, LinkState.READY);
    passes(Duration.ofMinutes(6));
    expect(LinkState.HELD);
    link.gone(DisconnectReason.CLOSED);
    expect(LinkState.OFFLINE);
    passes(Duration.ofSeconds(10));
    expect(LinkState.CONNECTING);
    comesUp(supervisor, LinkState.HELD);
  }

  @Test
  void shouldSendAgainWhenTheRestartDoesNotCome() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.of(RESTART));
    comesUp(supervisor, LinkState.READY);
    passes(Duration.ofMinutes(6));
    expect(LinkState.HELD);
    passes(Duration.ofMinutes(20));
    assertThat(expect(LinkState.READY).expectedUntil()).isEmpty();
    submit(supervisor, 1);
    assertThat(results.receiveMessage()).isEqualTo(new SendResult.Sent());
  }

  @Test
  void shouldLetCancelsLeaveWhileOrdersAreHeldBack() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.of(RESTART));
    comesUp(supervisor, LinkState.READY);
    passes(Duration.ofMinutes(6));
    expect(LinkState.HELD);
    supervisor.tell(new GatewaySupervisor.Cancel(1, new Cancellation.One(42), results.ref()));
    assertThat(results.receiveMessage()).isEqualTo(new SendResult.Sent());
  }

  @Test
  void shouldHoldBackAtALearntTimeToo() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.empty());
    comesUp(supervisor, LinkState.READY);
    supervisor.tell(new GatewaySupervisor.Learnt(Set.of(LocalTime.of(14, 3))));
    expect(LinkState.HELD);
    supervisor.tell(new GatewaySupervisor.Learnt(Set.of()));
    expect(LinkState.READY);
  }

  @Test
  void shouldHoldBackUnderAWrongClockUntilItIsSet() {
    ahead = Duration.ofMinutes(2);
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.empty());
    comesUp(supervisor, LinkState.HELD);
    submit(supervisor, 1);
    expectHeldBack("this machine's clock is wrong (11");
    ahead = Duration.ZERO;
    LinkStatus status = statuses.awaitAssert(Duration.ofSeconds(20), () -> {
      passes(Duration.ofMinutes(2));
      return statuses.receiveMessage(Duration.ofMillis(500));
    });
    assertThat(status.state()).isEqualTo(LinkState.READY);
    submit(supervisor, 1);
    assertThat(results.receiveMessage()).isEqualTo(new SendResult.Sent());
  }

  @Test
  void shouldSayThatTheUserIsLoggedInElsewhere() {
    ActorRef<GatewaySupervisor.Command> supervisor = supervisor(Optional.empty());
    FakeLink link = comesUp(supervisor, LinkState.READY);
    TestProbe<QuoteNews> quotes = kit.createTestProbe(QuoteNews.class);
    supervisor.tell(new GatewaySupervisor.WatchQuote(Samples.stock("GLD"), quotes.ref()));
    TestProbe<Answer<List<BrokerPosition>>> answers = kit.createTestProbe();
    supervisor.tell(new GatewaySupervisor.Ask<>(new BrokerRequest.Positions(), answers.ref()));
    link.hears(new evenkeel.tws.ErrorMessage(SessionCore.FIRST_REQUEST_ID, 10_197, "competing"));
    GatewayNews news = health.receiveMessage();
    assertThat(news).isEqualTo(new GatewayNews.SessionTaken("competing", clock.instant()));
  }
}

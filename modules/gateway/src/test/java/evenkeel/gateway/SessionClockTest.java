package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.StartApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What a machine's clock that is set while a session runs does to it. */
class SessionClockTest {
  private static final Instant DIALLED = Instant.parse("2025-10-31T18:30:00Z");

  private final List<ClientMessage> sent = new ArrayList<>();
  private final List<GatewaySession.Event> told = new ArrayList<>();
  private final SessionCore core = new SessionCore(Samples.SETTINGS, version -> true, new SessionCore.Outlet() {
    @Override
    public void send(ClientMessage message) {
      sent.add(message);
    }

    @Override
    public void tell(GatewaySession.Event event) {
      told.add(event);
    }

    @Override
    public void log(Level level, String line) {
      // Nobody reads.
    }
  }, DIALLED, Duration.ZERO);

  /** Found by the campaign: it wanted to be woken at once, over and over, and never sent what waited. */
  @Test
  void shouldStartTheApiThoughTheClockIsSetBackBeforeTheGreeting() {
    Instant earlier = DIALLED.minus(Duration.ofHours(1));
    core.connected();
    core.timeIs(earlier, Duration.ZERO);
    core.greeted(ServerVersions.PINNED, "", earlier);
    Instant wake = core.nextWake();
    core.advance(wake);

    assertThat(sent).hasSize(1).first().isInstanceOf(StartApi.class);
    assertThat(core.nextWake()).isAfter(wake);
  }

  @Test
  void shouldWaitForAConnectionNoLongerThanAskedFor() {
    Instant earlier = DIALLED.minus(Duration.ofHours(3));
    core.timeIs(earlier, Duration.ZERO);

    assertThat(core.nextWake()).isEqualTo(earlier.plus(Samples.SETTINGS.connectTimeout()));
    core.advance(core.nextWake());
    assertThat(told).last().isInstanceOfSatisfying(
        GatewaySession.Down.class, down -> assertThat(down.reason()).isEqualTo(DisconnectReason.CONNECT_TIMEOUT));
  }

  @Test
  void shouldMissAnAnswerAfterTheSameTimeThoughTheClockIsSetBack() {
    comeUp();
    List<Answer<Instant>> answers = new ArrayList<>();
    core.ask(new BrokerRequest.GatewayClock(), answers::add, DIALLED);
    Duration patience = Duration.between(DIALLED, core.nextWake());

    Instant earlier = DIALLED.minus(Duration.ofHours(3));
    core.timeIs(earlier, Duration.ZERO);
    assertThat(core.nextWake()).isEqualTo(earlier.plus(patience));
    core.advance(earlier.plus(patience).minusMillis(1));
    assertThat(answers).isEmpty();
    core.advance(earlier.plus(patience));
    assertThat(answers).singleElement().isInstanceOf(Answer.Missing.class);
  }

  @Test
  void shouldFindASilentGatewayAfterTheSameTimeThoughTheClockIsSetBack() {
    comeUp();
    Instant asked = DIALLED.plus(Samples.SETTINGS.heartbeat());
    core.timeIs(asked, Samples.SETTINGS.heartbeat());
    core.advance(asked);
    assertThat(sent).last().isInstanceOf(RequestCurrentTime.class);

    Instant earlier = asked.minus(Duration.ofHours(3));
    core.timeIs(earlier, Samples.SETTINGS.heartbeat());
    core.advance(earlier.plus(Samples.SETTINGS.heartbeatTimeout()));
    assertThat(told).last().isInstanceOfSatisfying(
        GatewaySession.Down.class, down -> assertThat(down.reason()).isEqualTo(DisconnectReason.SILENT));
  }

  /** Found by the campaign: at the moment of the jump twice as many messages left as the Gateway takes in a second. */
  @Test
  void shouldSendNoMoreMessagesWhereTheClockIsSetForward() {
    comeUp();
    int before = sent.size();
    for (int i = 0; i < 2 * Samples.SETTINGS.messagesPerSecond(); i++) {
      core.cancel(new Cancellation.One(i), result -> {}, DIALLED);
    }
    Instant later = DIALLED.plus(Duration.ofHours(1));
    core.timeIs(later, Duration.ZERO);
    core.advance(later);
    assertThat(sent.size() - before).isLessThanOrEqualTo(Samples.SETTINGS.messagesPerSecond());

    Instant aSecondLater = later.plusSeconds(1);
    core.timeIs(aSecondLater, Duration.ofSeconds(1));
    core.advance(aSecondLater);
    assertThat(sent.size() - before).isGreaterThanOrEqualTo(2 * Samples.SETTINGS.messagesPerSecond() - 5);
  }

  private void comeUp() {
    core.connected();
    core.greeted(ServerVersions.PINNED, "", DIALLED);
    core.received(new ManagedAccounts(List.of(new AccountId(Samples.ACCOUNT.value()))), DIALLED);
    core.received(new NextValidId(1), DIALLED);
    assertThat(told).last().isInstanceOf(GatewaySession.Up.class);
  }
}

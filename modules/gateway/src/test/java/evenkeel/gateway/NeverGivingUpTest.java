package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.gateway.FakeTransport.FakeLink;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In real time, with waits of a millisecond: what counts is that there is always a next attempt. */
class NeverGivingUpTest {
  private static final int FAILURES = 100;
  private static final GatewaySettings IMPATIENT = new GatewaySettings(
      "127.0.0.1", 4002, 7, Duration.ofSeconds(15), Duration.ofSeconds(10), 50, false, Duration.ofMillis(1),
      Duration.ofMillis(1), Duration.ofSeconds(30), Duration.ofSeconds(10),
      MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<FakeLink> dials = kit.createTestProbe(FakeLink.class);
  private final TestProbe<String> happenings = kit.createTestProbe(String.class);
  private final TestProbe<LinkStatus> statuses = kit.createTestProbe(LinkStatus.class);

  @AfterEach
  void shutDown() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldConnectAfterAHundredFailures() {
    var supervisor = kit.spawn(GatewaySupervisor.create(
        IMPATIENT, new FakeTransport(dials.ref(), happenings.ref()), new TestClock(), () -> -1L, 0));
    supervisor.tell(new GatewaySupervisor.Watch(statuses.ref()));
    for (int failures = 1; failures <= FAILURES; failures++) {
      dials.receiveMessage().gone(DisconnectReason.REFUSED);
      LinkStatus offline = await(LinkState.OFFLINE);
      assertThat(offline.failures()).isEqualTo(failures);
      assertThat(offline.problem().map(LinkStatus.Problem::reason)).contains(DisconnectReason.REFUSED);
    }
    dials.receiveMessage().logsIn();
    LinkStatus ready = await(LinkState.READY);
    assertThat(ready.failures()).isZero();
    assertThat(ready.problem()).isEmpty();
  }

  private LinkStatus await(LinkState state) {
    LinkStatus status = statuses.receiveMessage();
    while (status.state() != state) {
      status = statuses.receiveMessage();
    }
    return status;
  }
}

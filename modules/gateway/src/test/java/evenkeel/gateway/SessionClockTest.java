package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.ClientMessage;
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
  private final SessionCore core = new SessionCore(Samples.SETTINGS, version -> true, new SessionCore.Outlet() {
    @Override
    public void send(ClientMessage message) {
      sent.add(message);
    }

    @Override
    public void tell(GatewaySession.Event event) {
      // Nobody listens.
    }

    @Override
    public void log(Level level, String line) {
      // Nobody reads.
    }
  }, DIALLED);

  /** Found by the campaign: it wanted to be woken at once, over and over, and never sent what waited. */
  @Test
  void shouldStartTheApiThoughTheClockIsSetBackBeforeTheGreeting() {
    core.connected();
    core.greeted(ServerVersions.PINNED, DIALLED.minus(Duration.ofHours(1)));
    Instant wake = core.nextWake();
    core.advance(wake);

    assertThat(sent).hasSize(1).first().isInstanceOf(StartApi.class);
    assertThat(core.nextWake()).isAfter(wake);
  }
}

package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import evenkeel.clock.FasterClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private static GatewaySettings settings(int port, int clientId, int messages, Duration min, Duration max) {
    return new GatewaySettings("127.0.0.1", port, clientId, SECOND, SECOND, messages, false, min, max, SECOND, SECOND,
        MarketDataFeed.of(MarketDataFeed.Type.LIVE), TransportKind.TCP);
  }

  @Test
  void shouldNameTheKeyThatIsWrong() {
    assertThatIllegalArgumentException().isThrownBy(() -> settings(4002, 0, 50, SECOND, SECOND))
        .withMessage("gateway.client-id must be at least 1, was 0");
    assertThatIllegalArgumentException().isThrownBy(() -> settings(70_000, 7, 50, SECOND, SECOND))
        .withMessage("gateway.port must be 1 to 65535, was 70000");
    assertThatIllegalArgumentException().isThrownBy(() -> settings(4002, 7, 0, SECOND, SECOND))
        .withMessage("gateway.messages-per-second must be at least 1, was 0");
    assertThatIllegalArgumentException().isThrownBy(() -> settings(4002, 7, 50, Duration.ZERO, SECOND))
        .withMessage("gateway.backoff.min must be above 0, was PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(4002, 7, 50, SECOND.multipliedBy(2), SECOND))
        .withMessage("gateway.backoff.max must not be below gateway.backoff.min");
  }

  @Test
  void shouldBeAsPatientAsAFasterClockDemands() {
    var clock = new FasterClock(Samples.START, Samples.START, 300);
    GatewaySettings patient = Samples.SETTINGS.under(clock);
    // Two seconds of the wall.
    assertThat(patient.requestTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(patient.backoffMin()).isEqualTo(Samples.SETTINGS.backoffMin());
  }
}

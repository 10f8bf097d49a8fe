package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TransportsTest {
  @Test
  void shouldSpeakOverTcpWhenItIsToldTo() {
    assertThat(Transports.of(over(TransportKind.TCP)).orElseThrow()).isInstanceOf(TcpTransport.class);
  }

  @Test
  void shouldHaveNothingWhereTheModuleIsNotBuilt() {
    assertThat(Transports.of(over(TransportKind.IBAPI))).isEmpty();
  }

  @Test
  void shouldInsistOnOneVersionOverTcpOnly() {
    Transport tcp = Transports.of(over(TransportKind.TCP)).orElseThrow();
    assertThat(tcp.speaks(178)).isTrue();
    assertThat(tcp.speaks(200)).isFalse();
  }

  private static GatewaySettings over(TransportKind kind) {
    GatewaySettings tcp = Samples.settings(4002, Duration.ofSeconds(15));
    return new GatewaySettings(tcp.host(), tcp.port(), tcp.clientId(), tcp.connectTimeout(), tcp.requestTimeout(),
        tcp.messagesPerSecond(), tcp.paceApi(), tcp.backoffMin(), tcp.backoffMax(), tcp.heartbeat(),
        tcp.heartbeatTimeout(), tcp.marketData(), kind);
  }
}

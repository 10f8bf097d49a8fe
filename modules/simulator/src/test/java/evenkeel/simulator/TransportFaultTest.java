package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerGreeting;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What goes wrong between a client and the Gateway: sockets, log-ins, the port. */
class TransportFaultTest {
  private static final String MORNING = "2025-10-31T10:00:00";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
  private final TestClient client = conversation.connect(7);

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  @Test
  void shouldResetSocketsInTheMiddleOfAFrame() {
    client.pieces();
    inject("fault = drop-connections, mid-frame = true, reset = true");
    conversation.passes(SECOND);
    assertThat(client.isReset()).isTrue();
    assertThat(client.pieces()).hasSize(1);
    assertThat(client.words()).isEmpty();
    assertThat(conversation.connect(7).isClosed()).isFalse();
  }

  @Test
  void shouldWriteOneByteAtATime() {
    client.pieces();
    inject("fault = slow-socket");
    client.send(new RequestCurrentTime());
    assertThat(client.pieces()).hasSizeGreaterThan(10).containsOnly(1);
    assertThat(client.words()).containsExactly("currentTime");
    inject("fault = slow-socket, bytes = 0");
    client.send(new RequestCurrentTime());
    assertThat(client.pieces()).hasSize(1);
  }

  @Test
  void shouldDrainASocketSlowlyAndKeepTheOrderOfTheBytes() {
    client.pieces();
    inject("fault = slow-socket, bytes = 10, pause = 1s");
    client.send(new RequestPositions());
    assertThat(client.words()).isEmpty();
    conversation.passes(SECOND);
    assertThat(client.pieces()).containsExactly(10);
    // The usual again: what is new still queues behind what is on its way.
    inject("fault = slow-socket, bytes = 0");
    client.send(new RequestCurrentTime());
    conversation.passes(Duration.ofMinutes(2));
    assertThat(client.words()).containsExactly("position GLD 38", "position BIL 170",
        "position DBMF 720", "positionEnd", "currentTime");
  }

  @Test
  void shouldReadSlowly() {
    inject("fault = slow-socket, bytes = 3, pause = 1s, way = read");
    client.send(new RequestCurrentTime());
    conversation.passes(SECOND);
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(10));
    assertThat(client.words()).containsExactly("currentTime");
  }

  @Test
  void shouldWriteManyFramesInOne() {
    client.pieces();
    inject("fault = bundled-writes, every = 5s");
    client.send(new RequestPositions()).send(new RequestCurrentTime());
    conversation.passes(Duration.ofSeconds(5));
    assertThat(client.pieces()).hasSize(1);
    assertThat(client.words()).hasSize(5).endsWith("currentTime");
  }

  @Test
  void shouldKeepTheClientIdOfADeafSocketUntilTheRestart() {
    inject("fault = half-open, deaf = true");
    client.disconnect();
    conversation.passes(Duration.ofHours(1));
    assertThat(conversation.dial().hello("v157..178").start(7).words())
        .containsExactly("error -1 326");
    inject("fault = restart, down = 1s");
    conversation.passes(SECOND);
    assertThat(conversation.dial().hello("v157..178").start(7).words()).contains("next id 1");
  }

  @Test
  void shouldSayThatAFreeClientIdIsInUse() {
    inject("fault = client-id-in-use, count = 2");
    for (int i = 0; i < 2; i++) {
      TestClient refused = conversation.dial().hello("v157..178").start(20);
      assertThat(refused.words()).containsExactly("error -1 326");
      conversation.passes(SECOND);
      assertThat(refused.isClosed()).isTrue();
    }
    assertThat(conversation.dial().hello("v157..178").start(20).words()).contains("next id 1");
  }

  @Test
  void shouldCloseWithoutAWordForATakenClientId() {
    inject("fault = client-id-in-use, said = false");
    TestClient refused = conversation.dial().hello("v157..178").start(20);
    conversation.passes(SECOND);
    assertThat(refused.words()).isEmpty();
    assertThat(refused.isClosed()).isTrue();
  }

  @Test
  void shouldKeepClientIdsReservedAfterTheirConnectionsHaveGone() {
    inject("fault = client-ids-held, lasting = 10s");
    client.disconnect();
    assertThat(conversation.dial().hello("v157..178").start(7).words())
        .containsExactly("error -1 326");
    conversation.passes(Duration.ofSeconds(10));
    assertThat(conversation.dial().hello("v157..178").start(7).words()).contains("next id 1");
  }

  @Test
  void shouldEndTheListOfAccountsWithAComma() {
    inject("fault = welcome, kind = trailing-comma");
    TestClient other = conversation.dial().hello("v157..178").start(20);
    assertThat(new String(other.bytes(), StandardCharsets.US_ASCII))
        .contains("15\0001\000DU1234567,\000");
    assertThat(other.words()).contains("managedAccts", "next id 1");
  }

  @Test
  void shouldPushWorkingOrdersBeforeTheClientIsReady() {
    client.place(1, "SELL 1 DBMF MOC");
    client.disconnect();
    inject("fault = welcome, kind = orders-first");
    assertThat(conversation.dial().hello("v157..178").start(7).words()).startsWith(
        "order 1 PreSubmitted", "status 1 PreSubmitted 0/1", "managedAccts", "next id 2");
  }

  @Test
  void shouldGreetWithAnOddTimeZone() {
    inject("fault = greeting-zone, zone = \"Central European Standard Time\"");
    assertThat(greeting()).endsWith(" Central European Standard Time");
    inject("fault = greeting-zone, zone = \"\u4e2d\u56fd\u6807\u51c6\u65f6\u95f4\", charset = GBK");
    byte[] bytes = conversation.dial().hello("v157..178").bytes();
    assertThat(new String(bytes, Charset.forName("GBK")))
        .contains("\u4e2d\u56fd\u6807\u51c6\u65f6\u95f4");
    assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\ufffd");
  }

  private String greeting() {
    byte[] bytes = conversation.dial().hello("v157..178").bytes();
    return ServerGreeting.decode(bytes, 4, bytes.length - 4).connectionTime();
  }

  @Test
  void shouldChangeThePortAndLeaveTheOldOneUntilItIsPutBack() {
    inject("fault = port-changed, port = 4003, away = 5m");
    assertThat(client.words()).containsExactly("error -1 1300");
    conversation.passes(SECOND);
    assertThat(client.isClosed()).isTrue();
    assertThat(conversation.gateway().isListening()).isFalse();
    conversation.passes(Duration.ofMinutes(5));
    assertThat(conversation.gateway().isListening()).isTrue();
  }

  @Test
  void shouldServeThirtyTwoClientsAndNoMore() {
    for (int i = 1; i < 32; i++) {
      assertThat(conversation.connect(100 + i).isClosed()).isFalse();
    }
    assertThat(conversation.dial().isClosed()).isTrue();
  }

  @Test
  void shouldRepeatThatTheLinkIsLostWhileItIs() {
    inject("fault = link-lost, times = 3, every = 30s");
    conversation.passes(Duration.ofMinutes(5));
    assertThat(client.words()).containsExactly("error -1 1100", "error -1 1100",
        "error -1 1100");
    inject("fault = link-lost, code = 2110, times = 10, every = 30s");
    inject("fault = link-restored");
    conversation.passes(Duration.ofMinutes(5));
    assertThat(client.words()).containsExactly("error -1 2110", "error -1 1102");
  }
}

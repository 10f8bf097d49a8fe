package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.FrameWriter;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestPositions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInTest {
  private static final String MORNING = "2025-10-31T10:00:00";

  @ParameterizedTest
  @CsvSource({"v157..178, 178, 178", "v178, 178, 178", "v100..223, 178, 178",
      "v157..170, 178, 170", "v157..200, 200, 200", "v100..223 +PACEAPI, 176, 176"})
  void shouldAnswerTheHighestVersionThatBothSpeak(String hello, int server, int chosen) {
    Conversation conversation = Conversation.of(Scenario.usual().withServerVersion(server),
        MORNING);
    TestClient client = conversation.dial().hello(hello).start(1);
    assertThat(client.version()).isEqualTo(chosen);
    assertThat(client.words()).contains("managedAccts", "next id 1");
  }

  @ParameterizedTest
  @CsvSource({"v179..200", "v100..156"})
  void shouldCloseWhenThereIsNoCommonVersion(String hello) {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).dial().hello(hello);
    assertThat(client.isClosed()).isTrue();
    assertThat(client.bytes()).isEmpty();
  }

  @Test
  void shouldCloseOnBytesThatAreNoHello() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).dial()
        .raw("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void shouldTellAccountsThenTheNextIdThenTheFarms() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).dial().hello("v157..178")
        .start(1);
    List<String> words = client.words();
    assertThat(words).startsWith("managedAccts").containsExactlyInAnyOrder("managedAccts",
        "next id 1", "error -1 2104", "error -1 2106", "error -1 2158");
  }

  @Test
  void shouldDropRequestsBeforeStartApiWithoutAWord() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).dial().hello("v157..178");
    client.send(new RequestCurrentTime());
    assertThat(client.words()).isEmpty();
    client.start(1).send(new RequestCurrentTime());
    assertThat(client.words()).containsOnlyOnce("currentTime");
  }

  @Test
  void shouldRefuseAClientIdInUseAndCloseHalfASecondLater() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient first = conversation.connect(7);
    TestClient second = conversation.dial().hello("v157..178").start(7);
    assertThat(second.words()).containsExactly("error -1 326");
    conversation.passes(Duration.ofMillis(499));
    assertThat(second.isClosed()).isFalse();
    conversation.passes(Duration.ofMillis(1));
    assertThat(second.isClosed()).isTrue();
    first.send(new RequestCurrentTime());
    assertThat(first.words()).containsExactly("currentTime");
  }

  @Test
  void shouldKeepAClientIdTakenForAWhileAfterItsConnectionHasGone() {
    Scenario scenario = Scenarios.with(Map.of("client-id-held", "10s"));
    Conversation conversation = Conversation.of(scenario, MORNING);
    conversation.connect(7).disconnect();
    assertThat(conversation.dial().hello("v157..178").start(7).words())
        .containsExactly("error -1 326");
    conversation.passes(Duration.ofSeconds(10));
    assertThat(conversation.dial().hello("v157..178").start(7).words()).contains("next id 1");
  }

  @Test
  void shouldAnswerEachRequestForIdsOneHigherAndReserveNothing() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient client = conversation.connect(7);
    client.send(new RequestIds(5)).send(new RequestIds(1));
    assertThat(client.words()).containsExactly("next id 2", "next id 3");
    client.disconnect();
    assertThat(conversation.dial().hello("v157..178").start(7).words()).contains("next id 1");
  }

  @Test
  void shouldRememberTheNextIdOfEachClientAcrossConnections() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient client = conversation.connect(7);
    client.place(41, "BUY 1 DBMF LMT 10");
    client.disconnect();
    assertThat(conversation.dial().hello("v157..178").start(7).words()).contains("next id 42");
    assertThat(conversation.dial().hello("v157..178").start(8).words()).contains("next id 1");
  }

  @Test
  void shouldAnswerARequestThatCannotBeReadAndGoOn() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).connect(7);
    client.raw(FrameWriter.frame(List.of("1", "11", "5", "notANumber")));
    client.raw(FrameWriter.frame(List.of("9999", "x")));
    client.send(new RequestPositions());
    assertThat(client.words()).containsExactly("error 5 320", "error -1 320", "positionEnd");
  }

  @Test
  void shouldEndAConnectionWhoseFramesAreBroken() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).connect(7);
    client.raw(new byte[]{(byte) 0xff, 0, 0, 0, 1, 2, 3});
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void shouldWaitBeforeEachAnswer() {
    Conversation conversation = Conversation.of(Scenarios.with(Map.of("answer-delay", "50ms")),
        MORNING);
    TestClient client = conversation.dial().hello("v157..178");
    assertThat(client.bytes()).isEmpty();
    conversation.passes(Duration.ofMillis(50));
    assertThat(client.bytes()).isNotEmpty();
    client.start(1);
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofMillis(50));
    assertThat(client.words()).contains("managedAccts", "next id 1");
  }

  @Test
  void shouldTellWorkingOrdersOnConnectWhenTheGatewayIsSetSo() {
    Conversation conversation = Conversation
        .of(Scenarios.with(Map.of("orders-on-connect", "true")), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, "BUY 1 DBMF LMT 10");
    client.disconnect();
    assertThat(conversation.dial().hello("v157..178").start(7).words())
        .contains("order 1 Submitted", "status 1 Submitted 0/1");
  }
}

package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestPnl;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.StartApi;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeterminismTest {
  private static final String MORNING = "2025-10-31T15:30:00";

  private static byte[] session() {
    ClientCodec codec = new ClientCodec(178);
    List<ClientMessage> messages = List.of(new StartApi(7, ""), new RequestPositions(),
        new RequestAccountSummary(1, "All", List.of("NetLiquidation", "$LEDGER")),
        new RequestMarketData(2, TestClient.stock("GLD"), "", false, false, List.of()),
        new RequestPnl(3, new AccountId("DU1234567"), ""),
        new PlaceOrder(1, TestClient.stock("DBMF"), TestClient.order("SELL 10 DBMF MOC").build()),
        new PlaceOrder(2, TestClient.stock("GLD"), TestClient.order("BUY 1 GLD MKT").build()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(TestClient.helloBytes("v157..178"));
    messages.forEach(it -> bytes.writeBytes(codec.encode(it)));
    return bytes.toByteArray();
  }

  private static byte[] play(long seed) {
    Conversation conversation = new Conversation(Scenario.named("month-end"), seed, MORNING);
    TestClient client = conversation.dial().raw(session());
    conversation.passes(Duration.ofHours(1));
    return client.bytes();
  }

  @Test
  void shouldSendTheSameBytesForTheSameSeed() {
    assertThat(play(417)).hasSizeGreaterThan(10_000).isEqualTo(play(417));
    assertThat(play(417)).isNotEqualTo(play(418));
  }

  @Test
  void shouldAnswerTheSameWhereverTheStreamIsCut() {
    byte[] sent = session();
    byte[] whole = Conversation.of(Scenario.named("month-end"), MORNING).dial().raw(sent).bytes();
    for (int cut = 1; cut < sent.length; cut++) {
      TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).dial()
          .raw(Arrays.copyOf(sent, cut)).raw(Arrays.copyOfRange(sent, cut, sent.length));
      assertThat(client.bytes()).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  void shouldAnswerTheSameByteByByte() {
    byte[] sent = session();
    TestClient client = Conversation.of(Scenario.named("month-end"), MORNING).dial();
    for (byte one : sent) {
      client.raw(new byte[]{one});
    }
    assertThat(client.bytes()).isEqualTo(
        Conversation.of(Scenario.named("month-end"), MORNING).dial().raw(sent).bytes());
  }
}

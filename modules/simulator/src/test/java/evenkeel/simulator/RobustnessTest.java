package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestPnl;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever bytes a client sends, the Gateway goes on for everybody else. */
class RobustnessTest {
  private static final int MESSAGES = 10_000;

  private static final List<ClientMessage> SAMPLES = List.of(
      new PlaceOrder(5, TestClient.stock("DBMF"), TestClient.order("SELL 1 DBMF LMT 30").build()),
      new RequestMarketData(2, TestClient.stock("GLD"), "", true, false, List.of()),
      new RequestAccountSummary(3, "All", List.of("NetLiquidation")),
      new RequestAccountUpdates(true, new AccountId("DU1234567")),
      new RequestExecutions(4, ExecutionFilter.ALL),
      new RequestPnl(6, new AccountId("DU1234567"), ""),
      new RequestHistoricalData(7, TestClient.stock("GLD"), false, "", "1 day", "1 M", true,
          "TRADES", 1, false, List.of()));

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void shouldSurviveMutatedRequests(long seed) {
    Random random = new Random(seed);
    ClientCodec codec = new ClientCodec(178);
    Conversation conversation = Conversation.of(Scenario.named("month-end"),
        "2025-10-31T10:00:00");
    TestClient client = conversation.connect(7);
    for (int i = 0; i < MESSAGES; i++) {
      byte[] frame = codec.encode(SAMPLES.get(random.nextInt(SAMPLES.size())));
      for (int mutations = random.nextInt(4); mutations >= 0; mutations--) {
        // Mostly the payload; now and then the length.
        int at = random.nextInt(200) == 0
            ? random.nextInt(4)
            : 4 + random.nextInt(frame.length - 4);
        frame[at] = random.nextInt(3) == 0 ? 0 : (byte) ('0' + random.nextInt(75));
      }
      client.sendQuietly(frame);
      conversation.passes(Duration.ofMillis(random.nextInt(2000)));
      if (client.isClosed()) {
        client = conversation.connect(7);
      }
    }
    assertThat(conversation.dial().hello("v157..178").start(8).words()).contains("managedAccts");
  }
}

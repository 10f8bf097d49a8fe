package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.AccountId;
import evenkeel.tws.CancelHeadTimestamp;
import evenkeel.tws.CancelMarketData;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.FrameWriter;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestHeadTimestamp;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSize;
import evenkeel.tws.TickString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules and habits of Gateways and of IBKR that a client finds out when it breaks them. */
class GatewayHabitsTest {
  private static final String MORNING = "2025-10-31T10:00:00";

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
  private final TestClient client = conversation.connect(7);

  private void history(int id, String end, String what, String barSize) {
    client.send(new RequestHistoricalData(id, TestClient.stock("GLD"), false, end, barSize, "5 D",
        true, what, 1, false, List.of()));
  }

  @Test
  void shouldTakeTwentyOrdersOfAKindAndNoMore() {
    for (int id = 1; id <= 20; id++) {
      client.place(id, "SELL 1 DBMF MOC");
    }
    assertThat(client.heard(ErrorMessage.class)).isEmpty();
    client.place(21, "SELL 1 DBMF MOC");
    assertThat(client.words()).contains("error 21 201");
    client.place(22, "SELL 1 GLD MOC");
    assertThat(client.words()).containsExactly("order 22 PreSubmitted",
        "status 22 PreSubmitted 0/1");
  }

  @Test
  void shouldRefuseAChangeThatTheAccountCannotPayAndKeepTheOrder() {
    client.place(1, "BUY 1 DBMF LMT 20").place(1, "BUY 100000 DBMF LMT 20");
    assertThat(client.words()).endsWith("error 1 201");
    client.send(new RequestOpenOrders());
    assertThat(client.words()).contains("status 1 Submitted 0/1");
    client.place(2, "SELL 700 DBMF LMT 90").place(2, "SELL 800 DBMF LMT 90");
    assertThat(client.words()).endsWith("error 2 201");
    client.place(2, "SELL 720 DBMF LMT 90");
    assertThat(client.words()).endsWith("status 2 Submitted 0/720");
  }

  @Test
  void shouldRefuseAnOrderWithoutAnExchange() {
    client.send(new PlaceOrder(1, TestClient.stock("DBMF").toBuilder().exchange("").build(),
        TestClient.order("SELL 1 DBMF MOC").build()));
    assertThat(client.words()).containsExactly("error 1 321");
  }

  @ParameterizedTest(name = "at {0} code {1}")
  @CsvSource({"2025-10-31T16:00:05, 201", "2025-11-03T09:28:30, 201", "2025-10-31T17:00:00, 399"})
  void shouldRefuseOrdersForTheOpeningAroundTheCloseAndTheOpen(String time, int code) {
    conversation.until(time);
    client.place(1, "SELL 1 DBMF LMT 20 OPG");
    assertThat(client.words()).contains("error 1 " + code);
  }

  @Test
  void shouldLeaveOutOrdersPlacedByHandWhenAsked() {
    conversation.inject(Fault.parse("fault = foreign-order, client = 0, order = 0, symbol = DBMF,"
        + " action = SELL, quantity = 5"));
    conversation.until("2025-10-31T16:01:00");
    client.send(new RequestCompletedOrders(true)).send(new RequestCompletedOrders(false));
    assertThat(client.words()).containsExactly("completedOrdersEnd", "completed DBMF Filled 5",
        "completedOrdersEnd");
  }

  @Test
  void shouldShowBidsAndAsksInOneBar() {
    history(1, "", "BID_ASK", "1 day");
    assertThat(client.heard(HistoricalData.class).getFirst().bars()).hasSize(5)
        .allSatisfy(it -> assertThat(it.open().orElseThrow())
            .isLessThan(it.close().orElseThrow()));
  }

  @Test
  void shouldWarnOfATimeWithoutAZoneAndAnswer() {
    history(1, "20251030 16:00:00", "TRADES", "1 day");
    assertThat(client.words()).containsExactly("error 1 2174", "historicalData");
  }

  @Test
  void shouldTellTheScheduleInDaysOnly() {
    history(1, "", "SCHEDULE", "1 hour");
    history(2, "", "SCHEDULE", "1 day");
    assertThat(client.words()).containsExactly("error 1 321", "historicalSchedule");
  }

  @Test
  void shouldKeepFiftyHistoricalRequestsOpen() {
    for (int id = 1; id <= 50; id++) {
      client.send(new RequestHeadTimestamp(id, TestClient.stock("GLD"), false, true, "TRADES", 1));
    }
    client.heard();
    history(51, "", "TRADES", "1 day");
    assertThat(client.words()).containsExactly("error 51 322");
    client.send(new CancelHeadTimestamp(1));
    history(52, "", "TRADES", "1 day");
    assertThat(client.words()).containsExactly("historicalData");
  }

  @Test
  void shouldEndASnapshotThoughItWasCancelled() {
    client.send(new RequestMarketData(1, TestClient.stock("GLD"), "", true, false, List.of()))
        .send(new CancelMarketData(1));
    conversation.passes(Duration.ofSeconds(11));
    assertThat(client.words()).contains("error 1 300").endsWith("tickSnapshotEnd");
  }

  @Test
  void shouldSendTheTicksOfTheListsThatWereAskedFor() {
    client.send(new RequestMarketData(1, TestClient.stock("GLD"), "165,221,225,233,236,375", false,
        false, List.of()));
    assertThat(client.heard()).filteredOn(it -> it instanceof TickPrice || it instanceof TickSize
        || it instanceof TickString || it instanceof TickGeneric)
        .extracting(GatewayHabitsTest::type).contains(37, 21, 34, 35, 36, 61, 46, 89, 48, 77);
    client.send(new RequestMarketData(2, TestClient.stock("GLD"), "", false, false, List.of()));
    assertThat(client.heard()).extracting(GatewayHabitsTest::type).doesNotContain(37, 48);
  }

  private static int type(Object tick) {
    return tick instanceof TickPrice price
        ? price.tickType()
        : tick instanceof TickSize size
            ? size.tickType()
            : tick instanceof TickString text
                ? text.tickType()
                : tick instanceof TickGeneric generic ? generic.tickType() : -1;
  }

  @Test
  void shouldSayThatOneAccountTookTheSubscriptionOfAnother() {
    Conversation two = Conversation.of(Scenarios.of("""
        accounts = [{ id = DU1234567, cash = 1 }, { id = DU7654321, cash = 2 }]
        """), MORNING);
    TestClient other = two.connect(7);
    other.send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    other.heard();
    other.send(new RequestAccountUpdates(true, new AccountId("DU7654321")));
    assertThat(other.words()).startsWith("error -1 2100").endsWith("acctDownloadEnd");
  }

  @Test
  void shouldAnswerIgnoreOrCutOffWhoCannotBeRead() {
    byte[] wrong = FrameWriter.frame(List.of("7", "3", "5"));
    client.raw(wrong);
    assertThat(client.words()).containsExactly("error 5 320");
    assertThat(stranger("silence", wrong).isClosed()).isFalse();
    assertThat(stranger("close", wrong).isClosed()).isTrue();
  }

  private static TestClient stranger(String habit, byte[] wrong) {
    TestClient stranger = Conversation.of(Scenarios.with(Map.of("malformed-requests", habit)),
        MORNING).connect(7).raw(wrong);
    assertThat(stranger.words()).isEmpty();
    return stranger;
  }
}

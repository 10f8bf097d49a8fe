package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelMarketData;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSize;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuoteTest {
  private static final String MORNING = "2025-10-31T10:30:00";
  private static final String EVENING = "2025-10-31T18:00:00";
  private static final Duration END = Duration.ofSeconds(11);
  private static final BigDecimal ABSENT = BigDecimal.valueOf(-1);

  private static RequestMarketData stream(int id, String symbol) {
    return new RequestMarketData(id, TestClient.stock(symbol), "", false, false, List.of());
  }

  private static RequestMarketData snapshot(int id, String symbol) {
    return new RequestMarketData(id, TestClient.stock(symbol), "", true, false, List.of());
  }

  private static Map<Integer, BigDecimal> prices(List<ServerMessage> heard) {
    Map<Integer, BigDecimal> prices = new TreeMap<>();
    for (ServerMessage message : heard) {
      if (message instanceof TickPrice tick) {
        prices.put(tick.tickType(), tick.price().orElseThrow());
      }
    }
    return prices;
  }

  @Test
  void shouldSendLiveTicksWithTheirSizes() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).connect(7);
    client.send(stream(1, "GLD"));
    List<ServerMessage> heard = client.heard();
    assertThat(heard.stream().map(Words::of)).startsWith("tickReqParams", "data kind 1 1",
        "price 1 1", "price 1 2", "price 1 4");
    Map<Integer, BigDecimal> prices = prices(heard);
    assertThat(prices).containsOnlyKeys(1, 2, 4, 6, 7, 9, 14);
    assertThat(prices.get(1)).isLessThan(prices.get(4));
    assertThat(prices.get(2)).isGreaterThan(prices.get(4));
    assertThat(prices.get(9)).isEqualByComparingTo("370.00");
    assertThat(heard).filteredOn(TickSize.class::isInstance).hasSize(4);
  }

  @Test
  void shouldSendDelayedDataUnderItsOwnIds() {
    TestClient client = Conversation.of(Scenario.usual(), MORNING).connect(7);
    client.send(new RequestMarketDataType(3)).send(stream(1, "GLD"));
    List<ServerMessage> heard = client.heard();
    assertThat(heard.stream().map(Words::of)).contains("data kind 1 3");
    assertThat(prices(heard)).containsOnlyKeys(66, 67, 68, 72, 73, 75, 76);
  }

  @Test
  void shouldShowInDelayedDataWhatLiveDataShowedBefore() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient client = conversation.connect(7);
    client.send(snapshot(1, "GLD"));
    BigDecimal live = prices(client.heard()).get(4);
    conversation.passes(Duration.ofMinutes(15));
    client.heard();
    client.send(new RequestMarketDataType(3)).send(snapshot(2, "GLD"));
    assertThat(prices(client.heard())).containsEntry(68, live);
  }

  @Test
  void shouldEndASnapshotByItselfAfterElevenSeconds() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient client = conversation.connect(7);
    client.send(snapshot(1, "GLD"));
    assertThat(client.words()).contains("price 1 4").doesNotContain("tickSnapshotEnd");
    conversation.passes(END.minusMillis(1));
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofMillis(1));
    assertThat(client.words()).containsExactly("tickSnapshotEnd");
    client.send(new CancelMarketData(1));
    assertThat(client.words()).containsExactly("error 1 300");
    conversation.passes(Duration.ofDays(1));
    assertThat(client.words()).isEmpty();
  }

  @Test
  void shouldStreamChangesUntilCancelled() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient client = conversation.connect(7);
    client.send(stream(1, "GLD"));
    client.heard();
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).hasSizeBetween(12, 200).contains("price 1 4");
    client.send(new CancelMarketData(1));
    conversation.passes(Duration.ofMinutes(10));
    assertThat(client.words()).isEmpty();
  }

  @Test
  void shouldStopTickingWhenTheLastStreamHasGone() {
    Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
    TestClient client = conversation.connect(7);
    client.send(stream(1, "GLD"));
    client.disconnect();
    conversation.passes(Duration.ofMinutes(1));
    assertThat(conversation.gateway().nextWake()).isEmpty();
  }

  @Test
  void shouldSleepThroughTheNight() {
    Conversation conversation = Conversation.of(Scenario.usual(), EVENING);
    TestClient client = conversation.connect(7);
    client.send(stream(1, "GLD"));
    assertThat(conversation.gateway().nextWake())
        .contains(Conversation.instant("2025-11-03T09:30:00"));
    client.heard();
    conversation.until("2025-11-03T09:31:00");
    assertThat(client.words()).contains("price 1 1", "price 1 2", "price 1 4");
  }

  @Test
  void shouldHaveNoBidAndAskOutsideTheSession() {
    TestClient client = Conversation.of(Scenario.usual(), EVENING).connect(7);
    client.send(stream(1, "GLD"));
    Map<Integer, BigDecimal> prices = prices(client.heard());
    assertThat(prices).containsEntry(1, ABSENT).containsEntry(2, ABSENT);
    assertThat(prices.get(4)).isPositive();
    assertThat(prices.get(9)).isEqualByComparingTo("370.00");
  }

  @Test
  void shouldShowTheLastQuotesOfTheSessionAsFrozenData() {
    TestClient client = Conversation.of(Scenario.usual(), EVENING).connect(7);
    client.send(new RequestMarketDataType(2)).send(stream(1, "GLD"));
    List<ServerMessage> heard = client.heard();
    assertThat(heard.stream().map(Words::of)).contains("data kind 1 2");
    assertThat(prices(heard).get(1)).isPositive();
    client.send(new RequestMarketDataType(4)).send(stream(2, "GLD"));
    heard = client.heard();
    assertThat(heard.stream().map(Words::of)).contains("data kind 2 4");
    assertThat(prices(heard).get(66)).isPositive();
  }

  @ParameterizedTest(name = "{0}: asked for kind {1}: {2}")
  @CsvSource({"live, 1, data kind 1 1", "live, 3, data kind 1 1", "delayed, 1, error 1 10089",
      "delayed, 3, error 1 10167;data kind 1 3", "none, 1, error 1 354",
      "none, 3, error 1 10168", "any, 1, data kind 1 1", "any, 3, data kind 1 3"})
  void shouldFollowWhatIsPaidFor(String entitlement, int kind, String words) {
    TestClient client = Conversation
        .of(Scenarios.with(Map.of("entitlement", entitlement)), MORNING).connect(7);
    client.send(new RequestMarketDataType(kind)).send(stream(1, "GLD"));
    assertThat(client.words())
        .filteredOn(it -> it.startsWith("error") || it.startsWith("data kind"))
        .containsExactly(words.split(";", -1));
  }

  @Test
  void shouldRefuseWhatCannotBeSubscribed() {
    TestClient client = Conversation
        .of(Scenarios.with(Map.of("market-data-lines", "2")), MORNING).connect(7);
    client.send(stream(1, "GLD"));
    client.heard();
    client.send(stream(1, "BIL"));
    client.send(stream(2, "NONE"));
    client.send(new RequestMarketData(3, TestClient.stock("BIL"), "233", true, false, List.of()));
    client.send(new CancelMarketData(4));
    client.send(new RequestMarketDataType(9));
    assertThat(client.words()).containsExactly("error 1 102", "error 2 200", "error 3 414",
        "error 4 300", "error -1 321");
    client.send(stream(5, "BIL"));
    client.heard();
    client.send(stream(6, "DBMF"));
    assertThat(client.words()).containsExactly("error 6 101");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"unavailable, 1=-1 2=-1 4=-1 9=-1", "no-quote, 1=-1 2=-1 4=-1 9=370.00",
      "zero, 1=0 2=0 4=0 9=0", "fixed, 4=212.50 1=212.47 2=212.53"})
  void shouldShowTheQuotesOfTheScenario(String quote, String expected) {
    String text = quote.equals("fixed") ? "212.50" : quote;
    TestClient client = Conversation
        .of(Scenarios.with(Map.of("contracts.GLD.quote", text)), MORNING).connect(7);
    client.send(stream(1, "GLD"));
    Map<Integer, BigDecimal> prices = prices(client.heard());
    for (String pair : expected.split(" ", -1)) {
      String[] parts = pair.split("=", -1);
      assertThat(prices.get(Integer.parseInt(parts[0]))).as(pair)
          .isEqualByComparingTo(parts[1]);
    }
  }

  @Test
  void shouldWriteNotANumberAsText() {
    TestClient client = Conversation.of(Scenario.named("nan-price"), MORNING).connect(7);
    int before = client.bytes().length;
    client.sendQuietly(stream(1, "DBMF"));
    String sent = new String(client.bytes(), before, client.bytes().length - before,
        StandardCharsets.US_ASCII);
    assertThat(sent).contains("1\0006\0001\0001\000NaN\000", "1\0006\0001\0004\000NaN\000",
        "1\0006\0001\0009\000NaN\000");
  }

  @Test
  void shouldSayThatTradingIsHalted() {
    TestClient client = Conversation.of(Scenario.named("halted"), MORNING).connect(7);
    client.send(stream(1, "DBMF")).place(1, "SELL 1 DBMF MKT");
    assertThat(client.words()).contains("tickGeneric", "error 1 154");
  }

  @Test
  void shouldStaySilentAboutAnInstrumentWithoutTicks() {
    TestClient client = Conversation
        .of(Scenarios.with(Map.of("contracts.GLD.quote", "silent")), MORNING).connect(7);
    client.send(snapshot(1, "GLD"));
    assertThat(client.words()).containsExactly("tickReqParams", "data kind 1 1");
  }
}

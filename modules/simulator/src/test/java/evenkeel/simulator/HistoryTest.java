package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelHistoricalData;
import evenkeel.tws.HistoricalBar;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.HistoricalSchedule;
import evenkeel.tws.RequestHeadTimestamp;
import evenkeel.tws.RequestHistoricalData;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
  private static final String MORNING = "2025-10-31T10:00:00";

  private final Conversation conversation = Conversation.of(Scenario.usual(), MORNING);
  private final TestClient client = conversation.connect(7);

  private static RequestHistoricalData bars(
      int id, String end, String size, String duration, String what) {
    return new RequestHistoricalData(id, TestClient.stock("GLD"), false, end, size, duration,
        true, what, 1, false, List.of());
  }

  private List<HistoricalBar> ask(String end, String size, String duration) {
    client.send(bars(1, end, size, duration, "TRADES"));
    return client.heard(HistoricalData.class).getFirst().bars();
  }

  @Test
  void shouldSendDailyBarsUpToNow() {
    List<HistoricalBar> bars = ask("", "1 day", "1 M");
    assertThat(bars).hasSize(23).extracting(HistoricalBar::time).startsWith("20251001")
        .endsWith("20251031");
    assertThat(bars.get(21).close()).contains(new BigDecimal("370.00"));
    assertThat(bars).allSatisfy(it -> {
      assertThat(it.low().orElseThrow()).isLessThanOrEqualTo(it.open().orElseThrow());
      assertThat(it.high().orElseThrow()).isGreaterThanOrEqualTo(it.close().orElseThrow());
    });
  }

  @Test
  void shouldBeginWhereTheHistoryBegins() {
    assertThat(ask("", "1 day", "99999 D").getFirst().time()).isEqualTo("20000103");
    assertThat(ask("", "1 month", "99999 Y").getFirst().time()).isEqualTo("20000131");
  }

  @Test
  void shouldSendFiveYearsInOneAnswer() {
    assertThat(ask("", "1 day", "5 Y")).hasSizeBetween(1255, 1258);
  }

  @Test
  void shouldCutASessionIntoBars() {
    List<HistoricalBar> bars = ask("20251030-20:00:00", "1 hour", "1 D");
    assertThat(bars).hasSize(7).extracting(HistoricalBar::time)
        // On the hour, so that the first one is short, as real Gateways cut it.
        .startsWith("20251030 09:30:00 US/Eastern", "20251030 10:00:00 US/Eastern");
    assertThat(bars.getLast().close()).contains(new BigDecimal("370.00"));
  }

  @Test
  void shouldLeaveOutTheZoneBeforeVersion174() {
    TestClient old = conversation.dial().hello("v157..173").start(8);
    old.send(bars(1, "20251030-20:00:00", "1 hour", "1 D", "TRADES"));
    HistoricalData answer = old.heard(HistoricalData.class).getFirst();
    assertThat(answer.bars().getFirst().time()).isEqualTo("20251030  09:30:00");
    assertThat(answer.end()).isEqualTo("20251030  16:00:00");
  }

  @Test
  void shouldCountSecondsBackFromTheEnd() {
    List<HistoricalBar> bars = ask("", "30 secs", "120 S");
    assertThat(bars).hasSize(4).extracting(HistoricalBar::time)
        .startsWith("20251031 09:58:00 US/Eastern").endsWith("20251031 09:59:30 US/Eastern");
  }

  @Test
  void shouldSendTheScheduleWithEarlyCloses() {
    conversation.until("2025-11-28T10:00:00");
    client.send(bars(1, "", "1 day", "1 W", "SCHEDULE"));
    HistoricalSchedule schedule = client.heard(HistoricalSchedule.class).getFirst();
    assertThat(schedule.sessions()).hasSize(4);
    assertThat(schedule.sessions().getLast().end()).isEqualTo("20251128-13:00:00");
  }

  @Test
  void shouldEndTheAnswerSeparatelyFromVersion196On() {
    Conversation newer = Conversation.of(Scenario.usual().withServerVersion(200), MORNING);
    TestClient other = newer.dial().hello("v200").start(1);
    other.heard();
    other.send(bars(1, "", "1 day", "1 M", "TRADES"));
    assertThat(other.words()).containsExactly("historicalData", "historicalDataEnd");
  }

  @Test
  void shouldKeepTheLastBarUpToDateUntilCancelled() {
    client.send(new RequestHistoricalData(1, TestClient.stock("GLD"), false, "", "1 min", "1 D",
        true, "TRADES", 1, true, List.of()));
    assertThat(client.words()).containsExactly("historicalData");
    conversation.passes(Duration.ofSeconds(20));
    assertThat(client.words()).hasSize(4).containsOnly("historicalDataUpdate");
    client.send(new CancelHistoricalData(1));
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).containsExactly("error 1 162");
  }

  @ParameterizedTest
  @CsvSource({"'', 1 day, 1 M, NONSENSE, 321", "'', 7 days, 1 M, TRADES, 321",
      "'', 1 day, 1 Q, TRADES, 321", "never, 1 day, 1 M, TRADES, 10314",
      "20251030-20:00:00, 1 day, 1 M, ADJUSTED_LAST, 321", "'', 1 secs, 5 Y, TRADES, 162",
      "19700101-00:00:00, 1 day, 1 M, TRADES, 10314"})
  void shouldRefuseWhatIbkrDoesNotTake(
      String end, String size, String duration, String what, int code) {
    client.send(bars(1, end, size, duration, what));
    assertThat(client.words()).containsExactly("error 1 " + code);
  }

  @Test
  void shouldTellWhenTheHistoryBegins() {
    client.send(new RequestHeadTimestamp(1, TestClient.stock("GLD"), false, true, "TRADES", 1));
    assertThat(client.words()).containsExactly("headTimestamp");
  }

  @Test
  void shouldCountRequestsThatComeTooFast() {
    client.send(bars(1, "", "1 day", "1 M", "TRADES"));
    client.send(bars(2, "", "1 day", "2 M", "TRADES"));
    assertThat(conversation.gateway().historyPacingViolations()).isZero();
    client.send(bars(3, "", "1 day", "1 M", "TRADES"));
    assertThat(conversation.gateway().historyPacingViolations()).isEqualTo(1);
    assertThat(client.words()).hasSize(3).containsOnly("historicalData");
    conversation.passes(Duration.ofSeconds(16));
    client.send(bars(4, "", "1 day", "1 M", "TRADES"));
    assertThat(conversation.gateway().historyPacingViolations()).isEqualTo(1);
  }

  @Test
  void shouldRefuseRequestsThatComeTooFastWhenTheScenarioSaysSo() {
    TestClient strict = Conversation.of(Scenarios.with(Map.of("pacing", "reject")), MORNING)
        .connect(7);
    strict.send(bars(1, "", "1 day", "1 M", "TRADES"));
    strict.send(bars(2, "", "1 day", "1 M", "TRADES"));
    assertThat(strict.words()).containsExactly("historicalData", "error 2 162");
  }
}

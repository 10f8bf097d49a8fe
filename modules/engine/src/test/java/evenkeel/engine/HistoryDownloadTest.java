package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Symbol;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Bar;
import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.HistoryPacing;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.Instrument;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryDownloadTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:05Z");
  private static final Answer<List<Bar>> PACING = new Answer.Refused<>(
      162, "Historical Market Data Service error message:Historical data request pacing violation");
  private static final Answer<List<Bar>> NO_DATA = new Answer.Refused<>(
      162, "Historical Market Data Service error message:HMDS query returned no data: GLD@SMART Trades");
  private static final Answer<List<Bar>> SILENCE = new Answer.Missing<>("no answer within 60 s");

  @Test
  void shouldAskNothingBeforeThereIsAGateway() {
    var download = download("1 Y", "GLD");
    assertThat(download.due(NOW)).isEmpty();
    assertThat(download.nextWake(NOW)).isEmpty();
    download.link(true, 1);
    assertThat(download.due(NOW)).hasSize(1);
  }

  @Test
  void shouldPutThePartsTogetherInTheirOrder() {
    var download = up("3 Y", "GLD");
    List<BrokerRequest.History> asked = download.due(NOW);
    assertThat(asked).hasSize(3);
    download.answered(asked.get(1), bars("2024-01-02", "2024-10-31"), NOW);
    download.answered(asked.get(0), bars("2024-10-31", "2024-11-01", "2025-10-31"), NOW);
    assertThat(download.isOver()).isFalse();
    download.answered(asked.get(2), bars("2022-10-31", "2022-11-01", "2023-10-31"), NOW);
    assertThat(download.isOver()).isTrue();
    assertThat(download.outcomes().getFirst().problem()).isEmpty();
    assertThat(download.outcomes().getFirst().bars()).extracting(bar -> bar.date().toString()).containsExactly(
        "2022-11-01", "2023-10-31", "2024-01-02", "2024-10-31", "2024-11-01", "2025-10-31");
  }

  @Test
  void shouldGoOnAfterALostConnectionWithWhatIsMissing() {
    var download = up("3 Y", "GLD");
    List<BrokerRequest.History> asked = download.due(NOW);
    download.answered(asked.getFirst(), bars("2025-10-31"), NOW);
    download.answered(asked.get(1), new Answer.Missing<>("the connection ended"), NOW);
    download.answered(asked.get(2), new Answer.Missing<>("the connection ended"), NOW);
    download.link(false, 1);
    assertThat(download.due(NOW.plusSeconds(60))).isEmpty();
    download.link(true, 2);
    assertThat(download.due(NOW.plusSeconds(60))).containsExactly(asked.get(1), asked.get(2));
    assertThat(download.takeSaid()).isEmpty();
  }

  @Test
  void shouldWaitAfterAComplaintSaySoAndAskAgain() {
    var download = up("1 Y", "GLD");
    BrokerRequest.History request = download.due(NOW).getFirst();
    download.answered(request, PACING, NOW);
    assertThat(download.takeSaid())
        .containsExactly("the Gateway complains of too many historical requests; waiting 16 s before the next one");
    assertThat(download.due(NOW.plusSeconds(15))).isEmpty();
    assertThat(download.nextWake(NOW)).contains(NOW.plusSeconds(16));
    assertThat(download.due(NOW.plusSeconds(16))).containsExactly(request);
    download.answered(request, PACING, NOW.plusSeconds(17));
    assertThat(download.nextWake(NOW.plusSeconds(17))).contains(NOW.plusSeconds(77));
    download.due(NOW.plusSeconds(77));
    download.answered(request, bars("2025-10-31"), NOW.plusSeconds(78));
    assertThat(download.outcomes().getFirst().problem()).isEmpty();
  }

  @Test
  void shouldSayThatTheGatewayIsSilentAndAtLastWhatIsMissing() {
    var download = up("1 Y", "GLD");
    Instant now = NOW;
    for (int i = 0; i < 5; i++) {
      List<BrokerRequest.History> asked = download.due(now);
      assertThat(asked).hasSize(1);
      now = now.plusSeconds(60);
      download.answered(asked.getFirst(), SILENCE, now);
      now = now.plusSeconds(20);
    }
    assertThat(download.due(now)).isEmpty();
    assertThat(download.takeSaid()).hasSize(4).allMatch(line -> line.contains("does not answer for GLD"));
    assertThat(download.isOver()).isTrue();
    assertThat(download.outcomes().getFirst().problem()).contains("the Gateway did not answer 5 times");
  }

  @Test
  void shouldTellNoDataFromNoAnswer() {
    var download = up("1 Y", "GLD", "BIL");
    List<BrokerRequest.History> asked = download.due(NOW);
    download.answered(asked.get(0), NO_DATA, NOW);
    download.answered(asked.get(1), new Answer.Given<>(List.of()), NOW);
    assertThat(download.isOver()).isTrue();
    assertThat(download.outcomes()).allMatch(outcome -> outcome.problem().isEmpty() && outcome.bars().isEmpty());
  }

  @Test
  void shouldAskForNothingOlderThanAWholeYearWithoutBars() {
    var download = up("20 Y", "GLD");
    List<BrokerRequest.History> asked = download.due(NOW);
    assertThat(asked).hasSize(5);
    download.answered(asked.getFirst(), bars("2025-10-31"), NOW);
    download.answered(asked.get(1), NO_DATA, NOW);
    asked.subList(2, 5).forEach(request -> download.answered(request, NO_DATA, NOW));
    assertThat(download.isOver()).isTrue();
    assertThat(download.outcomes().getFirst().problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"200, No security definition has been found for the request", "321, Error validating request",
      "162, Historical Market Data Service error message:No market data permissions for NYSE STK"})
  void shouldStopOneSymbolAndGoOnWithTheOthers(int code, String text) {
    var download = up("3 Y", "ZZZZ", "BIL");
    List<BrokerRequest.History> asked = download.due(NOW);
    download.answered(asked.getFirst(), new Answer.Refused<>(code, text), NOW);
    asked.stream().skip(1).forEach(request -> download.answered(request, bars("2025-10-31"), NOW));
    assertThat(download.isOver()).isTrue();
    assertThat(download.outcomes().get(0).problem().orElseThrow()).contains(text);
    assertThat(download.outcomes().get(1).problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"322, 15", "323, 15", "420, 60"})
  void shouldTryAgainWhenTheServerFailed(int code, int seconds) {
    var download = up("1 Y", "GLD");
    BrokerRequest.History request = download.due(NOW).getFirst();
    download.answered(request, new Answer.Refused<>(code, "server trouble"), NOW);
    assertThat(download.takeSaid()).hasSize(1);
    assertThat(download.nextWake(NOW).orElseThrow())
        .isBetween(NOW.plusSeconds(seconds), NOW.plusSeconds(seconds).plusMillis(1));
  }

  @Test
  void shouldEndWhenNobodyWaitsForTheGatewayAnyLonger() {
    var download = up("1 Y", "GLD");
    download.link(false, 1);
    download.giveUp("the Gateway did not come back");
    assertThat(download.isOver()).isTrue();
    assertThat(download.outcomes().getFirst().problem()).contains("the Gateway did not come back");
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.rangeClosed(1, 60), LongStream.of(Long.getLong("simulation.seed", 61)));
  }

  /** Lost connections, complaints and silence at random: what came is never asked for again, and all of it comes. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldEndCompleteOrSayWhatIsMissing(long seed) {
    var random = new Random(seed);
    String[] symbols = IntStream.range(0, 1 + random.nextInt(12)).mapToObj(i -> "S" + i).toArray(String[]::new);
    var download = up((1 + random.nextInt(6)) + " Y", symbols);
    Set<BrokerRequest.History> came = new HashSet<>();
    var open = new ArrayList<BrokerRequest.History>();
    Instant now = NOW;
    long epoch = 1;
    while (!download.isOver()) {
      for (BrokerRequest.History request : download.due(now)) {
        assertThat(came).doesNotContain(request);
        open.add(request);
      }
      if (!open.isEmpty() && random.nextInt(100) < 3) {
        for (BrokerRequest.History request : List.copyOf(open)) {
          download.answered(request, new Answer.Missing<>("the connection ended"), now);
        }
        open.clear();
        download.link(false, epoch);
        now = now.plusSeconds(random.nextInt(300));
        download.link(true, ++epoch);
      } else if (!open.isEmpty()) {
        BrokerRequest.History request = open.remove(random.nextInt(open.size()));
        int dice = random.nextInt(100);
        if (dice < 90) {
          came.add(request);
          download.answered(request, bars("2025-10-31"), now);
        } else {
          now = dice < 95 ? now : now.plusSeconds(60);
          download.answered(request, dice < 95 ? PACING : SILENCE, now);
        }
      } else {
        now = Optional.of(download.nextWake(now).orElseThrow()).filter(now::isBefore).orElse(now.plusMillis(1));
      }
      assertThat(Duration.between(NOW, now)).as("it ends").isLessThan(Duration.ofDays(3));
    }
    boolean isComplete = came.size() == download.total();
    assertThat(download.outcomes().stream().allMatch(outcome -> outcome.problem().isEmpty())).isEqualTo(isComplete);
  }

  private static HistoryDownload up(String span, String... symbols) {
    HistoryDownload download = download(span, symbols);
    download.link(true, 1);
    return download;
  }

  private static HistoryDownload download(String span, String... symbols) {
    return new HistoryDownload(
        List.of(symbols).stream().map(symbol -> new HistoryOrder(
            Instrument.usStock(new Symbol(symbol)), BarSize.DAY_1, BarKind.TRADES, HistorySpan.parse(span))).toList(),
        new HistoryPacing(), NOW);
  }

  private static Answer<List<Bar>> bars(String... dates) {
    return new Answer.Given<>(List.of(dates).stream().map(date -> new Bar(
        LocalDate.parse(date), Optional.empty(), BigDecimal.ONE, BigDecimal.TWO, BigDecimal.ONE, BigDecimal.TWO,
        Optional.of(BigDecimal.TEN))).toList());
  }
}

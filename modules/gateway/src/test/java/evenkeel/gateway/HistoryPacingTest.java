package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HistoryPacingTest {
  private static final Instant START = Samples.START;
  private static final List<BarKind> KINDS = List.of(BarKind.values());
  private static final Instant END = Instant.parse("2025-10-30T20:00:00Z");

  private final HistoryPacing pacing = new HistoryPacing();

  @Test
  void shouldHoldTheSameRequestBackForFifteenSeconds() {
    BrokerRequest.History request = history("GLD", BarKind.TRADES, 0);
    askAndAnswer(request, START);
    assertThat(pacing.isPermitted(request, START.plusSeconds(15))).isFalse();
    assertThat(pacing.isPermitted(request, START.plusMillis(15_001))).isTrue();
    assertThat(pacing.permittedAt(request, START)).contains(START.plusMillis(15_001));
    assertThat(pacing.isPermitted(history("GLD", BarKind.TRADES, 1), START)).isTrue();
  }

  @Test
  void shouldLetFiveLeaveForOneContractInTwoSeconds() {
    for (int i = 0; i < 5; i++) {
      askAndAnswer(history("GLD", BarKind.TRADES, i), START);
    }
    assertThat(pacing.permittedAt(history("GLD", BarKind.TRADES, 5), START)).contains(START.plusMillis(2_001));
    assertThat(pacing.isPermitted(history("GLD", BarKind.BID, 5), START)).isTrue();
    assertThat(pacing.isPermitted(history("BIL", BarKind.TRADES, 5), START)).isTrue();
  }

  @Test
  void shouldCountBidsAndAsksTwice() {
    askAndAnswer(history("GLD", BarKind.BID_ASK, 0), START);
    askAndAnswer(history("GLD", BarKind.BID_ASK, 1), START);
    assertThat(pacing.isPermitted(history("GLD", BarKind.BID_ASK, 2), START)).isFalse();
    for (int i = 0; i < 28; i++) {
      askAndAnswer(history("S" + i, BarKind.BID_ASK, 0), START);
    }
    assertThat(pacing.permittedAt(history("BIL", BarKind.TRADES, 0), START)).contains(START.plusMillis(600_001));
  }

  @Test
  void shouldLetSixtyLeaveInTenMinutes() {
    for (int i = 0; i < 60; i++) {
      askAndAnswer(history("S" + i, BarKind.TRADES, 0), START.plusSeconds(i));
    }
    BrokerRequest.History next = history("GLD", BarKind.TRADES, 0);
    assertThat(pacing.permittedAt(next, START.plusSeconds(60))).contains(START.plusMillis(600_001));
  }

  @Test
  void shouldLetFiftyBeOpenAndWaitForAnAnswer() {
    for (int i = 0; i < 50; i++) {
      pacing.asked(history("S" + i, BarKind.TRADES, 0), START);
    }
    BrokerRequest.History next = history("GLD", BarKind.TRADES, 0);
    assertThat(pacing.isPermitted(next, START.plusSeconds(300))).isFalse();
    assertThat(pacing.permittedAt(next, START)).isEmpty();
    pacing.over(history("S7", BarKind.TRADES, 0), START.plusSeconds(300));
    assertThat(pacing.isPermitted(next, START.plusSeconds(300))).isTrue();
  }

  @Test
  void shouldCountFromTheAnswerSinceNobodyKnowsWhenTheGatewaySawTheRequest() {
    BrokerRequest.History request = history("GLD", BarKind.TRADES, 0);
    pacing.asked(request, START);
    pacing.over(request, START.plusSeconds(40));
    assertThat(pacing.permittedAt(request, START.plusSeconds(40))).contains(START.plusMillis(55_001));
  }

  @Test
  void shouldLetNothingLeaveAfterAComplaint() {
    pacing.holdUntil(START.plusSeconds(15));
    pacing.holdUntil(START.plusSeconds(5));
    assertThat(pacing.permittedAt(history("GLD", BarKind.TRADES, 0), START)).contains(START.plusSeconds(15));
  }

  @Test
  void shouldGoOnWhereAnEarlierProcessEnded() {
    BrokerRequest.History request = history("GLD", BarKind.TRADES, 0);
    askAndAnswer(request, START);
    var next = new HistoryPacing(pacing.recent(START.plusSeconds(3)), START.plusSeconds(3));
    assertThat(next.isPermitted(request, START.plusSeconds(10))).isFalse();
    assertThat(next.isPermitted(request, START.plusSeconds(16))).isTrue();
    assertThat(pacing.recent(START.plusSeconds(601))).isEmpty();
  }

  @Test
  void shouldForgetWhatAnotherClockHasWritten() {
    BrokerRequest.History request = history("GLD", BarKind.TRADES, 0);
    askAndAnswer(request, START.plusSeconds(1_000_000));
    assertThat(new HistoryPacing(pacing.recent(START.plusSeconds(1_000_000)), START).isPermitted(request, START))
        .isTrue();
  }

  static LongStream seeds() {
    return LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(Long.getLong("simulation.seed", 41)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldKeepEveryRuleWhateverTheDelaysAre(long seed) {
    var random = new Random(seed);
    var gateway = new Gateway();
    var waiting = new ArrayList<BrokerRequest.History>();
    int symbols = 1 + random.nextInt(12);
    for (int i = 0; i < 120; i++) {
      waiting.add(history(
          "S" + random.nextInt(symbols), KINDS.get(random.nextInt(KINDS.size())), random.nextInt(9)));
    }
    Instant now = START;
    int slowness = 1 << random.nextInt(16);
    while (!waiting.isEmpty() || !gateway.open.isEmpty()) {
      for (BrokerRequest.History request : List.copyOf(waiting)) {
        if (pacing.isPermitted(request, now)) {
          waiting.remove(request);
          pacing.asked(request, now);
          gateway.take(request, now, random, slowness);
        }
      }
      Instant at = now;
      Optional<Instant> permitted = waiting.stream()
          .flatMap(request -> pacing.permittedAt(request, at).stream()).min(Instant::compareTo);
      Instant next = gateway.nextAnswer().filter(
          answer -> permitted.isEmpty() || answer.isBefore(permitted.get())).or(() -> permitted).orElseThrow();
      assertThat(next).as("time goes on").isAfterOrEqualTo(now);
      now = next;
      for (Gateway.Open answered : gateway.answeredBy(now)) {
        pacing.over(answered.request(), now);
      }
    }
    gateway.check();
  }

  private void askAndAnswer(BrokerRequest.History request, Instant at) {
    pacing.asked(request, at);
    pacing.over(request, at);
  }

  private static BrokerRequest.History history(String symbol, BarKind kind, int weeksBack) {
    return new BrokerRequest.History(
        Samples.stock(symbol), BarSize.MINS_5, kind, HistorySpan.parse("1 W"),
        Optional.of(END.minus(Duration.ofDays(7L * weeksBack))));
  }

  /** Sees each request some time after it left, answers some time after that, and judges by what it saw. */
  private static final class Gateway {
    record Seen(BrokerRequest.History request, Instant at, Instant answered) {}

    record Open(BrokerRequest.History request, Instant answer) {}

    private final List<Seen> seen = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();

    void take(BrokerRequest.History request, Instant now, Random random, int slowness) {
      Instant at = now.plusMillis(random.nextInt(slowness));
      Instant answer = at.plusMillis(random.nextInt(slowness));
      seen.add(new Seen(request, at, answer));
      open.add(new Open(request, answer));
    }

    Optional<Instant> nextAnswer() {
      return open.stream().map(Open::answer).min(Instant::compareTo);
    }

    List<Open> answeredBy(Instant now) {
      List<Open> over = open.stream().filter(it -> !it.answer().isAfter(now)).toList();
      open.removeAll(over);
      return over;
    }

    /** Written from the page of the limits and not from the scheduler. */
    void check() {
      for (Seen last : seen) {
        assertThat(between(last, 15).filter(it -> it.request().equals(last.request())).count())
            .as("identical requests in 15 s").isEqualTo(1);
        assertThat(between(last, 2).filter(
            it -> it.request().instrument().equals(last.request().instrument())
                && it.request().kind() == last.request().kind())
            .mapToInt(Gateway::weight).sum()).as("requests for one contract in 2 s").isLessThan(6);
        assertThat(between(last, 600).mapToInt(Gateway::weight).sum()).as("requests in 10 minutes")
            .isLessThanOrEqualTo(60);
        assertThat(seen.stream().filter(it -> !it.at().isAfter(last.at()) && it.answered().isAfter(last.at())).count())
            .as("open requests").isLessThanOrEqualTo(50);
      }
    }

    private Stream<Seen> between(Seen last, int seconds) {
      Instant from = last.at().minusSeconds(seconds);
      return seen.stream().filter(it -> !it.at().isBefore(from) && !it.at().isAfter(last.at()));
    }

    private static int weight(Seen it) {
      return it.request().kind() == BarKind.BID_ASK ? 2 : 1;
    }
  }
}

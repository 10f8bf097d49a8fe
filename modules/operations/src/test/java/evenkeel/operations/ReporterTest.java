package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Language;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReporterTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration ALMOST_A_SECOND = Duration.ofMillis(999);
  private static final Duration REST_OF_A_SECOND = Duration.ofMillis(1);

  @TempDir
  Path temporary = Path.of("set by JUnit");

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final FakeClock clock = new FakeClock(Samples.AT);
  private final TestProbe<EngineNews> news = kit.createTestProbe(EngineNews.class);
  private final TestProbe<EngineNews.ReportWritten> engine = kit.createTestProbe(EngineNews.ReportWritten.class);
  private DataDirectory directory = new DataDirectory(temporary);
  private ActorRef<EngineNews> reporter = news.ref();

  @BeforeEach
  void start() {
    directory = DataDirectory.open(temporary.resolve("data"));
    reporter = spawn();
  }

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  private ActorRef<EngineNews> spawn() {
    return kit.spawn(
        Reporter.create(new Reporter.Surroundings(
            new RunLog(directory.logs()), StateFiles.open(directory, Language.EN), TradingMode.PAPER, clock,
            news.ref())),
        Reporter.DISPATCHER);
  }

  @Test
  void shouldAcknowledgeAReportOnceItIsOnDisk() throws IOException {
    Run run = Samples.run(Samples.good());
    report(Samples.trade(TradingMode.PAPER), Optional.of(run));

    engine.expectMessage(new EngineNews.ReportWritten(Samples.RUN, run.revision()));
    assertThat(october()).containsExactly(
        ReportLine.of(Samples.trade(TradingMode.PAPER), Optional.of(run)).json());
  }

  @Test
  void shouldReplaceARevisedReportAndAcknowledgeEachRevision() throws IOException {
    List<ExecutionEvent> all = Samples.good();
    Run early = Samples.run(all.stream().filter(event -> !(event instanceof OrderEvent.CommissionRecorded)).toList());
    Run late = Samples.run(all);
    report(Samples.trade(TradingMode.PAPER), Optional.of(early));
    report(Samples.trade(TradingMode.PAPER), Optional.of(late));
    report(Samples.trade(TradingMode.PAPER), Optional.of(late));

    engine.expectMessage(new EngineNews.ReportWritten(Samples.RUN, early.revision()));
    engine.expectMessage(new EngineNews.ReportWritten(Samples.RUN, late.revision()));
    engine.expectMessage(new EngineNews.ReportWritten(Samples.RUN, late.revision()));
    assertThat(october()).hasSize(1).first().asString().contains("\"commission\":2.0325");
  }

  @Test
  void shouldReportADecisionWithoutOrdersAsRevisionZero() throws IOException {
    report(Samples.trade(TradingMode.DRY_RUN), Optional.empty());

    engine.expectMessage(new EngineNews.ReportWritten(Samples.RUN, 0));
    assertThat(october()).hasSize(1).first().asString().contains("\"status\":\"DryRun\"");
  }

  @Test
  void shouldSayOnceThatTheDiskRefusesAndWriteWhenAskedAgain() throws IOException {
    Path file = directory.logs().resolve("rebalance_202510.jsonl");
    Files.createDirectory(file);
    for (int i = 0; i < 3; i++) {
      report(Samples.trade(TradingMode.DRY_RUN), Optional.empty());
    }
    Alert refused = raised();
    assertThat(refused.severity()).isEqualTo(Alert.Severity.CRITICAL);
    assertThat(Language.EN.say(refused.phrase()))
        .startsWith("The report of run 20251031-month-end cannot be written to " + file)
        .endsWith("it is tried again until it succeeds");
    barrier();
    engine.expectNoMessage(Duration.ZERO);
    assertThat(raised().key()).as("said once, and that another month's report could be written")
        .isEqualTo("report-written");
    news.expectNoMessage(Duration.ZERO);

    Files.delete(file);
    report(Samples.trade(TradingMode.DRY_RUN), Optional.empty());
    engine.expectMessage(new EngineNews.ReportWritten(Samples.RUN, 0));
    assertThat(october()).hasSize(1);
  }

  @Test
  void shouldWriteTheStateAtMostOnceASecond() throws IOException {
    for (int failures = 1; failures <= 20; failures++) {
      reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.offline(DisconnectReason.REFUSED, failures)));
    }
    barrier();
    time.timePasses(ALMOST_A_SECOND);
    barrier();
    assertThat(directory.stateFile()).doesNotExist();
    time.timePasses(REST_OF_A_SECOND);
    barrier();
    assertThat(state().at("/link/failures").asInt()).isEqualTo(20);
    assertThat(state().at("/link/problem").asText()).startsWith("nothing listens");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.stateFile())))
        .isEqualTo("rw-------");

    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.in(LinkState.READY)));
    time.timePasses(ALMOST_A_SECOND);
    barrier();
    assertThat(state().at("/link/state").asText()).isEqualTo("OFFLINE");
    time.timePasses(REST_OF_A_SECOND);
    barrier();
    assertThat(state().at("/link/state").asText()).isEqualTo("READY");
  }

  @Test
  void shouldShowTheOwnersWholeSituation() throws IOException {
    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.in(LinkState.READY)));
    reporter.tell(new EngineNews.AccountChosen(Samples.ACCOUNT));
    reporter.tell(new EngineNews.Deferred(Samples.TRIGGER, List.of("GLD: no tick")));
    barrier();
    pass(SECOND);
    assertThat(state().at("/waiting/run_id").asText()).isEqualTo("20251031-month-end");
    assertThat(state().at("/waiting/reasons/0").asText()).isEqualTo("GLD: no tick");

    reporter.tell(new EngineNews.Decided(Samples.trade(TradingMode.PAPER)));
    reporter.tell(new EngineNews.Booked(Samples.started()));
    Samples.good().stream().limit(5).forEach(event -> reporter.tell(new EngineNews.Booked(event)));
    reporter.tell(
        new EngineNews.Raised(new Alert(Alert.Severity.WARNING, "a", Phrase.of("Look at DU1234567"), Samples.AT)));
    barrier();
    pass(SECOND);

    ObjectNode state = state();
    assertThat(state.at("/link/state").asText()).isEqualTo("READY");
    assertThat(state.at("/account").asText()).isEqualTo("DU***67");
    assertThat(state.at("/mode").asText()).isEqualTo("paper");
    assertThat(state.at("/waiting").isNull()).isTrue();
    assertThat(state.at("/last_decision/verdict").asText()).isEqualTo("trade");
    assertThat(state.at("/last_run/orders/0/status").asText()).isEqualTo("PreSubmitted");
    assertThat(state.at("/last_run/orders/0/filled").asInt()).isEqualTo(9);
    assertThat(state.at("/last_run/settled_at").isNull()).isTrue();
    assertThat(state.at("/last_alert/sentence").asText()).isEqualTo("Look at DU***67");
    assertThat(Files.readString(directory.stateFile())).doesNotContain("1234567");
    assertThat(Files.readString(directory.positionsCacheFile())).doesNotContain("1234567").isEqualTo(POSITIONS);
  }

  private static final String POSITIONS = """
      {
        "at" : "2025-10-31T14:30:00.250-04:00",
        "account" : "DU***67",
        "currency" : "USD",
        "net_liquidation" : 50000.125,
        "cash" : 1000.5,
        "positions" : [ {
          "symbol" : "BIL",
          "shares" : 182,
          "average_cost" : 91.5,
          "price" : null,
          "market_value" : null
        }, {
          "symbol" : "DBMF",
          "shares" : 500,
          "average_cost" : 25.75,
          "price" : 27.5,
          "market_value" : 13750
        }, {
          "symbol" : "GLD",
          "shares" : 55,
          "average_cost" : 180.1235,
          "price" : 368.125,
          "market_value" : 20246.875
        }, {
          "symbol" : "SPY",
          "shares" : 2.5,
          "average_cost" : 400,
          "price" : null,
          "market_value" : null
        } ],
        "prices" : [ {
          "symbol" : "DBMF",
          "price" : 27.5,
          "source" : "last",
          "kind" : "delayed"
        }, {
          "symbol" : "GLD",
          "price" : 368.125,
          "source" : "midpoint",
          "kind" : "delayed"
        }, {
          "symbol" : "BIL",
          "price" : null,
          "reason" : "no price: last -1"
        } ]
      }
      """;

  @Test
  void shouldKeepAcrossARestartWhatIsNotKnownAnew() throws IOException {
    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.in(LinkState.READY)));
    reporter.tell(new EngineNews.AccountChosen(Samples.ACCOUNT));
    reporter.tell(new EngineNews.Decided(Samples.trade(TradingMode.PAPER)));
    report(Samples.trade(TradingMode.PAPER), Optional.of(Samples.run(Samples.good())));
    engine.expectMessageClass(EngineNews.ReportWritten.class);
    kit.stop(reporter);
    assertThat(state().at("/stopped_at").asText()).as("what was heard last is written at the end")
        .isEqualTo("2025-10-31T14:30:00.250-04:00");

    clock.advance(Duration.ofHours(20));
    reporter = spawn();
    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.offline(DisconnectReason.REFUSED, 1)));
    reporter.tell(new EngineNews.Booked(Samples.charged(Samples.SELL, "1.04", Optional.empty())));
    barrier();
    pass(SECOND);

    assertThat(state().at("/link/state").asText()).isEqualTo("OFFLINE");
    assertThat(state().at("/stopped_at").isNull()).isTrue();
    assertThat(state().at("/account").asText()).isEqualTo("DU***67");
    assertThat(state().at("/last_decision/run_id").asText()).isEqualTo("20251031-month-end");
    assertThat(state().at("/last_run/settled_at").asText()).isEqualTo("2025-10-31T16:00:03.000-04:00");
  }

  @Test
  void shouldForgetThatTheLogInWasUnusableOnceItIsNot() throws IOException {
    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.in(LinkState.SYNCHRONIZING)));
    reporter.tell(new EngineNews.Unusable("wrong kind of account"));
    barrier();
    pass(SECOND);
    assertThat(state().at("/unusable").asText()).isEqualTo("wrong kind of account");

    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.in(LinkState.READY)));
    barrier();
    pass(SECOND);
    assertThat(state().at("/unusable").isNull()).isTrue();
  }

  @Test
  void shouldSayOnceThatTheStateCannotBeWrittenAndTryAgain() throws IOException {
    Files.createDirectories(directory.stateFile().resolve("in-the-way"));
    reporter.tell(new EngineNews.LinkChanged(LinkWatchTest.in(LinkState.READY)));
    barrier();
    pass(SECOND);
    assertThat(raised().key()).isEqualTo("state-refused");
    pass(Duration.ofSeconds(30));
    pass(Duration.ofSeconds(30));

    Files.delete(directory.stateFile().resolve("in-the-way"));
    Files.delete(directory.stateFile());
    pass(Duration.ofSeconds(30));
    assertThat(raised().key()).as("the refusal was said once").isEqualTo("state-written");
    assertThat(state().at("/link/state").asText()).isEqualTo("READY");
  }

  private void report(Decision decision, Optional<Run> run) {
    reporter.tell(new EngineNews.ReportDue(decision, run, engine.ref()));
  }

  private int barriers;

  /** The reporter works in order: what came before this report is done when it is acknowledged. */
  private void barrier() {
    TestProbe<EngineNews.ReportWritten> other = kit.createTestProbe(EngineNews.ReportWritten.class);
    barriers++;
    reporter.tell(new EngineNews.ReportDue(
        Samples.blind(LocalDate.of(2025, 11, 28), "barrier " + barriers), Optional.empty(), other.ref()));
    other.expectMessageClass(EngineNews.ReportWritten.class);
  }

  private void pass(Duration duration) {
    clock.advance(duration);
    time.timePasses(duration);
    barrier();
  }

  private Alert raised() {
    return news.expectMessageClass(EngineNews.Raised.class).alert();
  }

  private ObjectNode state() throws IOException {
    return Json.read(Files.readAllBytes(directory.stateFile())).orElseThrow();
  }

  private List<String> october() throws IOException {
    return Files.readAllLines(new RunLog(directory.logs()).file(YearMonth.of(2025, 10)));
  }
}

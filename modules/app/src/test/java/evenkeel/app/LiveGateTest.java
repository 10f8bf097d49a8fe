package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.DriftReport;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanOutcome;
import evenkeel.domain.PlannedOrder;
import evenkeel.domain.RunEvent;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.JournalSerializer;
import evenkeel.engine.PlannerEvent;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.Permits;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode live with everything proven: only the arming is between it and the Gateway. */
class LiveGateTest {
  private static final AccountId PAPER = new AccountId("DU1234567");
  private static final AccountId LIVE = new AccountId("U1234567");
  private static final Map<String, String> REAL_TIME = Map.of("EVENKEEL_CLOCK", "");

  @TempDir
  Path folder;

  private final Instant now = EvenkeelClock.system().instant();
  private final LocalDate today = now.atZone(NyseCalendar.ZONE).toLocalDate();
  private DataDirectory directory;
  private int events;

  @BeforeEach
  void prove() throws IOException, SQLException {
    directory = DataDirectory.open(folder.resolve("data"));
    var links = new StringBuilder();
    NyseCalendar.sessions(today.minusDays(45), today.minusDays(1)).forEach(session -> links.append(
        link(session.open().plusHours(1).toInstant(), "session")));
    links.append(link(now.minus(Duration.ofDays(20)), "lost")).append(link(now.minus(Duration.ofDays(19)), "ready"));
    Files.writeString(directory.linkFile(), links);
    Files.writeString(directory.logs().resolve("alerts.jsonl"), alert("delivered", now) + alert("acknowledged", now));
    Instant then = now.minus(Duration.ofDays(10));
    JournalFile journal = JournalFile.open(directory.journalFile(), then);
    try (Connection connection = DriverManager.getConnection(journal.url())) {
      Trigger paper = decide(connection, PAPER, TradingMode.PAPER, then);
      trade(connection, paper, then);
      decide(connection, LIVE, TradingMode.DRY_RUN, then.plusSeconds(1));
    }
    var permits = new Permits(directory);
    for (String item : List.of("funding", "market-data", "phone-app", "broker-phone")) {
      permits.acknowledge(item, then);
    }
  }

  private static String alert(String event, Instant at) {
    return "{\"at\":\"" + at + "\",\"event\":\"" + event
        + "\",\"channel\":\"ntfy\",\"severity\":\"CRITICAL\",\"key\":\"held-x\"}\n";
  }

  private static String link(Instant at, String event) {
    return "{\"at\":\"" + at + "\",\"event\":\"" + event + "\",\"mode\":\"paper\"}\n";
  }

  /** A decision, and its line in the report. */
  private Trigger decide(Connection connection, AccountId account, TradingMode mode, Instant at)
      throws SQLException, IOException {
    Trigger trigger = Trigger.manual(NyseCalendar.next(today), at, at);
    var drift = new DriftReport(
        BigDecimal.ONE, List.of(), List.of(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    write(connection, "planner", new PlannerEvent.DecisionMade(new Decision(
        trigger, account, mode, at, Optional.empty(), List.of(),
        new Decision.Rest(new PlanOutcome.OnTarget(drift, List.of())))));
    Files.writeString(directory.logs().resolve("rebalance_" + events + ".jsonl"),
        "{\"run_id\":\"" + trigger.run() + "\",\"account\":\"" + account + "\"}\n");
    return trigger;
  }

  /** One order that filled and one that was rejected. */
  private void trade(Connection connection, Trigger trigger, Instant at) throws SQLException {
    Leg filled = leg(trigger, "GLD");
    Leg rejected = leg(trigger, "BIL");
    for (Object event : List.of(
        new RunEvent.RunStarted(
            trigger.run(), PAPER, TradingMode.PAPER, List.of(filled, rejected), BigDecimal.TEN, BigDecimal.ZERO, at, at,
            at),
        new OrderEvent.SubmissionStarted(filled.ref(), 1, 10, 1, at),
        new OrderEvent.OrderAcknowledged(filled.ref(), 1, 10, 7, BrokerStatus.PRE_SUBMITTED, at),
        new OrderEvent.FillRecorded(filled.ref(), "e.1", BigDecimal.ONE, BigDecimal.TEN, at, at),
        new OrderEvent.OrderClosed(filled.ref(), OrderOutcome.FILLED, 0, "", at),
        new OrderEvent.SubmissionStarted(rejected.ref(), 2, 10, 1, at),
        new OrderEvent.OrderClosed(rejected.ref(), OrderOutcome.REJECTED, 201, "no", at),
        new RunEvent.RunReported(trigger.run(), 8, at))) {
      write(connection, "executor", event);
    }
  }

  private static Leg leg(Trigger trigger, String symbol) {
    return new Leg(
        OrderRef.of(PAPER, trigger.run(), new Symbol(symbol), Side.BUY), new Symbol(symbol), Side.BUY, BigDecimal.ONE,
        BigDecimal.TEN, OrderType.MOC, TimeInForce.DAY, Optional.empty(), BigDecimal.ZERO, Optional.empty());
  }

  private void write(Connection connection, String writer, Object event) throws SQLException {
    var serializer = new JournalSerializer();
    try (PreparedStatement row = connection.prepareStatement("""
        INSERT INTO event_journal (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest,
          event_payload) VALUES (?, ?, 'test', ?, ?, ?)""")) {
      row.setString(1, writer);
      row.setInt(2, ++events);
      row.setInt(3, serializer.identifier());
      row.setString(4, serializer.manifest(event));
      row.setBytes(5, serializer.toBinary(event));
      row.executeUpdate();
    }
  }

  private ProgramRun run(String... arguments) throws IOException {
    // Nothing listens there; that it is asked for shows that the gate let the command pass.
    Path file = Files.writeString(folder.resolve("evenkeel.conf"), """
        evenkeel {
          data-directory = "%s"
          gateway { port = 1, port-kind = live, connect-timeout = 1s }
        }
        """.formatted(directory.root()));
    return ProgramRun.of(REAL_TIME, SimulatedDay.with(file, arguments));
  }

  private ProgramRun order() throws IOException {
    return run("order", "buy", "GLD", "1", "--type", "LMT", "--limit", "300", "--tif", "GTC", "--mode", "live",
        "--yes");
  }

  private void assertRefused(String why) throws IOException {
    ProgramRun run = order();
    assertThat(run.err()).singleElement().asString().contains(why);
    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void shouldBeCompleteAndStillRefuseUntilItIsArmed() throws IOException {
    ProgramRun preflight = run("preflight");
    assertThat(preflight.out()).noneMatch(line -> line.contains(" missing "));
    assertThat(preflight.exitCode()).isEqualTo(ExitCode.DONE);
    assertRefused("mode live is not armed");

    String until = today.plusDays(30).toString();
    ProgramRun unasked = run("arm", "--account", LIVE.value(), "--until", until);
    assertThat(unasked.exitCode()).isEqualTo(ExitCode.USAGE);
    ProgramRun arm = run("arm", "--account", LIVE.value(), "--until", until, "--yes");
    assertThat(arm.out()).singleElement().asString().contains("U1***67", until);
    assertThat(order().exitCode()).isEqualTo(ExitCode.GATEWAY);
    assertThat(run("disarm").exitCode()).isEqualTo(ExitCode.DONE);
    assertRefused("mode live is not armed");
  }

  @Test
  void shouldWantACriticalAlertConfirmedOrExplained() throws IOException {
    Files.writeString(
        directory.logs().resolve("alerts.jsonl"),
        alert("delivered", now) + alert("acknowledged", now) + alert("expired", now));
    ProgramRun run = run("preflight");
    assertThat(run.out()).anyMatch(line -> line.contains("evenkeel preflight --ack NAME: alert:held-x"));
    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(run("preflight", "--ack", "alert:held-x").exitCode()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void shouldRefuseOnceTheArmingIsOver() throws IOException {
    new Permits(directory).arm(LIVE, today.minusDays(1), now);
    assertRefused("mode live was armed until " + today.minusDays(1) + ", which is over");
  }

  @Test
  void shouldStillFollowTheOrdersThatStandAtTheBrokerOnceTheArmingIsOver() throws IOException, SQLException {
    new Permits(directory).arm(LIVE, today.minusDays(1), now);
    assertThat(run("run", "--mode", "live").exitCode()).isEqualTo(ExitCode.REFUSED);
    Trigger trigger = Trigger.manual(NyseCalendar.next(today), now, now);
    try (Connection connection = DriverManager.getConnection(JournalFile.open(directory.journalFile(), now).url())) {
      Leg leg = leg(trigger, "GLD");
      write(connection, "executor", new RunEvent.RunStarted(
          trigger.run(), LIVE, TradingMode.LIVE, List.of(leg), BigDecimal.TEN, BigDecimal.ZERO, now, now, now));
      write(connection, "executor", new OrderEvent.SubmissionStarted(leg.ref(), 9, 10, 1, now));
    }

    Settings settings = SettingsLoader.load(Optional.of(folder.resolve("evenkeel.conf")), Map.of()).inMode(
        TradingMode.LIVE);
    assertThat(LiveGate.checkStart(settings, now)).get().asString().contains("which is over");
  }

  @Test
  void shouldRefuseAgainWhenAnItemIsWithdrawn() throws IOException {
    new Permits(directory).arm(LIVE, today.plusDays(1), now);
    run("preflight", "--withdraw", "funding");
    assertRefused("missing: funding;");
  }

  @Test
  void shouldTakeTheFirstWordOnAPlanThatWaits() throws IOException, SQLException {
    Trigger trigger = Trigger.monthEnd(NyseCalendar.next(today), now, now.plus(Duration.ofHours(1)));
    var drift = new DriftReport(
        BigDecimal.ONE, List.of(), List.of(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    var order = new PlannedOrder(
        new Symbol("GLD"), Side.SELL, BigDecimal.ONE, BigDecimal.TEN, BigDecimal.TEN, BigDecimal.ONE, BigDecimal.ONE,
        Optional.empty());
    try (Connection connection = DriverManager.getConnection(JournalFile.open(directory.journalFile(), now).url())) {
      write(connection, "planner", new PlannerEvent.DecisionMade(new Decision(
          trigger, PAPER, TradingMode.PAPER, now, Optional.empty(), List.of(),
          new Decision.Trade(new PlanOutcome.Plan(drift, List.of(order), List.of(), BigDecimal.ZERO),
              BigDecimal.ZERO))));
    }
    assertThat(run("approve", "20200131-month-end").err()).singleElement().asString()
        .contains("does not wait for your word; what does: " + trigger.run());
    assertThat(run("approve").out()).singleElement().asString().startsWith("Run " + trigger.run() + " is approved.");
    assertThat(new Permits(directory).answer(trigger.run()).orElseThrow().isApproved()).isTrue();
    ProgramRun reject = run("reject", trigger.run().value());
    assertThat(reject.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(reject.err()).singleElement().asString().contains("was approved at ", " by ",
        "the first decision counts");
  }
}

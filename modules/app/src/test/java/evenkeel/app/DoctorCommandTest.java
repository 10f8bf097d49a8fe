package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Difference;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.LockEvent;
import evenkeel.engine.JournalSerializer;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldFindNothingWrongWithTheUsual() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("evenkeel.gateway.restart.time-zone = America/New_York", "doctor");

      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.err()).isEmpty();
      assertThat(run.out()).hasSize(24);
      assertThat(run.out()).element(0).asString()
          .startsWith("ok      configuration: ").endsWith("evenkeel.conf, mode paper");
      assertThat(run.out()).element(1).asString().startsWith("ok      java: ");
      assertThat(run.out()).element(2).asString()
          .startsWith("ok      temporary directory: ").endsWith(" is writable, and may be executed from");
      assertThat(run.out()).element(3).asString().matches("ok      open files: [0-9]+ may be open");
      assertThat(run.out()).element(4).asString().endsWith("data will be made at the first run");
      assertThat(run.out()).element(5).asString()
          .startsWith("warning clock: it is Fri 2025-10-31 14:30 New York").contains("EVENKEEL_CLOCK");
      assertThat(run.out().subList(12, 16)).containsExactly(
          "warning alerts: no channel is configured, alerts go to the log alone; name some as alerts.channels in the"
              + " configuration",
          "ok      pause: trading is not paused", "ok      journal: none yet", "ok      freeze: no account is frozen");
      assertThat(run.out()).element(16)
          .isEqualTo("ok      gateway: answers at 127.0.0.1:" + day.port() + " to client id 10");
      assertThat(run.out()).element(17).isEqualTo("ok      account: DU***67 (paper), fits mode paper");
      assertThat(run.out()).element(18).isEqualTo("ok      gateway clock: agrees with this machine's");
      assertThat(run.out()).element(19).isEqualTo("ok      gateway zone: America/New_York, as New York");
      assertThat(run.out().subList(20, 23))
          .allMatch(line -> line.matches("ok      prices of [A-Z]+: delayed, .* \\(last\\)"));
      assertThat(run.out()).element(6).asString().startsWith("ok      configuration file: ");
      assertThat(run.out()).element(7).asString().startsWith("ok      W-8BEN: not watched");
      assertThat(run.out()).element(8).asString().startsWith("ok      gateway restart: ");
      assertThat(run.out()).element(9).asString()
          .startsWith("ok      gateway log-in: lasts until Sun 2025-11-02 01:00");
      assertThat(run.out()).element(10).asString().startsWith("ok      machine address: ");
      assertThat(run.out()).element(11)
          .isEqualTo("ok      gateway version: the Gateway has told of no end of its version");
      assertThat(run.out()).element(23).asString().startsWith("ok      market data: live prices were not asked for");
      assertThat(day.dataDirectory()).doesNotExist();
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      live-account   | failed  account: mode is paper but U1***67 is a live account; choose the mode
      price-missing  | warning prices of DBMF: no price: last -1
      no-market-data | failed  prices of GLD: the Gateway refused
      """)
  void shouldSayWhatTheGatewayLacks(String scenario, String line) throws IOException {
    try (SimulatedDay day = SimulatedDay.of(scenario, folder)) {
      ProgramRun run = day.run("", "doctor");

      assertThat(run.out()).anySatisfy(said -> assertThat(said).startsWith(line));
      assertThat(run.exitCode()).isEqualTo(line.startsWith("failed") ? ExitCode.NOT_GOOD : ExitCode.DONE);
    }
  }

  @Test
  void shouldSayThatTheOrderIdsAreAtTheirEnd() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      day.inject(new Fault.NextIdAt(Integer.MAX_VALUE));

      ProgramRun run = day.run("", "doctor");

      assertThat(run.out()).anySatisfy(line -> assertThat(line)
          .startsWith("failed  order ids: the next one is 2147483647, at the end of all ids")
          .contains("Reset API order ID sequence"));
      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    }
  }

  @Test
  void shouldTakeDelayedPricesWhereLiveOnesAreRefused() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("delayed-only", folder)) {
      String live = "evenkeel.gateway.market-data-type = live";
      ProgramRun doctor = day.run(live, "doctor");

      assertThat(doctor.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(doctor.out().subList(20, 23)).allMatch(line -> line.matches(
          "ok      prices of [A-Z]+: delayed, .* \\(last\\); live ones are refused: .* \\(code 10089\\)"));

      ProgramRun strict = day.run(live + "\nevenkeel.gateway.market-data-fallback = false", "plan");
      assertThat(strict.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(strict.err()).singleElement().asString().contains("DBMF: the Gateway refused");

      ProgramRun rebalance = day.run(live + "\nevenkeel.order-type = MKT", "rebalance", "--yes");
      assertThat(rebalance.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(rebalance.out()).filteredOn(line -> line.startsWith("Prices are delayed; live ones are refused"))
          .hasSize(1);
    }
  }

  /** 23:45 of the Gateway's own day is 11:45 in New York, in the session; of New York's it is in nobody's way. */
  @Test
  void shouldCompareTheZoneOfTheGreetingWithTheConfiguredRestart() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("gateway-in-shanghai", folder)) {
      String zone = "evenkeel.gateway.restart { at = \"23:45\", time-zone = America/New_York }";
      ProgramRun other = day.run(zone, "doctor");

      assertThat(other.out()).anySatisfy(line -> assertThat(line).startsWith(
          "warning gateway zone: Asia/Shanghai, 12 h 0 min ahead of New York; gateway.restart is configured for 23:45"
              + " in America/New_York, which the Gateway does at 11:45 New York, within a session")
          .endsWith("set gateway.restart.time-zone = \"Asia/Shanghai\" if that is the zone of the Gateway's machine"));
      assertThat(other.out()).anySatisfy(line -> assertThat(line).startsWith("ok      gateway restart: 23:45 America"));

      ProgramRun same = day.run(
          "evenkeel.gateway.restart { at = \"23:45\", time-zone = Asia/Shanghai }", "doctor");
      assertThat(same.out()).anySatisfy(line -> assertThat(line).startsWith("warning gateway restart: 23:45 Asia/Sh"));
      assertThat(same.out()).contains("ok      gateway zone: Asia/Shanghai, 12 h 0 min ahead of New York");
    }
  }

  @Test
  void shouldSayThatTheMachineHasAnotherAddressThanRunSaw() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("machine_addresses.json"), "{\"addresses\": [\"203.0.113.7\"]}");

    assertThat(doctor(data).out()).anySatisfy(line -> assertThat(line).startsWith("warning machine address: ")
        .contains("evenkeel run saw 203.0.113.7 last", "log in to it by hand"));
  }

  @Test
  void shouldSayThatNoGatewayIsThere() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        day.misdirect(free.getLocalPort());
      }
      ProgramRun run = day.run("", "doctor");

      assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
      assertThat(run.out()).last().asString().startsWith("failed  gateway: nothing listens at the Gateway's address");
    }
  }

  @Test
  void shouldSayThatTradingIsPausedOrTheAccountFrozen() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    doctor(data, "pause", "--reason", "on holiday");
    journal(data, new LockEvent.AccountFrozen(
        List.of(new Difference("GLD", "38 shares", "40 shares")), Instant.parse("2025-10-31T18:30:00Z")));

    ProgramRun run = doctor(data);

    assertThat(run.out()).anySatisfy(line -> assertThat(line)
        .startsWith("warning pause: trading is paused since").endsWith(": on holiday; evenkeel resume ends that"));
    assertThat(run.out()).anySatisfy(line -> assertThat(line)
        .startsWith("failed  freeze: the account is frozen since 2025-10-31T18:30:00Z").contains("GLD", "--accept"));
  }

  @Test
  void shouldFindNoFreezeThatIsOver() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Instant at = Instant.parse("2025-10-31T18:30:00Z");
    journal(data, new LockEvent.AccountFrozen(List.of(new Difference("GLD", "38 shares", "40 shares")), at),
        new LockEvent.AccountThawed(false, at));

    assertThat(doctor(data).out()).contains("ok      freeze: no account is frozen");
  }

  private static void journal(Path data, ExecutionEvent... events) throws IOException {
    var serializer = new JournalSerializer();
    JournalFile journal = JournalFile.open(DataDirectory.open(data).journalFile(), Instant.EPOCH);
    try (Connection connection = DriverManager.getConnection(journal.url());
        PreparedStatement insert = connection.prepareStatement("""
            INSERT INTO event_journal
              (persistence_id, sequence_number, writer, event_ser_id, event_ser_manifest, event_payload)
              VALUES ('executor|DU1234567', ?, '', ?, ?, ?)
            """)) {
      for (int i = 0; i < events.length; i++) {
        insert.setInt(1, i + 1);
        insert.setInt(2, serializer.identifier());
        insert.setString(3, serializer.manifest(events[i]));
        insert.setBytes(4, serializer.toBinary(events[i]));
        insert.executeUpdate();
      }
    } catch (SQLException unusable) {
      throw new IOException(unusable);
    }
  }

  @Test
  void shouldNameEveryMistakeOfTheConfiguration() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.conf"), "evenkeel { a = 1\n b = 2 }");

    ProgramRun run = ProgramRun.of("doctor", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).filteredOn(line -> line.startsWith("failed  configuration: ")).hasSize(2);
  }

  @Test
  void shouldWarnOfADataDirectoryThatOthersCanRead() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(doctor(data).out()).element(4).isEqualTo(
        "warning data directory: " + data + " is open to others (rwxr-xr-x); chmod 700 " + data);

    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    assertThat(doctor(data).out()).element(4)
        .isEqualTo("ok      data directory: " + data + " is writable and closed to others");
  }

  @Test
  void shouldFailOnADataDirectoryThatCannotBe() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    ProgramRun inside = doctor(file.resolve("data"));
    ProgramRun instead = doctor(file);

    assertThat(inside.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(inside.out()).element(4).asString().startsWith("failed  data directory: ");
    assertThat(instead.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(instead.out()).element(4).asString().contains("cannot be written");
  }

  @Test
  void shouldPrintOneObjectACheck() {
    ProgramRun run = doctor(folder, "doctor", "--json");

    assertThat(run.out()).allMatch(line -> line.startsWith("{\"check\":\""))
        .element(0).asString().contains("\"verdict\":\"ok\"").contains("\"finding\":").contains("\"mend\":\"\"");
  }

  private static ProgramRun doctor(Path dataDirectory) {
    return doctor(dataDirectory, "doctor");
  }

  /** At a port where nothing listens, as nothing here is about the Gateway. */
  private static ProgramRun doctor(Path dataDirectory, String... arguments) {
    return ProgramRun.of(Map.of("TRADESYS_HOME", dataDirectory.toString(), "IB_PORT", "1"), arguments);
  }
}

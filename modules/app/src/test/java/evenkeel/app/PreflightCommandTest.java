package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to mode live, by its commands. */
class PreflightCommandTest {
  private static final Map<String, String> REAL_TIME = Map.of("EVENKEEL_CLOCK", "");

  @TempDir
  Path folder;

  private ProgramRun run(String more, String... arguments) throws IOException {
    Path file = Files.writeString(folder.resolve("evenkeel.conf"), """
        evenkeel.data-directory = "%s"
        %s
        """.formatted(folder.resolve("data"), more));
    return ProgramRun.of(REAL_TIME, SimulatedDay.with(file, arguments));
  }

  @Test
  void shouldNameEveryItemOfAFreshDirectoryWithTheWayToIt() throws IOException {
    ProgramRun run = run("", "preflight");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(run.err()).isEmpty();
    for (String item : new String[]{
        "paper-month", "order-types", "disconnect", "rejection", "traceable", "reports", "alerts", "live-port",
        "live-dry-run", "funding", "market-data", "phone-app", "broker-phone"}) {
      assertThat(run.out()).anyMatch(line -> line.matches(item + " +missing +.*"));
    }
    assertThat(run.out()).contains("13 of 14 items are missing; mode live is refused until then.");
    assertThat(run.out().stream().filter(line -> line.strip().startsWith("→ "))).hasSize(13);
    assertThat(run.out()).as("no Gateway has told of its end")
        .anyMatch(line -> line.matches("gateway-version +done +.*"));
  }

  @Test
  void shouldKeepAnAcknowledgementWithItsDateUntilItIsWithdrawn() throws IOException {
    run("", "preflight", "--ack", "funding", "--ack", "phone-app");
    ProgramRun run = run("", "preflight", "--withdraw", "phone-app", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(run.out()).hasSize(14);
    JsonNode funding = item(run, "funding");
    assertThat(funding.path("complete").asBoolean()).isTrue();
    assertThat(funding.path("evidence").asText()).startsWith("acknowledged on 20");
    assertThat(item(run, "phone-app").path("complete").asBoolean()).isFalse();
  }

  private static JsonNode item(ProgramRun run, String name) throws IOException {
    for (String line : run.out()) {
      JsonNode item = ReportFile.parse(line);
      if (item.path("item").asText().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("no item " + name + " in " + run.out());
  }

  @Test
  void shouldAcknowledgeNothingThatIsNotThere() throws IOException {
    ProgramRun run = run("", "preflight", "--ack", "paper-month");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).singleElement().asString().contains("'paper-month' cannot be acknowledged", "funding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run --mode live", "rebalance --mode live --yes"})
  void shouldRefuseModeLiveInOneLineThatSaysWhatIsMissing(String command) throws IOException {
    ProgramRun run = run("", command.split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).singleElement().asString().contains(
        "mode live is refused until it is proven; missing: paper-month, order-types", "live-port", "broker-phone",
        "evenkeel preflight");
  }

  @Test
  void shouldArmNothingBeforeEverythingIsProven() throws IOException {
    ProgramRun unproven = run("", "arm", "--account", "U1234567", "--until", "2099-01-01", "--yes");
    assertThat(unproven.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unproven.err()).singleElement().asString().contains("--until must be from");
    ProgramRun paper = run("", "arm", "--account", "DU1234567", "--until", "2099-01-01", "--yes");
    assertThat(paper.err()).singleElement().asString().contains("is a paper account");
    String soon = LocalDate.now(ZoneId.of("America/New_York")).plusDays(20).toString();
    ProgramRun refused = run("", "arm", "--account", "U1234567", "--until", soon, "--yes");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.err()).singleElement().asString().contains("missing: paper-month");
    assertThat(folder.resolve("data/permits.json")).doesNotExist();
  }

  @Test
  void shouldSayThatNoPlanWaits() throws IOException {
    ProgramRun run = run("", "approve");
    assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_GOOD);
    assertThat(run.err()).singleElement().asString().contains("no plan waits for your word");
  }

  @Test
  void shouldReadTheJournalOfARunThatTraded() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("evenkeel.order-type = MKT", "rebalance", "--yes").exitCode()).isEqualTo(ExitCode.DONE);
      ProgramRun run = day.run("evenkeel.order-type = MKT", "preflight", "--json");

      assertThat(item(run, "order-types").path("evidence").asText()).isEqualTo("filled on paper: MKT 3");
      assertThat(item(run, "order-types").path("complete").asBoolean()).isTrue();
      assertThat(item(run, "traceable").path("evidence").asText())
          .isEqualTo("3 of 3 orders from intent to report");
      assertThat(item(run, "reports").path("complete").asBoolean()).isTrue();
      assertThat(item(run, "paper-month").path("evidence").asText()).startsWith("1 of ");
    }
  }

  @Test
  void shouldRefuseAConfigurationWithASecretThatOthersCanRead() throws IOException {
    Path file = folder.resolve("secret.conf");
    Files.writeString(file, "evenkeel.alerts.channels = [{ type = bark, key = hush }]");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    ProgramRun open = ProgramRun.of(SimulatedDay.with(file, "calendar"));
    assertThat(open.err())
        .anyMatch(line -> line.contains("evenkeel.alerts.channels.key is a secret") && line.contains("chmod 600"))
        .noneMatch(line -> line.contains("hush"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    ProgramRun closed = ProgramRun.of(SimulatedDay.with(file, "calendar"));
    assertThat(Arrays.toString(closed.err().toArray())).doesNotContain("is a secret");
  }
}

package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineProgramTest {
  @TempDir
  Path folder;

  @Test
  void shouldSayThatACommandIsMissing() {
    ProgramRun run = ProgramRun.of();

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).containsExactly("evenkeel: no command given; see evenkeel --help");
  }

  @Test
  void shouldGuessWhichCommandWasMeant() {
    ProgramRun run = ProgramRun.of("calender");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).singleElement().asString().contains("calendar").contains("--help");
  }

  @Test
  void shouldListEveryCommandAndExitCode() {
    ProgramRun run = ProgramRun.of("--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(String.join("\n", run.out())).contains("plan", "calendar", "doctor", "Exit codes");
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "demo", "run", "plan", "rebalance", "account", "positions", "pnl", "quotes", "contract", "history", "orders",
      "fills",
      "order", "modify", "cancel", "calendar", "doctor", "status", "stop", "sim", "wire"})
  void shouldGiveAnExampleInTheHelpOfEachCommand(String command) {
    ProgramRun run = ProgramRun.of(command, "--help");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(String.join("\n", run.out()))
        .contains("Example").contains("  evenkeel " + command).contains("--config").contains("--debug");
  }

  @Test
  void shouldSayWhatIsWrongWithAWordWithoutJavasWords() {
    assertThat(ProgramRun.of("nosuch").err()).singleElement().asString().contains("there is no command 'nosuch'");
    assertThat(ProgramRun.of("quotes", "GLD;").err()).singleElement().asString()
        .contains("cannot make sense of 'GLD;'");
    assertThat(ProgramRun.of("order", "buy", "GLD", "1", "--type", "LMT", "--limit", "abc").err()).singleElement()
        .asString().contains("'abc' is not a number").doesNotContain("java");
    assertThat(ProgramRun.of("modify", "abc", "--limit", "3").err()).singleElement().asString()
        .contains("'abc' is not a whole number");
    assertThat(ProgramRun.of("quotes", "--seconds", "3").err()).singleElement().asString()
        .contains("--seconds is for --stream");
    assertThat(ProgramRun.of("history", "GLD", "--duration", "1 D", "--bar", "1 day", "--csv", "/no/such/x.csv").err())
        .singleElement().asString().contains("its folder does not exist");
  }

  @Test
  void shouldTakeSharedOptionsBeforeAndAfterTheCommand() throws IOException {
    String file = Files.writeString(folder.resolve("a.conf"), "evenkeel.mood = x").toString();

    ProgramRun before = ProgramRun.of("--config", file, "calendar");
    ProgramRun after = ProgramRun.of("calendar", "--config", file);

    assertThat(before).isEqualTo(after);
    assertThat(after.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(after.err()).containsExactly(
        "evenkeel: " + file + ":1: evenkeel.mood is no known key; did you mean mode?");
  }

  @Test
  void shouldShowAStackTraceOnlyWhenAskedTo() {
    ProgramRun plain = ProgramRun.of("calendar", "--config", "/no/such/file");
    ProgramRun debug = ProgramRun.of("calendar", "--config", "/no/such/file", "--debug");

    assertThat(plain.err()).hasSize(1);
    assertThat(debug.err()).hasSizeGreaterThan(5).anyMatch(line -> line.contains("at evenkeel.app"));
    assertThat(debug.exitCode()).isEqualTo(plain.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void shouldRefuseAClockThatIsNone() {
    ProgramRun run = ProgramRun.of(Map.of("EVENKEEL_CLOCK", "soon"), "calendar");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).singleElement().asString().startsWith("evenkeel: EVENKEEL_CLOCK: ");
  }

  @Test
  void shouldNeverUseRealMoneyUnderAFasterClock() throws IOException {
    String file = Files.writeString(folder.resolve("live.conf"), "evenkeel.mode = live").toString();

    ProgramRun run = ProgramRun.of("calendar", "--config", file);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).singleElement().asString().contains("mode live").contains("EVENKEEL_CLOCK");
  }

  @Test
  void shouldColourOnlyOnATerminalThatWantsIt() {
    String[] calendar = {"calendar", "2025-11"};
    assertThat(ProgramRun.of(calendar).out()).noneMatch(line -> line.contains("\u001b"));
    assertThat(ProgramRun.of(Map.of("EVENKEEL_TERMINAL", " in out err"), calendar).out())
        .anyMatch(line -> line.contains("\u001b[33m"));
    assertThat(ProgramRun.of(Map.of("EVENKEEL_TERMINAL", " in err"), calendar).out())
        .noneMatch(line -> line.contains("\u001b"));
    assertThat(
        ProgramRun.of(Map.of("EVENKEEL_TERMINAL", "out", "NO_COLOR", "1"), calendar).out())
        .noneMatch(line -> line.contains("\u001b"));
  }
}

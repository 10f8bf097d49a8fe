package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestCommandTest {
  @TempDir
  Path folder;
  private Path prices;

  /** Two years in which GLD rises, DBMF swings and BIL stands nearly still. */
  @BeforeEach
  void writePrices() throws IOException {
    prices = Files.createDirectory(folder.resolve("prices"));
    List<Session> sessions = NyseCalendar.sessions(LocalDate.of(2023, 1, 3), LocalDate.of(2024, 12, 31));
    var gld = new StringBuilder("date,close\n");
    var dbmf = new StringBuilder("date,close\n");
    var bil = new StringBuilder("date,close\n");
    for (int i = 0; i < sessions.size(); i++) {
      LocalDate day = sessions.get(i).date();
      gld.append(String.format(Locale.ROOT, "%s,%.4f%n", day, 170 * Math.pow(1.0012, i)));
      dbmf.append(String.format(Locale.ROOT, "%s,%.4f%n", day, 28 + 3 * Math.sin(i / 40.0)));
      bil.append(String.format(Locale.ROOT, "%s,%.4f%n", day, 91.5 + i % 21 * 0.015));
    }
    Files.writeString(prices.resolve("GLD.csv"), gld);
    Files.writeString(prices.resolve("DBMF.csv"), dbmf);
    Files.writeString(prices.resolve("BIL.csv"), bil);
  }

  private ProgramRun run(String... arguments) {
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--prices", prices.toString()));
    return ProgramRun.of(
        Map.of("HOME", folder.toString(), "EVENKEEL_LANGUAGE", "en"), all.toArray(String[]::new));
  }

  @Test
  void shouldTellDriftTradesCostAndLuckOfTheConfiguredPolicy() throws IOException {
    Path trades = folder.resolve("trades.csv");
    ProgramRun run = run("backtest", "--trades", trades.toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).first().isEqualTo("configured on DBMF, GLD, BIL, 2023-01-03 to 2024-12-31");
    assertThat(run.out()).anyMatch(line -> line.matches("Events +[1-9]"))
        .anyMatch(line -> line.startsWith("Luck: started 1 to 20 sessions later"));
    List<String> lines = Files.readAllLines(trades);
    assertThat(lines).first().isEqualTo("date,symbol,quantity,price,commission");
    assertThat(lines).filteredOn(line -> line.startsWith("2023-01-03,")).hasSize(3)
        .allMatch(line -> line.matches("2023-01-03,[A-Z]+,[0-9]+,[0-9.]+,[0-9]+(\\.[0-9]+)?"));
  }

  @Test
  void shouldVaryTwoSettingsAndWriteOnePage() throws IOException {
    Path page = folder.resolve("grid.html");
    Path json = folder.resolve("grid.json");
    ProgramRun run = run(
        "backtest", "--vary", "threshold=1..3", "--vary", "look=daily,monthly", "--html", page.toString(), "--json",
        json.toString());

    assertThat(run.err()).isEmpty();
    JsonNode result = ReportFile.parse(Files.readString(json));
    assertThat(result.path("grid")).hasSize(6);
    assertThat(result.path("grid").get(0).path("settings").path("threshold").asText()).isEqualTo("1");
    int daily = result.path("grid").get(0).path("measures").path("events").asInt();
    int monthly = result.path("grid").get(1).path("measures").path("events").asInt();
    assertThat(daily).isGreaterThan(monthly);
    assertThat(result.path("luck").path("starts").path("lowest_return").isNumber()).isTrue();
    String html = Files.readString(page);
    assertThat(html).startsWith("<!doctype html>").contains("<svg", "class=\"heat\"", "default-src 'none'")
        .doesNotContain("<script", "http://", "https://");
  }

  @Test
  void shouldShowEveryNamedPolicyAndSayWhereNoDifferenceIsSeen() {
    ProgramRun run = run("policies", "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.out()).hasSize(14).first().asString().contains("\"configured\":true");
    assertThat(run("policies").out()).anyMatch(line -> line.startsWith("*configured"))
        .anyMatch(line -> line.startsWith("No difference seen from *configured"))
        .anyMatch(line -> line.startsWith("Resampled 1000 times in blocks of 12 months, seed 1"));
  }

  @Test
  void shouldTakeThirdsInEverySpellingForNoCash() {
    for (String third : List.of("1/3", "0.3333333333333333")) {
      ProgramRun run = run(
          "backtest", "--policy", "relative", "--weights", "GLD=" + third + ",DBMF=" + third + ",BIL=" + third);

      assertThat(run.out()).anyMatch(line -> line.matches("Events +[0-9]"));
    }
  }

  @Test
  void shouldSayOneClearLineForEachMistake() throws IOException {
    assertThat(run("backtest", "--vary", "threshold").err()).singleElement().asString()
        .contains("\"threshold\" is not a setting with its values");
    assertThat(run("backtest", "--policy", "best").err()).singleElement().asString()
        .contains("policy must be one of absolute, relative");
    assertThat(run("backtest", "--set", "soft=1").err()).singleElement().asString().contains("needs a policy");
    assertThat(run("backtest", "--weights", "GLD=0.7,BIL=0.7").err()).singleElement().asString()
        .contains("the weights sum to 1.4, more than 1");
    assertThat(run("backtest", "--weights", "GLD=much").err()).singleElement().asString()
        .contains("\"GLD=much\" is not a target");
    assertThat(run("backtest", "--from", "2020-01-02").err()).hasSize(3).first().asString().contains("2023-01-03");
    assertThat(run("backtest", "--vary", "threshold=1..1000", "--vary", "relative=1..1000").err()).singleElement()
        .asString().contains("1000000 combinations");
    Files.delete(prices.resolve("BIL.csv"));
    ProgramRun missing = run("backtest");
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).singleElement().asString().contains("there are no prices of BIL");
  }
}

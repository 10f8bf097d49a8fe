package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code plan} says of the holdings elsewhere, over TCP. */
class WholePortfolioTest {
  @TempDir
  Path folder;

  @Test
  void shouldShowTheWholePortfolioAndTheMoneyThatShouldMove() throws IOException {
    Path file = Files.writeString(folder.resolve("sleeve.json"), "{\"usd\": 10000, \"at\": \"2025-10-31T12:00:00Z\"}");
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      ProgramRun run = day.run("""
          evenkeel.elsewhere { source = file, file = "%s", value-pointer = /usd, time-pointer = /at }
          """.formatted(file), "plan");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).anyMatch(line -> line.matches("Whole portfolio +Value USD +Weight +Target +Drift"));
      assertThat(run.out())
          .anyMatch(line -> line.matches("sUSDe +10,000.00 +16\\.[0-9]{2} % +25.00 % +-8\\.[0-9]{2} pts"));
      assertThat(run.out()).anyMatch(
          line -> line.matches("About 5,[0-9]{3}\\.00 USD should move from the broker to sUSDe\\."));
    }
  }

  @Test
  void shouldPlanAtTheBrokerThoughNothingIsKnownOfTheRest() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      String source = "evenkeel.elsewhere { source = file, file = \"" + folder.resolve("none.json") + "\" }\n";
      ProgramRun run = day.run(source, "plan");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).anyMatch(line -> line.startsWith("SELL ")).anyMatch(
          line -> line.startsWith("The whole portfolio is not judged: the file of the value elsewhere cannot be read"));
      assertThat(day.run(source, "plan", "--json").out()).singleElement().asString()
          .contains("\"whole_portfolio_unknown\":\"the file of the value elsewhere cannot be read");
    }
  }

  @Test
  void shouldNameWhatASourceLacksWithoutItsAddress() {
    assertThat(ProgramRun.of(java.util.Map.of("HOME", folder.toString()), "plan", "--config", config("""
        evenkeel.elsewhere { source = http, url = "hidden-key" }
        """)).err()).singleElement().asString().contains("evenkeel.elsewhere.url must be an address")
        .doesNotContain("hidden-key");
  }

  private String config(String text) {
    try {
      return Files.writeString(folder.resolve("other.conf"), text).toString();
    } catch (IOException refused) {
      throw new java.io.UncheckedIOException(refused);
    }
  }
}

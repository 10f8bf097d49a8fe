package evenkeel.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Runs through what short commands do, so that the launcher can keep the classes they load in an
 * archive (class data sharing) that later starts are quick with. Prints nothing; touches no data
 * directory.
 */
public final class StartTraining {
  private static final String PORTFOLIO = """
      {"net_liq": 30000, "weights": [["DBMF", 0.5], ["GLD", 0.5]],
       "positions": {"DBMF": {"shares": 700, "avg_cost": 28.5}, "GLD": {"shares": 20, "avg_cost": 300}},
       "prices": {"DBMF": 30, "GLD": 400}}
      """;

  private StartTraining() {}

  public static void main(String[] args) throws java.io.IOException {
    Path portfolio = Files.createTempFile("evenkeel", ".json");
    try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), true,
        StandardCharsets.UTF_8)) {
      Files.writeString(portfolio, PORTFOLIO);
      run(nowhere, "calendar");
      run(nowhere, "calendar", "2025-11", "--json");
      run(nowhere, "plan", "--from", portfolio.toString());
      run(nowhere, "plan", "--from", portfolio.toString(), "--json");
      run(nowhere, "doctor", "--json");
      run(nowhere, "--help");
      run(nowhere, "no-such-command");
    } catch (UncheckedIOException noRoom) {
      throw noRoom.getCause();
    } finally {
      Files.deleteIfExists(portfolio);
    }
  }

  private static void run(PrintStream nowhere, String... arguments) {
    // How a command ends does not matter here.
    int unused = CommandLineProgram.run(arguments, nowhere, nowhere,
        Map.of("EVENKEEL_TERMINAL", "out"));
  }
}

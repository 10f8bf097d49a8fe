package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Runs through what short commands do, so that the launcher can keep the classes they load in an
 * archive (class data sharing) that later starts are quick with. Prints nothing; touches no data
 * directory. The only Gateway that it talks to is a simulated one in the same process.
 */
public final class StartTraining {
  private static final String PORTFOLIO = """
      {"net_liq": 30000, "weights": [["DBMF", 0.5], ["GLD", 0.5]],
       "positions": {"DBMF": {"shares": 700, "avg_cost": 28.5}, "GLD": {"shares": 20, "avg_cost": 300}},
       "prices": {"DBMF": 30, "GLD": 400}}
      """;

  private final PrintStream nowhere;
  private final int port;

  private StartTraining(PrintStream nowhere, int port) {
    this.nowhere = nowhere;
    this.port = port;
  }

  public static void main(String[] args) throws IOException {
    try (var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var gateway = SimulatorServer.start(Scenario.usual(), EvenkeelClock.of(""), 1, Optional.empty(), 0)) {
      var training = new StartTraining(nowhere, gateway.port());
      training.withoutGateway();
      training.withGateway();
    }
  }

  private void withoutGateway() throws IOException {
    Path portfolio = Files.createTempFile("evenkeel", ".json");
    try {
      Files.writeString(portfolio, PORTFOLIO);
      run("calendar");
      run("calendar", "2025-11", "--json");
      run("plan", "--from", portfolio.toString());
      run("plan", "--from", portfolio.toString(), "--json");
      run("--help");
      run("no-such-command");
    } finally {
      Files.deleteIfExists(portfolio);
    }
  }

  private void withGateway() {
    run("doctor", "--json");
    run("plan");
    run("plan", "--json");
    run("account");
    run("positions");
    run("quotes");
    run("orders");
    run("fills");
  }

  private void run(String... arguments) {
    // How a command ends does not matter here.
    int unused = CommandLineProgram.run(arguments, nowhere, nowhere,
        Map.of("EVENKEEL_TERMINAL", "out", "IB_HOST", "127.0.0.1", "IB_PORT", Integer.toString(port)));
  }
}

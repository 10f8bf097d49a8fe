package evenkeel.app;

import evenkeel.domain.DecimalText;
import evenkeel.domain.Phrase;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.ScenarioProblem;
import evenkeel.simulator.SimulatorServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sim}: the simulated Gateway alone, until it is stopped. */
@Command(
    name = "sim",
    description = "Run the simulated Gateway, for Evenkeel or any other TWS API client, until stopped.",
    sortOptions = false,
    footer = {
        "",
        "It prints 'listening on 127.0.0.1:PORT' when it is ready. EVENKEEL_CLOCK gives it and other",
        "commands the same faster clock.",
        "",
        "Examples:",
        "  evenkeel sim --port 0 --cash 20000 --position GLD=40@310.50 --ledger ledger.jsonl",
        "  evenkeel sim --scenario month-end",
    })
final class SimCommand implements Callable<Integer> {
  private static final Pattern POSITION = Pattern.compile(
      "(?<symbol>[^=]+)=(?<quantity>-?[0-9]+(?:\\.[0-9]+)?)@(?<cost>[0-9]+(?:\\.[0-9]+)?)");
  private static final int PORT_MAX = 65_535;

  private final Invocation invocation;

  @Option(names = "--port", paramLabel = "PORT", defaultValue = "4002",
      description = "Where to listen on this machine; 0 takes a free port. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(names = "--scenario", paramLabel = "FILE|NAME", defaultValue = "usual",
      description = "What the Gateway is like. Default: ${DEFAULT-VALUE}.")
  private String scenario = "usual";

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
      description = "Equal seeds give equal prices and delays. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--ledger", paramLabel = "FILE",
      description = "Append what happens at the exchange, one JSON object a line.")
  private @Nullable Path ledger;

  @Option(names = "--account", paramLabel = "ID", description = "The account's number.")
  private @Nullable String account;

  @Option(names = "--cash", paramLabel = "AMOUNT", description = "The account's cash.")
  private @Nullable BigDecimal cash;

  @Option(names = "--prices", paramLabel = "DIR",
      description = "Replay SYMBOL.csv (date,open,high,low,close,volume) instead of walking at random.")
  private @Nullable Path prices;

  @Option(names = "--position", paramLabel = "SYMBOL=QTY@COST",
      description = "Something that the account holds; may be repeated.")
  private List<String> positions = new ArrayList<>();

  @Option(names = "--server-version", paramLabel = "N",
      description = "The highest protocol version to speak.")
  private @Nullable Integer serverVersion;

  SimCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public Integer call() {
    if (port < 0 || port > PORT_MAX) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.PortOutOfRange(PORT_MAX, port));
    }
    Scenario wanted = scenario();
    LogFiles log = LogFiles.warningsToConsole();
    try (SimulatorServer server = start(wanted)) {
      invocation.terminal().line("listening on 127.0.0.1:" + server.port());
      invocation.terminal().out().flush();
      waitForEnd(server);
      return ExitCode.INTERRUPTED;
    } catch (ExecutionException | IOException failed) {
      throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.SimulatorFailed(reason(failed)), failed);
    } finally {
      log.close();
    }
  }

  private SimulatorServer start(Scenario wanted) {
    try {
      return SimulatorServer.start(wanted, invocation.clock(), seed, Optional.ofNullable(ledger), port);
    } catch (ScenarioProblem problem) {
      throw new CommandFailure(ExitCode.USAGE, Phrase.of(String.valueOf(problem.getMessage())), problem);
    } catch (java.net.BindException taken) {
      throw new CommandFailure(ExitCode.USAGE,
          new ComplaintText.PortTaken(port, String.valueOf(taken.getMessage())), taken);
    } catch (IOException refused) {
      throw new CommandFailure(ExitCode.USAGE,
          new ComplaintText.LedgerUnwritable(
              String.valueOf(ledger), refused.getClass().getSimpleName() + ": " + refused.getMessage()),
          refused);
    }
  }

  /** Until the process is told to end, which closes the port and the ledger first, or until the Gateway failed. */
  private void waitForEnd(SimulatorServer server) throws ExecutionException {
    var closing = new Thread(() -> {
      try {
        server.close();
      } catch (IOException ignored) {
        // The process ends; there is nobody left to tell.
      }
      invocation.terminal().line("history requests against the pacing rules: " + server.historyPacingViolations());
      invocation.terminal().out().flush();
    }, "close-simulator");
    Runtime.getRuntime().addShutdownHook(closing);
    try {
      server.ended().toCompletableFuture().get();
      // The hook has closed it; the process is about to end.
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      Runtime.getRuntime().removeShutdownHook(closing);
    }
  }

  private static String reason(Exception failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private Scenario scenario() {
    try {
      Scenario wanted = Scenario.named(scenario);
      if (serverVersion != null) {
        wanted = wanted.withServerVersion(serverVersion);
      }
      if (prices != null) {
        if (!Files.isDirectory(prices)) {
          throw new CommandFailure(ExitCode.USAGE, new ComplaintText.PricesNoFolder(prices));
        }
        wanted = wanted.withPrices(prices);
      }
      if (account != null) {
        wanted = wanted.withAccount(account);
      }
      if (cash != null) {
        wanted = wanted.withCash(cash);
      }
      for (String position : positions) {
        wanted = withPosition(wanted, position);
      }
      return wanted;
    } catch (ScenarioProblem | IllegalArgumentException problem) {
      throw new CommandFailure(ExitCode.USAGE, Phrase.of(String.valueOf(problem.getMessage())), problem);
    }
  }

  private static Scenario withPosition(Scenario scenario, String text) {
    Matcher position = POSITION.matcher(text);
    if (!position.matches()) {
      throw new IllegalArgumentException(
          "--position must be SYMBOL=QTY@COST such as GLD=40@310.50, was '" + text + "'");
    }
    return scenario.withPosition(
        position.group("symbol"), DecimalText.require(position.group("quantity")),
        DecimalText.require(position.group("cost")));
  }
}

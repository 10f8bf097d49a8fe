package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.gateway.GatewaySettings;
import evenkeel.operations.DataDirectory;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** A command that connects once, asks, prints, and is done. */
abstract class GatewayCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  GatewayCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  /** Asks and prints; the connection is closed afterwards. */
  abstract int show(GatewayClient client, AccountId account, Settings settings);

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    GatewaySettings gateway = reading(settings);
    try (Progress progress = Progress.on(terminal())) {
      progress.step("connecting to " + gateway.host() + ":" + gateway.port());
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        progress.step("asking the Gateway");
        return show(client, client.account(settings.engine()), settings);
      }
    }
  }

  /**
   * While {@code run} holds the configured client id, commands that only read use the next one; at any other time an id
   * that is taken is somebody else's, which the owner should hear of.
   */
  static GatewaySettings reading(Settings settings) {
    boolean isRunning = new DataDirectory(settings.dataDirectory()).holder().isPresent();
    return isRunning ? settings.gateway().withClientId(settings.gateway().clientId() + 1) : settings.gateway();
  }

  Terminal terminal() {
    return invocation.terminal();
  }

  Invocation invocation() {
    return invocation;
  }

  boolean json() {
    return json;
  }

  /** The rows as JSON where that is asked for, else the table, else what is said instead of an empty one. */
  void print(List<Json.Fields> rows, Table table, String empty) {
    if (json) {
      rows.forEach(row -> terminal().line(Json.object(row)));
    } else if (table.isEmpty()) {
      terminal().line(empty);
    } else {
      terminal().print(table);
    }
  }
}

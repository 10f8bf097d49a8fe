package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;
import evenkeel.gateway.GatewaySettings;
import java.util.List;
import java.util.Optional;
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

  /**
   * What there is to print.
   *
   * @param rows for {@code --json}
   * @param table the same for people
   * @param empty what is said instead of a table without rows
   * @param complaint what is wrong with it, once it is printed
   * @param further tables for people below the first; empty ones are left out
   */
  record Page(
      List<Json.Fields> rows, Table table, Phrase empty, Optional<CommandFailure> complaint, List<Table> further) {
    Page {
      rows = List.copyOf(rows);
      further = List.copyOf(further);
    }

    Page(List<Json.Fields> rows, Table table, Phrase empty, Optional<CommandFailure> complaint) {
      this(rows, table, empty, complaint, List.of());
    }

    Page(List<Json.Fields> rows, Table table, Phrase empty) {
      this(rows, table, empty, Optional.empty());
    }
  }

  /** Asks the Gateway; what was asked side by side is under way side by side. */
  abstract Page ask(GatewayClient client, AccountId account, Settings settings);

  /** The same for a command that may look at several accounts. */
  Page ask(GatewayClient client, Settings settings) {
    return ask(client, client.account(settings.engine()), settings);
  }

  @Override
  public Integer call() {
    Settings settings = settings();
    Page page = look(settings);
    Terminal terminal = invocation.terminal();
    if (json) {
      page.rows().forEach(row -> terminal.line(Json.object(row)));
    } else if (page.table().isEmpty()) {
      terminal.say(page.empty());
    } else {
      terminal.print(page.table());
      page.further().stream().filter(table -> !table.isEmpty()).forEach(table -> {
        terminal.line("");
        terminal.print(table);
      });
    }
    page.complaint().ifPresent(complaint -> {
      throw complaint;
    });
    return ExitCode.DONE;
  }

  private Page look(Settings settings) {
    GatewaySettings gateway = reading(settings);
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.Connecting(gateway.host() + ":" + gateway.port()));
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        progress.step(new StepText.AskingGateway());
        return ask(client, settings);
      }
    }
  }

  /**
   * While {@code run} holds the configured client id, commands that only read use the next one; at any other time an id
   * that is taken is somebody else's, which the owner should hear of.
   */
  static GatewaySettings reading(Settings settings) {
    GatewaySettings gateway = settings.gateway();
    return Directories.isHeld(settings) ? gateway.withClientId(gateway.clientId() + 1) : gateway;
  }

  Settings settings() {
    return invocation.settings(program.config());
  }

  boolean isJson() {
    return json;
  }

  Invocation invocation() {
    return invocation;
  }
}

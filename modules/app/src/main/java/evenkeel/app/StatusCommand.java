package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code status}: what the running process says of itself. */
@Command(
    name = "status", description = "Show what the running process is doing.", sortOptions = false,
    footer = {"", "Example:", "  evenkeel status"})
final class StatusCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  StatusCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    JsonNode status = ControlPoint.call(settings, "status");
    Terminal terminal = invocation.terminal();
    if (json) {
      terminal.line(status.toString());
      return ExitCode.DONE;
    }
    Table table = new Table(Table.left("Evenkeel"), Table.left("process " + status.path("pid").asText()));
    for (Map.Entry<String, JsonNode> field : status.properties()) {
      if (!field.getKey().equals("pid") && !field.getValue().asText().isEmpty()) {
        String name = field.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
            + field.getKey().substring(1).replace('_', ' ');
        table.row(name, field.getValue().isNull() ? "not known" : field.getValue().asText());
      }
    }
    terminal.print(table);
    return ExitCode.DONE;
  }
}

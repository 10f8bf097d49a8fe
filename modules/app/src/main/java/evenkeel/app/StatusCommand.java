package evenkeel.app;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    Terminal terminal = invocation.terminal();
    Language language = json ? Language.EN : terminal.language();
    JsonNode status = call(settings, language);
    if (json) {
      terminal.line(status.toString());
      return ExitCode.DONE;
    }
    Table table = new Table(
        Table.left("Evenkeel"), Table.left(new StatusText.ProcessIs(status.path("pid").asLong())));
    for (Map.Entry<String, JsonNode> field : status.properties()) {
      if (!field.getKey().equals("pid") && !field.getValue().asText().isEmpty()) {
        table.row(
            language.say(label(field.getKey())),
            field.getValue().isNull() ? language.say(new StatusText.NotKnown()) : field.getValue().asText());
      }
    }
    terminal.print(table);
    return ExitCode.DONE;
  }

  /** Where no process runs, the journal may be why none can. */
  private static JsonNode call(Settings settings, Language language) {
    try {
      return ControlPoint.call(settings, "status", language);
    } catch (CommandFailure none) {
      Path journal = new DataDirectory(settings.dataDirectory()).journalFile();
      if (Directories.isHeld(settings) || !Files.exists(journal)) {
        throw none;
      }
      throw new CommandFailure(
          none.exitCode(), Stream.concat(none.lines().stream(), complaint(journal).stream()).toList());
    }
  }

  private static List<Phrase> complaint(Path journal) {
    try {
      return JournalFile.look(journal, event -> {}).complaint(journal);
    } catch (IOException unreadable) {
      return List.of(new ComplaintText.JournalUnreadable(String.valueOf(unreadable.getMessage())));
    }
  }

  /** What a field is called; a process of another version may have some that this one has no words for. */
  private static Phrase label(String field) {
    return switch (field) {
      case "mode" -> new StatusText.LabelMode();
      case "paused" -> new StatusText.LabelPaused();
      case "frozen" -> new StatusText.LabelFrozen();
      case "armed" -> new StatusText.LabelArmed();
      case "w_8ben" -> new StatusText.LabelTaxForm();
      case "disk" -> new StatusText.LabelDisk();
      case "time" -> new StatusText.LabelTime();
      case "account" -> new StatusText.LabelAccount();
      case "gateway" -> new StatusText.LabelGateway();
      case "link" -> new StatusText.LabelLink();
      case "gateway_restart" -> new StatusText.LabelRestart();
      case "gateway_log_in" -> new StatusText.LabelLogIn();
      case "machine_address" -> new StatusText.LabelAddress();
      case "gateway_version" -> new StatusText.LabelVersion();
      case "clock" -> new StatusText.LabelClock();
      case "market_data" -> new StatusText.LabelMarketData();
      case "next_trigger" -> new StatusText.LabelNext();
      case "last_decision" -> new StatusText.LabelLastDecision();
      case "last_run" -> new StatusText.LabelLastRun();
      case "open_orders" -> new StatusText.LabelOpenOrders();
      case "last_alert" -> new StatusText.LabelLastAlert();
      default -> Phrase.of(field);
    };
  }
}

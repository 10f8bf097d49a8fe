package evenkeel.app;

import evenkeel.domain.Language;
import evenkeel.operations.Preflight;
import evenkeel.operations.PreflightEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code preflight}: what has to be proven before real money is traded. */
@Command(
    name = "preflight", description = "Show what is proven and what is missing before mode live.", sortOptions = false,
    footer = {
        "",
        "It reads the journal, the report files, the diary of the link and the record of alerts. What it",
        "cannot know is acknowledged: funding, market-data, phone-app, broker-phone, and each fault on",
        "paper by the name that it is listed under. Exit code 0 where everything is there, otherwise 1.",
        "",
        "Examples:",
        "  evenkeel preflight",
        "  evenkeel preflight --ack funding --ack phone-app",
        "  evenkeel preflight --withdraw funding",
    })
final class PreflightCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--ack", paramLabel = "ITEM", description = "Acknowledge an item or a fault; may be repeated.")
  private List<String> acknowledged = List.of();

  @Option(names = "--withdraw", paramLabel = "ITEM", description = "Take an acknowledgement back; may be repeated.")
  private List<String> withdrawn = List.of();

  @Option(names = "--json", description = "Print one JSON object an item.")
  private boolean json;

  PreflightCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    Instant now = invocation.clock().instant();
    PreflightEvidence before = PreflightFiles.read(settings, now);
    Set<String> names = Preflight.acknowledgeable(before);
    for (String name : acknowledged) {
      if (!names.contains(name)) {
        throw new CommandFailure(
            ExitCode.USAGE, new ComplaintText.NotAcknowledgeable(name, String.join(", ", names)));
      }
    }
    for (String name : withdrawn) {
      if (!before.acknowledged().containsKey(name)) {
        throw new CommandFailure(ExitCode.USAGE, new ComplaintText.NotAcknowledged(name));
      }
    }
    acknowledged.forEach(name -> PermitsAccess.write(settings, permits -> permits.acknowledge(name, now)));
    withdrawn.forEach(name -> PermitsAccess.write(settings, permits -> permits.withdraw(name, now)));
    List<Preflight.Item> items = Preflight.items(
        acknowledged.isEmpty() && withdrawn.isEmpty() ? before : PreflightFiles.read(settings, now));
    print(items);
    return items.stream().allMatch(Preflight.Item::isComplete) ? ExitCode.DONE : ExitCode.NOT_GOOD;
  }

  private void print(List<Preflight.Item> items) {
    Terminal terminal = invocation.terminal();
    Language language = terminal.language();
    if (json) {
      items.forEach(item -> terminal.line(Json.object(object -> object.text("item", item.name())
          .flag("complete", item.isComplete()).text("evidence", Language.EN.say(item.evidence()))
          .text("missing", item.missing().map(Language.EN::say).orElse("")))));
      return;
    }
    var table = new Table(
        Table.left(new Heading.Item()), Table.left(new Heading.State()), Table.left(new Heading.Evidence()));
    for (Preflight.Item item : items) {
      table.row(List.of(
          new Table.Cell(item.name(), Colour.PLAIN),
          item.isComplete()
              ? new Table.Cell(language.say(new ScreenText.ItemDone()), Colour.GREEN)
              : new Table.Cell(language.say(new ScreenText.ItemMissing()), Colour.YELLOW),
          new Table.Cell(language.say(item.evidence()), Colour.PLAIN)));
      item.missing().ifPresent(how -> table.row("", "", "→ " + language.say(how)));
    }
    terminal.print(table);
    long missing = items.stream().filter(item -> !item.isComplete()).count();
    terminal.say(missing == 0 ? new ScreenText.AllProven() : new ScreenText.SomeUnproven(missing, items.size()));
  }
}

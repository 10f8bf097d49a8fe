package evenkeel.app;

import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.engine.HistoryLoader;
import evenkeel.engine.HistoryOrder;
import evenkeel.engine.HistoryOutcome;
import evenkeel.gateway.Bar;
import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.HistoryPacing;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.Instrument;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DirectoryLock;
import evenkeel.operations.PacingMemory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code history}: bars of the past, asked for at IBKR's pace. */
@Command(
    name = "history", description = "Download bars of the past, at the pace that IBKR allows.", sortOptions = false,
    footer = {"", "Examples:", "  evenkeel history GLD --duration \"6 M\" --bar \"1 day\"",
        "  evenkeel history GLD DBMF BIL --duration \"5 Y\" --bar \"1 day\" --csv prices/"})
final class HistoryCommand implements Callable<Integer> {
  private static final int BAR_WIDTH = 24;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Parameters(paramLabel = "SYMBOL", arity = "1..*", description = "US stocks or funds.")
  private List<Symbol> symbols = List.of();

  @Option(names = "--duration", required = true, paramLabel = "SPAN",
      description = "How far back from now: a number and S, D, W, M or Y, such as \"6 M\".")
  private @Nullable HistorySpan duration;

  @Option(names = "--bar", required = true, paramLabel = "SIZE",
      description = "From \"1 secs\" to \"1 month\", in the API's words, such as \"1 day\", \"5 mins\".")
  private @Nullable BarSize bar;

  @Option(names = "--what", paramLabel = "KIND",
      description = "TRADES (default), MIDPOINT, BID, ASK, BID_ASK or ADJUSTED_LAST.")
  private BarKind what = BarKind.TRADES;

  @Option(names = "--csv", paramLabel = "FILE",
      description = "Write date,open,high,low,close,volume there; for several symbols a folder, SYMBOL.csv each.")
  private @Nullable Path csv;

  @Option(names = "--json", description = "Print one JSON object a bar; with --csv, one a file.")
  private boolean json;

  HistoryCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    List<Symbol> wanted = symbols.stream().distinct().toList();
    // Checks the duration before the first effect.
    HistoryOrder checked = order(Instrument.usStock(wanted.getFirst()));
    checked.tooFarBack(invocation.clock().instant()).ifPresent(from -> {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.TooFarBack(checked.span().toString(), from, NyseCalendar.FIRST));
    });
    Optional<BarFiles> files = Optional.ofNullable(csv).map(path -> BarFiles.of(path, wanted));
    DataDirectory directory = Directories.open(settings);
    List<HistoryOutcome> outcomes;
    var contracts = new ContractFile(directory);
    try (DirectoryLock lock = Directories.lockHistory(directory)) {
      outcomes = load(settings, wanted, contracts, new PacingMemory(directory));
    }
    outcomes.stream().filter(outcome -> outcome.problem().filter(HistoryCommand::isUnknown).isPresent())
        .forEach(outcome -> contracts.drop(outcome.order().instrument().symbol()));
    if (files.isPresent()) {
      outcomes.forEach(outcome -> write(files.get(), outcome));
    } else {
      print(outcomes);
    }
    complain(outcomes);
    return ExitCode.DONE;
  }

  private HistoryOrder order(Instrument instrument) {
    HistorySpan span = Objects.requireNonNull(duration);
    BarSize size = Objects.requireNonNull(bar);
    try {
      return new HistoryOrder(instrument, size, what, span);
    } catch (IllegalArgumentException tooShort) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.TooShort(String.valueOf(tooShort.getMessage())), tooShort);
    }
  }

  private List<HistoryOutcome> load(
      Settings settings, List<Symbol> wanted, ContractFile contracts, PacingMemory memory) {
    GatewaySettings gateway = GatewayCommand.reading(settings);
    var pacing = new HistoryPacing(memory.read(), invocation.clock().instant());
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new StepText.Connecting(gateway.host() + ":" + gateway.port()));
      try (GatewayClient client = GatewayClient.connect(gateway, invocation.clock())) {
        client.account(settings.engine());
        progress.step(new StepText.LookingUpContracts());
        List<HistoryOrder> orders = ContractLookUp.of(
            client, contracts, settings.targets(), invocation.clock().instant(), wanted).stream()
            .map(this::order).toList();
        return client.history(orders, pacing, memory::write, news -> tell(progress, news));
      }
    }
  }

  private static void tell(Progress progress, HistoryLoader.News news) {
    switch (news) {
      case HistoryLoader.Progressed how -> progress.step(line(how));
      case HistoryLoader.Said said -> progress.say(Phrase.of(said.sentence()));
      case HistoryLoader.Finished finished -> progress.step(new StepText.Done());
    }
  }

  static Phrase line(HistoryLoader.Progressed how) {
    int filled = how.total() == 0 ? BAR_WIDTH : how.done() * BAR_WIDTH / how.total();
    Optional<Phrase> waiting = !how.isConnected()
        ? Optional.of(new StepText.AwaitingGateway())
        : how.pause().filter(pause -> pause.compareTo(Duration.ofSeconds(1)) > 0)
            .map(pause -> new StepText.Pacing(pause.toSeconds()));
    return new StepText.Downloading(
        "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled), how.done(), how.total(), waiting);
  }

  private void write(BarFiles files, HistoryOutcome outcome) {
    if (outcome.bars().isEmpty()) {
      return;
    }
    Symbol symbol = outcome.order().instrument().symbol();
    Path file = files.write(symbol, outcome.bars());
    Bar first = outcome.bars().getFirst();
    Bar last = outcome.bars().getLast();
    if (json) {
      invocation.terminal().line(Json.object(object -> object.text("symbol", symbol.value())
          .integer("bars", BigDecimal.valueOf(outcome.bars().size())).text("from", BarFiles.time(first))
          .text("to", BarFiles.time(last)).text("file", file.toString()).flag("complete",
              outcome.problem().isEmpty())));
    } else {
      int bars = outcome.bars().size();
      invocation.terminal().say(outcome.problem().isEmpty()
          ? new ScreenText.BarsWritten(symbol, bars, BarFiles.time(first), BarFiles.time(last), file)
          : new ScreenText.BarsWrittenPartly(symbol, bars, BarFiles.time(first), BarFiles.time(last), file));
    }
  }

  private void print(List<HistoryOutcome> outcomes) {
    Table table = new Table(
        Table.left(new Heading.Symbol()), Table.left(new Heading.Day()), Table.right(new Heading.Open()),
        Table.right(new Heading.High()), Table.right(new Heading.Low()), Table.right(new Heading.Close()),
        Table.right(new Heading.Volume()));
    for (HistoryOutcome outcome : outcomes) {
      String symbol = outcome.order().instrument().symbol().value();
      for (Bar each : outcome.bars()) {
        if (json) {
          invocation.terminal().line(Json.object(object -> {
            object.text("symbol", symbol).text("date", BarFiles.time(each)).number("open", each.open())
                .number("high", each.high()).number("low", each.low()).number("close", each.close());
            if (each.volume().isPresent()) {
              object.number("volume", each.volume().get());
            }
          }));
        } else {
          table.row(
              symbol, BarFiles.time(each), Figures.price(each.open()), Figures.price(each.high()),
              Figures.price(each.low()), Figures.price(each.close()),
              each.volume().map(Figures::shares).orElse("-"));
        }
      }
    }
    if (!table.isEmpty()) {
      invocation.terminal().print(table);
    }
  }

  /** The symbol means nothing to the broker, so that asking again would not help. */
  private static boolean isUnknown(String problem) {
    return problem.contains("(code 200)");
  }

  /** What is missing, once what came is safe. */
  private static void complain(List<HistoryOutcome> outcomes) {
    List<Phrase> lines = outcomes.stream().<Phrase>flatMap(outcome -> {
      Symbol symbol = outcome.order().instrument().symbol();
      if (outcome.problem().isPresent()) {
        String problem = outcome.problem().get();
        Phrase mend = isUnknown(problem) ? new ComplaintText.CheckSymbol() : new ComplaintText.RunAgain();
        return Stream.of(outcome.bars().isEmpty()
            ? new ComplaintText.NoBars(symbol, problem, mend)
            : new ComplaintText.BarsMissing(symbol, problem, mend));
      }
      return outcome.bars().isEmpty()
          ? Stream.of(new ComplaintText.NoSuchBars(symbol))
          : Stream.empty();
    }).toList();
    if (!lines.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_GOOD, lines);
    }
  }
}

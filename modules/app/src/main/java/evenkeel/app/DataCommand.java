package evenkeel.app;

import evenkeel.app.PriceFiles.Income;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.engine.HistoryOrder;
import evenkeel.engine.HistoryOutcome;
import evenkeel.gateway.Bar;
import evenkeel.gateway.BarKind;
import evenkeel.gateway.BarSize;
import evenkeel.gateway.HistorySpan;
import evenkeel.gateway.Instrument;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code data}: the daily prices in the data directory, which {@code backtest} uses. */
@Command(
    name = "data", description = "Show and check the daily prices in the data directory; download or import them.",
    subcommands = {DataCommand.Fetch.class, DataCommand.Import.class}, sortOptions = false,
    footer = {
        "",
        "Nothing is downloaded but by evenkeel data fetch, and that from your Gateway alone.",
        "",
        "Examples:",
        "  evenkeel data",
        "  evenkeel data fetch GLD DBMF BIL --duration \"10 Y\"",
        "  evenkeel data import ~/prices",
    })
final class DataCommand implements Callable<Integer> {
  private static final String CSV = ".csv";

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Option(names = "--json", description = "Print one JSON object a symbol.")
  private boolean json;

  DataCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Path folder = new DataDirectory(settings().dataDirectory()).prices();
    List<Symbol> symbols = symbols(folder);
    if (symbols.isEmpty()) {
      invocation.terminal().say(new PriceText.NoPrices(folder));
      return ExitCode.DONE;
    }
    var mistakes = new ArrayList<Phrase>();
    var notes = new ArrayList<Phrase>();
    Table table = new Table(
        Table.left(new Heading.Symbol()), Table.left(new Heading.From()), Table.left(new Heading.To()),
        Table.right(new Heading.Sessions()), Table.right(new Heading.MissingSessions()),
        Table.right(new Heading.Distributions()), Table.right(new Heading.Splits()));
    var files = new PriceFiles(folder);
    for (Symbol symbol : symbols) {
      try {
        PriceFiles.Read read = files.read(List.of(symbol), Income.AS_THEY_ARE);
        notes.addAll(read.notes());
        show(read.series().getFirst(), table);
      } catch (CommandFailure wrong) {
        mistakes.addAll(wrong.lines());
      }
    }
    if (!table.isEmpty()) {
      invocation.terminal().print(table);
    }
    notes.forEach(json ? invocation.terminal()::complain : invocation.terminal()::say);
    if (!mistakes.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_GOOD, mistakes);
    }
    return ExitCode.DONE;
  }

  private void show(PriceSeries series, Table table) {
    LocalDate first = series.closes().firstKey();
    LocalDate last = series.closes().lastKey();
    long missing = (long) NyseCalendar.sessions(first, last).size() - series.closes().size();
    if (json) {
      invocation.terminal().line(Json.object(object -> object.text("symbol", series.symbol().value())
          .text("from", first.toString()).text("to", last.toString()).integer("sessions", series.closes().size())
          .integer("missing", missing).integer("distributions", series.distributions().size())
          .integer("splits", series.splits().size()).flag("adjusted", series.isAdjusted())));
    } else {
      table.row(
          series.symbol().value(), first.toString(), last.toString(), String.valueOf(series.closes().size()),
          String.valueOf(missing), String.valueOf(series.distributions().size()),
          String.valueOf(series.splits().size()));
    }
  }

  private Settings settings() {
    return invocation.settings(program.config());
  }

  /** The symbols whose prices are in a folder, sorted. */
  static List<Symbol> symbols(Path folder) {
    var symbols = new ArrayList<Symbol>();
    if (!Files.isDirectory(folder)) {
      return symbols;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + CSV)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        Symbol.of(name.substring(0, name.length() - CSV.length())).filter(symbol -> !symbol.value().contains("."))
            .ifPresent(symbols::add);
      }
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE, new PriceText.PriceFileUnreadable(folder, DataDirectory.reason(refused)), refused);
    }
    symbols.sort(Comparator.comparing(Symbol::value));
    return symbols;
  }

  private static Path folder(Settings settings) {
    Path folder = Directories.open(settings).prices();
    try {
      Files.createDirectories(folder);
      return folder;
    } catch (IOException refused) {
      throw new CommandFailure(
          ExitCode.USAGE, new ComplaintText.FileUnusable(folder, DataDirectory.reason(refused)), refused);
    }
  }

  /** {@code data fetch}: downloads daily prices into the data directory. */
  @Command(
      name = "fetch",
      description = "Download daily prices, raw and adjusted, from your Gateway into the data directory.",
      sortOptions = false, footer = {
          "",
          "IBKR tells no distributions: write them to SYMBOL.distributions.csv (date,amount) for raw",
          "closes, or use the adjusted closes, which have them.",
          "",
          "Example:",
          "  evenkeel data fetch GLD DBMF BIL --duration \"10 Y\"",
      })
  static final class Fetch implements Callable<Integer> {
    @ParentCommand
    private @Nullable DataCommand parent;

    @Parameters(paramLabel = "SYMBOL", arity = "0..*",
        description = "US stocks or funds. Default: the configured targets at the broker.")
    private List<Symbol> symbols = List.of();

    @Option(names = "--duration", paramLabel = "SPAN",
        description = "How far back from now: a number and W, M or Y. Default: 20 Y.")
    private HistorySpan duration = HistorySpan.parse("20 Y");

    @Override
    public Integer call() {
      DataCommand data = Objects.requireNonNull(parent);
      Settings settings = data.settings();
      List<Symbol> wanted = symbols.isEmpty()
          ? List.copyOf(settings.engine().targets().brokerWeights().keySet())
          : symbols.stream().distinct().toList();
      order(Instrument.usStock(wanted.getFirst()), BarKind.TRADES).tooFarBack(data.invocation.clock().instant())
          .ifPresent(from -> {
            throw new CommandFailure(
                ExitCode.USAGE, new ComplaintText.TooFarBack(duration.toString(), from, NyseCalendar.FIRST));
          });
      Path folder = folder(settings);
      List<HistoryOutcome> outcomes = new BarDownload(data.invocation, settings).load(
          wanted,
          instrument -> Stream.of(order(instrument, BarKind.TRADES), order(instrument, BarKind.ADJUSTED_LAST)));
      Map<Symbol, List<Bar>> adjusted = new LinkedHashMap<>();
      outcomes.stream().filter(outcome -> outcome.order().kind() == BarKind.ADJUSTED_LAST)
          .forEach(outcome -> adjusted.put(outcome.order().instrument().symbol(), outcome.bars()));
      List<HistoryOutcome> traded = outcomes.stream().filter(outcome -> outcome.order().kind() == BarKind.TRADES)
          .toList();
      for (HistoryOutcome outcome : traded) {
        Symbol symbol = outcome.order().instrument().symbol();
        if (outcome.problem().isEmpty() && !outcome.bars().isEmpty()) {
          Path file = folder.resolve(symbol + CSV);
          OutputFile.write(file, csv(outcome.bars(), adjusted.getOrDefault(symbol, List.of())));
          data.invocation.terminal().say(new ScreenText.BarsWritten(
              symbol, outcome.bars().size(), BarFiles.time(outcome.bars().getFirst()),
              BarFiles.time(outcome.bars().getLast()), file));
        }
      }
      List<Phrase> missing = BarDownload.missing(traded);
      if (!missing.isEmpty()) {
        throw new CommandFailure(ExitCode.NOT_GOOD, missing);
      }
      return ExitCode.DONE;
    }

    private HistoryOrder order(Instrument instrument, BarKind kind) {
      try {
        return new HistoryOrder(instrument, BarSize.of("1 day"), kind, duration);
      } catch (IllegalArgumentException tooShort) {
        throw new CommandFailure(
            ExitCode.USAGE, new ComplaintText.TooShort(String.valueOf(tooShort.getMessage())), tooShort);
      }
    }

    /** The adjusted closes stand beside only where every session has one. */
    private static byte[] csv(List<Bar> bars, List<Bar> adjusted) {
      var closes = new TreeMap<LocalDate, Bar>();
      adjusted.forEach(bar -> closes.put(bar.date(), bar));
      boolean isBoth = bars.stream().allMatch(bar -> closes.containsKey(bar.date()));
      var text = new StringBuilder("date,open,high,low,close,volume" + (isBoth ? ",adjusted_close\n" : "\n"));
      for (Bar bar : bars) {
        text.append(bar.date()).append(',').append(bar.open().toPlainString()).append(',')
            .append(bar.high().toPlainString()).append(',').append(bar.low().toPlainString()).append(',')
            .append(bar.close().toPlainString()).append(',')
            .append(bar.volume().map(volume -> volume.toPlainString()).orElse(""));
        Optional.ofNullable(closes.get(bar.date())).filter(close -> isBoth)
            .ifPresent(close -> text.append(',').append(close.close().toPlainString()));
        text.append('\n');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  /** {@code data import}: takes files of daily prices over. */
  @Command(
      name = "import", description = "Check CSV files of daily prices and copy them into the data directory.",
      sortOptions = false, footer = {
          "",
          "SYMBOL.csv needs the columns date and close (raw) or adjusted_close. Beside raw closes,",
          "SYMBOL.distributions.csv (date,amount) and SYMBOL.splits.csv (date,ratio) are taken too.",
          "A mistake in any file leaves all as it was.",
          "",
          "Example:",
          "  evenkeel data import ~/prices",
      })
  static final class Import implements Callable<Integer> {
    @ParentCommand
    private @Nullable DataCommand parent;

    @Parameters(paramLabel = "FOLDER", description = "The folder with the files.")
    private @Nullable Path source;

    @Override
    public Integer call() {
      DataCommand data = Objects.requireNonNull(parent);
      Path from = Objects.requireNonNull(source);
      List<Symbol> symbols = symbols(from);
      if (symbols.isEmpty()) {
        throw new CommandFailure(ExitCode.USAGE, new PriceText.NoPrices(from));
      }
      // Each for itself: raw and adjusted may lie side by side until they are used together.
      var files = new PriceFiles(from);
      symbols.forEach(symbol -> files.read(List.of(symbol), Income.AS_THEY_ARE));
      Path folder = folder(data.settings());
      for (Symbol symbol : symbols) {
        for (String ending : List.of(CSV, PriceFiles.DISTRIBUTIONS, PriceFiles.SPLITS)) {
          copy(from.resolve(symbol + ending), folder.resolve(symbol + ending));
        }
        data.invocation.terminal().say(new PriceText.PricesImported(symbol, folder.resolve(symbol + CSV)));
      }
      return ExitCode.DONE;
    }

    private static void copy(Path from, Path to) {
      if (Files.exists(from)) {
        try {
          OutputFile.write(to, Files.readAllBytes(from));
        } catch (IOException refused) {
          throw new UncheckedIOException(refused);
        }
      }
    }
  }
}

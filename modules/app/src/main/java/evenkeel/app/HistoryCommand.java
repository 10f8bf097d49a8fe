package evenkeel.app;

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
import java.math.BigDecimal;
import java.nio.file.Path;
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
    List<HistoryOutcome> outcomes = new BarDownload(invocation, settings)
        .load(wanted, instrument -> Stream.of(order(instrument)));
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

  /** What is missing, once what came is safe. */
  private static void complain(List<HistoryOutcome> outcomes) {
    List<Phrase> lines = BarDownload.missing(outcomes);
    if (!lines.isEmpty()) {
      throw new CommandFailure(ExitCode.NOT_GOOD, lines);
    }
  }
}

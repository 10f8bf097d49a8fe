package evenkeel.app;

import evenkeel.backtest.BadHistory;
import evenkeel.backtest.LookEvent;
import evenkeel.backtest.Measures;
import evenkeel.backtest.Sweep;
import evenkeel.backtest.Trade;
import evenkeel.backtest.Trial;
import evenkeel.backtest.Walk;
import evenkeel.backtest.WalkRules;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtest}: what the planner would have done on these prices. */
@Command(
    name = "backtest", description = "What the planner that trades would have done on past prices, and at what cost.",
    sortOptions = false, footer = {
        "",
        "Decides with the very planner that trades. Promises no return: drift, trades and cost come first.",
        "",
        "Examples:",
        "  evenkeel backtest",
        "  evenkeel backtest --policy relative --set relative=25% --from 2019-05-08",
        "  evenkeel backtest --vary threshold=1..10 --vary look=daily,monthly --html grid.html",
    })
final class BacktestCommand implements Callable<Integer> {
  private static final int QUANTITY_DIGITS = 9;

  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Mixin
  private LaboratoryOptions options = new LaboratoryOptions();

  @Option(names = "--policy", paramLabel = "NAME",
      description = "One of evenkeel policies. Default: the configured one.")
  private @Nullable String policy;

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "A setting of the policy. May be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--vary", paramLabel = "KEY=VALUES",
      description = "Every value of a setting: threshold=1..10, look=daily,monthly. May be repeated.")
  private List<String> vary = new ArrayList<>();

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results there; - for standard output.")
  private @Nullable String json;

  @Option(names = "--trades", paramLabel = "FILE", description = "Write every trade there as CSV.")
  private @Nullable Path trades;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one self-contained page there.")
  private @Nullable Path html;

  BacktestCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    PolicyGrid grid = PolicyGrid.of(LaboratoryOptions.configured(settings), policy, set, vary);
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new LaboratoryText.ReadingPrices());
      LaboratoryOptions.Input input = options.history(settings);
      WalkRules rules = options.rules(settings);
      Walk walk = walk(input, grid, rules);
      BacktestResult result = new BacktestResult(
          walk, Measures.of(walk), grid, cells(input, grid, rules, progress), BacktestLuck.of(walk),
          input.notes());
      progress.step(new StepText.Done());
      files(result);
      print(result);
    }
    return ExitCode.DONE;
  }

  private static Walk walk(LaboratoryOptions.Input input, PolicyGrid grid, WalkRules rules) {
    try {
      return Walk.of(input.history(), grid.plain(), rules);
    } catch (BadHistory bad) {
      throw new CommandFailure(ExitCode.USAGE, bad.problems());
    }
  }

  /** Empty where nothing is varied. */
  private static List<BacktestResult.Cell> cells(
      LaboratoryOptions.Input input, PolicyGrid grid, WalkRules rules, Progress progress) {
    if (grid.varied().isEmpty()) {
      return List.of();
    }
    var done = new AtomicLong();
    List<Measures> measures = Sweep.each(
        input.history(),
        grid.cells().stream().map(cell -> new Trial(String.join(" ", cell.values()), cell.policy(), rules)).toList(),
        walk -> {
          progress.step(new LaboratoryText.Walking(done.incrementAndGet(), grid.cells().size()));
          return Measures.of(walk);
        });
    return IntStream.range(0, measures.size())
        .mapToObj(i -> new BacktestResult.Cell(grid.cells().get(i).values(), measures.get(i))).toList();
  }

  private void files(BacktestResult result) {
    if (trades != null) {
      write(trades, csv(result.walk()));
    }
    if (html != null) {
      write(html, new BacktestPage(result, invocation.terminal().language()).html());
    }
    if (json != null && !json.equals("-")) {
      write(Path.of(json), result.json() + "\n");
    }
  }

  private void print(BacktestResult result) {
    Terminal terminal = invocation.terminal();
    if ("-".equals(json)) {
      terminal.line(result.json());
      return;
    }
    terminal.say(result.title());
    result.notes().forEach(terminal::say);
    terminal.line("");
    Table table = new Table(Table.left(new Heading.Measure()), Table.right(new Heading.Value()));
    for (Measured each : Measured.ALL) {
      table.row(terminal.language().say(each.heading()), each.text().apply(result.measures()));
    }
    terminal.print(table);
    if (!result.cells().isEmpty()) {
      terminal.line("");
      terminal.say(new LaboratoryText.GridOf(result.cells().size()));
      terminal.print(grid(result));
    }
    terminal.line("");
    result.luck().sentences().forEach(terminal::say);
    terminal.say(new LaboratoryText.PastIsNoPromise());
    for (Path file : Stream.of(trades, html).filter(Objects::nonNull).toList()) {
      terminal.say(new LaboratoryText.FileWritten(file));
    }
  }

  private static Table grid(BacktestResult result) {
    var columns = new ArrayList<Table.Column>();
    result.grid().varied().keySet().forEach(key -> columns.add(Table.left(key)));
    Measured.SHORT.forEach(each -> columns.add(Table.right(each.heading())));
    Table table = new Table(columns.toArray(Table.Column[]::new));
    for (BacktestResult.Cell cell : result.cells()) {
      var row = new ArrayList<>(cell.values());
      Measured.SHORT.forEach(each -> row.add(each.text().apply(cell.measures())));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  /** Date, symbol, shares (below zero for a sale) and price of every trade, the first purchase among them. */
  private static String csv(Walk walk) {
    return walk.events().stream().map(LookEvent::trades).flatMap(List::stream).map(BacktestCommand::line)
        .collect(Collectors.joining("", "date,symbol,quantity,price,commission\n", ""));
  }

  private static String line(Trade trade) {
    String quantity = trade.quantity().setScale(QUANTITY_DIGITS, RoundingMode.HALF_UP).stripTrailingZeros()
        .toPlainString();
    Symbol symbol = trade.symbol();
    return trade.date() + "," + symbol + "," + quantity + "," + trade.price().toPlainString() + ","
        + trade.commission().stripTrailingZeros().toPlainString() + "\n";
  }

  static void write(Path file, String text) {
    OutputFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Lines that a page shows of a result, in its order. */
  static List<Phrase> sentences(BacktestResult result) {
    var all = new ArrayList<Phrase>(result.notes());
    all.addAll(result.luck().sentences());
    all.add(new LaboratoryText.PastIsNoPromise());
    return all;
  }
}

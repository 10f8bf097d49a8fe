package evenkeel.app;

import evenkeel.backtest.BadHistory;
import evenkeel.backtest.Measures;
import evenkeel.backtest.Sweep;
import evenkeel.backtest.Trial;
import evenkeel.backtest.Walk;
import evenkeel.backtest.WalkRules;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.Policies;
import evenkeel.domain.Policy;
import evenkeel.drawing.Line;
import evenkeel.drawing.Line.Point;
import evenkeel.drawing.Markup;
import evenkeel.drawing.Style;
import evenkeel.drawing.TimeChart;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code policies}: every named policy on the same prices. */
@Command(
    name = "policies", description = "Every policy that has a name, and the configured one, on the same past prices.",
    sortOptions = false, footer = {
        "",
        "The returns usually differ by less than the luck of the day; the last line says so.",
        "",
        "Examples:",
        "  evenkeel policies",
        "  evenkeel policies --from 2019-05-08 --html policies.html",
    })
final class PoliciesCommand implements Callable<Integer> {
  private final Invocation invocation;
  private final EvenkeelCommand program;

  @Mixin
  private LaboratoryOptions options = new LaboratoryOptions();

  @Option(names = "--seed", paramLabel = "N", description = "Of the resampling that luck is measured by. Default: 1.")
  private int seed = 1;

  @Option(names = "--json", description = "Print one JSON object a policy.")
  private boolean json;

  @Option(names = "--html", paramLabel = "FILE", description = "Write one self-contained page there.")
  private @Nullable Path html;

  PoliciesCommand(Invocation invocation, EvenkeelCommand program) {
    this.invocation = invocation;
    this.program = program;
  }

  /** A policy on these prices. */
  private record Row(boolean isConfigured, Walk walk, Measures measures) {
    String name() {
      return isConfigured ? "*" + walk.policy().name() : walk.policy().name();
    }
  }

  @Override
  public Integer call() {
    Settings settings = invocation.settings(program.config());
    try (Progress progress = Progress.on(invocation.terminal())) {
      progress.step(new LaboratoryText.ReadingPrices());
      LaboratoryOptions.Input input = options.history(settings);
      WalkRules rules = options.rules(settings);
      List<Row> rows = rows(LaboratoryOptions.configured(settings), input, rules, progress);
      List<Phrase> luck = BacktestLuck.comparisons(
          rows.getFirst().walk(), rows.getFirst().name(), rows.stream().skip(1).map(Row::walk).toList(), seed);
      progress.step(new StepText.Done());
      print(rows, luck);
      if (html != null) {
        BacktestCommand.write(html, page(rows, luck, invocation.terminal().language()));
        invocation.terminal().say(new LaboratoryText.FileWritten(html));
      }
    } catch (BadHistory bad) {
      throw new CommandFailure(ExitCode.USAGE, bad.problems());
    }
    return ExitCode.DONE;
  }

  /** The configured one first. */
  private static List<Row> rows(
      Policy configured, LaboratoryOptions.Input input, WalkRules rules, Progress progress) {
    var policies = new ArrayList<Policy>();
    policies.add(configured);
    Policies.NAMES.forEach(name -> policies.add(Policies.of(name)));
    var done = new AtomicLong();
    List<Walk> walks = Sweep.each(
        input.history(), policies.stream().map(policy -> new Trial(policy.name(), policy, rules)).toList(), walk -> {
          progress.step(new LaboratoryText.Walking(done.incrementAndGet(), policies.size()));
          return walk;
        });
    return IntStream.range(0, walks.size())
        .mapToObj(i -> new Row(i == 0, walks.get(i), Measures.of(walks.get(i)))).toList();
  }

  private void print(List<Row> rows, List<Phrase> luck) {
    Terminal terminal = invocation.terminal();
    if (json) {
      rows.forEach(row -> terminal.line(Json.object(object -> {
        object.text("policy", row.walk().policy().name()).flag("configured", row.isConfigured());
        Measured.write(object, row.measures());
      })));
      return;
    }
    var columns = new ArrayList<Table.Column>();
    columns.add(Table.left(new Heading.Policy()));
    Measured.SHORT.forEach(each -> columns.add(Table.right(each.heading())));
    Table table = new Table(columns.toArray(Table.Column[]::new));
    for (Row row : rows) {
      var cells = new ArrayList<String>();
      cells.add(row.name());
      Measured.SHORT.forEach(each -> cells.add(each.text().apply(row.measures())));
      table.row(cells.toArray(String[]::new));
    }
    terminal.print(table);
    terminal.line("");
    luck.forEach(terminal::say);
    terminal.say(new LaboratoryText.PastIsNoPromise());
  }

  private static String page(List<Row> rows, List<Phrase> luck, Language language) {
    String title = language.say(new Heading.Policies());
    StringBuilder page = LaboratoryPage.begin(title, language)
        .append("<div class=\"wide\"><table><thead><tr><th scope=\"col\">")
        .append(Markup.escape(language.say(new Heading.Policy()))).append("</th>");
    Measured.SHORT.forEach(each -> page.append("<th scope=\"col\">")
        .append(Markup.escape(language.say(each.heading()))).append("</th>"));
    page.append("</tr></thead><tbody>");
    for (Row row : rows) {
      page.append("<tr><th scope=\"row\">").append(Markup.escape(row.name())).append("</th>");
      Measured.SHORT.forEach(each -> page.append("<td>")
          .append(Markup.escape(each.text().apply(row.measures()))).append("</td>"));
      page.append("</tr>");
    }
    page.append("</tbody></table></div>");
    luck.forEach(sentence -> page.append("<p class=\"soft\">").append(Markup.escape(language.say(sentence)))
        .append("</p>"));
    List<Line> lines = rows.stream().map(PoliciesCommand::line).toList();
    return page.append("<section><h2>").append(Markup.escape(language.say(new LaboratoryText.PoliciesChart())))
        .append("</h2>").append(Style.legend(lines.stream().map(Line::name).toList()))
        .append(new TimeChart(
            language.say(new LaboratoryText.PoliciesChart()), lines, List.of(), List.of(), false,
            value -> String.format(Locale.ROOT, "%,.0f", value)).svg())
        .append("</section>").append(LaboratoryPage.END).toString();
  }

  private static Line line(Row row) {
    List<LocalDate> days = row.walk().history().sessions();
    return new Line(row.name(), IntStream.range(0, days.size())
        .mapToObj(at -> new Point(days.get(at), row.walk().values().get(at).doubleValue())).toList());
  }
}

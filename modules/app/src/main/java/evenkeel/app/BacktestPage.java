package evenkeel.app;

import evenkeel.backtest.LookEvent;
import evenkeel.backtest.Measures;
import evenkeel.backtest.Walk;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import evenkeel.drawing.HeatMap;
import evenkeel.drawing.Line;
import evenkeel.drawing.Line.Point;
import evenkeel.drawing.Mark;
import evenkeel.drawing.Markup;
import evenkeel.drawing.Style;
import evenkeel.drawing.TimeChart;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** A result as one self-contained HTML page: no script, nothing loaded from elsewhere. */
record BacktestPage(BacktestResult result, Language language) {
  private static final int TRADES_SHOWN = 400;

  String html() {
    String title = language.say(result.title());
    StringBuilder page = LaboratoryPage.begin(title, language);
    BacktestCommand.sentences(result).forEach(
        sentence -> page.append("<p class=\"soft\">").append(escaped(sentence)).append("</p>"));
    measures(page);
    charts(page);
    grid(page);
    trades(page);
    return page.append(LaboratoryPage.END).toString();
  }

  private void measures(StringBuilder page) {
    page.append("<section><table><caption>").append(escaped(new LaboratoryText.DriftFirst()))
        .append("</caption><tbody>");
    for (Measured each : Measured.ALL) {
      page.append("<tr><th scope=\"row\">").append(escaped(each.heading())).append("</th><td>")
          .append(Markup.escape(each.text().apply(result.measures()))).append("</td></tr>");
    }
    page.append("</tbody></table></section>");
  }

  private void charts(StringBuilder page) {
    Walk walk = result.walk();
    List<Mark> marks = walk.events().stream().filter(event -> !event.isFirst())
        .map(event -> new Mark(event.filled(), language.say(
            new LaboratoryText.MarkOfTrades(event.filled(), event.trades().size()))))
        .toList();
    List<Symbol> symbols = walk.history().symbols();
    List<Line> weights = IntStream.range(0, symbols.size())
        .mapToObj(s -> line(symbols.get(s).value(), at -> walk.weight(at, s))).toList();
    chart(page, new LaboratoryText.WeightsChart(), weights, marks, levels(), false, Measured::percent);
    List<BigDecimal> values = walk.values();
    chart(page, new LaboratoryText.EquityChart(),
        List.of(line(walk.policy().name(), at -> values.get(at).doubleValue())), marks, List.of(), false,
        value -> String.format(Locale.ROOT, "%,.0f", value));
    chart(page, new LaboratoryText.FallChart(), List.of(line(walk.policy().name(), falls(values))), List.of(),
        List.of(), true, Measured::percent);
  }

  /** The edges of the band around each target. */
  private List<Double> levels() {
    var levels = new ArrayList<Double>();
    for (BigDecimal target : result.walk().rules().weights().values()) {
      result.walk().policy().drift().band(target).filter(band -> band.signum() > 0).ifPresent(band -> {
        levels.add(target.add(band).doubleValue());
        levels.add(target.subtract(band).doubleValue());
      });
    }
    return levels.stream().distinct().toList();
  }

  private static IntToDoubleFunction falls(List<BigDecimal> values) {
    double[] falls = new double[values.size()];
    double high = 0;
    for (int i = 0; i < falls.length; i++) {
      high = Math.max(high, values.get(i).doubleValue());
      falls[i] = high == 0 ? 0 : values.get(i).doubleValue() / high - 1;
    }
    return at -> falls[at];
  }

  private Line line(String name, IntToDoubleFunction value) {
    List<LocalDate> days = result.walk().history().sessions();
    return new Line(
        name,
        IntStream.range(0, days.size()).mapToObj(at -> new Point(days.get(at), value.applyAsDouble(at))).toList());
  }

  private void chart(
      StringBuilder page, Phrase heading, List<Line> lines, List<Mark> marks, List<Double> levels, boolean isFilled,
      DoubleFunction<String> label) {
    page.append("<section><h2>").append(escaped(heading)).append("</h2>");
    if (lines.size() > 1) {
      page.append(Style.legend(lines.stream().map(Line::name).toList()));
    }
    page.append(new TimeChart(language.say(heading), lines, marks, levels, isFilled, label).svg())
        .append("</section>");
  }

  /** Two varied settings as heat maps, any other number as a table. */
  private void grid(StringBuilder page) {
    if (result.cells().isEmpty()) {
      return;
    }
    page.append("<section><h2>").append(escaped(new LaboratoryText.GridOf(result.cells().size())))
        .append("</h2><p class=\"soft\">").append(escaped(new LaboratoryText.SmallerThanLuck())).append("</p>");
    Map<String, List<String>> varied = result.grid().varied();
    if (varied.size() == 2) {
      Measured.SHORT.forEach(each -> page.append("<div class=\"wide\">").append(heat(each, varied)).append("</div>"));
    } else {
      page.append("<div class=\"wide\"><table><thead><tr>");
      varied.keySet().forEach(key -> page.append("<th scope=\"col\">").append(Markup.escape(key)).append("</th>"));
      Measured.SHORT.forEach(
          each -> page.append("<th scope=\"col\">").append(escaped(each.heading())).append("</th>"));
      page.append("</tr></thead><tbody>");
      for (BacktestResult.Cell cell : result.cells()) {
        page.append("<tr>");
        cell.values().forEach(value -> page.append("<td>").append(Markup.escape(value)).append("</td>"));
        Measured.SHORT.forEach(each -> page.append("<td>")
            .append(Markup.escape(each.text().apply(cell.measures()))).append("</td>"));
        page.append("</tr>");
      }
      page.append("</tbody></table></div>");
    }
    page.append("</section>");
  }

  private String heat(Measured measured, Map<String, List<String>> varied) {
    List<String> keys = List.copyOf(varied.keySet());
    List<String> rows = varied.get(keys.get(1));
    List<String> columns = varied.get(keys.get(0));
    var cells = new ArrayList<List<HeatMap.Cell>>();
    for (int row = 0; row < rows.size(); row++) {
      var line = new ArrayList<HeatMap.Cell>();
      for (int column = 0; column < columns.size(); column++) {
        Measures measures = result.cells().get(column * rows.size() + row).measures();
        line.add(new HeatMap.Cell(measured.number().apply(measures).doubleValue(), measured.text().apply(measures)));
      }
      cells.add(line);
    }
    return new HeatMap(
        language.say(measured.heading()), keys.get(0), keys.get(1), columns, rows, cells).html();
  }

  private void trades(StringBuilder page) {
    List<LookEvent> events = result.walk().events();
    page.append("<section><h2>").append(escaped(new LaboratoryText.TradesInHeading()))
        .append("</h2><div class=\"wide\"><table><thead><tr>");
    for (Phrase heading : List.<Phrase>of(
        new Heading.Day(), new Heading.Symbol(), new Heading.Shares(), new Heading.Price(), new Heading.Value(),
        new Heading.Commission())) {
      page.append("<th scope=\"col\">").append(escaped(heading)).append("</th>");
    }
    page.append("</tr></thead><tbody>");
    events.stream().flatMap(event -> event.trades().stream()).limit(TRADES_SHOWN)
        .forEach(trade -> page.append("<tr><td>")
            .append(trade.date()).append("</td><td>").append(Markup.escape(trade.symbol().value())).append("</td><td>")
            .append(Markup.escape(Figures.shares(trade.quantity()))).append("</td><td>")
            .append(Markup.escape(Figures.price(trade.price()))).append("</td><td>")
            .append(Markup.escape(Figures.money(trade.value()))).append("</td><td>")
            .append(Markup.escape(Figures.money(trade.commission()))).append("</td></tr>"));
    page.append("</tbody></table></div></section>");
  }

  private String escaped(Phrase phrase) {
    return Markup.escape(language.say(phrase));
  }
}

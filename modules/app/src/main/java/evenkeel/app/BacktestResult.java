package evenkeel.app;

import evenkeel.backtest.Measures;
import evenkeel.backtest.Walk;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code backtest} found.
 *
 * @param cells one for each combination of varied settings; none where nothing is varied
 * @param priceNotes what is worth knowing of the prices
 */
record BacktestResult(
    Walk walk, Measures measures, PolicyGrid grid, List<Cell> cells, BacktestLuck luck, List<Phrase> priceNotes) {
  BacktestResult {
    cells = List.copyOf(cells);
    priceNotes = List.copyOf(priceNotes);
  }

  /** A combination of varied settings. */
  record Cell(List<String> values, Measures measures) {}

  Phrase title() {
    List<LocalDate> days = walk.history().sessions();
    return new LaboratoryText.LaboratoryTitle(
        walk.policy().name(),
        walk.history().symbols().stream().map(Symbol::value).collect(Collectors.joining(", ")), days.getFirst(),
        days.getLast());
  }

  /** What is worth knowing of the prices, the sessions without a close among it. */
  List<Phrase> notes() {
    String filled = walk.history().filled().entrySet().stream().filter(entry -> entry.getValue() > 0)
        .map(entry -> entry.getKey() + " " + entry.getValue()).sorted().collect(Collectors.joining(", "));
    return filled.isEmpty()
        ? priceNotes
        : Stream.concat(
            Stream.of(new LaboratoryText.FilledSessions(filled)), priceNotes.stream()).toList();
  }

  /** One object: policy, days, measures, events, and the grid. */
  String json() {
    return Json.object(object -> {
      List<LocalDate> days = walk.history().sessions();
      object.text("policy", walk.policy().name()).text("from", days.getFirst().toString())
          .text("to", days.getLast().toString()).integer("sessions", days.size())
          .text("fill", walk.rules().fillAt().text()).text("lot_size", walk.rules().plan().lotSize().text())
          .number("capital", walk.rules().capital());
      object.object("weights", weights -> {
        for (var entry : walk.rules().weights().entrySet()) {
          weights.number(entry.getKey().value(), entry.getValue());
        }
      });
      object.object("measures", measured -> Measured.write(measured, measures));
      object.objects("events", walk.events().stream().<Json.Fields>map(event -> line -> {
        line.text("look", event.look().toString()).text("filled", event.filled().toString())
            .flag("first", event.isFirst()).integer("tranche", event.tranche())
            .texts("breached", event.breached().stream().map(Symbol::value).toList())
            .number("value_after", event.valueAfter());
        line.objects("trades", event.trades().stream().<Json.Fields>map(trade -> one -> one
            .text("symbol", trade.symbol().value()).number("quantity", trade.quantity())
            .number("price", trade.price()).number("commission", trade.commission())).toList());
      }).toList());
      if (!cells.isEmpty()) {
        List<String> keys = List.copyOf(grid.varied().keySet());
        object.objects("grid", cells.stream().<Json.Fields>map(cell -> one -> {
          one.object("settings", settings -> {
            for (int i = 0; i < keys.size(); i++) {
              settings.text(keys.get(i), cell.values().get(i));
            }
          });
          one.object("measures", measured -> Measured.write(measured, cell.measures()));
        }).toList());
      }
      object.object("luck", luck::write);
    });
  }
}

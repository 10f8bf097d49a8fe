package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.WholeWealth;
import java.io.IOException;
import java.util.Locale;

/** How the whole portfolio reads: the broker's account and what is held elsewhere. */
final class WholeWealthText {
  private WholeWealthText() {}

  static void print(Terminal terminal, WholeWealth wealth, TimeText times) {
    terminal.line("");
    switch (wealth) {
      case WholeWealth.Unknown unknown ->
        terminal
            .line(terminal.paint(Colour.YELLOW, terminal.language().say(new ScreenText.NotJudged(unknown.reason()))));
      case WholeWealth.Judged judged -> {
        Table table = new Table(
            Table.left(new Heading.WholePortfolio()), Table.right(new Heading.ValueIn("USD")),
            Table.right(new Heading.Weight()), Table.right(new Heading.Target()),
            Table.right(new Heading.Drift()));
        for (WholeWealth.Line line : judged.lines()) {
          table.row(line.name(), Figures.money(line.value()), Figures.percent(line.weight()),
              Figures.percent(line.target()), terminal.language().say(Figures.points(line.drift())));
        }
        terminal.print(table);
        terminal.say(new ScreenText.ValueAsOf(judged.elsewhere().name(), times.both(judged.asOf())));
        judged.move().ifPresent(
            move -> terminal.line(terminal.paint(Colour.YELLOW, terminal.language().say(move(judged, move)))));
      }
    }
  }

  private static Phrase move(WholeWealth.Judged judged, WholeWealth.Move move) {
    String usd = Figures.money(move.usd(), "USD");
    return switch (move.to()) {
      case ELSEWHERE -> new ScreenText.ShouldMoveElsewhere(usd, judged.elsewhere().name());
      case BROKER -> new ScreenText.ShouldMoveToBroker(usd, judged.elsewhere().name());
    };
  }

  /** The same for programs. */
  static void write(Json.Writer object, WholeWealth wealth) throws IOException {
    switch (wealth) {
      case WholeWealth.Unknown unknown -> object.text("whole_portfolio_unknown", unknown.reason());
      case WholeWealth.Judged judged -> {
        object.objects("whole_portfolio", judged.lines().stream().<Json.Fields>map(line -> one -> one
            .text("name", line.name())
            .number("market_value", line.value())
            .number("current_weight", line.weight())
            .number("target_weight", line.target())
            .number("drift", line.drift())).toList());
        if (judged.move().isPresent()) {
          WholeWealth.Move move = judged.move().get();
          object.text("move_to", move.to().name().toLowerCase(Locale.ROOT)).number("move_usd", move.usd());
        }
      }
    }
  }
}

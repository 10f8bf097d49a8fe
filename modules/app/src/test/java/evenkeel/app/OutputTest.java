package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables, figures, times and progress. */
class OutputTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      1171526.18  | 1,171,526.18 USD
      999.999     | 1,000.00 USD
      -1234.5     | -1,234.50 USD
      0           | 0.00 USD
      -0.001      | 0.00 USD
      123         | 123.00 USD
      """)
  void shouldShowMoneyWithThousandsAndCurrency(BigDecimal amount, String text) {
    assertThat(Figures.money(amount, "USD")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      0.0621     | +6.21 pts
      -0.19553   | -19.55 pts
      0          | 0.00 pts
      0.00004    | 0.00 pts
      """)
  void shouldShowDriftInPointsWithItsSign(BigDecimal drift, String text) {
    assertThat(Language.EN.say(Figures.points(drift))).isEqualTo(text);
  }

  @Test
  void shouldShowPricesAndSharesWithTheDigitsTheyHave() {
    assertThat(Figures.price(new BigDecimal("400"))).isEqualTo("400.00");
    assertThat(Figures.price(new BigDecimal("1234.56780"))).isEqualTo("1,234.5678");
    assertThat(Figures.shares(new BigDecimal("62249.0"))).isEqualTo("62,249");
    assertThat(Figures.shares(new BigDecimal("1E+3"))).isEqualTo("1,000");
    assertThat(Figures.shares(new BigDecimal("46.875"))).isEqualTo("46.875");
    assertThat(Figures.percent(new BigDecimal("0.33333"))).isEqualTo("33.33 %");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Asia/Shanghai     | 15:45 New York · 04:45 Beijing (+1 day)
      Europe/Berlin     | 15:45 New York · 21:45 Berlin
      America/Argentina/Buenos_Aires | 15:45 New York · 17:45 Buenos Aires
      UTC               | 15:45 New York · 20:45 UTC
      America/New_York  | 15:45 New York
      America/Toronto   | 15:45 New York
      """)
  void shouldShowTimesAtBothPlaces(String zone, String text) {
    assertThat(new TimeText(ZoneId.of(zone), Language.EN).both(Instant.parse("2025-12-31T20:45:59Z"))).isEqualTo(text);
  }

  @Test
  void shouldFollowBothPlacesThroughTheirSummers() {
    // Between the two changes of clocks Berlin is five hours ahead instead of six.
    var times = new TimeText(ZoneId.of("Europe/Berlin"), Language.EN);

    assertThat(times.full(Instant.parse("2025-10-31T19:45:00Z")))
        .isEqualTo("Fri 2025-10-31 15:45 New York · 20:45 Berlin");
  }

  @Test
  void shouldAlignColumnsAndLeaveNoTrailingBlanks() {
    Table table = new Table(Table.left("Name"), Table.right("Amount"), Table.left(""))
        .row("A", "1", "").row("Longer", "1,000.00", "note");

    assertThat(table.lines(terminal(false))).containsExactly(
        "Name      Amount", "A              1", "Longer  1,000.00  note");
  }

  @Test
  void shouldAlignChineseByWhatItTakesOnATerminal() {
    Table table = new Table(Table.left(new Heading.Holding()), Table.right("金额"), Table.left(new Heading.Note()))
        .row("GLD", "1,000.00", "全部成交。").row("中文（甲）", "1", "x");
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);

    assertThat(table.lines(Terminal.of(stream, stream, Map.of(), Language.ZH))).containsExactly(
        "持仓            金额  备注", "GLD         1,000.00  全部成交。", "中文（甲）         1  x");
  }

  @Test
  void shouldColourTextAndNotTheBlanksAroundIt() {
    Table table = new Table(Table.left("A"), Table.left("B")).row(
        List.of(new Table.Cell("x", Colour.RED), new Table.Cell("y", Colour.PLAIN)));

    assertThat(table.lines(terminal(true))).element(1).isEqualTo("\u001b[31mx\u001b[0m  y");
  }

  @Test
  void shouldRefuseARowThatDoesNotFit() {
    Table table = new Table(Table.left("A"));

    assertThatIllegalArgumentException().isThrownBy(() -> table.row("x", "y"));
  }

  @Test
  void shouldStaySilentWhileStepsAreQuick() {
    var ticks = new TicksByHand();
    try (var progress = Progress.on(terminal(true), ticks)) {
      progress.step(Phrase.of("connecting"));
      progress.step(Phrase.of("asking"));
    }

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(ticks.closed).isTrue();
  }

  @Test
  void shouldStaySilentWhereNobodyLooksOn() {
    var ticks = new TicksByHand();
    try (var progress = Progress.on(terminal(false), ticks)) {
      progress.step(Phrase.of("connecting"));
      ticks.secondPasses();
    }

    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void shouldRedrawTheLineOnATerminalAndClearItAtTheEnd() {
    var ticks = new TicksByHand();
    try (var progress = Progress.on(terminal(true), ticks)) {
      progress.step(Phrase.of("connecting"));
      ticks.secondPasses();
      ticks.secondPasses();
    }

    String clear = "\r\u001b[2K";
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(clear + "connecting … 1 s" + clear + "connecting … 2 s" + clear);
  }

  private Terminal terminal(boolean real) {
    var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    return Terminal.of(stream, stream, Map.of("EVENKEEL_TERMINAL", real ? "in out err" : ""), Language.EN);
  }

  private static final class TicksByHand implements Progress.Ticks {
    private Runnable action = () -> {};
    private boolean closed;

    @Override
    public void every(Duration period, Runnable what) {
      assertThat(period).isEqualTo(Duration.ofSeconds(1));
      action = what;
    }

    @Override
    public void close() {
      closed = true;
    }

    private void secondPasses() {
      action.run();
    }
  }
}

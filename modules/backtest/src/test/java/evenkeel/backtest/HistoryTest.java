package evenkeel.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.domain.Language;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Policies;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final Symbol A = new Symbol("A");
  private static final List<LocalDate> DAYS = NyseCalendar
      .sessions(LocalDate.of(2025, 1, 2), LocalDate.of(2025, 3, 31)).stream().map(Session::date).toList();

  private static SortedMap<LocalDate, BigDecimal> rows() {
    SortedMap<LocalDate, BigDecimal> rows = new TreeMap<>();
    DAYS.forEach(day -> rows.put(day, new BigDecimal("100")));
    return rows;
  }

  private static SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes(SortedMap<LocalDate, BigDecimal> rows) {
    SequencedMap<Symbol, SortedMap<LocalDate, BigDecimal>> closes = new LinkedHashMap<>();
    closes.put(A, rows);
    return closes;
  }

  private static void assertRefused(History.Input input, String line) {
    assertThatThrownBy(() -> History.of(input)).isInstanceOf(BadHistory.class).hasMessage(line);
  }

  @Test
  void fiveSessionsAreFilledAndCountedAndSixAreNot() {
    SortedMap<LocalDate, BigDecimal> rows = rows();
    DAYS.subList(3, 8).forEach(day -> rows.remove(day));
    assertThat(History.of(History.Input.of(closes(rows), Income.RAW)).filled()).containsEntry(A, 5);

    rows.remove(DAYS.get(8));
    assertRefused(
        History.Input.of(closes(rows), Income.RAW),
        "A: no close in 6 sessions between " + DAYS.get(2) + " and " + DAYS.get(9) + "; at most 5 are filled");
  }

  @Test
  void whatCannotBeBelievedIsNamed() {
    SortedMap<LocalDate, BigDecimal> rows = rows();
    rows.put(DAYS.get(4), BigDecimal.ZERO);
    assertRefused(
        History.Input.of(closes(rows), Income.RAW), "A: the close 0 of " + DAYS.get(4) + " is not a price");

    rows = rows();
    rows.put(LocalDate.of(2025, 1, 4), BigDecimal.TEN);
    assertRefused(
        History.Input.of(closes(rows), Income.RAW),
        "A: there is a row for 2025-01-04, on which the exchange was closed");
    assertRefused(History.Input.of(closes(new TreeMap<>()), Income.RAW), "A: there are no closes");
    assertRefused(
        new History.Input(
            closes(rows()), Income.RAW, Map.of(), Map.of(), new TreeMap<>(), Optional.of(LocalDate.of(2024, 12, 30)),
            Optional.empty()),
        "A: the first close is of 2025-01-02, after the start 2024-12-30");
    assertRefused(
        new History.Input(
            closes(rows()), Income.ADJUSTED, Map.of(A, new TreeMap<>(Map.of(DAYS.get(5), BigDecimal.ONE))), Map.of(),
            new TreeMap<>(), Optional.empty(), Optional.empty()),
        "A: distributions beside closes that are adjusted for them count income twice");
  }

  @Test
  void everyLineIsThereInBothLanguages() {
    assertThat(Language.EN.sentencesBeside(History.class).keySet())
        .isEqualTo(Language.ZH.sentencesBeside(History.class).keySet()).isNotEmpty();
  }

  @Test
  void distributionsSplitsAndFlowsReachTheBooks() {
    SortedMap<LocalDate, BigDecimal> rows = rows();
    DAYS.subList(10, DAYS.size()).forEach(day -> rows.put(day, new BigDecimal("50")));
    History history = History.of(new History.Input(
        closes(rows), Income.RAW, Map.of(A, new TreeMap<>(Map.of(DAYS.get(5), BigDecimal.ONE))),
        Map.of(A, new TreeMap<>(Map.of(DAYS.get(10), new BigDecimal("2")))),
        new TreeMap<>(Map.of(DAYS.get(20), new BigDecimal("100"))), Optional.empty(), Optional.empty()));
    SequencedMap<Symbol, BigDecimal> weights = new LinkedHashMap<>();
    weights.put(A, BigDecimal.ONE);
    Walk walk = Walk.of(
        history, Policies.of("absolute", Map.of("breach", "never")), WalkRules.exact(new BigDecimal("1000"), weights));

    assertThat(walk.values().get(4)).isEqualByComparingTo("1000");
    assertThat(walk.values().get(10)).isEqualByComparingTo("1010");
    assertThat(walk.values().getLast()).isEqualByComparingTo("1110");
    assertThat(Measures.of(walk).returnPerYear()).isCloseTo(
        Math.pow(1.01, 1 / history.years()) - 1, Offset.offset(1e-9));
  }
}

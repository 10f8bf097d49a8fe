package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API's words for durations, bar sizes and kinds of bars. */
class HistoryWordsTest {
  @ParameterizedTest
  @CsvSource({"6 M, 6 M", "6M, 6 M", "' 10 d ', 10 D", "86400 S, 86400 S", "5 Y, 5 Y", "52 W, 52 W"})
  void shouldReadDurations(String text, String span) {
    assertThat(HistorySpan.parse(text)).hasToString(span);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "M", "6", "6 Q", "0 D", "-1 D", "1.5 Y", "86401 S", "101 Y", "6 MM", "999999 D"})
  void shouldRefuseWhatIsNoDuration(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> HistorySpan.parse(text)).withMessageContaining("duration");
  }

  @Test
  void shouldKnowEveryBarSizeByTheApisWord() {
    for (BarSize size : BarSize.values()) {
      assertThat(BarSize.of(size.word())).isEqualTo(size);
      assertThat(size.countMax(size.spanMax().unit())).isEqualTo(size.spanMax().count());
      assertThat(size.fitsInto(size.spanMax())).isTrue();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> BarSize.of("1 minute"))
        .withMessageContaining("1 min, 2 mins").withMessageContaining("1 month");
  }

  @ParameterizedTest
  @CsvSource({"30 secs, 1 D, 0", "1 min, 1 D, 1", "1 min, 86400 S, 86400", "5 mins, 1 M, 0", "5 mins, 1 D, 5",
      "1 hour, 1 W, 4", "1 day, 1 M, 12", "1 day, 1 W, 52", "1 month, 1 Y, 1"})
  void shouldKnowHowMuchOneRequestMayAskFor(String size, String span, int count) {
    assertThat(BarSize.of(size).countMax(HistorySpan.parse(span).unit())).isEqualTo(count);
  }

  @Test
  void shouldNotFitAMonthIntoAWeek() {
    assertThat(BarSize.MONTH_1.fitsInto(HistorySpan.parse("1 W"))).isFalse();
    assertThat(BarSize.DAY_1.fitsInto(HistorySpan.parse("3600 S"))).isFalse();
    assertThat(BarSize.DAY_1.fitsInto(HistorySpan.parse("1 D"))).isTrue();
  }

  @Test
  void shouldKnowTheKinds() {
    assertThat(BarKind.of("trades")).contains(BarKind.TRADES);
    assertThat(BarKind.of("VWAP")).isEmpty();
    assertThat(BarKind.ADJUSTED_LAST.takesAnEnd()).isFalse();
  }
}

package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as text, and what is none that can be computed with. */
class DecimalTextTest {

  @ParameterizedTest
  @ValueSource(strings = {
      "0", "-1", "100000.50", "1E3", "1.1368683772161603E-13", "3.4028235E38", "0E-16",
      "1234567890123456789012345678901234567890.0000000001"})
  void shouldReadNumbersAsTheyAreWritten(String text) {
    assertThat(DecimalText.parse(text)).contains(new BigDecimal(text));
    assertThat(DecimalText.kind(text)).isEqualTo(DecimalText.Kind.NUMBER);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "1E999999999", "-1E999999999", "1E-999999999", "0E999999999", "0E-2147483647", "1E300", "1E40", "1E-65",
      "1.7976931348623157E308"})
  void shouldRefuseNumbersOutOfBounds(String text) {
    assertThat(DecimalText.parse(text)).isEmpty();
    assertThat(DecimalText.kind(text)).isEqualTo(DecimalText.Kind.OUT_OF_BOUNDS);
    assertThatThrownBy(() -> DecimalText.require(text)).isInstanceOf(NumberFormatException.class)
        .hasMessage("a number out of bounds: '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NaN", "Infinity", "1,000", "12 USD", "1E99999999999"})
  void shouldRefuseWhatIsNoNumber(String text) {
    assertThat(DecimalText.parse(text)).isEmpty();
    assertThat(DecimalText.kind(text)).isEqualTo(DecimalText.Kind.NOT_A_NUMBER);
    assertThatThrownBy(() -> DecimalText.require(text)).hasMessage("not a number: '" + text + "'");
  }

  @Test
  void shouldNotReadTextsOfAnyLength() {
    assertThat(DecimalText.parse("0".repeat(1_000_000))).isEmpty();
    assertThat(DecimalText.kind("1".repeat(1_000_000))).isEqualTo(DecimalText.Kind.OUT_OF_BOUNDS);
  }
}

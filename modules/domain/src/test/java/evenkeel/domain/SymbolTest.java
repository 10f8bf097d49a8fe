package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolTest {
  @ParameterizedTest
  @ValueSource(strings = {"GLD", "A", "BRK B", "BF.B", "sUSDe", "0700", "ABCDEFGHIJKLMNOPQRST"})
  void shouldTakeWhatBrokersAndOwnersCallThings(String text) {
    assertThat(new Symbol(text)).hasToString(text);
    assertThat(Symbol.of(text)).contains(new Symbol(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", " GLD", "GLD ", "ABCDEFGHIJKLMNOPQRSTU", "GL\nD", "GLD\n",
      "GLD,BIL", "-GLD", "金"})
  void shouldRefuseWhatCannotBeASymbol(String text) {
    assertThat(Symbol.of(text)).isEmpty();
    assertThatThrownBy(() -> new Symbol(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSortByName() {
    assertThat(new Symbol("BIL")).isLessThan(new Symbol("GLD"));
  }

  @Test
  void shouldKnowHowTheBrokerWritesAClassOfShares() {
    assertThat(new Symbol("BRK.B").classShare()).contains(new Symbol("BRK B"));
    assertThat(new Symbol("BF-A").classShare()).contains(new Symbol("BF A"));
    assertThat(new Symbol("BRK B").classShare()).isEmpty();
    assertThat(new Symbol("GLD").classShare()).isEmpty();
  }
}

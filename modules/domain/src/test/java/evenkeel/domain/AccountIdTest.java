package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdTest {
  @ParameterizedTest
  @CsvSource({"DU1234567, PAPER", "DF1234567, PAPER", "D1234567, PAPER", "U1234567, LIVE",
      "F1234567, LIVE", "I1234567, LIVE"})
  void shouldKnowTheKindByTheFirstLetter(String text, AccountKind kind) {
    assertThat(new AccountId(text).kind()).isEqualTo(kind);
    assertThat(AccountId.of(text)).contains(new AccountId(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "All", "X1234567", "du1234567", "DU", "DU12345678901234567",
      "U1234567 ", "1234567", "U12345é7"})
  void shouldRefuseAnAccountWhoseKindIsUnknown(String text) {
    assertThat(AccountId.of(text)).isEmpty();
    assertThatThrownBy(() -> new AccountId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNeverShowTheWholeNumber() {
    assertThat(new AccountId("DU1234567")).hasToString("DU***67");
    assertThatThrownBy(() -> new AccountId("X7654321"))
        .hasMessageNotContaining("7654321");
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(nullValues = "fits", value = {"dry-run, DU1234567, fits", "dry-run, U1234567, fits",
      "paper, DU1234567, fits", "live, U1234567, fits",
      "paper, U1234567, mode is paper but U1***67 is a live account",
      "live, DU1234567, mode is live but DU***67 is a paper account"})
  void shouldMatchModeAndAccount(String mode, String account,
      @Nullable String refusal) {
    assertThat(TradingMode.of(mode).refusal(new AccountId(account)).orElse(null))
        .isEqualTo(refusal);
    assertThat(TradingMode.of(mode).text()).isEqualTo(mode);
  }

  @Test
  void shouldListTheModesWhenOneIsMisspelt() {
    assertThatThrownBy(() -> TradingMode.of("Live"))
        .hasMessage("mode must be dry-run, paper or live, was 'Live'");
  }
}

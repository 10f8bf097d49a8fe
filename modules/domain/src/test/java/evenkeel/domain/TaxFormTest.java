package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxFormTest {
  private static final TaxForm FORM = new TaxForm(LocalDate.of(2024, 5, 1));

  @Test
  void shouldEndWithTheThirdFollowingYear() {
    assertThat(FORM.validUntil()).isEqualTo("2027-12-31");
    assertThat(new TaxForm(LocalDate.of(2024, 12, 31)).validUntil()).isEqualTo("2027-12-31");
    assertThat(new TaxForm(LocalDate.of(2025, 1, 1)).validUntil()).isEqualTo("2028-12-31");
  }

  @ParameterizedTest
  @CsvSource({"2027-10-01, ", "2027-10-02, 90", "2027-12-01, 30", "2027-12-24, 7", "2027-12-31, 7", "2028-01-01, 0"})
  void shouldWarnAtNinetyThirtyAndSevenDaysAndOnceItIsOver(LocalDate today, Integer days) {
    assertThat(FORM.warning(today)).isEqualTo(Optional.ofNullable(days));
  }
}

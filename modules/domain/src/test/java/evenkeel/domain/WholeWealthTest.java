package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeWealthTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");
  private static final SleeveRules RULES = new SleeveRules(Duration.ofDays(2), new BigDecimal("0.05"));
  private static final Targets TARGETS = new Targets(
      List.of(
          new Target(new Symbol("GLD"), new BigDecimal("0.50"), Venue.BROKER),
          new Target(new Symbol("BIL"), new BigDecimal("0.25"), Venue.BROKER),
          new Target(new Symbol("sUSDe"), new BigDecimal("0.25"), Venue.ELSEWHERE)),
      BigDecimal.ZERO);

  @Test
  void shouldShowEveryPartAsAFractionOfTheWhole() {
    WholeWealth.Judged judged = judged("10000");

    assertThat(judged.total()).isEqualByComparingTo("40000");
    assertThat(judged.lines()).extracting(WholeWealth.Line::name).containsExactly("GLD", "BIL", "Cash", "sUSDe");
    assertThat(judged.lines().getFirst().weight()).isEqualByComparingTo("0.45");
    assertThat(judged.lines().getFirst().drift()).isEqualByComparingTo("-0.05");
    assertThat(judged.lines().get(2).weight()).isEqualByComparingTo("0.05");
    assertThat(judged.elsewhere().drift()).isEqualByComparingTo("0");
    assertThat(judged.move()).isEmpty();
  }

  /** From the threshold on, the whole distance is moved. 30,000 USD are at the broker. */
  @ParameterizedTest
  @CsvSource({"7500, BROKER, ELSEWHERE, 1875", "12857.15, ELSEWHERE, BROKER, 2142"})
  void shouldSayHowMuchMoneyShouldMoveAndWhere(String value, Venue from, Venue to, String usd) {
    assertThat(judged(value).move()).contains(new WholeWealth.Move(from, to, new BigDecimal(usd)));
  }

  @ParameterizedTest
  @CsvSource({"7501", "12857.14"})
  void shouldLeaveMoneyWhereItIsBelowTheThreshold(String value) {
    assertThat(judged(value).move()).isEmpty();
  }

  @Test
  void shouldNotJudgeByAValueThatIsTooOld() {
    Instant limit = NOW.minus(RULES.ageMax());

    assertThat(judge(new SleeveReading.Told(new BigDecimal("10000"), limit))).isInstanceOf(WholeWealth.Judged.class);
    assertThat(judge(new SleeveReading.Told(new BigDecimal("10000"), limit.minusSeconds(60)))).isEqualTo(
        new WholeWealth.Unknown("the value elsewhere is 48 h 1 min old, more than 48 h 0 min"));
  }

  @Test
  void shouldNotJudgeByAValueOfTheFuture() {
    assertThat(judge(new SleeveReading.Told(new BigDecimal("10000"), NOW.plusSeconds(301)))).isEqualTo(
        new WholeWealth.Unknown("the value elsewhere is dated 5 min 1 s ahead of the clock"));
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "1e300"})
  void shouldNotJudgeByAnImpossibleValue(String value) {
    assertThat(judge(new SleeveReading.Told(new BigDecimal(value), NOW))).isInstanceOf(WholeWealth.Unknown.class);
  }

  @Test
  void shouldPassOnWhyNothingWasTold() {
    assertThat(judge(new SleeveReading.NotTold("no answer"))).isEqualTo(new WholeWealth.Unknown("no answer"));
  }

  private static WholeWealth.Judged judged(String value) {
    return (WholeWealth.Judged) judge(new SleeveReading.Told(new BigDecimal(value), NOW));
  }

  private static WholeWealth judge(SleeveReading reading) {
    return WholeWealth.judge(TARGETS, new BigDecimal("30000"), account(), reading, RULES, NOW);
  }

  private static DriftReport account() {
    return new DriftReport(
        new BigDecimal("30000"), List.of(line("GLD", "18000"), line("BIL", "10000")), List.of(),
        new BigDecimal("2000"), BigDecimal.ZERO, BigDecimal.ZERO);
  }

  private static DriftLine line(String symbol, String value) {
    BigDecimal zero = BigDecimal.ZERO;
    return new DriftLine(
        new Symbol(symbol), zero, zero, zero, new BigDecimal(value), zero, zero, zero, false, Optional.empty());
  }
}

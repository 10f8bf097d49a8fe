package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ExtraTriggers.Move;
import evenkeel.domain.ExtraTriggers.Sight;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraTriggersTest {
  private static final CutOffRule CUT_OFF = new CutOffRule(LocalTime.of(15, 45), Duration.ofMinutes(15));
  private static final TriggerRules RULES = new TriggerRules(
      Optional.of(LocalTime.of(15, 0)), Optional.of(new BigDecimal("0.10")), Optional.of(new BigDecimal("500")), false,
      Duration.ofDays(3));
  /** Wednesday, 15:10 in New York. */
  private static final Instant NOW = Instant.parse("2025-10-22T19:10:00Z");

  private static List<String> daily(Instant now, Optional<Instant> lastFill) {
    return ExtraTriggers.daily(RULES, CUT_OFF, now, lastFill).stream().map(it -> it.run().value()).toList();
  }

  private static Sight sight(String last, String previousClose, Optional<String> cashFlow) {
    var moves = new LinkedHashMap<Symbol, Move>();
    moves.put(new Symbol("GLD"), new Move(new BigDecimal(last), new BigDecimal(previousClose)));
    return new Sight(moves, cashFlow.map(BigDecimal::new));
  }

  private static List<String> seen(Sight sight, Instant now, Optional<Instant> lastFill) {
    return ExtraTriggers.seen(RULES, CUT_OFF, sight, now, lastFill).stream().map(it -> it.run().value()).toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(nullValues = "none", value = {
      "2025-10-22T18:59:59Z, none", "2025-10-22T19:00:00Z, 20251022-drift", "2025-10-22T19:44:59Z, 20251022-drift",
      "2025-10-22T19:45:00Z, none",
      // A Saturday; the month end, which has its look; a half day, on which it is earlier.
      "2025-10-25T19:10:00Z, none", "2025-10-31T19:10:00Z, none", "2025-11-28T17:10:00Z, none",
      "2025-12-24T17:10:00Z, 20251224-drift", "2025-12-24T19:10:00Z, none"})
  void shouldLookOnceInEverySessionButTheLastOfTheMonth(Instant now, String run) {
    assertThat(daily(now, Optional.empty())).isEqualTo(run == null ? List.of() : List.of(run));
  }

  @ParameterizedTest(name = "{0} after {1}: {2}")
  @CsvSource({"90, 100, true", "90.01, 100, false", "50, 100, true", "110, 100, false", "0, 100, false",
      "90, 0, false", "-1, 100, false"})
  void shouldLookWhenATargetFellByTheFractionOrMore(String last, String previousClose, boolean isDue) {
    assertThat(seen(sight(last, previousClose, Optional.empty()), NOW, Optional.empty()))
        .isEqualTo(isDue ? List.of("20251022-drop-gld") : List.of());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"500, true", "499.99, false", "-500, true", "0, false"})
  void shouldLookWhenCashCameOrWent(String flow, boolean isDue) {
    assertThat(seen(sight("100", "100", Optional.of(flow)), NOW, Optional.empty()))
        .isEqualTo(isDue ? List.of("20251022-cash") : List.of());
  }

  @Test
  void shouldGiveEachEventOfASessionOneIdentity() {
    Sight sight = sight("80", "100", Optional.of("9000"));
    assertThat(seen(sight, NOW, Optional.empty())).containsExactly("20251022-drop-gld", "20251022-cash")
        .isEqualTo(seen(sight, NOW.minus(Duration.ofHours(3)), Optional.empty()));
    assertThat(seen(sight, NOW.plus(Duration.ofDays(1)), Optional.empty()))
        .containsExactly("20251023-drop-gld", "20251023-cash");
  }

  @Test
  void shouldLookAtNothingOutsideTheSessionOrAfterItsCutOff() {
    Sight sight = sight("80", "100", Optional.of("9000"));
    assertThat(seen(sight, Instant.parse("2025-10-22T13:29:00Z"), Optional.empty())).isEmpty();
    assertThat(seen(sight, Instant.parse("2025-10-22T19:45:00Z"), Optional.empty())).isEmpty();
    assertThat(seen(sight, Instant.parse("2025-10-25T16:00:00Z"), Optional.empty())).isEmpty();
  }

  @Test
  void shouldCoolDownFromTheLastFill() {
    Optional<Instant> lately = Optional.of(NOW.minus(Duration.ofDays(3)).plusSeconds(1));
    Optional<Instant> before = Optional.of(NOW.minus(Duration.ofDays(3)));
    Sight sight = sight("80", "100", Optional.of("9000"));
    assertThat(daily(NOW, lately)).isEmpty();
    assertThat(seen(sight, NOW, lately)).isEmpty();
    assertThat(daily(NOW, before)).hasSize(1);
    assertThat(seen(sight, NOW, before)).hasSize(2);
  }

  @Test
  void shouldNameASymbolThatIsNoPlainWord() {
    var moves = new LinkedHashMap<Symbol, Move>();
    moves.put(new Symbol("BRK B"), new Move(BigDecimal.ONE, BigDecimal.TEN));
    assertThat(seen(new Sight(moves, Optional.empty()), NOW, Optional.empty())).containsExactly("20251022-drop-brkb");
  }
}

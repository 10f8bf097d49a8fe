package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The harness can fail: a rule that is taken away is missed. Begins with the seed at which each was missed first; with
 * {@code -Devenkeel.all-seeds=true}, as {@code scripts/campaign --without} does, with the first seed.
 */
class TamperingTest {
  private static final long SEEDS_MAX = 500;
  private static final Map<Tampering, Long> MISSED_AT = Map.ofEntries(
      Map.entry(Tampering.NO_EPOCH_GATE, 159L),
      Map.entry(Tampering.NO_REFERENCE_MATCH, 12L),
      Map.entry(Tampering.NO_BREAK_LOCK, 100L),
      Map.entry(Tampering.NO_RESTART_WINDOW, 16L),
      Map.entry(Tampering.NO_GUARD_OF_CHANGES, 168L),
      Map.entry(Tampering.NO_CONTRACT_IDS, 10L),
      Map.entry(Tampering.NO_FOREIGN_ORDERS, 439L),
      Map.entry(Tampering.NO_POSITIONS_BEFORE_SECOND_ATTEMPT, 123L),
      Map.entry(Tampering.NO_CURRENCIES, 22L),
      Map.entry(Tampering.NO_RULE_OF_PREVIOUS_CLOSES, 26L),
      Map.entry(Tampering.NO_CORRECTIONS, 34L),
      Map.entry(Tampering.NO_SETTLED_CASH, 127L),
      Map.entry(Tampering.NO_CASH_BREACH, 10L),
      Map.entry(Tampering.NO_NEW_CONTRACT_ID, 107L),
      Map.entry(Tampering.NO_FIT_OF_EXECUTIONS, 277L),
      Map.entry(Tampering.NO_CORPORATE_ACTIONS, 21L),
      Map.entry(Tampering.NO_WORD_OF_CORRECTIONS, 287L),
      Map.entry(Tampering.NO_WORD_OF_SUPPORT, 6L),
      Map.entry(Tampering.NO_SECOND_WHAT_IF, 7L),
      Map.entry(Tampering.NO_KNOWN_REFUSALS, 137L),
      Map.entry(Tampering.NO_OTHER_WAY, 17L),
      Map.entry(Tampering.NO_POSITION_TYPES, 37L),
      Map.entry(Tampering.NO_WORDED_ZONES, 67L),
      Map.entry(Tampering.NO_IDS_ABOVE_OTHERS, 77L),
      Map.entry(Tampering.NO_WORD_OF_TRANSMIT, 137L),
      Map.entry(Tampering.NO_LATE_ID, 97L));

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = Tampering.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void shouldNoticeWithinFiveHundredSeeds(Tampering rule) {
    long from = Boolean.getBoolean("evenkeel.all-seeds") ? 1 : MISSED_AT.getOrDefault(rule, 1L);
    Optional<? extends PeriodResult> first = RuleSearch.first(rule, from, SEEDS_MAX);

    assertThat(first).as("a violation without the rule").isPresent();
    assertThat(RuleSearch.whole(rule, first.orElseThrow().plan().seed()).violations()).as("the same with the rule")
        .isEmpty();
  }
}

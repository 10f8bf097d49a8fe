package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The harness can fail: a rule that is taken away is missed. */
class TamperingTest {
  private static final int SEEDS_MAX = 500;

  @ParameterizedTest(name = "{0}")
  @EnumSource(value = Tampering.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void shouldNoticeWithinFiveHundredSeeds(Tampering rule) {
    Optional<DayResult> first = LongStream.rangeClosed(1, SEEDS_MAX).filter(seed -> canTell(rule, seed))
        .mapToObj(seed -> Day.live(Weather.draw(seed), rule)).filter(day -> !day.violations().isEmpty()).findFirst();

    assertThat(first).as("a violation without the rule").isPresent();
    DayResult whole = Day.live(first.get().plan(), Tampering.NONE);
    assertThat(whole.violations()).as("the same day with the rule").isEmpty();
  }

  /** Which days need not be lived, as the rule says nothing on them: those with no journal lost, no link broken. */
  private static boolean canTell(Tampering rule, long seed) {
    DayPlan plan = Weather.draw(seed);
    return switch (rule) {
      case NO_REFERENCE_MATCH -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.Crash crash && crash.eventsLost() > 0);
      case NO_EPOCH_GATE -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.WireBreaks || planned.mishap() instanceof Mishap.AtGateway);
      case NO_BREAK_LOCK -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.AtGateway at && at.text().contains("type = MKT")
              && planned.at().isBefore(plan.due().minusSeconds(61)));
      case NO_GUARD_OF_CHANGES -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.ByHand by && by.deed() instanceof Deed.Change);
      case NO_RESTART_WINDOW -> plan.isRestartDue(plan.due());
      case NO_CONTRACT_IDS -> plan.scenario().accounts().getFirst().positions().stream()
          .anyMatch(held -> held.symbol().contains("@"));
      case NO_FOREIGN_ORDERS -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.AtGateway at && at.text().contains("type = LMT")
              && planned.at().isBefore(plan.due().minusSeconds(61)));
      case NO_POSITIONS_BEFORE_SECOND_ATTEMPT ->
        hasFault(plan, "silent-orders") && hasFault(plan, "executions-forgotten");
      case NO_CORRECTIONS -> hasFault(plan, "correct-shares") || hasFault(plan, "corrected-executions");
      case NO_CURRENCIES -> plan.scenario().accounts().getFirst().cash().size() > 1;
      case NO_RULE_OF_PREVIOUS_CLOSES -> hasFault(plan, "no-quote");
      case NONE, NO_INTENT_BEFORE_SEND, NO_CANARY -> true;
    };
  }

  private static boolean hasFault(DayPlan plan, String words) {
    return plan.mishaps().stream().anyMatch(
        planned -> planned.mishap() instanceof Mishap.AtGateway at && at.text().contains(words));
  }
}

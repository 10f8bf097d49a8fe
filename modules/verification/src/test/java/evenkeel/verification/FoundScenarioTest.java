package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanningRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days that the campaign found among many thousand seeds, made small: faults of the engine, and of the auditor. */
class FoundScenarioTest {
  private static final DayPlan QUIET = DayPlan.quiet(1);
  private static final Instant DUE = QUIET.due();

  /** A mistake of the auditor's: the end of the completed orders is lost once, and the executions prove the books. */
  @Test
  void shouldTradeWhereTheEndOfOneAnswerIsLost() {
    DayResult day = live(
        at(DUE, new Mishap.Crash(0, Duration.ofMinutes(14))),
        gateway(DUE.plus(Duration.ofMinutes(8)), "fault = end-missing, message = completedOrdersEnd, count = 1"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).doesNotContainKey("told frozen");
  }

  /** A mistake of the auditor's: an order of the owner's that got another permanent id stood for ever. */
  @Test
  void shouldTradeOnceAForeignOrderIsGoneThatGotAnotherId() {
    DayResult day = live(
        gateway(DUE.minus(Duration.ofMinutes(2)), "fault = foreign-order, client = 0, order = 0, symbol = BIL,"
            + " action = SELL, quantity = 130, limit = 400, type = LMT, pushed = false"),
        gateway(DUE, "fault = second-perm-id"),
        gateway(DUE.plus(Duration.ofMinutes(37)), "fault = cancel-foreign"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** The Gateway's pace is not the machine's clock: a second's worth of messages left, and at the jump another one. */
  @Test
  void shouldSendNoFasterWhereTheClockIsSetForward() {
    DayResult day = live(
        at(DUE.plusSeconds(600), new Mishap.Asks(114)),
        at(DUE.plusSeconds(600), new Mishap.ClockJumps(Duration.ofMinutes(95), Duration.ofSeconds(16))));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** Silence had let the month end go, which was on the disk and said not to be; meanwhile the owner rejected it. */
  @Test
  void shouldSendNothingThatTheOwnerRejectedWhileThatWasWritten() {
    DayResult day = live(
        QUIET.with(new Habits(
            OrderType.MOC, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO, Habits.Asking.ELSE_TRADE)),
        at(DUE.plusSeconds(1790), new Mishap.WritesSlow(1, Duration.ofSeconds(13), false)),
        at(DUE.plusSeconds(1804), new Mishap.ByHand(new Deed.Answer(false))));

    assertThat(day.counts()).as(day.log()).containsEntry("told not-traded", 1).doesNotContainKey("exchange RECEIVED");
  }

  private static Mishap.Planned at(Instant when, Mishap mishap) {
    return new Mishap.Planned(when, 0, mishap);
  }

  private static Mishap.Planned gateway(Instant when, String fault) {
    return at(when, new Mishap.AtGateway(fault));
  }

  private static DayResult live(Mishap.Planned... mishaps) {
    return live(QUIET, mishaps);
  }

  private static DayResult live(DayPlan plan, Mishap.Planned... mishaps) {
    DayResult day = Day.live(plan.with(List.of(mishaps)), Tampering.NONE);
    assertThat(day.violations()).as(day.log()).isEmpty();
    return day;
  }
}

package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Days on which what the account, the market or somebody else's orders show speaks against a plan. */
class GuardScenarioTest {
  private static final DayPlan QUIET = DayPlan.quiet(1);
  private static final Instant DUE = QUIET.due();
  private static final String BY_HAND = "fault = foreign-order, client = 0, order = 0, symbol = GLD, action = SELL,"
      + " quantity = 30, type = LMT, limit = 9999";

  /**
   * IBC#143 and Lean#9496: with the market data farm down the previous close is the only value. The market has moved
   * since, and what was planned at it costs something else.
   */
  @Test
  void shouldNotTradeOnAPreviousCloseInAnOpenSession() {
    DayResult day = live(gateway(DUE.minusSeconds(60), "fault = quotes, symbol = GLD, quote = no-quote"));

    assertThat(day.counts()).containsEntry("told deferred", 1).doesNotContainKey("exchange RECEIVED");
    assertThat(day.log()).contains("only the previous close");
  }

  /** As soon as the farm is back, the run goes on. */
  @Test
  void shouldTradeOnceThereIsAPriceOfToday() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = quotes, symbol = GLD, quote = no-quote"),
        gateway(DUE.plusSeconds(600), "fault = quotes, symbol = GLD, quote = normal"));

    assertThat(day.counts()).containsEntry("told deferred", 1).containsEntry("outcome FILLED", 3);
  }

  /**
   * zipline#337 and BTCT#73: the owner's own sale of nearly everything was not counted, and ours made the position
   * negative. The run waits for it, and says so once.
   */
  @Test
  void shouldWaitForAnOrderOfTheOwnerThatTradesATarget() {
    DayResult day = live(gateway(DUE.minusSeconds(600), BY_HAND));

    assertThat(day.counts()).containsEntry("told deferred", 1).containsEntry("told put-off", 1)
        .doesNotContainKey("journal submission-started");
    assertThat(day.log()).contains("an open order that is not ours trades a target: SELL 30 GLD LMT at 9999")
        .contains("was not decided before its cut-off: an open order that is not ours trades a target");
  }

  @Test
  void shouldTradeOnceTheOwnersOrderIsCancelled() {
    DayResult day = live(
        gateway(DUE.minusSeconds(600), BY_HAND), gateway(DUE.plusSeconds(900), "fault = cancel-foreign"));

    assertThat(day.counts()).containsEntry("told deferred", 1).containsEntry("outcome FILLED", 3);
  }

  /** The first answer to a what-if order has a warning and no figure, the figures come 50 ms later. */
  @Test
  void shouldWaitForTheFiguresOfAWhatIfOrderThatIsAnsweredTwice() {
    DayResult day = live(gateway(DUE.minusSeconds(60), "fault = what-if-twice, delay = 50ms"));

    assertThat(day.counts()).doesNotContainKey("told held").containsEntry("outcome FILLED", 3);
  }

  /** A broker that never says it is asked at a growing interval, and the last alert names the cause. */
  @Test
  void shouldAskForTheMarginAtAGrowingIntervalAndSayWhyNothingWasTraded() {
    DayResult day = live(gateway(DUE.minusSeconds(60), "fault = previews, kind = without-figures, count = 1000"));

    assertThat(day.counts()).containsEntry("told held", 1).containsEntry("told not-traded", 1)
        .doesNotContainKey("journal submission-started");
    assertThat(day.log()).contains("leaves the margin open");
  }

  /** Reported for 10.16 and 10.19: the second of two questions for the time within a second is never answered. */
  @Test
  void shouldNeverAskForTheTimeTwiceWithinASecond() {
    DayResult day = live(gateway(DUE.minusSeconds(3000), "fault = time-answers-lost"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  private static Mishap.Planned gateway(Instant when, String fault) {
    return new Mishap.Planned(when, 0, new Mishap.AtGateway(fault));
  }

  private static DayResult live(Mishap.Planned... mishaps) {
    DayResult day = Day.live(QUIET.with(List.of(mishaps)), Tampering.NONE);
    assertThat(day.violations()).as(day.log()).isEmpty();
    return day;
  }
}

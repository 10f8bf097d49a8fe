package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Days on which one certain thing goes wrong: what the campaign found, and what users of other software suffered. */
class ScenarioTest {
  private static final DayPlan QUIET = DayPlan.quiet(1);
  private static final Instant DUE = QUIET.due();
  private static final Instant CLOSE = QUIET.closing();

  /** Found by seed 72: the orders were only complained about, and their fills were in no report. */
  @Test
  void shouldAdoptOrdersThatTheJournalHasLost() {
    DayResult day = live(
        at(CLOSE.minus(Duration.ofMinutes(14)), new Mishap.Crash(100, Duration.ofMinutes(5))));

    assertThat(day.counts()).containsEntry("journal order-adopted", 3).containsEntry("outcome FILLED", 3);
  }

  /** The same before the cut-off: the run is decided anew, and its orders are those that stand. */
  @Test
  void shouldNotSendOrdersAgainThatTheJournalHasLost() {
    DayResult day = live(at(DUE.plus(Duration.ofMinutes(5)), new Mishap.Crash(100, Duration.ofSeconds(20))));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** Found by seeds 201 and 546: a write that was said to fail and did not ended the reporter, and no report came. */
  @Test
  void shouldReportThoughEventsWereJournalledAndNotTold() {
    DayResult day = live(at(CLOSE, new Mishap.WritesFail(1, true)));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** Found by seed 8: Pekko's words for a failed write name the journal's key, which has the account's number in it. */
  @Test
  void shouldKeepTheAccountNumberOutOfTheLogWhenTheDiskFails() {
    live(at(DUE.minusSeconds(5), new Mishap.DiskFull(Duration.ofMinutes(3))));
  }

  /** TWS API: a correction has the id of what it corrects but for its last part, and replaces it. */
  @Test
  void shouldReplaceAFillThatTheBrokerCorrects() {
    live(gateway(CLOSE.minusSeconds(60), "fault = corrected-executions, price-by = 0.07, later = 20s"));
  }

  /** A commission may be revised after the run was reported. */
  @Test
  void shouldTakeTheLastCommission() {
    DayResult day = live(gateway(CLOSE.minusSeconds(60), "fault = revised-commissions, by = 0.35, later = 40s"));

    assertThat(day.counts().get("journal commission-recorded")).isEqualTo(6);
  }

  /** QuantConnect Lean.Brokerages.InteractiveBrokers 93: five of ten orders lost behind a confirmation window. */
  @Test
  void shouldSendOrdersAgainThatAConfirmationWindowSwallowed() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = swallow-orders, count = 2"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsKey("verdict NotThere");
  }

  /** Lean.Brokerages.InteractiveBrokers 242, 252: ids of lost orders issued again after a Gateway restart. */
  @Test
  void shouldNotGiveOneIdToTwoOrdersWhenTheGatewayRollsItsIdsBack() {
    DayResult day = live(
        gateway(DUE.minusSeconds(30), "fault = swallow-orders, count = 1"),
        gateway(DUE.plusSeconds(5), "fault = restart, down = 30s, ids-back = 3"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** Lean.Brokerages.InteractiveBrokers 249: fills around 1100 were never fetched. */
  @Test
  void shouldFetchFillsOfAnOutage() {
    DayResult day = live(
        gateway(CLOSE.minusSeconds(5), "fault = link-lost"),
        gateway(CLOSE.plusSeconds(90), "fault = link-restored, subscriptions-kept = true, fills-told = false"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** Lean.Brokerages.InteractiveBrokers 246, 247: a connection that is dead and open was taken for a good one. */
  @Test
  void shouldNoticeASocketThatIsOpenAndDead() {
    DayResult day = live(gateway(DUE.minusSeconds(40), "fault = half-open"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** nautilus_trader 3176: duplicate orders at each restart. */
  @Test
  void shouldNotRepeatOrdersAtARestart() {
    DayResult day = live(
        at(DUE.plusMillis(40), new Mishap.Crash(0, Duration.ofSeconds(2))),
        at(DUE.plusSeconds(10), new Mishap.Crash(0, Duration.ofSeconds(2))),
        at(DUE.plusSeconds(30), new Mishap.Crash(0, Duration.ofSeconds(2))));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** nautilus_trader 4228: a failed request was read as "no positions", or "no orders". */
  @Test
  void shouldNotTakeSilenceForAnEmptyList() {
    DayResult day = live(
        at(DUE.plusMillis(60), new Mishap.Crash(0, Duration.ofSeconds(2))),
        gateway(DUE.plusSeconds(1), "fault = lose-messages, message = openOrderEnd, count = 2"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /**
   * nautilus_trader 4564: a second live order while the link to IBKR was lost. Found by seed 5487: a Gateway that held
   * an order back showed it to nobody, and it was sent again under a new id.
   */
  @Test
  void shouldSendNothingToAGatewayThatHadLostIbkrBeforeWeCame() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = link-lost"),
        at(DUE.minusSeconds(50), new Mishap.Crash(0, Duration.ofSeconds(10))),
        gateway(DUE.plusSeconds(240), "fault = link-restored, subscriptions-kept = false"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsEntry("journal submission-started", 3);
  }

  /** nautilus_trader 3723: an order that turned Inactive was not heard of. */
  @Test
  void shouldTellOfAnOrderThatTurnedInactive() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = inactive"));

    assertThat(day.counts()).containsKey("outcome CANCELLED");
  }

  /** nautilus_trader 3796, 4210, ib_async 152: the client id is still in use after a drop. */
  @Test
  void shouldWaitForItsClientId() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = client-ids-held, lasting = 45s"),
        gateway(DUE.minusSeconds(20), "fault = drop-connections, reset = true"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** hummingbot 632: an order was sent again after a timeout though it had arrived. */
  @Test
  void shouldAskInsteadOfSendingAgainWhenNothingIsSaidOfAnOrder() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = silent-orders, count = 3"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsEntry("journal submission-started", 3);
  }

  /** A sale that IBKR refuses after it was shown; what was to be bought with its money is refused too. */
  @Test
  void shouldTellOfASaleThatWasRefused() {
    DayResult day = live(
        gateway(DUE.minusSeconds(30), "fault = reject-symbol, symbol = DBMF, text = \"Order rejected\""));

    assertThat(day.counts()).containsKey("outcome REJECTED");
  }

  /** The machine slept over the cut-off: the run is put off to the next session, and nothing is sent late. */
  @Test
  void shouldSayThatItSleptOverTheCutOff() {
    DayResult day = live(at(DUE.minusSeconds(30), new Mishap.Sleeps(Duration.ofMinutes(85))));

    assertThat(day.counts()).containsEntry("decision put off", 1).doesNotContainKey("journal submission-started");
  }

  private static Mishap.Planned at(Instant when, Mishap mishap) {
    return new Mishap.Planned(when, 0, mishap);
  }

  private static Mishap.Planned gateway(Instant when, String fault) {
    return at(when, new Mishap.AtGateway(fault));
  }

  private static DayResult live(Mishap.Planned... mishaps) {
    DayResult day = Day.live(QUIET.with(List.copyOf(Stream.of(mishaps).toList())), Tampering.NONE);
    assertThat(day.violations()).as(day.log()).isEmpty();
    return day;
  }
}

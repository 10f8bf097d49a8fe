package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.HandOrder;
import evenkeel.domain.MissedCutOff;
import evenkeel.domain.OrderType;
import evenkeel.domain.PlanningRule;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days on which one certain thing goes wrong: what the campaign found, and what users of other software suffered. */
class ScenarioTest {
  private static final DayPlan QUIET = DayPlan.quiet(1);
  private static final Instant DUE = QUIET.due();
  private static final Instant CLOSE = QUIET.closing();

  /** Found by the campaign: the orders were only complained about, and their fills were in no report. */
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

  /** Found by the campaign: purchases that the journal had lost cost nothing, and their cash was spent by hand. */
  @Test
  void shouldNotSpendTheCashOfOrdersThatTheJournalHasLost() {
    DayResult day = live(
        at(DUE.plus(Duration.ofMinutes(5)), new Mishap.Crash(1000, Duration.ofMinutes(4))),
        at(DUE.plus(Duration.ofMinutes(15)), new Mishap.ByHand(new Deed.Place(new HandOrder(
            new Symbol("BIL"), Side.BUY, new BigDecimal(16), OrderType.MOC, TimeInForce.DAY, Optional.empty())))));

    assertThat(day.counts()).containsEntry("journal order-adopted", 3).containsEntry("outcome FILLED", 3)
        .containsEntry("exchange ACCEPTED", 3);
  }

  /** Found by the campaign, and a mistake of the auditor's: the process cannot await what its journal has lost. */
  @Test
  void shouldTakeARunUpAgainWhereTheJournalHasLostThatItWasSent() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = swallow-orders, count = 10"),
        at(DUE.plus(Duration.ofMinutes(65)), new Mishap.Crash(11, Duration.ofSeconds(1))));

    assertThat(day.counts()).containsEntry("exchange ACCEPTED", 2).containsEntry("outcome FILLED", 2);
  }

  /** Found by the campaign: a write that was said to fail and did not ended the reporter, and no report came. */
  @Test
  void shouldReportThoughEventsWereJournalledAndNotTold() {
    DayResult day = live(at(CLOSE, new Mishap.WritesFail(1, true)));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /**
   * Found by the campaign: Pekko's words for a failed write name the journal's key, which has the
   * account's number in it.
   */
  @Test
  void shouldKeepTheAccountNumberOutOfTheLogWhenTheDiskFails() {
    live(at(DUE.minusSeconds(5), new Mishap.DiskFull(Duration.ofMinutes(3))));
  }

  /** One alert in words, by channels that need no disk; the month end is traded once the disk has room again. */
  @Test
  void shouldTellThatTheJournalCannotBeWrittenAndTradeLater() {
    DayResult day = live(at(DUE.minusSeconds(5), new Mishap.DiskFull(Duration.ofMinutes(3))));

    assertThat(day.counts()).containsEntry("told journal-unwritable", 1).containsEntry("outcome FILLED", 3);
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

  /** One symbol is halted when its margin is previewed: its order is dropped, and what it was to pay for is smaller. */
  @Test
  void shouldDropOnlyTheOrderThatThePreviewRefusesForItsOwnSake() {
    DayResult day = live(gateway(DUE.minusSeconds(60), "fault = previews, kind = halted"));

    assertThat(day.counts()).containsEntry("journal guards-passed-in-part", 1).containsEntry("outcome SKIPPED", 1)
        .containsEntry("outcome FILLED", 2).containsEntry("told over", 1).containsEntry("told shrunk", 2);
  }

  /** What the buys would do to the margin is asked for until it is said, and the owner hears why it takes longer. */
  @Test
  void shouldTradeOnlyOnceTheBrokerHasSaidWhatTheBuysWouldDo() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = previews, kind = silent, count = 3"),
        gateway(DUE.plusSeconds(60), "fault = previews, kind = without-figures, count = 3"));

    assertThat(day.counts()).containsEntry("told held", 1).containsEntry("exchange ACCEPTED", 3)
        .containsEntry("outcome FILLED", 3);
  }

  /** Sells whose buys the broker would refuse would leave the account in cash. */
  @Test
  void shouldSendNothingWhereTheBrokerWouldRefuseOneOfTheOrders() {
    DayResult day = live(gateway(DUE.minusSeconds(60), "fault = previews, kind = refused, count = 1"));

    assertThat(day.counts()).containsEntry("told not-traded", 1).doesNotContainKeys("exchange RECEIVED");
  }

  /**
   * QuantConnect Lean.Brokerages.InteractiveBrokers 93: five of ten orders lost behind a confirmation window. The first
   * order goes alone and again, the others not before it is known to stand.
   */
  @Test
  void shouldSendOrdersAgainThatAConfirmationWindowSwallowed() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = swallow-orders, count = 2"));

    assertThat(day.counts()).containsEntry("branch sent again under its id", 2).containsEntry("exchange RECEIVED", 5)
        .containsEntry("exchange ACCEPTED", 3).containsEntry("exchange FILLED", 3).containsEntry("outcome FILLED", 3);
  }

  /** The same window, answered when every order had been given up as unknown: each stands once, and is known to. */
  @Test
  void shouldTakeUpWhatComesOutOfAConfirmationWindowAfterAll() {
    DayResult day = live(
        gateway(DUE.minusSeconds(30), "fault = swallow-orders, count = 9"),
        gateway(DUE.plusSeconds(600), "fault = window-confirmed"));

    assertThat(day.counts()).containsEntry("branch parked: sent in vain", 3).containsEntry("told parked", 3)
        .containsEntry("branch compared Open/Parked", 3).containsEntry("exchange ACCEPTED", 3)
        .containsEntry("exchange FILLED", 3).containsEntry("outcome FILLED", 3);
  }

  /** Lean.Brokerages.InteractiveBrokers 242, 252: ids of lost orders issued again after a Gateway restart. */
  @Test
  void shouldNotGiveOneIdToTwoOrdersWhenTheGatewayRollsItsIdsBack() {
    DayResult day = live(
        gateway(DUE.minusSeconds(30), "fault = swallow-orders, count = 1"),
        gateway(DUE.plusSeconds(5), "fault = restart, down = 30s, ids-back = 3"));

    assertThat(day.counts()).containsEntry("exchange ACCEPTED", 3).containsEntry("exchange FILLED", 3)
        .doesNotContainKeys("exchange MODIFIED", "exchange REJECTED").containsEntry("outcome FILLED", 3);
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

  /**
   * Lean.Brokerages.InteractiveBrokers 246, 247: days of a silent disconnect after the log-in on Sunday. The owner is
   * told within the hour, and the month end is traded when the Gateway speaks again.
   */
  @Test
  void shouldTellOfDaysOfSilence() {
    Instant tuesday = DUE.minus(Duration.ofDays(2));
    DayResult day = Day.live(
        QUIET.runningSince(tuesday.minus(Duration.ofHours(1))).with(List.of(
            gateway(tuesday, "fault = silent, lasting = 47h"))),
        Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("exchange FILLED", 3).containsEntry("outcome FILLED", 3)
        .hasEntrySatisfying("told link", times -> assertThat(times).isBetween(2, 20));
  }

  /**
   * Lean.Brokerages.InteractiveBrokers 245: a contract id that was good in the morning is unknown at the order. It is
   * asked for anew, and the order goes once more.
   */
  @Test
  void shouldSendAnOrderOnceMoreWhoseContractTheGatewayDidNotKnow() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = refuse-next-order, code = 200, text = \"No security"
        + " definition has been found for the request\""));

    assertThat(day.counts()).containsEntry("exchange ACCEPTED", 3).containsEntry("outcome FILLED", 3)
        .doesNotContainKey("outcome REJECTED");
  }

  /** The same twice: that order is given up, and its purchases with it. */
  @Test
  void shouldNotSendAnOrderAThirdTimeWhoseContractTheGatewayDoesNotKnow() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = reject-symbol, symbol = DBMF, code = 200, text = \"No"
        + " security definition has been found for the request\""));

    // Where the order was shown as accepted before it was refused, its purchases may have left too, within the cash.
    assertThat(day.counts()).containsKey("outcome REJECTED").containsKey("told over");
    assertThat(day.log().lines().filter(
        line -> line.contains(" ledger RECEIVED ") && line.contains("DBMF-SELL"))).hasSizeBetween(1, 2);
  }

  /**
   * The same account after a reverse split on the day: DBMF has another contract id, and the shares are of it. The run
   * waits for the owner and is not traded in part.
   */
  @Test
  void shouldNotTradeAHeldSymbolWhoseContractIsGone() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = contract-gone, symbol = DBMF, con-id = 990011223"));

    assertThat(day.counts()).doesNotContainKey("outcome FILLED").containsKey("told frozen");
  }

  /** nautilus_trader 3176: duplicate orders at each restart. */
  @Test
  void shouldNotRepeatOrdersAtARestart() {
    DayResult day = live(
        at(DUE.plusMillis(40), new Mishap.Crash(0, Duration.ofSeconds(2))),
        at(DUE.plusSeconds(10), new Mishap.Crash(0, Duration.ofSeconds(2))),
        at(DUE.plusSeconds(30), new Mishap.Crash(0, Duration.ofSeconds(2))));

    assertThat(day.counts()).containsEntry("exchange RECEIVED", 3).containsEntry("exchange ACCEPTED", 3)
        .containsEntry("outcome FILLED", 3);
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
   * nautilus_trader 4564: a second live order while the link to IBKR was lost. Found by the campaign: a Gateway
   * that held an order back showed it to nobody, and it was sent again under a new id.
   */
  @Test
  void shouldSendNothingToAGatewayThatHadLostIbkrBeforeWeCame() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = link-lost"),
        at(DUE.minusSeconds(50), new Mishap.Crash(0, Duration.ofSeconds(10))),
        gateway(DUE.plusSeconds(240), "fault = link-restored, subscriptions-kept = false"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsEntry("journal submission-started", 3);
  }

  /** nautilus_trader 4564 again: the owner changes an order while the link to IBKR is lost. Nothing is sent. */
  @Test
  void shouldChangeNothingWhileIbkrIsLost() {
    DayResult day = live(
        gateway(DUE.plusSeconds(60), "fault = link-lost"),
        at(DUE.plusSeconds(90), new Mishap.ByHand(new Deed.Change(0, 5))),
        gateway(DUE.plusSeconds(240), "fault = link-restored, subscriptions-kept = false"));

    assertThat(day.counts()).containsEntry("exchange RECEIVED", 3).containsEntry("exchange ACCEPTED", 3)
        .doesNotContainKeys("exchange MODIFIED", "journal change-requested").containsEntry("outcome FILLED", 3);
  }

  /** The owner makes a purchase smaller, and then larger than there is cash for. */
  @Test
  void shouldMakeAnOrderSmallerButNotLargerThanTheCashAllows() {
    DayResult day = live(
        at(DUE.plusSeconds(90), new Mishap.ByHand(new Deed.Change(0, 5))),
        at(DUE.plusSeconds(180), new Mishap.ByHand(new Deed.Change(0, 100))));

    assertThat(day.counts()).containsEntry("journal change-requested", 1).containsEntry("exchange MODIFIED", 1)
        .containsEntry("outcome FILLED", 3);
  }

  /** nautilus_trader 3723: an order that turned Inactive was not heard of. It counts as not working, and is told. */
  @Test
  void shouldTellOfAnOrderThatTurnedInactive() {
    DayResult day = live(gateway(DUE.minusSeconds(30), "fault = inactive"));

    assertThat(day.counts()).containsEntry("outcome CANCELLED", 1).containsKey("told over")
        .doesNotContainKey("branch sent again under its id");
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

  /**
   * ib_insync 130: an order was cancelled here and went on living at the broker. A cancel that nobody confirms cancels
   * nothing; the order is what the broker says it is.
   */
  @Test
  void shouldNotTakeACancelForDoneThatNobodyConfirmed() {
    DayResult day = live(
        gateway(DUE.plusSeconds(30), "fault = swallow-cancels, count = 1"),
        at(DUE.plusSeconds(60), new Mishap.ByHand(new Deed.Cancel(0))));

    assertThat(day.counts()).containsEntry("journal cancel-requested", 1).containsEntry("exchange FILLED", 3)
        .containsEntry("outcome FILLED", 3).doesNotContainKey("exchange CANCELLED");
  }

  /** QuantConnect Lean 8769: market-on-close orders of a paper account are filled on the next day. */
  @Test
  void shouldBookFillsThatComeOnTheNextDay() {
    Instant nextDay = CLOSE.plus(Duration.ofHours(18));
    DayResult day = Day.live(
        QUIET.clearAt(nextDay).with(List.of(gateway(DUE.minusSeconds(30), "fault = auction, late = 17h"))),
        Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told late", 3).containsEntry("exchange FILLED", 3)
        .containsEntry("journal fill-recorded", 3).containsEntry("outcome FILLED", 3);
  }

  /** QuantConnect Lean 4680: the same shares were sold again and again for cash that was not shown yet. */
  @Test
  void shouldNotSellAgainForCashThatIsStillToCome() {
    DayResult day = live(
        at(DUE.plusSeconds(60), new Mishap.ByHand(new Deed.Rebalance())),
        at(DUE.plusSeconds(120), new Mishap.ByHand(new Deed.Rebalance())),
        at(DUE.plusSeconds(600), new Mishap.ByHand(new Deed.Rebalance())));

    assertThat(day.counts()).containsEntry("decision trade", 1).containsEntry("decision refuse", 3)
        .containsEntry("exchange RECEIVED", 3).containsEntry("exchange FILLED", 3);
  }

  /** Orders leave before a hundred questions that were asked before them. */
  @Test
  void shouldLetOrdersOvertakeQuestions() {
    DayResult day = live(
        at(DUE.plusMillis(15), new Mishap.Asks(400)), at(DUE.plusMillis(30), new Mishap.Asks(400)));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** A sale that IBKR refuses after it was shown; what was to be bought with its money is refused too. */
  @Test
  void shouldTellOfASaleThatWasRefused() {
    DayResult day = live(
        gateway(DUE.minusSeconds(30), "fault = reject-symbol, symbol = DBMF, text = \"Order rejected\""));

    assertThat(day.counts()).containsKey("outcome REJECTED");
  }

  /** Found by the campaign: a sale was refused while a slow disk wrote the intents of the purchases, and they left. */
  @Test
  void shouldNotBuyWithTheMoneyOfASaleThatFailedWhileTheDiskWasSlow() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = reject-symbol, symbol = DBMF, text = \"Order rejected\""),
        at(DUE.minusSeconds(26), new Mishap.WritesSlow(5, Duration.ofSeconds(1), true)));

    assertThat(day.counts()).containsKey("outcome REJECTED");
  }

  /** Found by the campaign: a purchase that had to be sent again went out at full size, and its sale was gone. */
  @Test
  void shouldNotRepeatAPurchaseForWhichTheMoneyIsGone() {
    DayResult day = live(
        new Mishap.Planned(DUE.plusSeconds(23), 88, new Mishap.Crash(1, Duration.ofSeconds(92))),
        at(DUE.plusSeconds(120), new Mishap.Crash(0, Duration.ofSeconds(7))),
        gateway(DUE.plusSeconds(120), "fault = completed-forgotten"),
        gateway(DUE.plusSeconds(180), "fault = cancel-orders"));

    assertThat(day.counts()).containsEntry("told parked", 2);
  }

  /** Found by the campaign: the same trigger was decided twice when its orders were found while it was looked at. */
  @Test
  void shouldDecideOnceThoughOrdersAreFoundMeanwhile() {
    DayResult day = live(
        at(DUE.plusSeconds(98), new Mishap.Crash(1000, Duration.ofMinutes(101))),
        at(DUE.plusSeconds(300), new Mishap.WritesSlow(5, Duration.ofSeconds(5), true)));

    assertThat(day.counts()).containsEntry("journal decision-made", 2).containsEntry("journal order-adopted", 3)
        .containsKey("told lost");
  }

  /** Found by the campaign: that a decision was lost was written down as said, and was not said. */
  @Test
  void shouldSayThatADecisionWasLostThoughTheDiskSeemsToFail() {
    DayResult day = live(
        at(DUE.plusSeconds(96), new Mishap.WritesFail(2, true)),
        at(DUE.plusSeconds(480), new Mishap.Crash(1000, Duration.ofMinutes(98))));

    assertThat(day.counts()).containsKey("told lost");
  }

  /** Found by the campaign: the process died between writing and saying that two orders stand for one intent. */
  @Test
  void shouldSayThatTwoOrdersStandThoughItDiesOverIt() {
    DayResult day = live(
        gateway(DUE.plusSeconds(61), "fault = second-perm-id, twin = true"),
        at(DUE.plusSeconds(90), new Mishap.Crash(0, Duration.ofMinutes(7))),
        gateway(DUE.plusSeconds(400), "fault = cancel-orders, newest = 3"));

    assertThat(day.counts()).containsKey("told parked").containsEntry("exchange FILLED", 3);
  }

  /** The Gateway restarts three minutes after the trigger: the orders wait until it is back. */
  @Test
  void shouldHoldOrdersBackUntilTheGatewayIsBackFromItsRestart() {
    DayResult day = Day.live(
        QUIET.restartingAt(LocalTime.of(14, 33)).with(List.of(
            gateway(DUE.plusSeconds(180), "fault = restart, down = 90s, ids-back = 0"))),
        Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("exchange FILLED", 3).containsEntry("journal submission-started", 3);
  }

  /** The owner sells in TWS a minute before the trigger: the executions explain it, it is said, and the run goes on. */
  @Test
  void shouldBookATradeInTwsAndPlanWithIt() {
    DayResult day = live(gateway(DUE.minusSeconds(100),
        "fault = foreign-order, client = 0, order = 0, type = MKT, symbol = GLD, action = SELL, quantity = 5"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told foreign-trades", 1).containsEntry("outcome FILLED", 3)
        .doesNotContainKey("told frozen");
  }

  /** A position that nothing explains stops its own contract: the month end is settled without it, and it is said. */
  @Test
  void shouldGoOnBesideAPositionThatNothingExplains() {
    DayResult day = live(gateway(DUE.minusSeconds(100),
        "fault = unknown-position, symbol = GONE, con-id = 987654, quantity = 5, cost = 10"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told frozen", 1).containsEntry("outcome FILLED", 3);
    assertThat(day.log()).contains("GONE: our books have 0 shares, the broker has 5 shares (+5)");
  }

  /** BIL pays its dividend in shares on the day of the month end: said, and neither a freeze nor a lost month. */
  @Test
  void shouldSettleTheMonthEndBesideAReinvestedDividend() {
    DayResult day = live(gateway(DUE.minusSeconds(100),
        "fault = dividend, symbol = BIL, per-share = 0.31, reinvest = true"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("journal corporate-action-booked", 1).containsEntry("outcome FILLED", 3)
        .doesNotContainKey("told frozen");
  }

  /** DBMF pays the gains of a year, 7 % of its price, in shares. */
  @Test
  void shouldSettleTheMonthEndBesideAReinvestedDistributionOfAYear() {
    DayResult day = live(gateway(DUE.minusSeconds(100),
        "fault = dividend, symbol = DBMF, per-share = 1.94, reinvest = true"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("journal corporate-action-booked", 1).containsEntry("outcome FILLED", 3)
        .doesNotContainKey("told frozen");
  }

  /** A split on the day of the month end is recognized by the total cost, which stays. */
  @Test
  void shouldRecognizeASplit() {
    DayResult day = live(gateway(DUE.minusSeconds(100), "fault = split, symbol = GLD, ratio = \"2:1\""));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told corporate-action", 1).doesNotContainKey("told frozen");
    assertThat(day.log()).contains("GLD was split: 2");
  }

  /**
   * A reverse split gives a target another contract id, so that its sale waits for the owner. The purchases that it was
   * to pay for are not made in part.
   */
  @Test
  void shouldWaitForTheOwnerWhereAReverseSplitBringsAnotherContract() {
    DayResult day = live(gateway(
        DUE.minusSeconds(100), "fault = split, symbol = DBMF, ratio = \"1:10\", con-id = 771122"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told frozen", 1).containsEntry("outcome SKIPPED", 3)
        .doesNotContainKey("outcome FILLED");
    assertThat(day.log()).contains("DBMF was split into another contract");
  }

  /** Shares of a spin-off are booked and in no target. */
  @Test
  void shouldBookASpinOff() {
    DayResult day = live(gateway(DUE.minusSeconds(100),
        "fault = spin-off, symbol = DBMF, to = SPUN, con-id = 771123, ratio = \"1:4\", cost = 4"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told corporate-action", 1).doesNotContainKey("told frozen");
  }

  /** A target is called otherwise from the day of the month end on: the owner hears it with the new name. */
  @Test
  void shouldSayThatATargetHasAnotherSymbol() {
    DayResult day = live(gateway(DUE.minusSeconds(100), "fault = symbol-change, symbol = BIL, to = BILL"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told corporate-action", 1).doesNotContainKey("told frozen");
    assertThat(day.log()).contains("The target BIL is called BILL now");
  }

  /** The end of one kind of answers never comes: the month end is traded by what the other answers tell. */
  @ParameterizedTest
  @ValueSource(
      strings = {"execDetailsEnd", "execDetailsEnd, unless-filtered = true", "completedOrdersEnd", "positionEnd"})
  void shouldTradeWhereAnotherAnswerTellsTheSame(String end) {
    DayResult day = live(gateway(DUE.minusSeconds(100), "fault = end-missing, message = " + end));

    assertThat(day.counts()).as(day.log()).containsEntry("outcome FILLED", 3).doesNotContainKey("told frozen");
  }

  /** Neither executions nor completed orders end: nothing is sent, and the cause is told at the cut-off. */
  @Test
  void shouldSayAtTheCutOffThatNothingProvedTheBooks() {
    DayResult day = live(
        gateway(QUIET.begin(), "fault = end-missing, message = execDetailsEnd"),
        gateway(QUIET.begin(), "fault = end-missing, message = completedOrdersEnd"));

    assertThat(day.counts()).as(day.log()).doesNotContainKey("exchange RECEIVED")
        .containsEntry("told not-traded", 1);
    assertThat(day.log()).contains("Send instrument-specific attributes in UTC format");
  }

  /** Another program sells with our client id and without a reference of ours: explained, and never one of ours. */
  @Test
  void shouldBookAnExecutionUnderOurClientIdWithoutOurReference() {
    DayResult day = live(gateway(DUE.minusSeconds(100),
        "fault = foreign-order, client = 10, order = 3, type = MKT, symbol = BIL, action = SELL, quantity = 5"));

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("told foreign-trades", 1).doesNotContainKey("told frozen");
  }

  /** The first session after the clocks changed, with a process that has run since before, and a trigger by hand. */
  @ParameterizedTest
  @ValueSource(strings = {"2026-03-09", "2025-11-03"})
  void shouldTradeByNewYorksClockAfterItWasChanged(LocalDate session) {
    DayPlan monday = DayPlan.of(
        1, session, LocalTime.of(16, 0), TradingMode.PAPER, QUIET.scenario(), List.of());
    DayResult day = Day.live(
        monday.runningSince(monday.due().minus(Duration.ofDays(2))).with(List.of(
            at(monday.due(), new Mishap.ByHand(new Deed.Rebalance())))),
        Tampering.NONE);

    assertThat(day.violations()).as(day.log()).isEmpty();
    assertThat(day.counts()).containsEntry("decision trade", 1).containsEntry("exchange FILLED", 3);
    assertThat(day.log()).contains(session.getMonthValue() == 3 ? "03-09 16:00:0" : "11-03 16:00:0");
  }

  /** The machine slept over the cut-off: the run is put off to the next session, and nothing is sent late. */
  @Test
  void shouldSayThatItSleptOverTheCutOff() {
    DayResult day = live(at(DUE.minusSeconds(30), new Mishap.Sleeps(Duration.ofMinutes(85))));

    assertThat(day.counts()).containsEntry("decision put off", 1).doesNotContainKey("journal submission-started");
  }

  /**
   * ib_insync#483 (a Gateway's executions begin at midnight of its own zone), ib_async#54 (executions come back empty):
   * the first order fills, the connection breaks before a message about it, and afterwards neither the order nor its
   * execution is in the broker's books. Only the positions have it. A second order was sent for the same intent.
   */
  @Test
  void shouldNotSendAgainWhatThePositionsSayWasFilled() {
    DayResult day = live(
        QUIET.with(new Habits(
            OrderType.MKT, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO, Habits.Asking.NEVER)),
        gateway(DUE.minusSeconds(30), "fault = silent-orders, count = 1"),
        gateway(DUE.minusSeconds(30), "fault = completed-forgotten"),
        gateway(DUE.minusSeconds(30), "fault = lose-messages, message = execDetails, count = 500"),
        gateway(DUE.plusSeconds(8), "fault = restart, down = 20s"));

    assertThat(day.counts()).containsEntry("branch parked: the positions moved", 1);
  }

  /** The process dies with an order in flight that fills at the close, and its execution is forgotten meanwhile. */
  @Test
  void shouldNotCountAsNeverArrivedWhatThePositionsSayWasFilled() {
    DayResult day = live(
        gateway(DUE.minusSeconds(30), "fault = silent-orders, count = 1"),
        at(DUE.plusSeconds(5), new Mishap.Crash(0, Duration.between(DUE, CLOSE.plusSeconds(300)))),
        gateway(CLOSE.plusSeconds(60), "fault = completed-forgotten"),
        gateway(CLOSE.plusSeconds(60), "fault = executions-forgotten"));

    assertThat(day.counts()).containsEntry("branch parked: the positions moved", 1)
        .doesNotContainKey("branch given up");
  }

  /** ib_async#54: executions come back empty for a while. What was parked is settled once they come. */
  @Test
  void shouldSettleAnOrderThatWasParkedForItsPositionOnceItsExecutionComes() {
    DayResult day = live(
        QUIET.with(new Habits(
            OrderType.MKT, MissedCutOff.NEXT_SESSION, PlanningRule.WHOLE_PORTFOLIO, Habits.Asking.NEVER)),
        gateway(DUE.minusSeconds(30), "fault = silent-orders, count = 1"),
        gateway(DUE.minusSeconds(30), "fault = completed-forgotten"),
        gateway(DUE.minusSeconds(30), "fault = lose-messages, message = execDetails, count = 1"),
        gateway(DUE.minusSeconds(30), "fault = executions-empty, lasting = 5m"));

    assertThat(day.counts()).containsEntry("branch parked: the positions moved", 1)
        .containsEntry("branch found alive after it was parked", 1).doesNotContainKey("outcome PARKED");
  }

  /** ib_insync#483: another program's execution, under our client id and an order id that is used again. */
  @Test
  void shouldNotTakeAnOlderExecutionOfAnotherProgramForItsOwn() {
    DayResult day = live(
        gateway(DUE.minusSeconds(100), "fault = stranger-execution, symbol = DBMF, action = SELL, quantity = 50,"
            + " client = 10, order = 1, ago = 2h"),
        gateway(DUE.minusSeconds(30), "fault = swallow-orders, count = 1"));

    assertThat(day.counts()).containsEntry("journal fill-recorded", 3).containsEntry("outcome FILLED", 3);
  }

  /** TWS API: a correction has the execution's id but for its last part. It may take shares back, or give more. */
  @ParameterizedTest
  @CsvSource({"-14, 2, over", "14, 3, corrected"})
  void shouldTellOfACorrectionThatChangesShares(int by, int filled, String told) {
    DayResult day = live(gateway(
        CLOSE.plusSeconds(120), "fault = correct-shares, symbol = DBMF, by = " + by));

    assertThat(day.counts()).containsEntry("outcome FILLED", filled).containsEntry("told " + told, 1)
        .doesNotContainKey("told frozen");
  }

  /** A fill counts whatever its price is said to be; its price is doubted once, and the broker's average counts. */
  @ParameterizedTest
  @ValueSource(strings = {"-28", "0", "1E30", "1E300"})
  void shouldBookAFillAtAnImpossiblePriceAndSayThatItIsDoubted(String price) {
    DayResult day = live(gateway(
        CLOSE.minusSeconds(60), "fault = mispriced-executions, price = " + price + ", count = 1"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsEntry("told fill-price", 1)
        .doesNotContainKey("told frozen");
  }

  /** Without an average of the broker the report has no price, and no made-up one. */
  @Test
  void shouldReportNoPriceWhereNoneCanBeBelieved() {
    DayResult day = live(
        gateway(CLOSE.minusSeconds(60), "fault = fill-messages, sequence = execution-only"),
        gateway(CLOSE.minusSeconds(60), "fault = mispriced-executions, price = -28, average = false"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsEntry("told fill-price", 1);
  }

  /** No shares are no fill, another account's is not ours, and of two contents under one id the first one counts. */
  @ParameterizedTest
  @CsvSource({"no-shares, 0", "other-account, 0", "other-content, 3"})
  void shouldBookNoExecutionThatIsNone(String kind, int told) {
    DayResult day = live(gateway(
        CLOSE.minusSeconds(60), "fault = extra-executions, kind = " + kind + ", count = 3"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).containsEntry("journal fill-recorded", 3)
        .doesNotContainKey("told frozen");
    assertThat(day.counts().getOrDefault("told execution-differs", 0)).isEqualTo(told);
  }

  /** Operating systems word their zone; a fill in a zone that cannot be told is of the time at which it was heard. */
  @ParameterizedTest
  @ValueSource(strings = {"China Standard Time", "CST", "Some Standard Time"})
  void shouldDateFillsByTheZoneOfTheGatewayInWhateverWords(String zone) {
    DayResult day = live(gateway(
        DUE.minusSeconds(200), "fault = greeting-zone, zone = \"" + zone + "\", of = \"Asia/Shanghai\""));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3);
  }

  /** IBKR, TWS API: ids have to be above those of every order that was shown, also of other clients (code 103). */
  @Test
  void shouldNumberItsOrdersAboveThoseOfOthersThatItWasShown() {
    DayResult day = live(
        gateway(DUE.minusSeconds(118), "fault = ids-above-foreign"),
        gateway(DUE.minusSeconds(117), "fault = foreign-order, client = 5, order = 900, symbol = SPY, action = BUY,"
            + " quantity = 1, type = LMT, limit = 1.00"));

    assertThat(day.counts()).containsEntry("exchange ACCEPTED", 3).containsEntry("outcome FILLED", 3)
        .containsEntry("journal submission-started", 3);
  }

  /** Codes 354 and 451 on orders: a box of the Gateway is not ticked. Each order is refused once, with IBKR's text. */
  @ParameterizedTest
  @ValueSource(strings = {
      "fault = order-needs-market-data", "fault = precaution, size = 1", "fault = hidden-order, count = 3",
      "fault = hidden-order, code = 382, count = 3", "fault = hidden-order, code = 10311, count = 3"})
  void shouldTakeAPrecautionOfTheGatewayForARefusal(String fault) {
    DayResult day = live(gateway(DUE.minusSeconds(60), fault));

    assertThat(day.counts()).containsKey("outcome REJECTED").doesNotContainKeys("outcome PARKED", "told parked")
        .doesNotContainKey("exchange ACCEPTED");
    assertThat(day.log()).contains("Bypass Order Precautions for API Orders");
  }

  /** A click on Transmit sends a refused order after all: it is taken into the books, and nothing is frozen. */
  @Test
  void shouldTakeUpARefusedOrderThatAClickSends() {
    DayResult day = live(gateway(
        DUE.minusSeconds(60), "fault = hidden-order, count = 1, transmitted-after = 5m"));

    assertThat(day.counts()).containsEntry("outcome FILLED", 3).doesNotContainKey("told frozen");
  }

  /** A code that nobody knows, twice with the same text: told at once, and not sent a third time. */
  @Test
  void shouldNotSendAThirdTimeWhatTheGatewayAnsweredTwiceAlike() {
    DayResult day = live(
        gateway(DUE.minusSeconds(60), "fault = refuse-next-order, code = 77777, text = \"Some new rule\""),
        gateway(DUE.plusSeconds(5), "fault = refuse-next-order, code = 77777, text = \"Some new rule\""));

    assertThat(day.counts()).containsEntry("told answer", 1).containsEntry("outcome REJECTED", 1)
        .doesNotContainKey("told parked");
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
    DayResult day = Day.live(plan.with(List.copyOf(Stream.of(mishaps).toList())), Tampering.NONE);
    assertThat(day.violations()).as(day.log()).isEmpty();
    return day;
  }
}

package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelOrder;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.RequestPositions;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultTest {
  private static final String MORNING = "2025-10-31T10:00:00";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
  private final TestClient client = conversation.connect(7);

  private List<String> fill(Fault fault) {
    conversation.inject(fault);
    client.place(1, "SELL 10 DBMF MKT");
    client.heard();
    conversation.passes(SECOND);
    return client.words();
  }

  @Test
  void shouldRestartWithOrdersKeptAndConnectionsGone() {
    client.place(1, "SELL 10 DBMF MOC").place(2, "BUY 1 DBMF LMT 10 GTC");
    conversation.inject(new Fault.Restart(Duration.ofMinutes(2), 0));
    assertThat(client.isClosed()).isTrue();
    assertThat(conversation.gateway().isListening()).isFalse();
    assertThat(conversation.dial().isClosed()).isTrue();
    conversation.passes(Duration.ofMinutes(2));
    assertThat(conversation.gateway().isListening()).isTrue();
    TestClient again = conversation.dial().hello("v157..178").start(7);
    assertThat(again.words()).contains("next id 3");
    again.send(new RequestOpenOrders());
    assertThat(again.words()).contains("order 1 PreSubmitted", "order 2 Submitted");
    conversation.until("2025-10-31T16:01:00");
    assertThat(again.words()).contains("status 1 Filled 10/0");
  }

  @Test
  void shouldMoveTheNextIdOnOverARestart() {
    conversation.inject(new Fault.Restart(SECOND, -20));
    conversation.passes(SECOND.multipliedBy(2));
    TestClient again = conversation.connect(7);
    again.place(2, "SELL 1 DBMF MOC").place(40, "SELL 2 DBMF MOC");
    assertThat(again.words()).contains("error 2 103", "order 40 PreSubmitted");
  }

  @Test
  void shouldRollTheNextIdBackOverARestart() {
    client.place(8, "SELL 1 DBMF MOC");
    conversation.inject(new Fault.Restart(SECOND, 3));
    conversation.passes(SECOND);
    TestClient again = conversation.dial().hello("v157..178").start(7);
    assertThat(again.words()).contains("next id 6");
    again.place(7, "SELL 1 DBMF MOC");
    assertThat(again.words()).contains("order 7 PreSubmitted");
    // The id of an order that works is a change of that order, whatever the next id says.
    again.place(8, "SELL 2 DBMF MOC");
    assertThat(again.words()).contains("status 8 PreSubmitted 0/2");
  }

  @Test
  void shouldDropConnectionsBetweenFramesOrInOne() {
    conversation.inject(new Fault.DropConnections(false));
    conversation.passes(SECOND);
    assertThat(client.isClosed()).isTrue();
    TestClient second = conversation.connect(7);
    int before = second.bytes().length;
    conversation.inject(new Fault.DropConnections(true));
    conversation.passes(SECOND);
    assertThat(second.isClosed()).isTrue();
    assertThat(second.bytes().length).isGreaterThan(before);
    assertThat(second.words()).isEmpty();
  }

  @Test
  void shouldAcceptAndNeverAnswer() {
    Conversation silent = Conversation.of(Scenario.named("silent"), MORNING);
    TestClient other = silent.dial().hello("v157..178");
    silent.passes(Duration.ofHours(1));
    assertThat(other.bytes()).isEmpty();
    assertThat(other.isClosed()).isFalse();
  }

  @Test
  void shouldKeepHalfOpenSocketsDeadWithTheirClientIdTaken() {
    conversation.inject(new Fault.HalfOpen());
    client.send(new RequestCurrentTime());
    assertThat(client.words()).isEmpty();
    assertThat(client.isClosed()).isFalse();
    assertThat(conversation.dial().hello("v157..178").start(7).words())
        .containsExactly("error -1 326");
    client.disconnect();
    assertThat(conversation.dial().hello("v157..178").start(7).words()).contains("next id 1");
  }

  @Test
  void shouldHoldOrdersAndNewsWhileTheLinkIsLost() {
    client.place(1, "SELL 10 DBMF MKT");
    client.heard();
    conversation.inject(new Fault.LinkLost());
    assertThat(client.words()).containsExactly("error -1 1100");
    client.place(2, "SELL 20 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).isEmpty();
    conversation.inject(new Fault.LinkRestored(true, false));
    conversation.passes(SECOND);
    assertThat(client.words()).startsWith("error -1 1102").contains("status 2 Filled 20/0")
        .doesNotContain("execution 1 SLD 10");
    client.send(new RequestExecutions(9, ExecutionFilter.ALL));
    assertThat(client.words()).contains("execution 1 SLD 10");
  }

  @Test
  void shouldTellTheFillsOfTheOutageWhenItIsSetSo() {
    client.place(1, "SELL 10 DBMF MKT");
    client.heard();
    conversation.inject(new Fault.LinkLost());
    conversation.passes(SECOND);
    conversation.inject(new Fault.LinkRestored(true, true));
    assertThat(client.words()).contains("execution 1 SLD 10", "status 1 Filled 10/0",
        "commission 1");
  }

  @Test
  void shouldLoseSubscriptionsWith1101AndKeepThemWith1102() {
    client.send(new RequestMarketData(1, TestClient.stock("GLD"), "", false, false, List.of()));
    conversation.inject(new Fault.LinkLost());
    client.heard();
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).isEmpty();
    conversation.inject(new Fault.LinkRestored(true, false));
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).contains("price 1 4");
    conversation.inject(new Fault.LinkLost());
    conversation.inject(new Fault.LinkRestored(false, false));
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).containsExactly("error -1 1100", "error -1 1101");
  }

  @Test
  void shouldRepeatStatuses() {
    assertThat(fill(new Fault.DuplicateStatuses(3)))
        .filteredOn("status 1 Filled 10/0"::equals).hasSize(3);
  }

  @Test
  void shouldTellAFillInEachOfTheOrdersThatWereSeen() {
    assertThat(fill(new Fault.FillMessages(Fault.FillMessages.Sequence.STATUS_FIRST)))
        .containsExactly("order 1 Filled", "status 1 Filled 10/0", "execution 1 SLD 10",
            "commission 1");
  }

  @Test
  void shouldTellOnlyTheExecution() {
    assertThat(fill(new Fault.FillMessages(Fault.FillMessages.Sequence.EXECUTION_ONLY)))
        .containsExactly("execution 1 SLD 10", "commission 1");
  }

  @Test
  void shouldTellOnlyTheStatus() {
    assertThat(fill(new Fault.FillMessages(Fault.FillMessages.Sequence.STATUS_ONLY)))
        .containsExactly("order 1 Filled", "status 1 Filled 10/0");
  }

  @Test
  void shouldTellTheCommissionBeforeItsExecution() {
    assertThat(fill(new Fault.FillMessages(Fault.FillMessages.Sequence.COMMISSION_FIRST)))
        .containsExactly("commission 1", "execution 1 SLD 10", "order 1 Filled",
            "status 1 Filled 10/0");
  }

  @Test
  void shouldTellTheCommissionLateOrNeverOrTwice() {
    assertThat(fill(new Fault.CommissionLate(Duration.ofMinutes(1))))
        .doesNotContain("commission 1");
    conversation.passes(Duration.ofMinutes(1));
    assertThat(client.words()).contains("commission 1");
    conversation.inject(new Fault.CommissionLate(Duration.ZERO));
    conversation.inject(new Fault.CommissionReports(0));
    client.place(2, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).doesNotContain("commission 1");
    conversation.inject(new Fault.CommissionReports(2));
    client.place(3, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).filteredOn("commission 1"::equals).hasSize(2);
  }

  @Test
  void shouldShowAnOrderAsInactiveAndLetItWorkLater() {
    conversation.inject(new Fault.NextOrderInactive(Optional.of(Duration.ofMinutes(1))));
    client.place(1, "SELL 10 DBMF MKT");
    assertThat(client.words()).containsExactly("order 1 Inactive", "status 1 Inactive 0/10");
    conversation.passes(Duration.ofMinutes(2));
    assertThat(client.words()).startsWith("order 1 Submitted").contains("status 1 Filled 10/0");
  }

  @Test
  void shouldFillInParts() {
    assertThat(fill(new Fault.PartialFills(3))).containsSubsequence("execution 1 SLD 4",
        "order 1 Submitted", "status 1 Submitted 4/6", "execution 1 SLD 4",
        "status 1 Submitted 8/2", "execution 1 SLD 2", "order 1 Filled",
        "status 1 Filled 10/0");
    conversation.passes(SECOND);
    BigDecimal paid = conversation.ledger().stream()
        .filter(it -> it.event() == LedgerEntry.Event.FILLED)
        .map(it -> it.quantity().orElseThrow()).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(paid).isEqualByComparingTo("10");
  }

  @Test
  void shouldSwallowAnOrderInAConfirmationWindow() {
    conversation.inject(new Fault.SwallowOrders(1));
    client.place(1, "SELL 10 DBMF MOC").place(2, "SELL 20 DBMF MOC");
    client.send(new RequestAllOpenOrders());
    assertThat(client.words()).noneMatch(it -> it.contains(" 1 "))
        .contains("order 2 PreSubmitted");
    assertThat(conversation.ledger()).filteredOn(it -> it.orderId().orElse(0) == 1)
        .extracting(LedgerEntry::event).containsExactly(LedgerEntry.Event.RECEIVED);
  }

  @Test
  void shouldPassOnWhatWaitedBehindAWindowOnceItIsAnswered() {
    conversation.inject(new Fault.SwallowOrders(2));
    client.place(1, "SELL 10 DBMF MOC").place(1, "SELL 10 DBMF MOC");
    assertThat(client.words()).isEmpty();
    conversation.inject(new Fault.WindowConfirmed());
    assertThat(client.words()).contains("order 1 PreSubmitted");
    assertThat(conversation.ledger()).filteredOn(it -> it.orderId().orElse(0) == 1)
        .extracting(LedgerEntry::event).containsExactly(LedgerEntry.Event.RECEIVED,
            LedgerEntry.Event.RECEIVED, LedgerEntry.Event.ACCEPTED, LedgerEntry.Event.MODIFIED);
  }

  @Test
  void shouldCancelTheNewestOrderAlone() {
    client.place(1, "SELL 1 DBMF MOC").place(2, "SELL 2 DBMF MOC");
    client.heard();
    conversation.inject(Fault.parse("fault = cancel-orders, newest = 1"));
    assertThat(client.words()).containsExactly("status 2 Cancelled 0/2", "error 2 202");
  }

  @Test
  void shouldForgetOrdersThatAreOverAndShowTheirExecutions() {
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    client.heard();
    conversation.inject(new Fault.CompletedForgotten());
    client.send(new RequestCompletedOrders(false)).send(new RequestExecutions(9, ExecutionFilter.ALL));
    assertThat(client.words()).contains("completedOrdersEnd", "execution 1 SLD 10")
        .noneMatch(it -> it.startsWith("completed "));
  }

  @Test
  void shouldWorkAnOrderWithoutTalkingAboutIt() {
    conversation.inject(new Fault.SilentOrders(1));
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).isEmpty();
    client.send(new RequestExecutions(9, ExecutionFilter.ALL));
    assertThat(client.words()).contains("execution 1 SLD 10");
  }

  @Test
  void shouldRejectOrdersForASymbol() {
    Conversation other = Conversation.of(Scenario.named("rejected-order"), MORNING);
    TestClient rejected = other.connect(7);
    rejected.place(1, "SELL 1 GLD MOC").place(2, "SELL 1 DBMF MOC");
    other.passes(SECOND);
    assertThat(rejected.words()).contains("error 1 201", "status 1 Inactive 0/1",
        "status 2 PreSubmitted 0/1");
  }

  @Test
  void shouldAttachAMessageToAnOrderThatWorks() {
    conversation.inject(new Fault.OrderNote(10349, "Order TIF was set to DAY"));
    client.place(1, "SELL 1 DBMF MOC");
    assertThat(client.words()).containsExactly("error 1 10349", "order 1 PreSubmitted",
        "status 1 PreSubmitted 0/1");
  }

  @Test
  void shouldCancelOrdersThatNobodyAskedToCancel() {
    client.place(1, "SELL 1 DBMF MOC");
    client.heard();
    conversation.inject(new Fault.CancelOrders("price reasonability"));
    assertThat(client.words()).containsExactly("status 1 Cancelled 0/1", "error 1 202");
    client.send(new CancelOrder(1));
    assertThat(client.words()).containsExactly("error 1 10148");
  }

  @Test
  void shouldShowForeignOrdersOnlyToWhoeverAsksForAll() {
    conversation.inject(
        Fault.parse("fault = foreign-order, client = 0, order = -5, symbol = DBMF, action = SELL, quantity = 10"));
    assertThat(client.words()).isEmpty();
    client.send(new RequestOpenOrders()).send(new RequestAllOpenOrders());
    assertThat(client.words()).containsExactly("openOrderEnd", "order -5 PreSubmitted",
        "status -5 PreSubmitted 0/10", "openOrderEnd");
  }

  @Test
  void shouldStopPricesDuringACompetingSessionAndNotOrders() {
    client.send(new RequestMarketData(1, TestClient.stock("GLD"), "", false, false, List.of()));
    client.heard();
    conversation.inject(new Fault.CompetingSession(Duration.ofMinutes(15)));
    conversation.passes(Duration.ofMinutes(14));
    assertThat(client.words()).containsExactly("error 1 10197");
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(Duration.ofMinutes(2));
    assertThat(client.words()).contains("status 1 Filled 1/0", "price 1 4");
  }

  @Test
  void shouldLoseMessagesThatComeTooFastAndCutOffTheThirdTime() {
    conversation.inject(new Fault.PacingViolation(3));
    client.send(new RequestPositions()).send(new RequestPositions())
        .send(new RequestPositions());
    conversation.passes(SECOND);
    assertThat(client.words()).containsExactly("error -1 100", "error -1 100", "error -1 100");
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void shouldReadNothingMoreOfAClientThatIsCutOff() {
    conversation.inject(new Fault.PacingViolation(3));
    ByteArrayOutputStream breath = new ByteArrayOutputStream();
    for (int i = 0; i < 10; i++) {
      breath.writeBytes(new ClientCodec(178).encode(new RequestPositions()));
    }
    client.raw(breath.toByteArray());
    assertThat(client.words()).containsExactly("error -1 100", "error -1 100", "error -1 100");
    conversation.passes(SECOND);
    assertThat(client.isClosed()).isTrue();
  }

  @Test
  void shouldRejectOrPaceAClientThatIsTooFast() {
    Map<String, String> reject = Map.of("pacing", "reject", "messages-per-second", "5");
    Conversation strict = Conversation.of(Scenarios.with(reject), MORNING);
    TestClient fast = strict.connect(7);
    for (int i = 0; i < 6; i++) {
      fast.send(new RequestCurrentTime());
    }
    assertThat(fast.words()).hasSize(6).endsWith("error -1 100");
    TestClient patient = strict.dial().hello("v157..178 +PACEAPI").start(8);
    patient.heard();
    for (int i = 0; i < 12; i++) {
      patient.send(new RequestCurrentTime());
    }
    assertThat(patient.words()).hasSize(5);
    strict.passes(SECOND);
    assertThat(patient.words()).hasSize(5);
    strict.passes(SECOND);
    assertThat(patient.words()).hasSize(2);
  }

  @Test
  void shouldLetTheFaultsOfAScenarioHappenAtTheirTimes() {
    Conversation timed = Conversation.of(Scenarios.of("""
        include classpath("evenkeel/simulator/scenarios/month-end")
        timeline = [
          { at = "2025-10-31T10:01:00", fault = notice, code = 2103, text = one }
          { at = "10:02:00", fault = notice, code = 2105, text = two }
          { after = 3m, fault = notice, code = 2157, text = three }
          { on = "order:2", fault = notice, code = 2110, text = four }
          { on = "fill:1", fault = notice, code = 2148, text = five }
          { on = "connect:2", fault = notice, code = 2119, text = six }
        ]
        """), MORNING);
    TestClient listener = timed.connect(7);
    timed.passes(Duration.ofMinutes(4));
    assertThat(listener.words()).containsExactly("error -1 2103", "error -1 2105",
        "error -1 2157");
    listener.place(1, "SELL 1 DBMF MKT").place(2, "SELL 1 DBMF MKT");
    timed.passes(SECOND);
    assertThat(listener.words()).containsOnlyOnce("error -1 2110")
        .containsSubsequence("error -1 2148", "execution 1 SLD 1");
    timed.connect(8);
    assertThat(listener.words()).containsExactly("error -1 2119");
  }

  @Test
  void shouldLetADailyFaultHappenEveryDay() {
    Conversation daily = Conversation.of(Scenarios.of("""
        timeline = [{ daily = "15:30:00", fault = notice, code = 2103, text = down }]
        """), MORNING);
    TestClient listener = daily.connect(7);
    daily.until("2025-11-05T15:29:59");
    assertThat(listener.words()).hasSize(5).containsOnly("error -1 2103");
  }

  @Test
  void shouldCutOffTheNextClientAfterItsHello() {
    conversation.inject(new Fault.CloseAfterHello(1));
    assertThat(conversation.dial().hello("v157..178").isClosed()).isTrue();
    assertThat(conversation.dial().hello("v157..178").isClosed()).isFalse();
  }

  @Test
  void shouldWelcomeClientsInWaysThatTheyMustWaitThrough() {
    assertThat(welcome(Fault.Welcome.Kind.ID_FIRST)).containsSubsequence("next id 1",
        "managedAccts");
    assertThat(welcome(Fault.Welcome.Kind.NO_ID)).contains("managedAccts")
        .doesNotContain("next id 1");
    assertThat(welcome(Fault.Welcome.Kind.NO_ACCOUNTS)).contains("next id 1")
        .doesNotContain("managedAccts");
    assertThat(welcome(Fault.Welcome.Kind.ACCOUNTS_LATE)).contains("next id 1", "managedAccts");
  }

  private List<String> welcome(Fault.Welcome.Kind kind) {
    conversation.inject(new Fault.Welcome(kind));
    TestClient other = conversation.dial().hello("v157..178").start(20);
    List<String> words = other.words();
    other.disconnect();
    return words;
  }

  @Test
  void shouldSendMessagesThatAClientHasToGetOver() {
    conversation.inject(new Fault.StrangeMessages());
    assertThat(client.words()).containsSubsequence("currentTime", "error -1 2104").hasSize(3);
    client.send(new RequestCurrentTime());
    assertThat(client.words()).containsExactly("currentTime");
  }

  @Test
  void shouldTellEverythingAboutOrdersLate() {
    conversation.inject(new Fault.OrderNewsLate(Duration.ofMinutes(1)));
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofSeconds(59));
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(62));
    assertThat(client.words()).startsWith("order 1 Submitted", "status 1 Submitted 0/10",
        "execution 1 SLD 10").endsWith("commission 1");
  }

  @Test
  void shouldRefuseTheNextOrder() {
    conversation.inject(new Fault.RefuseNextOrder(103, "Duplicate order id"));
    client.place(1, "SELL 10 DBMF MOC").place(2, "SELL 10 DBMF MOC");
    assertThat(client.words()).startsWith("error 1 103", "order 2 PreSubmitted");
  }

  @Test
  void shouldLetAFillOvertakeACancel() {
    client.place(1, "BUY 1 DBMF LMT 10");
    client.heard();
    conversation.inject(new Fault.CancelOvertaken());
    client.send(new CancelOrder(1));
    assertThat(client.words()).containsExactly("execution 1 BOT 1", "order 1 Filled",
        "status 1 Filled 1/0", "error 1 10148");
  }

  @Test
  void shouldDenyAnOrderThatWorks() {
    client.place(1, "SELL 10 DBMF MOC");
    client.heard();
    conversation.inject(new Fault.CancelNotFound());
    client.send(new CancelOrder(1)).send(new RequestOpenOrders());
    assertThat(client.words()).startsWith("error 1 10147", "order 1 PreSubmitted");
  }

  @Test
  void shouldShowNothingRemainingOfACancelledOrder() {
    client.place(1, "SELL 10 DBMF MOC");
    conversation.inject(new Fault.CancelledWithoutRemaining());
    client.send(new CancelOrder(1));
    assertThat(client.words()).endsWith("status 1 Cancelled 0/0", "error 1 202");
  }
}

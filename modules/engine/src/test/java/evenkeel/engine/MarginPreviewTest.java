package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.Broker.GLD;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ContractId;
import evenkeel.domain.Decision;
import evenkeel.domain.GuardLimits;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.OrderPreview;
import evenkeel.gateway.OrderPreview.Effect;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the guards ask the broker before orders with buys go on. */
class MarginPreviewTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Decision DECISION = Decisions.trade(TradingMode.PAPER, GLD, BIL);

  private final GuardsRoom room = new GuardsRoom(KIT, GLD, BIL);

  @BeforeEach
  void open() {
    room.start();
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  /** The guards examine the decision, and find nothing against it by themselves. */
  private void examine(Decision decision) {
    room.examine(decision);
    room.sees("65000", GLD, BIL);
  }

  private static HandOrder wish(Leg leg) {
    return new HandOrder(leg.symbol(), leg.side(), leg.quantity(), leg.type(), leg.timeInForce(), leg.limit());
  }

  @Test
  void shouldPassWhatTheSellsOfTheSameRunPayFor() {
    examine(DECISION);
    List<GatewaySupervisor.Ask<?>> asked = room.previews(2);
    assertThat(asked).extracting(ask -> (Object) ask.request()).containsExactly(
        new BrokerRequest.Preview(
            Broker.ACCOUNT, Qualification.routed(GLD.symbol(), FakeGateway.contract(GLD.symbol(), 1)),
            wish(GLD), OptionalInt.of(GuardsRoom.FIRST_ID)),
        new BrokerRequest.Preview(
            Broker.ACCOUNT, Qualification.routed(BIL.symbol(), FakeGateway.contract(BIL.symbol(), 2)),
            wish(BIL), OptionalInt.of(GuardsRoom.FIRST_ID + 1)));
    room.gateway.answer(asked.get(1), FakeGateway.preview(60000, 27000, 65000));
    room.executor.expectNoMessage(Duration.ZERO);
    room.gateway.answer(asked.get(0), FakeGateway.preview(60000, -30000, 65000));
    assertThat(room.passed()).isEqualTo(DECISION);
  }

  @Test
  void shouldStopWhatTheAccountCannotCarryAndNameTheNumbers() {
    examine(DECISION);
    List<GatewaySupervisor.Ask<?>> asked = room.previews(2);
    room.gateway.answer(asked.get(0), FakeGateway.preview(60000, -10000, 65000));
    room.gateway.answer(asked.get(1), FakeGateway.preview(60000, 27000, 65000));
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString()
        .contains("77000.00").contains("64998.00").contains("guards.margin-preview");
  }

  @Test
  void shouldStopWhatTheBrokerWouldRefuseForTheAccountsSake() {
    examine(DECISION);
    room.gateway.answer(room.previews(2).get(1), new Answer.Refused<OrderPreview>(
        201, "Order rejected - reason:YOUR EQUITY WITH LOAN VALUE MUST EXCEED THE INITIAL MARGIN"));
    assertThat(room.stopped.receiveMessage().reasons()).containsExactly(
        "the broker would refuse BUY 300 BIL MOC DAY: Order rejected - reason:YOUR EQUITY WITH LOAN VALUE MUST EXCEED"
            + " THE INITIAL MARGIN (code 201, guards.margin-preview)");
  }

  private static final Answer<OrderPreview> HALTED = new Answer.Refused<>(154, "trading is halted");

  private static GuardEvent.Withheld withheld(Leg leg) {
    return new GuardEvent.Withheld(
        leg.ref(), "the broker would refuse " + wish(leg) + ": trading is halted (code 154, guards.margin-preview)");
  }

  @Test
  void shouldWithholdAPurchaseThatTheBrokerWouldRefuseAloneAndAskForTheRestAnew() {
    examine(DECISION);
    List<GatewaySupervisor.Ask<?>> asked = room.previews(2);
    room.gateway.answer(asked.get(1), HALTED);
    room.executor.expectNoMessage(Duration.ZERO);
    room.gateway.answer(asked.get(0), FakeGateway.preview(60000, -30000, 65000));
    List<GuardEvent.Withheld> withheld = List.of(withheld(BIL));
    assertThat(room.executor.expectMessageClass(OrderExecutor.Execute.class).withheld()).isEqualTo(withheld);
    room.start();
    room.examine(DECISION);
    assertThat(room.executor.expectMessageClass(OrderExecutor.Execute.class).withheld()).as("after a restart")
        .isEqualTo(withheld);
  }

  @Test
  void shouldPreviewPurchasesAsTheyAreSentWithoutTheSaleThatWasToPayForThem() {
    examine(DECISION);
    List<GatewaySupervisor.Ask<?>> asked = room.previews(2);
    room.gateway.answer(asked.get(0), HALTED);
    room.gateway.answer(asked.get(1), FakeGateway.preview(60000, 27000, 65000));
    GatewaySupervisor.Ask<?> again = room.previews(1).getFirst();
    assertThat(((BrokerRequest.Preview) again.request()).order()).as("what 5000 in cash pay for")
        .isEqualTo(wish(BIL.withQuantity(new BigDecimal(55))));
    room.executor.expectNoMessage(Duration.ZERO);
    room.gateway.answer(again, FakeGateway.preview(60000, 4950, 65000));
    assertThat(room.executor.expectMessageClass(OrderExecutor.Execute.class).withheld()).containsExactly(withheld(GLD));
  }

  private static final Answer<OrderPreview> UNKNOWN = new Answer.Refused<>(
      200, "No security definition has been found for the request");

  /** The broker refuses the previews of BIL as unknown to it, and says what the symbol means now. */
  private void refusesContract(Leg leg, int other, int now) {
    List<GatewaySupervisor.Ask<?>> asked = room.previews(2);
    for (GatewaySupervisor.Ask<?> ask : asked) {
      boolean isIt = ((BrokerRequest.Preview) ask.request()).order().symbol().equals(leg.symbol());
      room.gateway.answer(ask, isIt ? UNKNOWN : FakeGateway.preview(60000, other, 65000));
    }
    room.gateway.describe(
        leg.symbol(), new Answer.Given<>(List.of(FakeGateway.contract(leg.symbol(), now))));
    room.gateway.answerDetails(1);
  }

  @Test
  void shouldPreviewAnewOnceWithTheContractThatTheBrokerHasNow() {
    examine(DECISION);
    refusesContract(BIL, -30000, 98);
    List<GatewaySupervisor.Ask<?>> again = room.previews(2);
    assertThat(((BrokerRequest.Preview) again.get(1).request()).instrument().contractId()).isEqualTo(98);
    room.gateway.answer(again.get(0), FakeGateway.preview(60000, -30000, 65000));
    room.gateway.answer(again.get(1), UNKNOWN);
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString().contains("code 200");
  }

  @Test
  void shouldPassARunWhoseContractWasReplacedAndIsNotHeld() {
    examine(Decisions.trade(TradingMode.PAPER, GLD, BIL.withContract(new ContractId(2))));
    refusesContract(BIL, -30000, 98);
    List<GatewaySupervisor.Ask<?>> again = room.previews(2);
    room.gateway.answer(again.get(0), FakeGateway.preview(60000, -30000, 65000));
    room.gateway.answer(again.get(1), FakeGateway.preview(60000, 27000, 65000));
    room.passed();
  }

  @Test
  void shouldHoldARunWhoseContractWasReplacedAndIsHeld() {
    ContractId held = ContractId.standIn(GLD.symbol());
    room.contracts.keep(GLD.symbol(), new Contracts.Known(
        FakeGateway.contract(GLD.symbol(), held.value()), room.clock.instant()));
    examine(Decisions.trade(TradingMode.PAPER, GLD.withContract(held), BIL));
    refusesContract(GLD, 27000, 99);
    Alert changed = room.alert();
    assertThat(changed.key()).isEqualTo("contract-changed-GLD-99");
    assertThat(changed.severity()).isEqualTo(Alert.Severity.CRITICAL);
    assertThat(room.said()).contains("GLD: the contract changed from " + held + " to 99 and 200 shares are held");
    room.executor.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldStopARunOfWhichTheBrokerWouldRefuseEveryOrder() {
    examine(DECISION);
    room.previews(2).forEach(asked -> room.gateway.answer(asked, HALTED));
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString()
        .contains("SELL 100 GLD").contains("BUY 300 BIL");
  }

  @Test
  void shouldStopARunWhoseOrdersWouldAllBeRefused() {
    examine(DECISION);
    room.gateway.answer(room.previews(2).getFirst(), new Answer.Refused<OrderPreview>(321, "read-only"));
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString().contains("code 321");
  }

  @Test
  void shouldHoldAScheduledRunBackUntilTheBrokerAnswers() {
    examine(DECISION);
    room.gateway.answer(room.previews(2).getFirst(),
        new Answer.Missing<OrderPreview>("preview: no answer within 10 s"));
    assertThat(room.said()).isEqualTo(
        "Run 20251031-month-end is held back: the broker did not say what the orders would do to the margin:"
            + " preview: no answer within 10 s");
    room.stopped.expectNoMessage(Duration.ZERO);
    room.clock.pass(Duration.ofMinutes(1));
    examine(DECISION);
    room.previews(2).forEach(ask -> room.gateway.answer(ask, FakeGateway.preview(60000, 1000, 65000)));
    room.passed();
  }

  @Test
  void shouldHoldAScheduledRunBackUntilThereAreOrderIdsAgain() {
    examine(DECISION);
    room.noIdsLeft();
    assertThat(room.said()).startsWith("Run 20251031-month-end is held back: ")
        .contains("order ids are at their end", "Reset API order ID sequence");
    room.stopped.expectNoMessage(Duration.ZERO);
    room.clock.pass(Duration.ofMinutes(1));
    examine(DECISION);
    room.previews(2).forEach(ask -> room.gateway.answer(ask, FakeGateway.preview(60000, 1000, 65000)));
    room.passed();
  }

  @Test
  void shouldNotReadWhatIsLeftOpenAsNothing() {
    var open = new Effect(Optional.empty(), Optional.empty(), Optional.empty());
    for (OrderPreview unreadable : List.of(FakeGateway.preview(open, FakeGateway.effect(65000, -1)),
        FakeGateway.preview(FakeGateway.effect(60000, 27000), open))) {
      examine(DECISION);
      room.gateway.answer(room.previews(2).get(1), new Answer.Given<>(unreadable));
      assertThat(room.said()).contains("the preview of BUY 300 BIL MOC DAY leaves the margin open");
      room.clock.pass(Duration.ofMinutes(1));
    }
    room.executor.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldHoldBackWhileTheFateOfAnotherOrderIsOpen() {
    examine(DECISION);
    room.executor.expectMessageClass(OrderExecutor.SetAside.class);
    room.clock.pass(Duration.ofMinutes(1));
    assertThat(room.said()).contains("the fate of an order that was sent is still open");
  }

  @Test
  void shouldAnswerAtOnceWhoeverAsksByHand() {
    Session today = NyseCalendar.session(Decisions.TRIGGER.session()).orElseThrow();
    var byHand = new Decision(
        Trigger.manual(today, Broker.START, Broker.CUT_OFF), DECISION.account(), DECISION.mode(), DECISION.at(),
        DECISION.looked(), DECISION.prices(), DECISION.verdict());
    examine(byHand);
    room.gateway.answer(room.previews(2).getFirst(), new Answer.Missing<OrderPreview>("preview: not connected"));
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString().contains("preview: not connected");
  }

  @Test
  void shouldAskNothingInDryRunOrWithoutBuysOrWhereTheOwnerSaysSo() {
    examine(Decisions.trade(TradingMode.DRY_RUN, GLD, BIL));
    room.passed();
    room.startAnew(Engine.settings(TradingMode.PAPER));
    examine(Decisions.trade(TradingMode.PAPER, GLD));
    room.passed();
    GuardLimits limits = Engine.GUARDS;
    room.startAnew(Engine.settings(TradingMode.PAPER).with(new GuardLimits(
        limits.orderValueMax(), limits.runValueMax(), limits.ordersPerDayMax(), limits.priceDistanceMax(),
        limits.accountChangeMax(), false, true, false)));
    examine(DECISION);
    room.passed();
  }

  @Test
  void shouldStopAllWhereTheContractOfOneOrderIsNotKnown() {
    room.contracts.drop(GLD.symbol());
    room.contracts.drop(BIL.symbol());
    room.gateway.describe(GLD.symbol(), new Answer.Given<>(List.of(
        FakeGateway.contract(GLD.symbol(), 1), FakeGateway.contract(GLD.symbol(), 2))));
    examine(DECISION);
    room.gateway.answerDetails(2);
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString().contains("SELL 100 GLD",
        "ambiguous");
    assertThat(room.contracts.find(BIL.symbol(), room.clock.instant())).isPresent();
  }
}

package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.FakeGateway.Books.EMPTY;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.CurrencyOrder;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Side;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.GatewaySupervisor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run that converts 23,000 USD before it buys for 27,000; 5,000 USD are there. */
class ConversionRunTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final CurrencyOrder CONVERSION = new CurrencyOrder(
      new CurrencyPair("USD", "HKD"), Side.BUY, new BigDecimal(23_000), new BigDecimal("7.80"), new BigDecimal("7.84"),
      "USD", new BigDecimal(23_000), new BigDecimal(180_320), new BigDecimal("2.00"));
  private static final Leg DOLLARS = Leg.of(
      OrderRef.of(Broker.ACCOUNT, Broker.RUN, CONVERSION.pair().symbol(), Side.BUY), CONVERSION);

  private ExecutorRoom room;

  @BeforeEach
  void open() {
    room = new ExecutorRoom(KIT);
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private GatewaySupervisor.Submit begin() {
    room.start().ready(1, EMPTY);
    room.take(Decisions.trade(TradingMode.PAPER, List.of(CONVERSION), BIL));
    room.gateway.expectInquiry(EMPTY);
    return room.gateway.sent();
  }

  private List<GatewaySupervisor.Submit> submits() {
    return room.rest().stream().filter(GatewaySupervisor.Submit.class::isInstance)
        .map(GatewaySupervisor.Submit.class::cast).toList();
  }

  @Test
  void shouldConvertFirstAndBuyOnceTheDollarsAreThere() {
    GatewaySupervisor.Submit first = begin();
    assertThat(first.ticket().leg()).isEqualTo(DOLLARS);
    assertThat(first.ticket().instrument().securityType()).isEqualTo("CASH");
    assertThat(first.ticket().instrument().exchange()).isEqualTo("IDEALPRO");
    room.acknowledge(first);
    assertThat(submits()).isEmpty();
    room.gateway.say(Broker.executed(DOLLARS, first.ticket().orderId(), "a.b.1.01", "23000"));
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(BIL);
    assertThat(submits()).isEmpty();
  }

  @Test
  void shouldBuyAfterARestartBetweenTheConversionAndThePurchases() {
    GatewaySupervisor.Submit first = begin();
    room.acknowledge(first);
    int id = first.ticket().orderId();
    room.start();
    BrokerOrder over = Broker.over(DOLLARS, id, BrokerStatus.FILLED, "Filled Size");
    room.ready(2, EMPTY.completed(over).fills(Broker.fill(DOLLARS, id, "a.b.1.01", "23000")).nextValidId(id + 1));
    assertThat(room.gateway.sent().ticket().leg()).isEqualTo(BIL);
    assertThat(submits()).isEmpty();
    assertThat(room.locks()).as("a virtual position of the pair is no break")
        .noneMatch(LockEvent.AccountFrozen.class::isInstance);
  }

  @Test
  void shouldFindTheConversionAgainThatItDidNotHearOf() {
    GatewaySupervisor.Submit first = begin();
    room.start();
    room.ready(2, EMPTY.open(ExecutorRoom.atBroker(first)).nextValidId(first.ticket().orderId() + 1));
    assertThat(room.life(DOLLARS)).isInstanceOf(OrderLife.Working.class);
    assertThat(submits()).isEmpty();
  }

  @Test
  void shouldAdoptAConversionThatTheJournalLost() {
    room.given().start().ready(1, EMPTY.open(Broker.order(DOLLARS, 1, BrokerStatus.SUBMITTED)).nextValidId(2));
    assertThat(room.life(DOLLARS).leg().pair()).contains(CONVERSION.pair());
    assertThat(room.locks()).noneMatch(LockEvent.AccountFrozen.class::isInstance);
  }

  @Test
  void shouldBuyWithWhatAConversionThatFilledInPartBroughtIn() {
    GatewaySupervisor.Submit first = begin();
    room.acknowledge(first);
    int id = first.ticket().orderId();
    room.gateway.say(Broker.executed(DOLLARS, id, "a.b.1.01", "9000"));
    assertThat(submits()).isEmpty();
    room.gateway.say(Broker.notice(id, 202));
    // 5,000 + 9,000 less 2.00 of commission and that of the purchase.
    assertThat(room.gateway.sent().ticket().leg().quantity()).isEqualByComparingTo("155");
    assertThat(room.alerts()).contains("shrunk-" + BIL.ref());
  }

  @Test
  void shouldBuyWithTheDollarsThatAreThereIfTheConversionIsRefused() {
    GatewaySupervisor.Submit first = begin();
    room.gateway.say(Broker.notice(first.ticket().orderId(), 201));
    assertThat(room.gateway.sent().ticket().leg().quantity()).isEqualByComparingTo("55");
    assertThat(room.alerts()).contains("over-" + DOLLARS.ref(), "shrunk-" + BIL.ref());
  }

  /** Positions prove nothing of a conversion: it is never sent a second time. */
  @Test
  void shouldParkAConversionThatTheBrokerDoesNotHave() {
    GatewaySupervisor.Submit first = begin();
    int next = first.ticket().orderId() + 1;
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(next));
    assertThat(submits()).isEmpty();
    room.pass(PAUSE);
    room.gateway.expectInquiry(EMPTY.nextValidId(next));
    assertThat(room.life(DOLLARS)).isInstanceOf(OrderLife.Parked.class);
    GatewaySupervisor.Submit purchase = room.gateway.sent();
    assertThat(purchase.ticket().leg().symbol()).isEqualTo(BIL.symbol());
    assertThat(purchase.ticket().leg().quantity()).isEqualByComparingTo("55");
  }

  @Test
  void shouldBuyWithTheDollarsThatAreThereIfItDoesNotFillInTime() {
    GatewaySupervisor.Submit first = begin();
    room.acknowledge(first);
    room.passTo(Broker.CUT_OFF.minus(Duration.ofMinutes(2)));
    List<GatewaySupervisor.Command> sent = new ArrayList<>(room.rest());
    if (sent.stream().noneMatch(GatewaySupervisor.Submit.class::isInstance)) {
      room.gateway.expectInquiry(EMPTY.open(ExecutorRoom.atBroker(first)).nextValidId(9));
      sent.addAll(room.rest());
    }
    assertThat(sent).filteredOn(GatewaySupervisor.Cancel.class::isInstance).hasSize(1);
    assertThat(sent).filteredOn(GatewaySupervisor.Submit.class::isInstance).singleElement().isInstanceOfSatisfying(
        GatewaySupervisor.Submit.class,
        submit -> assertThat(submit.ticket().leg().quantity()).isEqualByComparingTo("55"));
  }

  @Test
  void shouldReadAJournalledConversionAgain() {
    begin();
    List<ExecutionEvent> before = room.everythingWritten().stream().map(ExecutionEvent.class::cast).toList();
    var serializer = new JournalSerializer();
    before.forEach(event -> assertThat(
        serializer.fromBinary(serializer.toBinary(event), serializer.manifest(event))).isEqualTo(event));
    room.start();
    assertThat(room.life(DOLLARS).leg().pair()).contains(CONVERSION.pair());
  }
}

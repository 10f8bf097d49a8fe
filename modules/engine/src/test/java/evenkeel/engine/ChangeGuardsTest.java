package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.Broker.GLD;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.OrderPreview;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between the owner's change of an order and the executor. */
class ChangeGuardsTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final int ID = 7;
  /** A purchase that 5000 in cash pay for more than twice. */
  private static final Leg SMALL = BIL.withQuantity(new BigDecimal(20));

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

  private static ExecutionBook standing(Leg leg) {
    return ExecutionBook.EMPTY.apply(Broker.started(leg))
        .apply(new OrderEvent.SubmissionStarted(leg.ref(), ID, Broker.CLIENT, 1, Broker.START))
        .apply(new OrderEvent.OrderAcknowledged(
            leg.ref(), ID, Broker.CLIENT, Broker.permId(ID), BrokerStatus.PRE_SUBMITTED, Broker.START));
  }

  private TestProbe<DeskReply> change(int quantity) {
    return room.examine(replyTo -> new OrderExecutor.Change(
        ID, Optional.of(new BigDecimal(quantity)), Optional.empty(), replyTo));
  }

  private OrderExecutor.Change passed() {
    return room.executor.expectMessageClass(OrderExecutor.Change.class);
  }

  private static String why(TestProbe<DeskReply> reply) {
    return ((DeskReply.NotAsked) reply.receiveMessage()).why();
  }

  @Test
  void shouldPassOnWhatThereIsCashAndMarginForAfterAskingForWhatIsAdded() {
    TestProbe<DeskReply> reply = change(50);
    room.seesBook(standing(SMALL));
    room.seesAccount("65000", BIL);
    var asked = room.previews(1).getFirst();
    assertThat(((BrokerRequest.Preview) asked.request()).order().quantity()).as("beyond the 20 that stand")
        .isEqualByComparingTo("30");
    room.executor.expectNoMessage(Duration.ZERO);
    room.gateway.answer(asked, FakeGateway.preview(60000, 2700, 65000));
    OrderExecutor.Change passed = passed();
    assertThat(passed.isExamined()).isTrue();
    assertThat(passed.quantity()).hasValue(new BigDecimal(50));
    reply.expectNoMessage();
  }

  @Test
  void shouldRefuseALargerPurchaseThanTheCashPaysForAndNameTheNumbers() {
    TestProbe<DeskReply> reply = change(60);
    room.seesBook(standing(SMALL));
    room.seesAccount("65000", BIL);
    assertThat(why(reply)).isEqualTo("the buys cost 5401.00 and 5000.00 is there: cash of 5000.00");
    room.executor.expectNoMessage();
  }

  @Test
  void shouldRefuseALargerSaleThatWouldBeAShortOne() {
    TestProbe<DeskReply> reply = change(201);
    room.seesBook(standing(GLD));
    room.seesAccount("65000", GLD);
    assertThat(why(reply)).isEqualTo("SELL 201 GLD would be a short sale: 200 shares are held");
  }

  @Test
  void shouldRefuseWhatTheAccountCannotCarryOrTheBrokerDoesNotSay() {
    TestProbe<DeskReply> reply = change(50);
    room.seesBook(standing(SMALL));
    room.seesAccount("65000", BIL);
    room.gateway.answer(room.previews(1).getFirst(), FakeGateway.preview(64000, 2700, 65000));
    assertThat(why(reply)).contains("66700.00").contains("guards.margin-preview");

    TestProbe<DeskReply> again = change(50);
    room.seesBook(standing(SMALL));
    room.seesAccount("65000", BIL);
    room.gateway.answer(room.previews(1).getFirst(), new Answer.Missing<OrderPreview>("preview: no answer"));
    assertThat(why(again)).contains("did not say").contains("preview: no answer");
  }

  @Test
  void shouldNotLookAtWhatAsksForLessOrTheExecutorRefusesAnyway() {
    for (ExecutionBook book : List.of(standing(SMALL), ExecutionBook.EMPTY)) {
      TestProbe<DeskReply> reply = change(10);
      room.seesBook(book);
      assertThat(passed().isExamined()).isFalse();
      reply.expectNoMessage(Duration.ZERO);
    }
  }

  @Test
  void shouldRefuseEveryChangeWhileTradingIsPausedOrALiveAccountIsNotArmed() {
    room.owner.pause = Optional.of(new OwnersWord.Pause("look first", Broker.START));
    assertThat(why(change(10))).contains("look first");
    room.owner.pause = Optional.empty();
    room.startAnew(Engine.settings(TradingMode.LIVE));
    assertThat(why(change(10))).contains("evenkeel arm");
    room.executor.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldExamineAChangeAndARunOneAfterTheOther() {
    Decision run = Decisions.trade(TradingMode.PAPER, GLD);
    TestProbe<DeskReply> reply = change(60);
    room.examine(run);
    change(10);
    room.seesBook(standing(SMALL));
    room.seesAccount("65000", BIL);
    assertThat(why(reply)).contains("5401.00");
    room.sees("65000", GLD);
    assertThat(room.passed()).isEqualTo(run);
    room.seesBook(standing(SMALL));
    passed();
  }

  @Test
  void shouldAnswerAChangeWhoseExaminationWasLost() {
    TestProbe<DeskReply> lost = change(50);
    room.executor.expectMessageClass(OrderExecutor.Look.class);
    room.clock.pass(Duration.ofMinutes(3));
    change(10);
    assertThat(why(lost)).contains("try again");
    room.seesBook(standing(SMALL));
    passed();
  }
}

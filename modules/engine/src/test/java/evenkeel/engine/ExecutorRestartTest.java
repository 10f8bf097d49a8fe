package evenkeel.engine;

import static evenkeel.engine.Broker.BIL;
import static evenkeel.engine.Broker.DBMF;
import static evenkeel.engine.Broker.GLD;
import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fill;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Run;
import evenkeel.domain.TradingMode;
import evenkeel.gateway.Answer;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.OrderNews;
import evenkeel.gateway.SendResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A crash after every event of a run's journal, each with a broker that got less, as much or more than the journal
 * knows: no order is ever sent that the broker has, and every run ends with each share filled once.
 */
class ExecutorRestartTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final List<Leg> LEGS = List.of(GLD, DBMF, BIL);
  private static final Instant CLOSE = Broker.START.plus(Duration.ofMinutes(31));

  /** What the broker has when the executor comes back. */
  private enum Truth {
    /** What it acknowledged; the messages in flight were lost. */
    ACKNOWLEDGED_ONLY,
    /** Also what was in flight. */
    ALL_THAT_WAS_SENT,
    /** Everything, since the journal's tail was lost. */
    MORE_THAN_THE_JOURNAL,
    /** Everything, and it filled before the executor came back. */
    ALL_FILLED
  }

  /** A broker that keeps its books, and refuses to take one order twice. */
  private static final class TestBroker {
    private final Map<OrderRef, BrokerOrder> open = new LinkedHashMap<>();
    private final Map<OrderRef, Leg> legs = new LinkedHashMap<>();
    private final List<BrokerOrder> completed = new ArrayList<>();
    private final List<Fill> fills = new ArrayList<>();
    private int nextId = 1;

    void has(Leg leg, int orderId) {
      assertThat(legs).as("the broker has this order already").doesNotContainKey(leg.ref());
      legs.put(leg.ref(), leg);
      open.put(leg.ref(), Broker.order(leg, orderId, BrokerStatus.PRE_SUBMITTED));
      nextId = Math.max(nextId, orderId + 1);
    }

    void fill(OrderRef ref) {
      BrokerOrder order = open.remove(ref);
      Leg leg = legs.get(ref);
      if (order != null && leg != null) {
        completed.add(Broker.over(leg, order.orderId(), BrokerStatus.FILLED, "Filled Size"));
        String execId = "a.b." + order.orderId() + ".01";
        fills.add(Broker.fill(leg, order.orderId(), execId, leg.quantity().toString()));
      }
    }

    FakeGateway.Books books() {
      List<Commission> commissions = fills.stream().map(fill -> Broker.commission(fill.execId(), "1.00")).toList();
      return new FakeGateway.Books(List.copyOf(open.values()), completed, fills, commissions, nextId);
    }
  }

  private final ExecutorRoom room = new ExecutorRoom(KIT);

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  @TestFactory
  Stream<DynamicTest> shouldSendEachOrderOnceWhereverItCrashed() {
    room.start();
    room.take(decision());
    carryOn(new TestBroker(), 1);
    List<ExecutionEvent> journal = room.everythingWritten().stream().map(ExecutionEvent.class::cast).toList();
    assertThat(journal).hasSizeGreaterThan(15);
    return Stream.of(Truth.values()).flatMap(truth -> Stream.iterate(0, at -> at <= journal.size(), at -> at + 1).map(
        at -> DynamicTest.dynamicTest(
            truth + " after event " + at, () -> crash(journal, journal.subList(0, at), truth))));
  }

  private void crash(List<ExecutionEvent> journal, List<ExecutionEvent> kept, Truth truth) {
    room.stop();
    room.journal.clearAll();
    room.gateway.forgetPositions();
    room.clock.set(truth == Truth.ALL_FILLED ? CLOSE : Broker.START);
    TestBroker broker = broker(journal, kept, truth);
    room.given(kept.toArray(ExecutionEvent[]::new)).start();
    // The planner repeats a decision until it was taken over.
    room.take(decision());
    carryOn(broker, 2);
  }

  private static TestBroker broker(List<ExecutionEvent> journal, List<ExecutionEvent> kept, Truth truth) {
    Set<OrderRef> acknowledged = refs(kept, OrderEvent.OrderAcknowledged.class);
    Set<OrderRef> sent = refs(kept, OrderEvent.SubmissionStarted.class);
    var broker = new TestBroker();
    for (ExecutionEvent event : journal) {
      if (event instanceof OrderEvent.SubmissionStarted submission) {
        boolean isThere = switch (truth) {
          case ACKNOWLEDGED_ONLY -> acknowledged.contains(submission.ref());
          case ALL_THAT_WAS_SENT -> sent.contains(submission.ref());
          case MORE_THAN_THE_JOURNAL, ALL_FILLED -> true;
        };
        if (isThere) {
          broker.has(leg(submission.ref()), submission.orderId());
        }
      }
    }
    refs(truth == Truth.ALL_FILLED ? journal : kept, OrderEvent.FillRecorded.class).forEach(broker::fill);
    return broker;
  }

  /** Plays the gateway until the run is over. */
  private void carryOn(TestBroker broker, long epoch) {
    room.link(LinkState.SYNCHRONIZING, epoch, broker.nextId);
    play(broker, epoch);
    room.clock.set(CLOSE);
    List.copyOf(broker.open.keySet()).forEach(broker::fill);
    broker.fills.forEach(
        fill -> room.gateway.say(new OrderNews.Executed(fill), Broker.charged(fill.execId(), "1.00")));
    play(broker, epoch);
    Run run = room.run();
    assertThat(run.isSettled()).isTrue();
    assertThat(run.orders().values()).hasSameSizeAs(LEGS).allSatisfy(life -> {
      assertThat(life).isInstanceOfSatisfying(
          OrderLife.Closed.class, closed -> assertThat(closed.outcome()).isEqualTo(OrderOutcome.FILLED));
      assertThat(life.fills().shares()).isEqualByComparingTo(life.leg().quantity());
      assertThat(life.fills().hasAllCommissions()).isTrue();
    });
    assertThat(broker.legs).hasSameSizeAs(LEGS);
    assertThat(room.planner.receiveMessage().run().isSettled()).isTrue();
  }

  private void play(TestBroker broker, long epoch) {
    int quiet = 0;
    while (quiet <= 2) {
      List<GatewaySupervisor.Command> commands = room.rest();
      commands.forEach(command -> serve(command, broker, epoch));
      quiet = commands.isEmpty() ? quiet + 1 : 0;
      if (quiet == 1 || quiet == 2) {
        room.pass(Duration.ofSeconds(31));
      }
    }
  }

  private void serve(GatewaySupervisor.Command command, TestBroker broker, long epoch) {
    switch (command) {
      case GatewaySupervisor.Ask<?> ask ->
        room.gateway.answer(ask, new Answer.Given<>(broker.books().tell(ask.request())));
      case GatewaySupervisor.Reconciled done -> room.link(LinkState.READY, epoch, broker.nextId);
      case GatewaySupervisor.Submit submit -> {
        broker.has(submit.ticket().leg(), submit.ticket().orderId());
        room.gateway.answer(submit, new SendResult.Sent());
        room.acknowledge(submit);
      }
      default -> throw new AssertionError("not expected: " + command);
    }
  }

  private static Decision decision() {
    return Decisions.trade(TradingMode.PAPER, LEGS.toArray(Leg[]::new));
  }

  private static Set<OrderRef> refs(List<ExecutionEvent> events, Class<? extends OrderEvent> type) {
    var refs = new LinkedHashSet<OrderRef>();
    events.stream().filter(type::isInstance).map(OrderEvent.class::cast).forEach(event -> refs.add(event.ref()));
    return refs;
  }

  private static Leg leg(OrderRef ref) {
    return LEGS.stream().filter(leg -> leg.ref().equals(ref)).findFirst().orElseThrow();
  }
}

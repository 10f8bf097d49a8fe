package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.Difference;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.Language;
import evenkeel.domain.LockEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The actor between planner and executor; what it objects to is tested with the rules. */
class GuardsTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Decision DECISION = Decisions.trade(TradingMode.PAPER, Broker.GLD);

  private final GuardsRoom room = new GuardsRoom(KIT);

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

  private void examine() {
    room.examine(DECISION);
  }

  /** Found by the campaign: an order by hand and a run were both paid for with the same cash. */
  @Test
  void shouldExamineOneRunAfterTheOther() {
    Decision other = Decisions.under(new RunId("20251031-manual-153000"), DECISION);
    examine();
    room.examine(other);
    room.sees("65000", Broker.GLD);
    assertThat(room.passed()).isEqualTo(DECISION);
    room.sees("65000", Broker.GLD);
    assertThat(room.passed()).isEqualTo(other);
  }

  @Test
  void shouldPassOnAfterALookOfItsOwn() {
    examine();
    room.sees("65000", Broker.GLD);
    assertThat(room.passed()).isEqualTo(DECISION);
    room.start();
    examine();
    assertThat(room.passed()).as("without another look")
        .isEqualTo(DECISION);
    room.stopped.expectNoMessage();
  }

  @Test
  void shouldStopWithTheReasonsAndKeepThatOverARestart() {
    examine();
    room.sees("65000", Broker.leg("GLD", Side.SELL, 100, "400"));
    Guards.Stopped first = room.stopped.receiveMessage();
    assertThat(first.reasons()).singleElement().asString().contains("guards.price-distance-max");
    room.start();
    examine();
    assertThat(room.stopped.receiveMessage()).isEqualTo(first);
    room.executor.expectNoMessage();
  }

  @Test
  void shouldHoldAScheduledRunBackWhileTheOwnerHasPaused() {
    room.owner.pause = Optional.of(new OwnersWord.Pause("look first", room.clock.instant()));
    examine();
    assertThat(room.said()).startsWith("Run 20251031-month-end is held back: ")
        .contains("look first");
    room.stopped.expectNoMessage();
    room.owner.pause = Optional.empty();
    examine();
    room.sees("65000", Broker.GLD);
    room.executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  /**
   * Found by the campaign: that silence had let the run go was on the disk and said not to be, and the owner rejected
   * it meanwhile. Whether an earlier life had passed it on, the executor's books tell.
   */
  @Test
  void shouldStopWhatTheOwnerRejectedAndTheExecutorDoesNotHave() {
    room.startAnew(room.settings.with(new Caution(
        Optional.empty(), FirstRuns.NONE, new Approval(true, Duration.ofMinutes(30), true), FreezeScope.ACCOUNT)));
    room.owner.answers.put(DECISION.run(), new OwnersWord.Answer(false, room.clock.instant()));
    examine();
    room.seesBook(ExecutionBook.EMPTY);
    assertThat(room.stopped.receiveMessage().reasons()).containsExactly("you rejected it");
    room.executor.expectNoMessage();
  }

  @Test
  void shouldNotCallStoppedWhatTheBrokerMayHave() {
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    examine();
    room.seesBook(ExecutionBook.EMPTY, false);
    assertThat(room.alert().key()).isEqualTo("not-traded-20251031-month-end");
    room.stopped.expectNoMessage();
    examine();
    room.executor.expectMessageClass(OrderExecutor.Look.class).replyTo().tell(new OrderExecutor.Looked(
        ExecutionBook.EMPTY.apply(Broker.started(Broker.GLD)), true));
    assertThat(room.passed()).isEqualTo(DECISION);
  }

  @Test
  void shouldNotSpeakOfAComparisonThatIsStillUnderWayAfterAStart() {
    examine();
    room.seesBook(ExecutionBook.EMPTY, false);
    // It looks again only after the first answer.
    OrderExecutor.Look again = room.executor.awaitAssert(() -> {
      examine();
      return room.executor.expectMessageClass(OrderExecutor.Look.class, Duration.ofMillis(100));
    });
    room.clock.pass(Duration.ofMinutes(1));
    again.replyTo().tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, false));
    assertThat(room.alert().at()).isEqualTo(room.clock.instant());
    room.saysNothing();
  }

  @Test
  void shouldHoldBackWhileTheAccountIsFrozen() {
    var freeze = new LockEvent.AccountFrozen(List.of(new Difference("GLD", "1 shares", "2 shares")),
        room.clock.instant());
    examine();
    room.executor.expectMessageClass(OrderExecutor.Look.class).replyTo()
        .tell(new OrderExecutor.Looked(ExecutionBook.EMPTY.apply(freeze), true));
    assertThat(room.said())
        .contains("GLD: our books have");
    room.executor.expectNoMessage();
  }

  @Test
  void shouldSayThatItsJournalCannotBeWrittenAndLookAgain() {
    TestProbe<String> said = KIT.createTestProbe();
    var log = (Logger) LoggerFactory.getLogger(Guards.class);
    var ear = new AppenderBase<ILoggingEvent>() {
      @Override
      protected void append(ILoggingEvent event) {
        said.ref().tell(event.getFormattedMessage());
      }
    };
    ear.setContext(log.getLoggerContext());
    ear.start();
    log.addAppender(ear);
    room.journal.failNextPersisted(GuardsRoom.ID);
    examine();
    room.sees("65000", Broker.GLD);
    assertThat(said.receiveMessage()).startsWith("The journal could not be written")
        .doesNotContain(Broker.ACCOUNT.value());
    log.detachAppender(ear);
    room.executor.expectNoMessage();
    var again = (OrderExecutor.Look) room.clock.passUntil(room.executor, Duration.ofSeconds(1), this::examine);
    again.replyTo().tell(new OrderExecutor.Looked(ExecutionBook.EMPTY, true));
    room.seesAccount("65000", Broker.GLD);
    room.executor.expectMessageClass(OrderExecutor.Execute.class);
  }

  @Test
  void shouldWantTheOwnersWordAfterAJumpOfTheAccount() {
    room.stop();
    var before = new GuardEvent.AccountSeen(new BigDecimal("50000"), room.clock.instant());
    room.journal.persistForRecovery(GuardsRoom.ID, List.of(before));
    room.start();
    examine();
    room.sees("65000", Broker.GLD);
    Alert held = room.alert();
    assertThat(held.key()).isEqualTo("held-20251031-month-end");
    assertThat(held.severity()).isEqualTo(Alert.Severity.CRITICAL);
    assertThat(Language.EN.say(held.phrase())).contains("guards.account-change-max 10 %");
    room.stopped.expectNoMessage();

    room.owner.accepted = Optional.of(room.clock.instant().plusSeconds(1));
    examine();
    room.sees("65000", Broker.GLD);
    assertThat(room.passed()).as("the same run").isEqualTo(DECISION);
  }

  @ParameterizedTest(name = "process started anew {0}")
  @ValueSource(booleans = {false, true})
  void shouldNameWhatHeldARunBackWhenItsCutOffHasPassed(boolean isStartedAnew) {
    room.stop();
    room.journal.persistForRecovery(
        GuardsRoom.ID, List.of(new GuardEvent.AccountSeen(new BigDecimal("50000"), room.clock.instant())));
    room.start();
    examine();
    room.sees("65000", Broker.GLD);
    room.alert();
    // The next look shows that the one before is on the disk; the same cause is not written a second time.
    examine();
    room.sees("65000", Broker.GLD);
    room.alert();
    assertThat(room.written()).hasSize(2).last().isInstanceOf(GuardEvent.RunHeld.class);
    if (isStartedAnew) {
      room.start();
    }
    room.clock.set(Broker.CUT_OFF.plusSeconds(1));
    examine();
    room.sees("65000", Broker.GLD);
    assertThat(room.stopped.receiveMessage().reasons()).singleElement().asString()
        .startsWith("its cut-off passed while it was held back: the account is worth 65000.00, 30 % away");
  }

  @Test
  void shouldCompareWithTheLastLookThatWasBelieved() {
    room.observes("60000");
    room.observes("65000");
    assertThat(room.written()).hasSize(2);
    room.observes("75000");
    assertThat(room.said())
        .startsWith("Runs will be held back: the account is worth 75000.00, 15.38 % away from 65000.00");
    room.start();
    examine();
    room.sees("70000", Broker.GLD);
    assertThat(room.passed()).isEqualTo(DECISION);
  }

  @Test
  void shouldHoldALiveRunBackUntilThisVeryAccountIsArmedAndTheArmingLasts() {
    Decision live = Decisions.trade(TradingMode.LIVE, Broker.GLD);
    var other = new AccountId("DU7654321");
    for (Optional<Arming> unfit : List.of(
        Optional.<Arming>empty(), Optional.of(armed(other, "2025-12-31")), Optional.of(armed(Broker.ACCOUNT,
            "2025-10-30")))) {
      room.owner.arming = unfit;
      room.examine(live);
      String said = room.said();
      assertThat(said).contains("is held back: mode live").contains("evenkeel arm");
    }
    room.executor.expectNoMessage(Duration.ZERO);
    room.owner.arming = Optional.of(armed(Broker.ACCOUNT, "2025-10-31"));
    room.examine(live);
    room.executor.expectMessageClass(OrderExecutor.Look.class);
  }

  private static Arming armed(AccountId account, String until) {
    return new Arming(account, LocalDate.parse(until), Broker.START);
  }
}

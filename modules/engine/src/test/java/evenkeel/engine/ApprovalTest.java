package evenkeel.engine;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.Language;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between a plan and its orders by the owner's wish: the word, and the cap of the first live runs. */
class ApprovalTest {
  private static final ActorTestKit KIT = ActorTestKit.create(Engine.config());
  private static final Duration REPEAT = Duration.ofSeconds(31);
  private static final RunId RUN = Decisions.TRIGGER.run();

  /** What the owner says, when a test says it. */
  private static final class Owner implements OwnersWord {
    private Optional<Answer> answer = Optional.empty();
    private Runnable afterwards = () -> {};

    @Override
    public Optional<Pause> pause() {
      return Optional.empty();
    }

    @Override
    public Optional<Instant> accountAcceptedAt() {
      return Optional.empty();
    }

    @Override
    public Optional<Answer> answer(RunId run) {
      Optional<Answer> said = run.equals(RUN) ? answer : Optional.empty();
      afterwards.run();
      return said;
    }
  }

  private final Owner owner = new Owner();
  private PlannerRoom room;

  @BeforeEach
  void open() {
    room = new PlannerRoom(KIT);
  }

  @AfterEach
  void close() {
    room.stop();
  }

  @AfterAll
  static void shutDown() {
    KIT.shutdownTestKit();
  }

  private Decision decided(boolean tradesUnanswered) {
    var approval = new Approval(true, Duration.ofHours(1), tradesUnanswered);
    return room.with(new Caution(Optional.empty(), FirstRuns.NONE, approval), owner).start().decided();
  }

  @Test
  void shouldWaitForTheOwnerOverRestartsAndSayWhatIsWaiting() {
    decided(false);
    room.pass(REPEAT);
    room.start();
    room.pass(REPEAT);

    room.executor.expectNoMessage(Duration.ZERO);
    assertThat(room.alerts()).contains("approval-" + RUN);
    assertThat(room.heard()).anySatisfy(news -> assertThat(news).isInstanceOfSatisfying(
        EngineNews.Raised.class, raised -> assertThat(Language.EN.say(raised.alert().phrase()))
            .contains("waits for your word", "SELL", "evenkeel approve " + RUN, "until 15:40 New York")));
  }

  @Test
  void shouldTradeOnceApprovedAndNeverAskAgain() {
    Decision decision = decided(false);
    owner.answer = Optional.of(new OwnersWord.Answer(true, room.clock.instant()));
    room.pass(REPEAT);

    assertThat(room.executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(decision);
    owner.answer = Optional.of(new OwnersWord.Answer(false, room.clock.instant()));
    room.start();
    assertThat(room.executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(decision);
    assertThat(room.written().stream().filter(PlannerEvent.DecisionApproved.class::isInstance)).singleElement()
        .satisfies(event -> assertThat(((PlannerEvent.DecisionApproved) event).isByOwner()).isTrue());
  }

  @Test
  void shouldNotTradeWhatWasRejected() {
    decided(true);
    owner.answer = Optional.of(new OwnersWord.Answer(false, room.clock.instant()));
    room.pass(REPEAT);
    room.pass(Duration.ofHours(1));

    room.executor.expectNoMessage(Duration.ZERO);
    assertThat(room.book().decision(RUN).orElseThrow().reasons()).containsExactly("you rejected it");
    assertThat(room.alerts()).contains("not-traded-" + RUN);
  }

  @Test
  void shouldGoByTheConfigurationWhenNobodyAnswersAndAlwaysBeforeTheCutOff() {
    decided(false);
    room.passTo(Broker.CUT_OFF.minus(Approval.BEFORE_CUT_OFF));
    room.pass(REPEAT);
    assertThat(room.book().decision(RUN).orElseThrow().reasons()).singleElement().asString()
        .contains("nobody approved it until 15:40 New York");
    room.executor.expectNoMessage(Duration.ZERO);
  }

  @Test
  void shouldTradeUnansweredWhereTheConfigurationSaysSo() {
    Decision decision = decided(true);
    room.passTo(Broker.CUT_OFF.minus(Approval.BEFORE_CUT_OFF));
    room.pass(REPEAT);
    assertThat(room.executor.expectMessageClass(OrderExecutor.Execute.class).decision()).isEqualTo(decision);
    assertThat(room.written()).anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(
        PlannerEvent.DecisionApproved.class, approved -> assertThat(approved.isByOwner()).isFalse()));
  }

  /** Found by the campaign: a word that came while the end of the wait was written was taken, and had no effect. */
  @Test
  void shouldNotTradeWhatWasRejectedWhileSilenceWasWrittenDown() {
    decided(true);
    owner.afterwards = () -> {
      if (!room.clock.instant().isBefore(Broker.CUT_OFF.minus(Approval.BEFORE_CUT_OFF))) {
        owner.answer = Optional.of(new OwnersWord.Answer(false, room.clock.instant()));
      }
    };
    room.passTo(Broker.CUT_OFF.minus(Approval.BEFORE_CUT_OFF));
    room.pass(REPEAT);
    room.pass(REPEAT);

    assertThat(room.written()).anyMatch(PlannerEvent.DecisionApproved.class::isInstance);
    room.executor.expectNoMessage(Duration.ZERO);
    assertThat(room.book().decision(RUN).orElseThrow().reasons()).containsExactly("you rejected it");
    assertThat(room.alerts()).contains("not-traded-" + RUN);
  }

  @Test
  void shouldNotAskInDryRun() {
    room.in(TradingMode.DRY_RUN);
    decided(false);
    assertThat(room.alerts()).isEmpty();
  }

  @Test
  void shouldCapTheFirstLiveRunsAndSayByHowMuch() {
    var first = new FirstRuns(2, new BigDecimal("1000"), 2);
    Decision decision = room.in(TradingMode.LIVE)
        .with(new Caution(Optional.empty(), first, Approval.NONE), owner).start().decided();

    BigDecimal value = decision.orders().stream().map(order -> order.estimatedValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(value).isPositive().isLessThanOrEqualTo(first.valueMax());
    assertThat(room.heard()).anySatisfy(news -> assertThat(news).isInstanceOfSatisfying(
        EngineNews.Raised.class, raised -> assertThat(Language.EN.say(raised.alert().phrase()))
            .contains("trades a part of its plan: it is number 1 of the 2 first live runs, capped at 1000 USD")));
  }

  @Test
  void shouldNotCapAPaperRun() {
    var first = new FirstRuns(2, new BigDecimal("1000"), 2);
    Decision decision = room.with(new Caution(Optional.empty(), first, Approval.NONE), owner).start().decided();
    assertThat(decision.orders().getFirst().estimatedValue()).isGreaterThan(first.valueMax());
  }
}

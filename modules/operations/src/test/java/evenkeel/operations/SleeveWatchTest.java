package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.Decision;
import evenkeel.domain.Language;
import evenkeel.domain.SleeveReading;
import evenkeel.domain.SleeveRules;
import evenkeel.domain.Symbol;
import evenkeel.domain.Target;
import evenkeel.domain.Targets;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Venue;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.pekko.actor.PoisonPill;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SleeveWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Targets TARGETS = new Targets(
      List.of(
          new Target(new Symbol("GLD"), new BigDecimal("0.75"), Venue.BROKER),
          new Target(new Symbol("sUSDe"), new BigDecimal("0.25"), Venue.ELSEWHERE)),
      BigDecimal.ZERO);

  private final ActorTestKit kit = ActorTestKit.create();
  private final TestProbe<EngineNews> news = kit.createTestProbe(EngineNews.class);

  @TempDir
  private Path folder;

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldSayWhenMoneyShouldMoveAndKeepTheJudgement() throws IOException {
    watch("10000").tell(new EngineNews.Decided(Samples.trade(TradingMode.PAPER)));

    assertThat(sentence()).isEqualTo("About 5000 USD should move from the broker to sUSDe, which is 16.67 % of the"
        + " whole portfolio and should be 25.00 %");
    // The alert leaves before the file is written, and the next one after.
    watch("-1").tell(new EngineNews.Decided(Samples.trade(TradingMode.PAPER)));
    assertThat(sentence()).startsWith("The whole portfolio was not judged: the value elsewhere is -1 USD");
  }

  @Test
  void shouldKeepSilentWhileTheWholeIsOnTarget() throws IOException {
    ActorRef<EngineNews> watch = watch("16666.71");
    watch.tell(new EngineNews.Decided(Samples.trade(TradingMode.PAPER)));
    stopAfterAll(watch);

    news.expectNoMessage(Duration.ZERO);
    assertThat(Files.readString(file())).contains("\"total\" : 66666.84", "\"name\" : \"sUSDe\"", "\"drift\" : 0");
  }

  @Test
  void shouldLeaveTheLastJudgementWhereADecisionSawNothing() {
    ActorRef<EngineNews> watch = watch("10000");
    Decision blind = Samples.blind(Samples.SESSION, "no answer");
    watch.tell(new EngineNews.Decided(blind));
    stopAfterAll(watch);

    news.expectNoMessage(Duration.ZERO);
    assertThat(file()).doesNotExist();
  }

  private ActorRef<EngineNews> watch(String value) {
    return kit.spawn(SleeveWatch.create(new SleeveWatch.Surroundings(
        new SleeveSource.Configured(new SleeveReading.Told(new BigDecimal(value), Samples.AT)),
        new SleeveRules(Duration.ofDays(2), new BigDecimal("0.05")), TARGETS, file(), new FakeClock(Samples.AT),
        news.getRef())));
  }

  /** A stop that waits its turn in the mailbox: the kit's own overtakes what was told before. */
  private void stopAfterAll(ActorRef<EngineNews> watch) {
    Adapter.toClassic(watch).tell(PoisonPill.getInstance(), org.apache.pekko.actor.ActorRef.noSender());
    news.expectTerminated(watch, PATIENCE);
  }

  private Path file() {
    return folder.resolve("whole_portfolio.json");
  }

  private String sentence() {
    Alert alert = news.expectMessageClass(EngineNews.Raised.class, PATIENCE).alert();
    assertThat(alert.severity()).isEqualTo(Alert.Severity.WARNING);
    return Language.EN.say(alert.phrase());
  }
}

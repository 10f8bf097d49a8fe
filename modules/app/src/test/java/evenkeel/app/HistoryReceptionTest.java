package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.engine.HistoryLoader;
import evenkeel.engine.HistoryOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryReceptionTest {
  private static final HistoryLoader.Finished LAST_WORD = new HistoryLoader.Finished(List.of());
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ActorTestKit kit = ActorTestKit.create("history-reception", GatewayClient.config());
  private final TestProbe<Void> loaders = kit.createTestProbe();
  private final TestProbe<Void> receptions = kit.createTestProbe();
  private final CompletableFuture<ActorRef<Void>> loader = new CompletableFuture<>();
  private final CompletableFuture<List<HistoryOutcome>> outcomes = new CompletableFuture<>();

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldTakeTheLastWordThoughItsSenderIsGoneBeforeItIsRead() {
    List<HistoryLoader.News> heard = new ArrayList<>();
    ActorRef<HistoryLoader.News> reception = receive(LAST_WORD, news -> {
      loaders.expectTerminated(loader.join(), PATIENCE);
      heard.add(news);
    });

    receptions.expectTerminated(reception, PATIENCE);
    assertThat(outcomes).isCompletedWithValue(List.of());
    assertThat(heard).containsExactly(LAST_WORD);
  }

  @Test
  void shouldFailWhenTheLoaderEndsWithoutALastWord() {
    receive(new HistoryLoader.Said("not the last word"), news -> {});

    assertThatThrownBy(() -> Await.within(PATIENCE, outcomes)).isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the download ended without a result");
  }

  @Test
  void shouldFailWhenTheHearerFails() {
    receive(LAST_WORD, news -> {
      throw new IllegalStateException("the screen is gone");
    });

    assertThatThrownBy(() -> Await.within(PATIENCE, outcomes)).hasMessageContaining("ended without a result");
  }

  /** With a loader that says one thing and is gone. */
  private ActorRef<HistoryLoader.News> receive(HistoryLoader.News word, Consumer<HistoryLoader.News> hearer) {
    Behavior<HistoryLoader.News> reception = GatewayClient.reception(
        news -> Behaviors.setup(context -> {
          loader.complete(context.getSelf());
          news.tell(word);
          return Behaviors.stopped();
        }), hearer, outcomes);
    return kit.spawn(reception);
  }
}

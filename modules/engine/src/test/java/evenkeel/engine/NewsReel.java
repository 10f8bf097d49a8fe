package evenkeel.engine;

import evenkeel.domain.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The news of one actor, in order. */
final class NewsReel {
  private static final EngineNews MARKER = new EngineNews.Reported(new RunId("marker"));

  private final ActorTestKit kit;
  private final TestProbe<EngineNews> news;
  private final List<EngineNews> heard = new ArrayList<>();

  NewsReel(ActorTestKit kit) {
    this.kit = kit;
    this.news = kit.createTestProbe(EngineNews.class);
  }

  ActorRef<EngineNews> ref() {
    return news.ref();
  }

  /**
   * All news up to the answer to a question.
   *
   * @param question put to the actor, which answers in its turn
   */
  <T> List<EngineNews> until(Consumer<ActorRef<T>> question) {
    question.accept(kit.spawn(Behaviors.<T>receiveMessage(answer -> {
      news.ref().tell(MARKER);
      return Behaviors.stopped();
    })));
    EngineNews next = news.receiveMessage();
    while (!next.equals(MARKER)) {
      heard.add(next);
      next = news.receiveMessage();
    }
    return heard;
  }

  /** The keys of the alerts among news. */
  static List<String> alerts(List<EngineNews> heard) {
    return heard.stream().filter(EngineNews.Raised.class::isInstance)
        .map(raised -> ((EngineNews.Raised) raised).alert().key()).toList();
  }
}

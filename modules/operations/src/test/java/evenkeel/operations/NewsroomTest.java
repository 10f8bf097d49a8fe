package evenkeel.operations;

import evenkeel.engine.EngineNews;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NewsroomTest {
  private final ActorTestKit kit = ActorTestKit.create();
  private final ActorRef<Newsroom.Command> newsroom = kit.spawn(Newsroom.create());
  private final ActorRef<EngineNews> desk = kit.spawn(Newsroom.desk(newsroom));

  @AfterEach
  void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void shouldPassOnEverythingInOrderToEveryListener() {
    TestProbe<EngineNews> one = subscribed();
    TestProbe<EngineNews> two = subscribed();
    newsroom.tell(new Newsroom.Subscribe(two.ref()));
    for (int i = 0; i < 100; i++) {
      desk.tell(news(i));
    }
    for (int i = 0; i < 100; i++) {
      one.expectMessage(news(i));
      two.expectMessage(news(i));
    }
  }

  @Test
  void shouldGoOnWithoutAListenerThatStopped() {
    TestProbe<EngineNews> staying = subscribed();
    TestProbe<EngineNews> leaving = subscribed();
    desk.tell(news(1));
    leaving.expectMessage(news(1));
    leaving.stop();
    desk.tell(news(2));
    staying.expectMessage(news(1));
    staying.expectMessage(news(2));
    TestProbe<EngineNews> joining = subscribed();
    desk.tell(news(3));

    staying.expectMessage(news(3));
    joining.expectMessage(news(3));
  }

  private TestProbe<EngineNews> subscribed() {
    TestProbe<EngineNews> listener = kit.createTestProbe(EngineNews.class);
    newsroom.tell(new Newsroom.Subscribe(listener.ref()));
    return listener;
  }

  private static EngineNews news(int number) {
    return new EngineNews.Unusable("number " + number);
  }
}

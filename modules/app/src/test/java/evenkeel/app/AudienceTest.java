package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.ExecutionBook;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AudienceTest {
  @Test
  void shouldTellTheOthersWhenOneListenerFails() {
    List<EngineNews> heard = new ArrayList<>();
    var audience = new Audience(listener(news -> {
      throw new IllegalStateException("gone");
    }));
    audience.join(listener(heard::add));
    EngineNews news = new EngineNews.LinkChanged(new LinkStatus(
        LinkState.CONNECTING, 0, Optional.empty(), List.of(), 0, 0, Instant.EPOCH));

    audience.hear(news);
    audience.hear(news);

    assertThat(heard).containsExactly(news, news);
  }

  private static House.Listener listener(Consumer<EngineNews> ear) {
    return new House.Listener() {
      @Override
      public void hear(EngineNews news) {
        ear.accept(news);
      }

      @Override
      public void recall(ExecutionBook book) {
        // Not asked about here.
      }
    };
  }
}

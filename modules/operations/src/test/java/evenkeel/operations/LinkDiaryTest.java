package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.TradingMode;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.BehaviorTestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinkDiaryTest {
  /** 8:00 in New York, before the exchange opens. */
  private static final Instant MORNING = Instant.parse("2025-10-31T12:00:00Z");

  @TempDir
  Path folder;

  private static EngineNews link(LinkState state, Instant now) {
    Optional<LinkStatus.Problem> problem = state == LinkState.OFFLINE
        ? Optional.of(new LinkStatus.Problem(DisconnectReason.REFUSED, ""))
        : Optional.empty();
    return new EngineNews.LinkChanged(new LinkStatus(state, 1, problem, List.of(), 1, 0, now));
  }

  @Test
  void shouldNoteLossesRecoveriesAndSessionsOnceEach() throws IOException {
    DataDirectory directory = DataDirectory.open(folder.resolve("data"));
    var clock = new FakeClock(MORNING);
    var diary = BehaviorTestKit.create(LinkDiary.create(directory, TradingMode.PAPER, clock));
    diary.run(link(LinkState.CONNECTING, MORNING));
    diary.run(link(LinkState.READY, MORNING));
    clock.advance(Duration.ofHours(2));
    diary.run(link(LinkState.READY, MORNING));
    diary.run(link(LinkState.READY, MORNING));
    diary.run(link(LinkState.OFFLINE, MORNING));
    diary.run(link(LinkState.CONNECTING, MORNING));
    diary.run(link(LinkState.READY, MORNING));

    Files.writeString(directory.linkFile(), "{\"at\":\"2025", StandardOpenOption.APPEND);
    assertThat(LinkDiary.read(directory)).extracting(LinkDiary.Line::event).containsExactly(
        LinkDiary.Event.READY, LinkDiary.Event.SESSION, LinkDiary.Event.LOST, LinkDiary.Event.READY);
    assertThat(LinkDiary.read(directory).get(2).reason()).isNotEmpty();
    assertThat(LinkDiary.read(directory)).allSatisfy(line -> assertThat(line.mode()).isEqualTo(TradingMode.PAPER));
  }
}

package evenkeel.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.domain.TradingMode;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * {@code logs/link.jsonl}: when the Gateway became ready, when it was lost and why, and on which sessions it was ready
 * while the exchange was open. Some lines a day, never deleted: it proves later what nobody looked at.
 *
 * <p>It waits for the disk, so it is spawned on {@link Reporter#DISPATCHER}. A line that cannot be written is logged
 * and lost: the proof has a gap then, and nothing else depends on it.
 */
public final class LinkDiary {
  /** What is noted. */
  public enum Event {
    /** Orders can be sent. */
    READY("ready"),
    /** They cannot any more. */
    LOST("lost"),
    /** They could while the exchange was open; once a session. */
    SESSION("session");

    private final String text;

    Event(String text) {
      this.text = text;
    }

    private static Optional<Event> of(String text) {
      for (Event event : values()) {
        if (event.text.equals(text)) {
          return Optional.of(event);
        }
      }
      return Optional.empty();
    }
  }

  /** One line. */
  public record Line(Instant at, Event event, TradingMode mode, String reason) {}

  sealed interface Command {}

  private record News(EngineNews news) implements Command {}

  private enum Look implements Command { INSTANCE }

  private static final Duration LOOK_PAUSE = Duration.ofMinutes(10);

  /**
   * @param noted the newest session that was noted
   */
  private record Memory(boolean isReady, Optional<LocalDate> noted) {}

  public static Behavior<EngineNews> create(DataDirectory directory, TradingMode mode, EvenkeelClock clock) {
    Behavior<Command> diary = Behaviors.setup(context -> Behaviors.withTimers(timers -> {
      var keeper = new LinkDiary(context, directory.linkFile(), mode, clock);
      keeper.start(timers);
      return keeper.keeping(new Memory(false, Optional.empty()));
    }));
    Behavior<Command> supervised = Behaviors.supervise(diary).onFailure(SupervisorStrategy.restart());
    return Behaviors.transformMessages(
        EngineNews.class, supervised, news -> news.match(EngineNews.class, News::new));
  }

  private final ActorContext<Command> context;
  private final Path file;
  private final TradingMode mode;
  private final EvenkeelClock clock;

  private LinkDiary(ActorContext<Command> context, Path file, TradingMode mode, EvenkeelClock clock) {
    this.context = context;
    this.file = file;
    this.mode = mode;
    this.clock = clock;
    context.setLoggerName(LinkDiary.class);
  }

  private void start(TimerScheduler<Command> timers) {
    timers.startTimerWithFixedDelay(Look.INSTANCE, clock.wall(LOOK_PAUSE));
  }

  private Behavior<Command> keeping(Memory memory) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case News(EngineNews.LinkChanged changed) -> keeping(look(changed(memory, changed.status())));
      case News other -> Behaviors.same();
      case Look.INSTANCE -> keeping(look(memory));
    });
  }

  private Memory changed(Memory memory, LinkStatus status) {
    boolean isReady = status.state() == LinkState.READY;
    if (isReady != memory.isReady()) {
      note(isReady ? Event.READY : Event.LOST,
          status.problem().map(problem -> problem.reason().sentence()).orElse(""));
    }
    return new Memory(isReady, memory.noted());
  }

  private Memory look(Memory memory) {
    Instant now = clock.instant();
    Optional<Session> session = NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate());
    boolean isOpen = session.filter(it -> !now.isBefore(it.open().toInstant()) && now.isBefore(it.close().toInstant()))
        .isPresent();
    if (!memory.isReady() || !isOpen || memory.noted().equals(session.map(Session::date))) {
      return memory;
    }
    note(Event.SESSION, "");
    return new Memory(true, session.map(Session::date));
  }

  private void note(Event event, String reason) {
    ObjectNode line = Json.object().put("at", clock.instant().toString()).put("event", event.text)
        .put("mode", mode.text());
    if (!reason.isEmpty()) {
      line.put("reason", AccountNumbers.masked(reason));
    }
    try {
      DataDirectory.createFile(file);
      Files.writeString(file, Json.line(line) + "\n", StandardOpenOption.APPEND);
    } catch (IOException refused) {
      context.getLog().warn("The diary of the link could not be written file={} why=\"{}\"", file,
          DataDirectory.reason(refused));
    }
  }

  /** What was noted, oldest first. A line that a crash left half written is passed over. */
  public static List<Line> read(DataDirectory directory) throws IOException {
    Path file = directory.linkFile();
    var lines = new ArrayList<Line>();
    if (Files.exists(file)) {
      for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        Json.read(text.getBytes(StandardCharsets.UTF_8)).flatMap(LinkDiary::line).ifPresent(lines::add);
      }
    }
    return lines;
  }

  private static Optional<Line> line(JsonNode json) {
    try {
      Instant at = Instant.parse(json.path("at").asText());
      TradingMode mode = TradingMode.of(json.path("mode").asText());
      return Event.of(json.path("event").asText())
          .map(event -> new Line(at, event, mode, json.path("reason").asText()));
    } catch (DateTimeException | IllegalArgumentException torn) {
      return Optional.empty();
    }
  }
}

package evenkeel.operations;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Decision;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Writes the engine's news to disk: each due report into the month's file, everything else into the state files.
 *
 * <p>A report is acknowledged when it is on disk and not before; the engine asks again until then. A disk that
 * refuses is said once, and once more when it takes files again. The state files follow within a second of the wall,
 * and are written at most once in that time; they are a convenience and never acknowledged.
 *
 * <p>It waits for the disk, so it is spawned on {@link #DISPATCHER}.
 */
public final class Reporter {
  /** For what blocks: {@code context.spawn(Reporter.create(..), "reporter", Reporter.DISPATCHER)}. */
  public static final DispatcherSelector DISPATCHER = DispatcherSelector.blocking();

  sealed interface Command {}

  private record News(EngineNews news) implements Command {}

  private enum StateDue implements Command { INSTANCE }

  private enum TimerKey { STATE }

  private static final Duration STATE_PAUSE = Duration.ofSeconds(1);
  // The engine asks for a report again by itself; for the state nobody does.
  private static final Duration STATE_RETRY = Duration.ofSeconds(30);

  /**
   * What the reporter needs: its files, and where its own alerts go.
   *
   * @param journal the hash of the newest event of the journal, which each report keeps; empty where the journal is
   *     not chained
   */
  public record Surroundings(
      RunLog runs, StateFiles state, TradingMode mode, EvenkeelClock clock, ActorRef<EngineNews> news,
      Supplier<Optional<String>> journal) {
    /** With a journal that is not chained. */
    public Surroundings(
        RunLog runs, StateFiles state, TradingMode mode, EvenkeelClock clock, ActorRef<EngineNews> news) {
      this(runs, state, mode, clock, news, Optional::empty);
    }
  }

  public static Behavior<EngineNews> create(Surroundings surroundings) {
    Behavior<Command> reporter = Behaviors.withTimers(
        timers -> new Reporter(timers, surroundings).watching(Memory.nothing(surroundings.mode())));
    // A reporter that ended would leave every later run without a report, and nobody would hear of it.
    Behavior<Command> supervised = Behaviors.supervise(reporter).onFailure(SupervisorStrategy.restart());
    return Behaviors.transformMessages(
        EngineNews.class, supervised, news -> news.match(EngineNews.class, News::new));
  }

  /**
   * What the next write is made of.
   *
   * @param live the run that events are being booked for, as far as this process heard it from the start
   * @param positions the decision whose positions are not in their file yet
   * @param isReportRefused whether the newest report could not be written
   */
  private record Memory(
      KnownState known, ExecutionBook live, Optional<Decision> positions, boolean isReportRefused,
      boolean isStateRefused) {
    static Memory nothing(TradingMode mode) {
      return new Memory(KnownState.nothing(mode), ExecutionBook.EMPTY, Optional.empty(), false, false);
    }

    Memory with(KnownState newest) {
      return new Memory(newest, live, positions, isReportRefused, isStateRefused);
    }

    Memory with(ExecutionBook newest) {
      return new Memory(known, newest, positions, isReportRefused, isStateRefused);
    }

    Memory toWrite(Optional<Decision> newest) {
      return new Memory(known, live, newest, isReportRefused, isStateRefused);
    }

    Memory reportRefused(boolean is) {
      return new Memory(known, live, positions, is, isStateRefused);
    }

    Memory stateRefused(boolean is) {
      return new Memory(known, live, positions, isReportRefused, is);
    }
  }

  private final TimerScheduler<Command> timers;
  private final Surroundings around;

  private Reporter(TimerScheduler<Command> timers, Surroundings around) {
    this.timers = timers;
    this.around = around;
  }

  private Behavior<Command> watching(Memory memory) {
    return Behaviors.receive(
        (context, command) -> switch (command) {
          case News news -> watching(hear(memory, news.news()));
          case StateDue.INSTANCE -> watching(writeState(memory));
        },
        (context, signal) -> {
          if (signal instanceof PostStop && memory.known().link().isPresent()) {
            writeState(memory.with(memory.known().stopped(around.clock().instant())));
          }
          return Behaviors.same();
        });
  }

  private Memory hear(Memory memory, EngineNews news) {
    if (!timers.isTimerActive(TimerKey.STATE)) {
      timers.startSingleTimer(TimerKey.STATE, StateDue.INSTANCE, STATE_PAUSE);
    }
    return switch (news) {
      case EngineNews.LinkChanged changed -> memory.with(memory.known().with(changed.status()));
      case EngineNews.AccountChosen chosen -> memory.with(memory.known().with(chosen.account()));
      case EngineNews.Unusable unusable -> memory.with(memory.known().unusable(unusable.why()));
      case EngineNews.Deferred deferred ->
        memory.with(memory.known().waiting(deferred.trigger().run(), deferred.reasons()));
      case EngineNews.Decided decided ->
        memory.with(memory.known().with(decided.decision())).toWrite(Optional.of(decided.decision()));
      // The state file keeps what the process before this one wrote.
      case EngineNews.Recalled recalled -> memory;
      case EngineNews.PricesReplaced replaced -> memory;
      case EngineNews.Booked booked -> book(memory, booked.event());
      case EngineNews.Raised raised -> memory.with(memory.known().with(raised.alert()));
      case EngineNews.ReportDue due -> report(memory, due);
      case EngineNews.Reported acknowledged -> memory;
      case EngineNews.Compared compared -> memory;
    };
  }

  /** The events of a run that began before this process are passed over: its report brings the whole run. */
  private static Memory book(Memory memory, ExecutionEvent event) {
    ExecutionBook live = switch (event) {
      case RunEvent.RunStarted started -> ExecutionBook.EMPTY.apply(started);
      case RunEvent other when memory.live().runs().containsKey(other.run()) -> follow(memory.live(), other);
      case OrderEvent other when memory.live().runOf(other.ref()).isPresent() -> follow(memory.live(), other);
      case RunEvent unknown -> memory.live();
      case OrderEvent unknown -> memory.live();
      case DeskEvent ofNoRun -> memory.live();
      case LockEvent ofNoRun -> memory.live();
    };
    Optional<Run> run = live.runs().values().stream().findFirst();
    return run.map(it -> memory.with(live).with(memory.known().with(it))).orElse(memory);
  }

  /**
   * An executor that started again in the middle of a write has journalled events that it never told. What cannot
   * follow shows that some were missed: the run is not followed any more, its report brings the whole of it.
   */
  private static ExecutionBook follow(ExecutionBook live, ExecutionEvent event) {
    try {
      return live.apply(event);
    } catch (IllegalStateException missed) {
      return ExecutionBook.EMPTY;
    }
  }

  private Memory report(Memory memory, EngineNews.ReportDue due) {
    ReportLine line = ReportLine.of(due.decision(), due.run(), around.journal().get());
    Memory after = due.run().map(run -> memory.with(memory.known().with(run))).orElse(memory);
    try {
      around.runs().write(line);
    } catch (IOException refused) {
      if (!memory.isReportRefused()) {
        alert(Alert.Severity.CRITICAL, "report-refused", new OperationsText.ReportRefused(
            line.run(), around.runs().file(line.month()), DataDirectory.reason(refused)));
      }
      return after.reportRefused(true);
    }
    due.replyTo().tell(new EngineNews.ReportWritten(line.run(), line.revision()));
    if (memory.isReportRefused()) {
      alert(Alert.Severity.INFORMATION, "report-written", new OperationsText.ReportWritten(line.run()));
    }
    return after.reportRefused(false);
  }

  private Memory writeState(Memory memory) {
    try {
      around.state().writeState(memory.known(), around.clock().instant());
      if (memory.positions().isPresent()) {
        around.state().writePositions(memory.positions().get());
      }
    } catch (IOException refused) {
      if (!memory.isStateRefused()) {
        alert(Alert.Severity.CRITICAL, "state-refused",
            new OperationsText.StateRefused(DataDirectory.reason(refused)));
      }
      timers.startSingleTimer(TimerKey.STATE, StateDue.INSTANCE, STATE_RETRY);
      return memory.stateRefused(true);
    }
    if (memory.isStateRefused()) {
      alert(Alert.Severity.INFORMATION, "state-written", new OperationsText.StateWritten());
    }
    return memory.toWrite(Optional.empty()).stateRefused(false);
  }

  private void alert(Alert.Severity severity, String key, OperationsText text) {
    around.news().tell(new EngineNews.Raised(new Alert(severity, key, text, around.clock().instant())));
  }
}

package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.gateway.Answer;
import evenkeel.gateway.Bar;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.HistoryPacing;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * One download of history. The rules are in {@link HistoryDownload}; this actor gives it the time, the Gateway and a
 * timer, tells how it goes, and is gone after {@link Finished}.
 */
public final class HistoryLoader {

  sealed interface Command {}

  private record Came(BrokerRequest.History request, Answer<List<Bar>> answer) implements Command {}

  private record Linked(LinkStatus status) implements Command {}

  private enum Wake implements Command { INSTANCE }

  private enum LinkOverdue implements Command { INSTANCE }

  private enum TimerKey {
    WAKE, LINK
  }

  /** How a download goes. */
  public sealed interface News {}

  /**
   * How far it is.
   *
   * @param done parts that came, of all
   * @param pause until when nothing may be asked; empty while answers are awaited
   * @param isConnected false while the Gateway is away
   */
  public record Progressed(int done, int total, Optional<Duration> pause, boolean isConnected) implements News {}

  /** Something that a human should hear; a sentence without a full stop. */
  public record Said(String sentence) implements News {}

  /** The last word: one outcome for each order, in their order. */
  public record Finished(List<HistoryOutcome> outcomes) implements News {
    public Finished {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** A cold log-in with a confirmation takes up to a quarter of an hour (TWS API, outages). */
  private static final Duration LINK_PATIENCE = Duration.ofMinutes(30);

  /**
   * A loader that starts at once.
   *
   * @param memory is given what counts for the pace before each request leaves; it must be quick
   */
  public static Behavior<Void> create(
      List<HistoryOrder> orders, HistoryPacing pacing, ActorRef<GatewaySupervisor.Command> gateway,
      EvenkeelClock clock, Consumer<List<HistoryPacing.Asked>> memory, ActorRef<News> replyTo) {
    return Behaviors.<Command>setup(context -> Behaviors.withTimers(timers -> {
      var download = new HistoryDownload(orders, pacing, clock.instant());
      var loader = new HistoryLoader(context, timers, download, gateway, clock, memory, replyTo);
      gateway.tell(new GatewaySupervisor.Watch(context.messageAdapter(LinkStatus.class, Linked::new)));
      return loader.running(false);
    })).unsafeCast();
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final HistoryDownload download;
  private final ActorRef<GatewaySupervisor.Command> gateway;
  private final EvenkeelClock clock;
  private final Consumer<List<HistoryPacing.Asked>> memory;
  private final ActorRef<News> replyTo;

  private HistoryLoader(
      ActorContext<Command> context, TimerScheduler<Command> timers, HistoryDownload download,
      ActorRef<GatewaySupervisor.Command> gateway, EvenkeelClock clock, Consumer<List<HistoryPacing.Asked>> memory,
      ActorRef<News> replyTo) {
    this.context = context;
    this.timers = timers;
    this.download = download;
    this.gateway = gateway;
    this.clock = clock;
    this.memory = memory;
    this.replyTo = replyTo;
  }

  private Behavior<Command> running(boolean isConnected) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case Came came -> {
        download.answered(came.request(), came.answer(), clock.instant());
        yield goOn(isConnected);
      }
      case Linked linked -> linked(linked.status(), isConnected);
      case Wake.INSTANCE -> goOn(isConnected);
      case LinkOverdue.INSTANCE -> {
        download.giveUp("the Gateway did not come back within " + LINK_PATIENCE.toMinutes() + " minutes");
        yield goOn(isConnected);
      }
    });
  }

  private Behavior<Command> linked(LinkStatus status, boolean wasConnected) {
    boolean isConnected = status.state().answers() && status.state() != LinkState.LINK_LOST;
    download.link(isConnected, status.epoch());
    if (isConnected) {
      timers.cancel(TimerKey.LINK);
    } else if (!timers.isTimerActive(TimerKey.LINK)) {
      timers.startSingleTimer(TimerKey.LINK, LinkOverdue.INSTANCE, clock.wall(LINK_PATIENCE));
    }
    if (wasConnected && !isConnected) {
      replyTo
          .tell(new Said("the connection to the Gateway is lost; waiting for it, then going on with what is missing"));
    }
    return goOn(isConnected);
  }

  private Behavior<Command> goOn(boolean isConnected) {
    Instant now = clock.instant();
    List<BrokerRequest.History> due = download.due(now);
    if (!due.isEmpty()) {
      // Before they leave: after a crash the next process has to know of them.
      memory.accept(download.recent(now));
      due.forEach(request -> Answers.ask(context, gateway, request, answer -> new Came(request, answer)));
    }
    download.takeSaid().forEach(sentence -> replyTo.tell(new Said(sentence)));
    Optional<Duration> pause = download.nextWake(now).map(wake -> Duration.between(now, wake));
    replyTo.tell(new Progressed(download.done(), download.total(), pause, isConnected));
    if (download.isOver()) {
      memory.accept(download.recent(now));
      replyTo.tell(new Finished(download.outcomes()));
      return Behaviors.stopped();
    }
    pause.ifPresentOrElse(
        left -> timers.startSingleTimer(
            TimerKey.WAKE, Wake.INSTANCE, left.isPositive() ? clock.wall(left) : Duration.ofMillis(1)),
        () -> timers.cancel(TimerKey.WAKE));
    return running(isConnected);
  }
}

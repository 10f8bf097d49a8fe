package evenkeel.operations;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.LogInWeek;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Schedule;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.EngineNews;
import evenkeel.gateway.GatewayNews;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import evenkeel.gateway.RestartWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Watches the Gateway over days: learns when it restarts, and tells of a clock that is wrong, of a user who is logged
 * in elsewhere, of a log-in that is about to end, and of another address of this machine, while there is time to mend
 * it.
 */
public final class GatewayWatch {

  public sealed interface Command {}

  /** Tell what is known. */
  public record Look(ActorRef<GatewayLife> replyTo) implements Command {}

  private record News(EngineNews news) implements Command {}

  private record Health(GatewayNews news) implements Command {}

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey { TICK }

  /** Whom it watches and whom it tells. */
  public record Surroundings(
      RestartWindow restart, Schedule schedule, BreakMemory memory, SupportMemory supportMemory,
      AddressMemory addressMemory, MachineAddresses.Source addresses, EvenkeelClock clock,
      ActorRef<GatewaySupervisor.Command> gateway, ActorRef<EngineNews> news) {}

  private static final Duration TICK = Duration.ofMinutes(1);
  /** From Saturday morning in New York on, which is Saturday evening in Asia. */
  private static final Duration BEFORE_LOG_IN_ENDS = Duration.ofHours(15);
  /** What was learnt fades over days. */
  private static final Duration LEARN_AGAIN = Duration.ofHours(1);
  private static final Duration SESSION_TAKEN_AGAIN = Duration.ofHours(24);

  public static Behavior<Command> create(Surroundings surroundings) {
    Behavior<Command> watch = Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new GatewayWatch(context, surroundings).start(timers)));
    return Behaviors.supervise(watch).onFailure(SupervisorStrategy.restart());
  }

  /** The door through which the engine's news come. */
  public static Behavior<EngineNews> listener(ActorRef<Command> watch) {
    return Newsroom.door(watch, News::new);
  }

  private final ActorContext<Command> context;
  private final Surroundings around;
  private final LogInWatch logIn;
  private BreakTimes breaks;
  private Set<LocalTime> learnt = Set.of();
  private Instant learntAt = Instant.MIN;
  private Optional<Duration> ahead = Optional.empty();
  private SkewWatch skew = SkewWatch.AGREEING;
  private boolean wasUp;
  private Instant logInTold = Instant.MIN;
  private Instant takenTold = Instant.MIN;
  private Optional<ZoneId> zoneTold = Optional.empty();
  private boolean isTimeUnknownTold;
  private final SupportWatch support;
  private final AddressWatch address;
  private final Set<Integer> noticesTold = new HashSet<>();

  private GatewayWatch(ActorContext<Command> context, Surroundings around) {
    this.context = context;
    this.around = around;
    this.logIn = new LogInWatch(around.restart());
    this.breaks = around.memory().read();
    this.support = new SupportWatch(around.supportMemory(), around.clock().instant());
    this.address = new AddressWatch(around.addresses(), around.addressMemory());
  }

  private Behavior<Command> start(TimerScheduler<Command> timers) {
    around.gateway().tell(new GatewaySupervisor.WatchHealth(
        context.messageAdapter(GatewayNews.class, Health::new)));
    learn();
    address.look(now()).ifPresent(this::raise);
    timers.startTimerWithFixedDelay(TimerKey.TICK, Tick.INSTANCE, around.clock().beat(TICK));
    return Behaviors.receiveMessage(command -> {
      switch (command) {
        case News(EngineNews.LinkChanged changed) -> onLink(changed.status());
        case News other -> {
          // The Gateway's life is told by the link alone.
        }
        case Health(GatewayNews.ClockRead read) -> onClock(read.ahead());
        case Health(GatewayNews.SessionTaken taken) -> onSessionTaken(taken.text());
        case Health(GatewayNews.Noticed noticed) -> onNotice(noticed);
        case Health(GatewayNews.ZoneTold told) -> told.zone().ifPresent(this::onZone);
        case Health(GatewayNews.TimeUnknown unknown) -> onTimeUnknown(unknown.words());
        case Look look -> look.replyTo().tell(
            new GatewayLife(ahead, learnt.stream().sorted().toList(), forecast(), support.end(now()),
                address.changed(now())));
        case Tick.INSTANCE -> {
          if (now().isAfter(learntAt.plus(LEARN_AGAIN))) {
            learn();
          }
          sayThatTheLogInEnds();
          sayThatSupportEnds();
          address.look(now()).ifPresent(this::raise);
        }
      }
      return Behaviors.same();
    });
  }

  private void onLink(LinkStatus status) {
    logIn.hear(status, now());
    boolean isUp = status.state().answers();
    if (wasUp && status.state() == LinkState.OFFLINE && isLikeARestart(status)) {
      breaks = breaks.with(now());
      around.memory().write(breaks);
      learn();
    }
    // A dial is neither up nor a break.
    wasUp = isUp;
  }

  private static boolean isLikeARestart(LinkStatus status) {
    return status.problem().filter(problem -> switch (problem.reason()) {
      case CLOSED, BROKEN, SILENT -> true;
      case REFUSED, CONNECT_TIMEOUT, NOT_A_GATEWAY, HELLO_UNANSWERED, HELLO_REFUSED, UNSUPPORTED_VERSION,
          CLIENT_ID_IN_USE, NO_ACCOUNTS, READ_ONLY, PORT_CHANGED, UNANSWERED, PROTOCOL_VIOLATION, LINK_LOST,
          RESTART_DUE,
          CLOCK_WRONG, STOPPED ->
        false;
    }).isPresent();
  }

  private void learn() {
    learntAt = now();
    Set<LocalTime> now = breaks.learnt(now(), around.restart().zone());
    if (!now.equals(learnt)) {
      context.getLog().info("Learnt when the Gateway restarts times={} zone={}", now, around.restart().zone());
      learnt = now;
      around.gateway().tell(new GatewaySupervisor.Learnt(now));
    }
  }

  private void onClock(Duration read) {
    ahead = Optional.of(read);
    // Under a faster clock an answer takes as much longer.
    long patience = around.clock().patience(Duration.ofSeconds(1)).toSeconds();
    SkewWatch.Step step = skew.on(read, patience, now());
    skew = step.next();
    step.alert().ifPresent(this::raise);
  }

  private void onSessionTaken(String words) {
    if (now().isAfter(takenTold.plus(SESSION_TAKEN_AGAIN))) {
      takenTold = now();
      raise(new Alert(Severity.WARNING, "session-taken", new GatewayText.SessionTaken(words), now()));
    }
  }

  /** The time of the restart is of the Gateway's zone, so that another zone than configured is another moment. */
  private void onZone(ZoneId zone) {
    Optional<LocalTime> restart = around.restart().at();
    boolean isOther = !zone.getRules().getOffset(now()).equals(around.restart().zone().getRules().getOffset(now()));
    if (restart.isPresent() && isOther && !Optional.of(zone).equals(zoneTold)) {
      zoneTold = Optional.of(zone);
      raise(new Alert(Severity.WARNING, "gateway-zone", new GatewayText.OtherZone(
          zone.getId(), around.restart().zone().getId(), restart.get()), now()));
    }
  }

  private void onTimeUnknown(String words) {
    if (!isTimeUnknownTold) {
      isTimeUnknownTold = true;
      raise(new Alert(Severity.WARNING, "execution-time", new GatewayText.ExecutionTimeUnknown(words), now()));
    }
  }

  private void onNotice(GatewayNews.Noticed noticed) {
    Optional<EndOfSupport> end = EndOfSupport.of(noticed.text());
    if (end.isPresent()) {
      support.hear(end.get(), now());
      sayThatSupportEnds();
    } else if (noticesTold.add(noticed.code())) {
      raise(new Alert(
          Severity.WARNING, "notice-" + noticed.code(),
          new GatewayText.UnknownNotice(noticed.code(), noticed.text()), now()));
    }
  }

  private void sayThatSupportEnds() {
    support.due(nextRun(), now()).ifPresent(this::raise);
  }

  private void sayThatTheLogInEnds() {
    Instant soon = LogInWeek.nextEnd(now());
    if (now().isBefore(soon.minus(BEFORE_LOG_IN_ENDS)) || soon.equals(logInTold)
        || !(forecast().orElse(null) instanceof LogInWeek.EndsBefore ends)) {
      return;
    }
    logInTold = ends.end();
    boolean isWeekOfARun = nextRun().isBefore(LogInWeek.nextEnd(ends.end()));
    raise(new Alert(
        isWeekOfARun ? Severity.WARNING : Severity.INFORMATION,
        "log-in-" + ends.end().atZone(NyseCalendar.ZONE).toLocalDate(),
        new GatewayText.LogInEnds(Readiness.text(ends.end()), Readiness.text(ends.by())), now()));
  }

  private Optional<LogInWeek.Forecast> forecast() {
    return logIn.forecast(now(), nextRun());
  }

  private Instant nextRun() {
    return around.schedule().next(now()).dueAt();
  }

  private void raise(Alert alert) {
    around.news().tell(new EngineNews.Raised(alert));
  }

  private Instant now() {
    return around.clock().instant();
  }
}

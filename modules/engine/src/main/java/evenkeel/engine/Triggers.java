package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.CatchUpRule;
import evenkeel.domain.CutOffRule;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.RunId;
import evenkeel.domain.Schedule;
import evenkeel.domain.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Raises the month end. It looks at the exchange's calendar now and then instead of setting one long timer, so that a
 * machine that slept, or a clock that was set, cannot make it miss the moment; and it looks at the moment itself.
 */
public final class Triggers {

  public sealed interface Command {}

  private record Answered(RebalancePlanner.Reply reply) implements Command {}

  private enum AnswerOverdue implements Command { INSTANCE }

  private enum Tick implements Command { INSTANCE }

  private enum TimerKey {
    TICK, ANSWER
  }

  /** While something is due. */
  private static final Duration TICK = Duration.ofSeconds(1);
  /** A month end can be noticed this much late where the clock has jumped over it. */
  private static final Duration TICK_MAX = Duration.ofSeconds(30);
  /** Longer than a decision takes, so that longer means a lost answer; asking again does no harm. */
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);
  private static final int MONTHS_KEPT = 3;
  /**
   * How long a month end that nobody decided is still decided, or reported as missed: one that was put off to the last
   * session of the time allowed is reported also by a machine that then slept over a holiday of two weeks.
   */
  private static final Duration MISSED_WITHIN = CatchUpRule.PATIENCE.plusDays(15);

  /**
   * Watches from now on.
   *
   * @param watchedSince month ends with a cut-off before it are none of ours
   */
  public static Behavior<Command> create(
      EngineSettings settings, EvenkeelClock clock, ActorRef<RebalancePlanner.Consider> planner, Instant watchedSince) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new Triggers(context, timers, settings, clock, planner, watchedSince).start()));
  }

  /**
   * The month end of a month: due at the configured time, or as long before the cut-off of an early close as it usually
   * is before the usual one.
   */
  public static Trigger monthEnd(YearMonth month, LocalTime at, CutOffRule rule) {
    return new Schedule(at, rule).monthEnd(month);
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final EngineSettings settings;
  private final EvenkeelClock clock;
  private final ActorRef<RebalancePlanner.Consider> planner;
  private final Instant watchedSince;
  private final Map<YearMonth, Trigger> known = new HashMap<>();

  private Triggers(
      ActorContext<Command> context, TimerScheduler<Command> timers, EngineSettings settings, EvenkeelClock clock,
      ActorRef<RebalancePlanner.Consider> planner, Instant watchedSince) {
    this.context = context;
    this.timers = timers;
    this.settings = settings;
    this.clock = clock;
    this.planner = planner;
    this.watchedSince = watchedSince;
  }

  private Behavior<Command> start() {
    tickIn(TICK);
    return watching(Optional.empty(), Instant.MIN);
  }

  private void tickIn(Duration pause) {
    timers.startSingleTimer(TimerKey.TICK, Tick.INSTANCE, clock.beat(pause));
  }

  private Duration untilNext(Instant now) {
    Trigger current = monthEnd(month(now));
    Instant next = current.dueAt().isAfter(now) ? current.dueAt() : monthEnd(month(now).plusMonths(1)).dueAt();
    Duration left = Duration.between(now, next);
    return left.compareTo(TICK_MAX) < 0 ? left : TICK_MAX;
  }

  /** Waits for the next month end; {@code decided} is the newest that has its decision. */
  private Behavior<Command> watching(Optional<RunId> decided, Instant notBefore) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case Answered late -> Behaviors.same();
      case AnswerOverdue.INSTANCE -> Behaviors.same();
      case Tick.INSTANCE -> {
        Instant now = clock.instant();
        Optional<Trigger> due = due(now).filter(trigger -> !decided.equals(Optional.of(trigger.run())));
        tickIn(due.isEmpty() ? untilNext(now) : TICK);
        if (due.isEmpty() || now.isBefore(notBefore)) {
          yield Behaviors.same();
        }
        raise(due.get());
        yield raised(due.get(), decided);
      }
    });
  }

  private Behavior<Command> raised(Trigger trigger, Optional<RunId> decided) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case Tick.INSTANCE -> {
        tickIn(TICK);
        yield Behaviors.same();
      }
      case AnswerOverdue.INSTANCE -> watching(decided, Instant.MIN);
      case Answered answered -> switch (answered.reply()) {
        case RebalancePlanner.Decided made when made.decision().run().equals(trigger.run()) ->
          watching(Optional.of(trigger.run()), Instant.MIN);
        case RebalancePlanner.Deferred later when later.run().equals(trigger.run()) ->
          watching(decided, later.until().orElseGet(() -> clock.instant().plus(settings.retryPause())));
        case RebalancePlanner.Decided late -> Behaviors.same();
        case RebalancePlanner.Deferred late -> Behaviors.same();
      };
    });
  }

  private void raise(Trigger trigger) {
    context.getLog().info("Trigger raised run={} session={}", trigger.run(), trigger.session());
    planner.tell(new RebalancePlanner.Consider(
        trigger, context.messageAdapter(RebalancePlanner.Reply.class, Answered::new)));
    timers.startSingleTimer(
        TimerKey.ANSWER, AnswerOverdue.INSTANCE, clock.wall(clock.patience(ANSWER_MAX)));
  }

  /** The newest month end that was due by now, unless it was before we watched or is too long ago to be told. */
  private Optional<Trigger> due(Instant now) {
    Trigger current = monthEnd(month(now));
    Trigger newest = current.dueAt().isAfter(now) ? monthEnd(month(now).minusMonths(1)) : current;
    boolean isOurs = newest.deadline().isAfter(watchedSince) && now.isBefore(newest.deadline().plus(MISSED_WITHIN));
    return isOurs ? Optional.of(newest) : Optional.empty();
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atZone(NyseCalendar.ZONE));
  }

  /** Worked out once for the months around now, as it is asked for at each tick. */
  private Trigger monthEnd(YearMonth month) {
    if (known.size() > MONTHS_KEPT) {
      known.clear();
    }
    return known.computeIfAbsent(month, settings.schedule()::monthEnd);
  }
}

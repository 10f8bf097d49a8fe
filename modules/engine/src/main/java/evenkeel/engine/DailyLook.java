package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Session;
import evenkeel.gateway.OneReply;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Shows the guards once in each session what the account is worth, so that their reference is never older than the
 * session before. It needs no prices and no trigger. A look that does not succeed is repeated. While the exchange is
 * open it also has the broker's books compared every half hour: executions of others explain a change of a position
 * only until midnight of the Gateway's zone, which lies within the session where that zone is in Asia (ib_insync#483).
 */
final class DailyLook {

  sealed interface Command {}

  private enum Tick implements Command { INSTANCE }

  private record Executed(OrderExecutor.Looked looked) implements Command {}

  private record Seen(PortfolioLook look, ExecutionBook book) implements Command {}

  private enum TimerKey { TICK }

  /** Whom it asks, and whom it shows what it saw. */
  record Surroundings(
      EvenkeelClock clock, ActorRef<PortfolioState.Command> portfolio, ActorRef<MarketData.Command> marketData,
      ActorRef<OrderExecutor.Command> executor, ActorRef<Guards.Command> guards) {}

  private static final Duration TICK = Duration.ofMinutes(5);
  private static final Duration COMPARE_EVERY = Duration.ofMinutes(30);
  /** The broker's figures of the first minutes are still made from prices of the day before. */
  private static final Duration AFTER_THE_OPENING = Duration.ofMinutes(15);

  static Behavior<Command> create(Surroundings around) {
    return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
      timers.startTimerWithFixedDelay(TimerKey.TICK, Tick.INSTANCE, around.clock().beat(TICK));
      return new DailyLook(context, around).waiting(Optional.empty(), Instant.MIN);
    }));
  }

  private final ActorContext<Command> context;
  private final Surroundings around;

  private DailyLook(ActorContext<Command> context, Surroundings around) {
    this.context = context;
    this.around = around;
  }

  /**
   * @param shown the session of the newest look that was shown
   * @param asked when the executor was last looked at, which has the books compared
   */
  private Behavior<Command> waiting(Optional<LocalDate> shown, Instant asked) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case Tick.INSTANCE -> {
        Instant now = around.clock().instant();
        Optional<LocalDate> open = session(now);
        if (open.isPresent() && !shown.equals(open)) {
          around.executor().tell(new OrderExecutor.Look(OneReply.to(context, Executed::new)));
          yield waiting(shown, now);
        }
        if (open.isPresent() && !now.isBefore(asked.plus(COMPARE_EVERY))) {
          around.executor().tell(new OrderExecutor.Look(context.getSystem().ignoreRef()));
          yield waiting(shown, now);
        }
        yield Behaviors.same();
      }
      case Executed executed -> {
        // Before the first comparison nobody knows which fills explain what is held.
        if (executed.looked().isCompared()) {
          look(executed.looked().book());
        }
        yield Behaviors.same();
      }
      case Seen(PortfolioLook.Seen seen, ExecutionBook book) -> {
        around.guards().tell(new Guards.Observed(seen.portfolio(), seen.at(), book));
        yield waiting(Optional.of(date(seen.at())), asked);
      }
      case Seen(PortfolioLook.NotSeen not, ExecutionBook book) -> Behaviors.same();
    });
  }

  private void look(ExecutionBook book) {
    context.spawnAnonymous(Assessor.<Seen>create(
        List.of(), around.portfolio(), around.marketData(), around.clock(),
        (look, quotes, now) -> new Seen(look, book), OneReply.to(context, seen -> seen)));
  }

  /** The session that is open and no longer at its beginning. */
  private Optional<LocalDate> session(Instant now) {
    return NyseCalendar.isOpen(now)
        ? NyseCalendar.session(date(now))
            .filter(session -> !now.isBefore(session.open().toInstant().plus(AFTER_THE_OPENING))).map(Session::date)
        : Optional.empty();
  }

  private static LocalDate date(Instant at) {
    return at.atZone(NyseCalendar.ZONE).toLocalDate();
  }
}

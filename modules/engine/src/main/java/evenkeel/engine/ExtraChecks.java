package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.CashFlow;
import evenkeel.domain.Decision;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExtraTriggers;
import evenkeel.domain.ExtraTriggers.Move;
import evenkeel.domain.ExtraTriggers.Sight;
import evenkeel.domain.Fills;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.Quote;
import evenkeel.domain.RunId;
import evenkeel.domain.Session;
import evenkeel.domain.Symbol;
import evenkeel.domain.Trigger;
import evenkeel.domain.TriggerRules;
import evenkeel.gateway.OneReply;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Raises what is due beside the month end: the look of the day, a target that fell, cash that came or went. Which it
 * is, {@link ExtraTriggers} says. Each event has a run id of its own, so that after a restart the planner's journal
 * knows what was decided; what could not be decided is raised again until its cut-off.
 */
final class ExtraChecks {

  sealed interface Command {}

  private enum Tick implements Command { INSTANCE }

  private record Answered(RebalancePlanner.Reply reply) implements Command {}

  private record Executed(long round, ExecutionBook book) implements Command {}

  private record Planned(long round, PlannerBook book) implements Command {}

  private record Looked(long round, PortfolioLook look, List<QuoteLook> quotes) implements Command {}

  private enum TimerKey { TICK }

  /** Whom it asks. */
  record Surroundings(
      EngineSettings settings, EvenkeelClock clock, ActorRef<PortfolioState.Command> portfolio,
      ActorRef<MarketData.Command> marketData, ActorRef<OrderExecutor.Command> executor,
      ActorRef<RebalancePlanner.Command> planner) {}

  /** What is gathered for one round; complete once everything that was asked for is there. */
  private record Round(
      long number, Instant since, boolean looks, Optional<ExecutionBook> executed, Optional<PlannerBook> planned,
      Optional<Looked> looked) {
    boolean isComplete() {
      return executed.isPresent() && planned.isPresent() && (looked.isPresent() || !looks);
    }
  }

  /** Raised, and when to raise it again if no decision comes. */
  private record Raised(Trigger trigger, Instant again) {}

  private static final Duration TICK = Duration.ofSeconds(30);
  /** A fall of a day is seen soon enough, and quotes are not asked for all the time. */
  private static final Duration LOOK_EVERY = Duration.ofMinutes(15);
  /** Longer than a decision or a look takes, so that longer means a lost answer. */
  private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

  /** Nothing where the rules want nothing. */
  static Optional<Behavior<Command>> create(Surroundings around) {
    return around.settings().triggers().equals(TriggerRules.NONE)
        ? Optional.empty()
        : Optional.of(Behaviors.setup(context -> Behaviors.withTimers(
            timers -> new ExtraChecks(context, around).start(timers))));
  }

  private final ActorContext<Command> context;
  private final Surroundings around;
  private final TriggerRules rules;
  private final Map<RunId, Raised> raised = new LinkedHashMap<>();
  private Optional<Round> round = Optional.empty();
  private long rounds;
  private Instant nextLook = Instant.MIN;

  private ExtraChecks(ActorContext<Command> context, Surroundings around) {
    this.context = context;
    this.around = around;
    this.rules = around.settings().triggers();
  }

  private Behavior<Command> start(TimerScheduler<Command> timers) {
    timers.startTimerWithFixedDelay(TimerKey.TICK, Tick.INSTANCE, around.clock().beat(TICK));
    return Behaviors.receiveMessage(command -> {
      switch (command) {
        case Tick.INSTANCE -> tick();
        case Executed came -> gather(came.round(), it -> new Round(
            it.number(), it.since(), it.looks(), Optional.of(came.book()), it.planned(), it.looked()));
        case Planned came -> gather(came.round(), it -> new Round(
            it.number(), it.since(), it.looks(), it.executed(), Optional.of(came.book()), it.looked()));
        case Looked came -> gather(came.round(), it -> new Round(
            it.number(), it.since(), it.looks(), it.executed(), it.planned(), Optional.of(came)));
        case Answered answered -> onAnswer(answered.reply());
      }
      return Behaviors.same();
    });
  }

  private void tick() {
    Instant now = now();
    raised.values().removeIf(it -> !now.isBefore(it.trigger().deadline().plus(ANSWER_MAX)));
    for (Raised it : List.copyOf(raised.values())) {
      if (!now.isBefore(it.again())) {
        raise(it.trigger());
      }
    }
    boolean isLost = round.filter(it -> now.isAfter(it.since().plus(around.clock().patience(ANSWER_MAX)))).isPresent();
    if ((round.isEmpty() || isLost) && isOpen(now)) {
      boolean looks = rules.needsLooks() && !now.isBefore(nextLook);
      boolean isDaily = ExtraTriggers.daily(rules, around.settings().cutOff(), now, Optional.empty())
          .filter(trigger -> !raised.containsKey(trigger.run())).isPresent();
      if (looks || isDaily) {
        begin(looks, now);
      }
    }
  }

  private boolean isOpen(Instant now) {
    return NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate())
        .filter(session -> !now.isBefore(session.open().toInstant())
            && now.isBefore(around.settings().cutOff().cutOff(session)))
        .isPresent();
  }

  private void begin(boolean looks, Instant now) {
    long number = ++rounds;
    round = Optional.of(new Round(number, now, looks, Optional.empty(), Optional.empty(), Optional.empty()));
    around.executor().tell(new OrderExecutor.GetBook(
        OneReply.to(context, (ExecutionBook book) -> new Executed(number, book))));
    around.planner().tell(new RebalancePlanner.GetBook(
        OneReply.to(context, (PlannerBook book) -> new Planned(number, book))));
    if (looks) {
      nextLook = now.plus(LOOK_EVERY);
      List<Symbol> symbols = rules.dropMin().isPresent()
          ? List.copyOf(around.settings().targets().brokerWeights().keySet())
          : List.of();
      context.spawnAnonymous(Assessor.<Looked>create(
          symbols, around.portfolio(), around.marketData(), around.clock(),
          (look, quotes, at) -> new Looked(number, look, quotes),
          OneReply.to(context, looked -> looked)));
    }
  }

  private void gather(long number, UnaryOperator<Round> with) {
    round = round.map(it -> it.number() == number ? with.apply(it) : it);
    round.filter(Round::isComplete).ifPresent(complete -> {
      round = Optional.empty();
      conclude(complete.executed().orElseThrow(), complete.planned().orElseThrow(), complete.looked());
    });
  }

  private void conclude(ExecutionBook executed, PlannerBook planned, Optional<Looked> looked) {
    Instant now = now();
    Optional<Instant> lastFill = executed.orders().flatMap(life -> life.fills().byFamily().values().stream())
        .map(Fills.Booked::at).max(Instant::compareTo);
    var due = new ArrayList<Trigger>();
    ExtraTriggers.daily(rules, around.settings().cutOff(), now, lastFill).ifPresent(due::add);
    looked.ifPresent(it -> due.addAll(ExtraTriggers.seen(
        rules, around.settings().cutOff(), new Sight(moves(it, now), cashFlow(it, executed, planned)), now, lastFill)));
    due.stream().filter(trigger -> !raised.containsKey(trigger.run()) && planned.decision(trigger.run()).isEmpty())
        .forEach(this::raise);
  }

  /** Prices of this session; one of an earlier one says nothing of a fall. */
  private static SequencedMap<Symbol, Move> moves(Looked looked, Instant now) {
    var moves = new LinkedHashMap<Symbol, Move>();
    Optional<Instant> open = NyseCalendar.session(now.atZone(NyseCalendar.ZONE).toLocalDate())
        .map(Session::open).map(ZonedDateTime::toInstant);
    for (QuoteLook look : looked.quotes()) {
      if (look instanceof QuoteLook.Quoted quoted) {
        Quote quote = quoted.quote();
        boolean isToday = quote.lastTradeAt().filter(at -> open.isPresent() && !at.isBefore(open.get())).isPresent();
        if (isToday && quote.last().isPresent() && quote.previousClose().isPresent()) {
          moves.put(quote.symbol(), new Move(quote.last().get(), quote.previousClose().get()));
        }
      }
    }
    return moves;
  }

  /** Nothing while orders are on their way, or where the account's own currency moves what its cash is in dollars. */
  private static Optional<BigDecimal> cashFlow(Looked looked, ExecutionBook executed, PlannerBook planned) {
    Optional<Decision> last = planned.newestLook();
    if (last.isEmpty() || executed.unsettled().findAny().isPresent()
        || !(looked.look() instanceof PortfolioLook.Seen seen) || seen.conversion().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(CashFlow.unexplained(
        last.get().looked().orElseThrow(), last.get().at(), seen.portfolio(), executed.orders()));
  }

  private void raise(Trigger trigger) {
    context.getLog().info("Trigger raised run={} session={}", trigger.run(), trigger.session());
    raised.put(trigger.run(), new Raised(trigger, now().plus(around.clock().patience(ANSWER_MAX))));
    around.planner().tell(new RebalancePlanner.Consider(
        trigger, context.messageAdapter(RebalancePlanner.Reply.class, Answered::new)));
  }

  private void onAnswer(RebalancePlanner.Reply reply) {
    switch (reply) {
      // It stays, so that it is not raised anew on this day.
      case RebalancePlanner.Decided made -> raised.computeIfPresent(
          made.decision().run(), (run, it) -> new Raised(it.trigger(), Instant.MAX));
      case RebalancePlanner.Deferred later -> raised.computeIfPresent(later.run(), (run, it) -> new Raised(
          it.trigger(), later.until().orElseGet(() -> now().plus(around.settings().retryPause()))));
    }
  }

  private Instant now() {
    return around.clock().instant();
  }
}

package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.AccountProof;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.Trigger;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The actors of one account. It waits for the first log-in to learn which account that is, refuses one that does not
 * fit the mode, and starts portfolio, prices, planner and executor. The schedule runs from the start: a month end that
 * nobody can look at for want of a log-in is said, and not passed over.
 */
public final class AccountRoom {

  public sealed interface Command {}

  /** Raise a trigger by hand. It is refused while the account is not known. */
  public record Consider(RebalancePlanner.Consider request) implements Command {}

  /** Place an order by hand. It is refused while the account is not known. */
  public record Place(RebalancePlanner.Place request) implements Command {}

  /** Ask something of the broker about orders that stand there; refused while the account is not known. */
  public record Desk(OrderExecutor.Request request) implements Command {}

  /** Tell what is being executed; nothing while the account is not known. */
  public record GetExecution(ActorRef<ExecutionBook> replyTo) implements Command {}

  private record LinkChanged(LinkStatus status) implements Command {}

  private record Report(RebalancePlanner.ReportRun request) implements Command {}

  /**
   * What the room is made of.
   *
   * @param watchedSince month ends with a cut-off before it are none of ours; empty for no schedule at all
   */
  public record Furniture(
      EngineSettings settings, int clientId, EvenkeelClock clock, ActorRef<GatewaySupervisor.Command> gateway,
      ActorRef<EngineNews> news, Optional<Instant> watchedSince, Contracts contracts,
      OwnersWord owner) {}

  public static Behavior<Command> create(Furniture furniture) {
    return Behaviors.setup(context -> new AccountRoom(context, furniture).start());
  }

  /** The account to keep, or why there is none. */
  public sealed interface Choice {}

  public record Chosen(AccountId account) implements Choice {}

  public record NoChoice(String why) implements Choice {}

  /** The configured account, or the only one; fit for the mode. */
  public static Choice choose(EngineSettings settings, List<AccountId> managed) {
    Optional<AccountId> wanted = settings.account();
    if (managed.isEmpty()) {
      return new NoChoice("the log-in manages no account of a known kind");
    }
    if (wanted.isEmpty() && managed.size() > 1) {
      return new NoChoice("the log-in manages " + managed.size()
          + " accounts; name the one to keep as gateway.account in the configuration");
    }
    AccountId account = wanted.orElseGet(managed::getFirst);
    if (!managed.contains(account)) {
      return new NoChoice("the log-in does not manage the configured account " + account
          + "; correct gateway.account or log the Gateway in with that account");
    }
    return AccountProof.refusal(settings.mode(), account, managed, settings.caution().portKind())
        .<Choice>map(why -> new NoChoice(
            why + "; choose the mode that fits, or log the Gateway in with the account that is meant"))
        .orElseGet(() -> new Chosen(account));
  }

  private final ActorContext<Command> context;
  private final Furniture furniture;
  /** Which month ends of before have their decision is in the journal of an account that is not chosen yet. */
  private final Instant startedAt;

  private AccountRoom(ActorContext<Command> context, Furniture furniture) {
    this.context = context;
    this.furniture = furniture;
    this.startedAt = furniture.clock().instant();
  }

  private Behavior<Command> start() {
    furniture.gateway().tell(new GatewaySupervisor.Watch(
        context.messageAdapter(LinkStatus.class, LinkChanged::new)));
    ActorRef<RebalancePlanner.Consider> triggered = context.messageAdapter(
        RebalancePlanner.Consider.class, Consider::new);
    furniture.watchedSince().ifPresent(since -> spawn(
        Triggers.create(furniture.settings(), furniture.clock(), triggered, since), "triggers"));
    return empty("not connected to the Gateway yet", false);
  }

  /**
   * @param why no account is kept
   * @param isTrouble whether that is more than the first moments of a start
   */
  private Behavior<Command> empty(String why, boolean isTrouble) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case LinkChanged changed -> {
        furniture.news().tell(new EngineNews.LinkChanged(changed.status()));
        if (!changed.status().state().answers()) {
          yield changed.status().problem().map(problem -> empty("not connected: " + problem.sentence(), true))
              .orElseGet(Behaviors::same);
        }
        yield switch (choose(furniture.settings(), changed.status().accounts())) {
          case Chosen chosen -> furnish(chosen.account());
          case NoChoice not -> {
            furniture.news().tell(new EngineNews.Unusable(not.why()));
            yield empty(not.why(), true);
          }
        };
      }
      case Consider early -> {
        defer(early.request(), why, isTrouble);
        yield Behaviors.same();
      }
      case Place early -> {
        RebalancePlanner.Place request = early.request();
        request.replyTo().tell(new RebalancePlanner.Deferred(request.trigger().run(), List.of(why)));
        yield Behaviors.same();
      }
      case Desk early -> {
        early.request().replyTo().tell(new DeskReply.NotAsked(why));
        yield Behaviors.same();
      }
      case Report report -> throw new IllegalStateException("a report of a run without an executor");
      case GetExecution early -> {
        early.replyTo().tell(ExecutionBook.EMPTY);
        yield Behaviors.same();
      }
    });
  }

  /**
   * The decision of a trigger is the planner's, once there is one; until then it is at least said. Where the cut-off
   * passed before this process started, the decision may have been made by the process of before, so that only the
   * planner can say that it is missing.
   */
  private void defer(RebalancePlanner.Consider request, String why, boolean isTrouble) {
    Trigger trigger = request.trigger();
    Instant now = furniture.clock().instant();
    furniture.news().tell(new EngineNews.Deferred(trigger, List.of(why)));
    boolean isMissed = now.isAfter(trigger.deadline());
    boolean mayBeDecided = trigger.deadline().isBefore(startedAt);
    if (trigger.kind().isScheduled() && !mayBeDecided && (isMissed || isTrouble)) {
      Alert alert = isMissed
          ? new Alert(Alert.Severity.CRITICAL, "not-traded-" + trigger.run(),
              new EngineText.Missed(trigger.run(), why), now)
          : new Alert(Alert.Severity.WARNING, "deferred-" + trigger.run(),
              new EngineText.Deferred(trigger.run(), List.of(why)), now);
      furniture.news().tell(new EngineNews.Raised(alert));
    }
    request.replyTo().tell(new RebalancePlanner.Deferred(trigger.run(), List.of(why)));
  }

  private Behavior<Command> furnish(AccountId account) {
    furniture.news().tell(new EngineNews.AccountChosen(account));
    EngineSettings settings = furniture.settings();
    ActorRef<PortfolioState.Command> portfolio = spawn(
        PortfolioState.create(account, furniture.gateway(), furniture.clock()), "portfolio");
    ActorRef<MarketData.Command> marketData = spawn(
        MarketData.create(
            settings, new Identification(
                settings.targets(), furniture.contracts(), furniture.owner(), furniture.clock()),
            furniture.gateway(), furniture.clock(), furniture.news()),
        "market-data");
    // Planner and executor know each other, so one of them learns of the other through the room.
    ActorRef<RebalancePlanner.ReportRun> reports = context.messageAdapter(
        RebalancePlanner.ReportRun.class, Report::new);
    ActorRef<OrderExecutor.Command> executor = spawn(
        OrderExecutor.create(new OrderExecutor.Surroundings(
            account, furniture.clientId(), settings, furniture.clock(), furniture.gateway(), reports,
            furniture.news(), furniture.contracts(), furniture.owner())),
        "executor");
    ActorRef<Guards.Command> guards = spawn(
        Guards.create(new Guards.Surroundings(
            account, furniture.clientId(), settings, furniture.clock(), furniture.owner(), portfolio, marketData,
            furniture.gateway(),
            furniture.contracts(), executor, furniture.news())),
        "guards");
    ActorRef<RebalancePlanner.Command> planner = spawn(
        RebalancePlanner.create(new RebalancePlanner.Surroundings(
            account, settings, furniture.clock(), portfolio, marketData, executor, guards, furniture.news(),
            furniture.owner())),
        "planner");
    if (furniture.watchedSince().isPresent()) {
      spawn(
          DailyLook.create(new DailyLook.Surroundings(furniture.clock(), portfolio, marketData, executor, guards)),
          "daily-look");
      ExtraChecks.create(new ExtraChecks.Surroundings(
          settings, furniture.clock(), portfolio, marketData, executor, planner))
          .ifPresent(checks -> spawn(checks, "extra-checks"));
    }
    return furnished(account, planner, guards, executor);
  }

  private Behavior<Command> furnished(
      AccountId account, ActorRef<RebalancePlanner.Command> planner, ActorRef<Guards.Command> guards,
      ActorRef<OrderExecutor.Command> executor) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case LinkChanged changed -> {
        furniture.news().tell(new EngineNews.LinkChanged(changed.status()));
        List<AccountId> managed = changed.status().accounts();
        if (!managed.isEmpty() && !managed.contains(account)) {
          furniture.news().tell(new EngineNews.Unusable(
              "the Gateway is now logged in without the account " + account + "; log it in with that account again"));
        } else {
          AccountProof.refusal(
              furniture.settings().mode(), account, managed, furniture.settings().caution().portKind())
              .ifPresent(why -> furniture.news().tell(new EngineNews.Unusable(why)));
        }
        yield Behaviors.same();
      }
      case Consider consider -> {
        planner.tell(consider.request());
        yield Behaviors.same();
      }
      case Place place -> {
        planner.tell(place.request());
        yield Behaviors.same();
      }
      case Desk desk -> {
        switch (desk.request()) {
          case OrderExecutor.Change change -> guards.tell(new Guards.ExamineChange(change));
          case OrderExecutor.Cancel cancel -> executor.tell(cancel);
          case OrderExecutor.CancelAll all -> executor.tell(all);
        }
        yield Behaviors.same();
      }
      case Report report -> {
        planner.tell(report.request());
        yield Behaviors.same();
      }
      case GetExecution get -> {
        executor.tell(new OrderExecutor.GetBook(get.replyTo()));
        yield Behaviors.same();
      }
    });
  }

  /** Only a bug throws; the actor then starts again, event-sourced ones from their journal. */
  private <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
    return context.spawn(
        Behaviors.supervise(behavior).onFailure(
            SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2)),
        name);
  }
}

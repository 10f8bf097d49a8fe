package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.ExecutionBook;
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
 * fit the mode, and starts portfolio, prices, planner with executor, and where wanted the triggers.
 */
public final class AccountRoom {

  public sealed interface Command {}

  /** Raise a trigger by hand. It is refused while the account is not known. */
  public record Consider(RebalancePlanner.Consider request) implements Command {}

  /** Tell what is being executed; nothing while the account is not known. */
  public record GetExecution(ActorRef<ExecutionBook> replyTo) implements Command {}

  private record LinkChanged(LinkStatus status) implements Command {}

  /**
   * What the room is made of.
   *
   * @param watchedSince month ends with a cut-off before it are none of ours; empty for no schedule at all
   */
  public record Furniture(
      EngineSettings settings, int clientId, EvenkeelClock clock, ActorRef<GatewaySupervisor.Command> gateway,
      ActorRef<EngineNews> news, Optional<Instant> watchedSince) {}

  public static Behavior<Command> create(Furniture furniture) {
    return Behaviors.setup(context -> {
      furniture.gateway().tell(new GatewaySupervisor.Watch(
          context.messageAdapter(LinkStatus.class, LinkChanged::new)));
      return new AccountRoom(context, furniture).empty();
    });
  }

  /** The account to keep, or why there is none. */
  public sealed interface Choice {}

  public record Chosen(AccountId account) implements Choice {}

  public record NoChoice(String why) implements Choice {}

  /** The configured account, or the only one; fit for the mode. */
  public static Choice choose(EngineSettings settings, List<AccountId> managed) {
    Optional<AccountId> wanted = settings.account();
    if (wanted.isEmpty() && managed.size() > 1) {
      return new NoChoice("the log-in manages " + managed.size()
          + " accounts; name the one to keep as gateway.account in the configuration");
    }
    AccountId account = wanted.orElseGet(managed::getFirst);
    if (!managed.contains(account)) {
      return new NoChoice("the log-in does not manage the configured account " + account
          + "; correct gateway.account or log the Gateway in with that account");
    }
    return settings.mode().refusal(account).<Choice>map(NoChoice::new).orElseGet(() -> new Chosen(account));
  }

  private final ActorContext<Command> context;
  private final Furniture furniture;

  private AccountRoom(ActorContext<Command> context, Furniture furniture) {
    this.context = context;
    this.furniture = furniture;
  }

  private Behavior<Command> empty() {
    return Behaviors.receiveMessage(command -> switch (command) {
      case LinkChanged changed -> {
        furniture.news().tell(new EngineNews.LinkChanged(changed.status()));
        if (!changed.status().state().answers()) {
          yield Behaviors.same();
        }
        yield switch (choose(furniture.settings(), changed.status().accounts())) {
          case Chosen chosen -> furnish(chosen.account());
          case NoChoice not -> {
            furniture.news().tell(new EngineNews.Unusable(not.why()));
            yield Behaviors.same();
          }
        };
      }
      case Consider early -> {
        early.request().replyTo().tell(new RebalancePlanner.Deferred(List.of("not connected to the Gateway yet")));
        yield Behaviors.same();
      }
      case GetExecution early -> {
        early.replyTo().tell(ExecutionBook.EMPTY);
        yield Behaviors.same();
      }
    });
  }

  private Behavior<Command> furnish(AccountId account) {
    furniture.news().tell(new EngineNews.AccountChosen(account));
    ActorRef<PortfolioState.Command> portfolio = spawn(
        PortfolioState.create(account, furniture.gateway(), furniture.clock()), "portfolio");
    ActorRef<MarketData.Command> marketData = spawn(
        MarketData.create(furniture.settings(), furniture.gateway(), furniture.clock()), "market-data");
    ActorRef<RebalancePlanner.Command> planner = spawn(
        RebalancePlanner.create(
            new RebalancePlanner.Surroundings(
                account, furniture.settings(), furniture.clock(), portfolio, marketData, furniture.news()),
            self -> OrderExecutor.create(new OrderExecutor.Surroundings(
                account, furniture.clientId(), furniture.settings(), furniture.clock(), furniture.gateway(), self,
                furniture.news()))),
        "planner");
    furniture.watchedSince().ifPresent(since -> spawn(
        Triggers.create(furniture.settings(), furniture.clock(), planner, since), "triggers"));
    return furnished(account, planner);
  }

  private Behavior<Command> furnished(AccountId account, ActorRef<RebalancePlanner.Command> planner) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case LinkChanged changed -> {
        furniture.news().tell(new EngineNews.LinkChanged(changed.status()));
        List<AccountId> managed = changed.status().accounts();
        if (!managed.isEmpty() && !managed.contains(account)) {
          furniture.news().tell(new EngineNews.Unusable(
              "the Gateway is now logged in without the account " + account + "; log it in with that account again"));
        }
        yield Behaviors.same();
      }
      case Consider consider -> {
        planner.tell(consider.request());
        yield Behaviors.same();
      }
      case GetExecution get -> {
        planner.tell(new RebalancePlanner.GetExecution(get.replyTo()));
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

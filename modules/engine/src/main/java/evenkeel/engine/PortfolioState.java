package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.gateway.AccountValue;
import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerPosition;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * What the broker holds for one account, as immutable snapshots. Each look asks anew, for values, positions and every
 * open order side by side; looks that come while one is under way share its answer.
 */
public final class PortfolioState {

  public sealed interface Command {}

  /** One look; exactly one answer. */
  public record Look(ActorRef<PortfolioLook> replyTo) implements Command {}

  private record Values(Answer<List<AccountValue>> answer) implements Command {}

  private record Positions(Answer<List<BrokerPosition>> answer) implements Command {}

  private record Open(Answer<List<BrokerOrder>> answer) implements Command {}

  /** What has come of the questions under way. */
  private record Answered(
      Optional<Answer<List<AccountValue>>> values, Optional<Answer<List<BrokerPosition>>> positions,
      Optional<Answer<List<BrokerOrder>>> open) {
    static final Answered NOTHING = new Answered(Optional.empty(), Optional.empty(), Optional.empty());

    boolean isComplete() {
      return values.isPresent() && positions.isPresent() && open.isPresent();
    }
  }

  public static Behavior<Command> create(
      AccountId account, ActorRef<GatewaySupervisor.Command> gateway, EvenkeelClock clock) {
    return Behaviors.setup(context -> new PortfolioState(context, account, gateway, clock).idle());
  }

  private final ActorContext<Command> context;
  private final AccountId account;
  private final ActorRef<GatewaySupervisor.Command> gateway;
  private final EvenkeelClock clock;

  private PortfolioState(
      ActorContext<Command> context, AccountId account, ActorRef<GatewaySupervisor.Command> gateway,
      EvenkeelClock clock) {
    this.context = context;
    this.account = account;
    this.gateway = gateway;
    this.clock = clock;
  }

  private Behavior<Command> idle() {
    return Behaviors.receiveMessage(command -> switch (command) {
      case Look look -> {
        ask();
        yield looking(List.of(look.replyTo()), Answered.NOTHING);
      }
      case Values late -> Behaviors.same();
      case Positions late -> Behaviors.same();
      case Open late -> Behaviors.same();
    });
  }

  private Behavior<Command> looking(List<ActorRef<PortfolioLook>> waiting, Answered so) {
    if (so.isComplete()) {
      PortfolioLook look = read(so.values().orElseThrow(), so.positions().orElseThrow(), so.open().orElseThrow());
      waiting.forEach(replyTo -> replyTo.tell(look));
      return idle();
    }
    return Behaviors.receiveMessage(command -> switch (command) {
      case Look look -> {
        var more = new ArrayList<>(waiting);
        more.add(look.replyTo());
        yield looking(List.copyOf(more), so);
      }
      case Values came -> looking(waiting, new Answered(Optional.of(came.answer()), so.positions(), so.open()));
      case Positions came -> looking(waiting, new Answered(so.values(), Optional.of(came.answer()), so.open()));
      case Open came -> looking(waiting, new Answered(so.values(), so.positions(), Optional.of(came.answer())));
    });
  }

  private void ask() {
    Answers.ask(context, gateway, new BrokerRequest.AccountValues(), Values::new);
    Answers.ask(context, gateway, new BrokerRequest.Positions(), Positions::new);
    Answers.ask(context, gateway, new BrokerRequest.OpenOrders(), Open::new);
  }

  private PortfolioLook read(
      Answer<List<AccountValue>> values, Answer<List<BrokerPosition>> positions, Answer<List<BrokerOrder>> open) {
    if (!(values instanceof Answer.Given<List<AccountValue>> rows)) {
      return new PortfolioLook.NotSeen(values.problem());
    }
    if (!(positions instanceof Answer.Given<List<BrokerPosition>> held)) {
      return new PortfolioLook.NotSeen(positions.problem());
    }
    Optional<List<BrokerOrder>> orders = open.shown();
    if (orders.isEmpty()) {
      return new PortfolioLook.NotSeen(open.problem());
    }
    PortfolioLook look = PortfolioLook.of(account, rows.value(), held.value(), clock.instant());
    return look instanceof PortfolioLook.Seen seen ? seen.with(orders.get()) : look;
  }
}

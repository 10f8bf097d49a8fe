package evenkeel.engine;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
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
 * What the broker holds for one account, as immutable snapshots. Each look asks anew, both questions side by side;
 * looks that come while one is under way share its answer.
 */
public final class PortfolioState {

  public sealed interface Command {}

  /** One look; exactly one answer. */
  public record Look(ActorRef<PortfolioLook> replyTo) implements Command {}

  private record Values(Answer<List<AccountValue>> answer) implements Command {}

  private record Positions(Answer<List<BrokerPosition>> answer) implements Command {}

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
        yield looking(List.of(look.replyTo()), Optional.empty(), Optional.empty());
      }
      case Values late -> Behaviors.same();
      case Positions late -> Behaviors.same();
    });
  }

  private Behavior<Command> looking(
      List<ActorRef<PortfolioLook>> waiting, Optional<Answer<List<AccountValue>>> values,
      Optional<Answer<List<BrokerPosition>>> positions) {
    if (values.isPresent() && positions.isPresent()) {
      PortfolioLook look = read(values.get(), positions.get());
      waiting.forEach(replyTo -> replyTo.tell(look));
      return idle();
    }
    return Behaviors.receiveMessage(command -> switch (command) {
      case Look look -> {
        var more = new ArrayList<>(waiting);
        more.add(look.replyTo());
        yield looking(List.copyOf(more), values, positions);
      }
      case Values came -> looking(waiting, Optional.of(came.answer()), positions);
      case Positions came -> looking(waiting, values, Optional.of(came.answer()));
    });
  }

  private void ask() {
    Answers.ask(context, gateway, new BrokerRequest.AccountValues(), Values::new);
    Answers.ask(context, gateway, new BrokerRequest.Positions(), Positions::new);
  }

  private PortfolioLook read(Answer<List<AccountValue>> values, Answer<List<BrokerPosition>> positions) {
    if (!(values instanceof Answer.Given<List<AccountValue>> rows)) {
      return new PortfolioLook.NotSeen(values.problem());
    }
    if (!(positions instanceof Answer.Given<List<BrokerPosition>> held)) {
      return new PortfolioLook.NotSeen(positions.problem());
    }
    return PortfolioLook.of(account, rows.value(), held.value(), clock.instant());
  }
}

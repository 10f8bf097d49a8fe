package evenkeel.engine;

import evenkeel.gateway.Answer;
import evenkeel.gateway.BrokerRequest;
import evenkeel.gateway.GatewaySupervisor;
import java.time.Duration;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Asking the Gateway: exactly one answer comes back as a message of the actor that asks, whatever becomes of it. */
final class Answers {
  /**
   * The session answers every question within its own timeout. Only where it is lost by a bug does this one, in wall
   * time and well above any sensible request timeout, stand in for it.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Answers() {}

  /**
   * Puts a question. Message adapters are one per class, and every answer is of the one class {@link Answer}; a child
   * per question keeps them apart.
   */
  static <C, T> void ask(
      ActorContext<C> context, ActorRef<GatewaySupervisor.Command> gateway, BrokerRequest<T> request,
      Function<Answer<T>, C> wrap) {
    ActorRef<C> self = context.getSelf();
    ActorRef<Answer<T>> replyTo = context.spawnAnonymous(Behaviors.<Answer<T>>setup(child -> {
      child.setReceiveTimeout(PATIENCE, new Answer.Missing<>(request.name() + ": the question was lost"));
      return Behaviors.receiveMessage(answer -> {
        self.tell(wrap.apply(answer));
        return Behaviors.stopped();
      });
    }));
    gateway.tell(new GatewaySupervisor.Ask<>(request, replyTo));
  }
}

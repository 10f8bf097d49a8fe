package evenkeel.engine;

import evenkeel.gateway.Answer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A place for one answer: a child that hands it on as a message of its parent, and is gone. */
final class Answers {
  private Answers() {}

  /**
   * Message adapters are one per class, and every answer is of the one class {@link Answer}; a child per question keeps
   * them apart.
   */
  static <C, T> ActorRef<Answer<T>> to(ActorContext<C> context, Function<Answer<T>, C> wrap) {
    ActorRef<C> self = context.getSelf();
    return context.spawnAnonymous(Behaviors.<Answer<T>>receiveMessage(answer -> {
      self.tell(wrap.apply(answer));
      return Behaviors.stopped();
    }));
  }
}

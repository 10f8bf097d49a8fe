package evenkeel.gateway;

import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * An address for the one reply to one question. An adapter of the actor would not do: of those for a class only the
 * last counts, so that each question needs its own to know its reply again.
 */
public final class OneReply {
  private OneReply() {}

  /** Passes the reply on to the actor as a message of its own, and ends. */
  public static <T, C> ActorRef<T> to(ActorContext<C> asker, Function<T, C> wrap) {
    ActorRef<C> self = asker.getSelf();
    return asker.spawnAnonymous(Behaviors.<T>receiveMessage(reply -> {
      self.tell(wrap.apply(reply));
      return Behaviors.stopped();
    }));
  }
}

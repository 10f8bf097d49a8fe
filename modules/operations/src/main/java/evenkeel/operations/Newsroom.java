package evenkeel.operations;

import evenkeel.engine.EngineNews;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * Passes the engine's news on to everybody who subscribed, in the order in which they came. Nothing is kept for later:
 * who subscribes before the engine starts hears all of it. A listener that stops is dropped.
 */
public final class Newsroom {

  public sealed interface Command {}

  /** Hear everything from now on. Repeating it changes nothing. */
  public record Subscribe(ActorRef<EngineNews> listener) implements Command {}

  /** Something to pass on. */
  public record Publish(EngineNews news) implements Command {}

  private record Gone(ActorRef<EngineNews> listener) implements Command {}

  public static Behavior<Command> create() {
    return Behaviors.setup(context -> new Newsroom(context).open());
  }

  /** The newsroom's door for an engine, which knows its news and no newsroom. */
  public static Behavior<EngineNews> desk(ActorRef<Command> newsroom) {
    return door(newsroom, Publish::new);
  }

  /** The door through which news come to somebody who hears other things too. */
  public static <T> Behavior<EngineNews> door(ActorRef<T> to, Function<EngineNews, T> wrap) {
    return Behaviors.receiveMessage(news -> {
      to.tell(wrap.apply(news));
      return Behaviors.same();
    });
  }

  private final ActorContext<Command> context;
  private final Set<ActorRef<EngineNews>> listeners = new LinkedHashSet<>();

  private Newsroom(ActorContext<Command> context) {
    this.context = context;
  }

  private Behavior<Command> open() {
    return Behaviors.receiveMessage(command -> {
      switch (command) {
        case Subscribe subscribe -> {
          if (listeners.add(subscribe.listener())) {
            context.watchWith(subscribe.listener(), new Gone(subscribe.listener()));
          }
        }
        case Publish publish -> listeners.forEach(listener -> listener.tell(publish.news()));
        case Gone gone -> listeners.remove(gone.listener());
      }
      return Behaviors.same();
    });
  }
}

package evenkeel.app;

import evenkeel.engine.EngineNews;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.operations.AddressMemory;
import evenkeel.operations.BreakMemory;
import evenkeel.operations.DeadlineWatch;
import evenkeel.operations.GatewayLife;
import evenkeel.operations.GatewayWatch;
import evenkeel.operations.NetworkInterfaces;
import evenkeel.operations.SupportMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/** Who looks ahead in an unattended process; nobody in one that does a single thing. */
record Watches(Optional<ActorRef<GatewayWatch.Command>> gateway, List<ActorRef<EngineNews>> listeners) {
  Watches {
    listeners = List.copyOf(listeners);
  }

  static Watches spawn(
      ActorContext<?> context, House.Blueprint blueprint, ActorRef<GatewaySupervisor.Command> gateway,
      ActorRef<EngineNews> news) {
    if (!blueprint.isScheduled()) {
      return new Watches(Optional.empty(), List.of());
    }
    Settings settings = blueprint.settings();
    ActorRef<GatewayWatch.Command> life = context.spawn(
        GatewayWatch.create(new GatewayWatch.Surroundings(
            settings.gateway().restart(), settings.engine().schedule(), new BreakMemory(blueprint.directory()),
            new SupportMemory(blueprint.directory()), new AddressMemory(blueprint.directory()),
            new NetworkInterfaces(), blueprint.clock(), gateway, news)),
        "gateway-watch");
    Path root = blueprint.directory().root();
    ActorRef<DeadlineWatch.Command> deadline = context.spawn(
        DeadlineWatch.create(new DeadlineWatch.Surroundings(
            settings.engine(), blueprint.clock(), gateway, life, () -> free(root), news)),
        "deadline-watch");
    return new Watches(Optional.of(life), List.of(
        context.spawn(GatewayWatch.listener(life), "gateway-watch-news"),
        context.spawn(DeadlineWatch.listener(deadline), "deadline-watch-news")));
  }

  private static OptionalLong free(Path root) {
    try {
      return OptionalLong.of(Files.getFileStore(root).getUsableSpace());
    } catch (IOException untold) {
      return OptionalLong.empty();
    }
  }

  void hear(EngineNews news) {
    listeners.forEach(listener -> listener.tell(news));
  }

  void look(ActorRef<GatewayLife> replyTo) {
    gateway.ifPresentOrElse(
        watch -> watch.tell(new GatewayWatch.Look(replyTo)),
        () -> replyTo.tell(new GatewayLife(Optional.empty(), List.of(), Optional.empty(), Optional.empty())));
  }
}

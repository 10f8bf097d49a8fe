package evenkeel.verification;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import evenkeel.domain.Language;
import evenkeel.engine.AccountRoom;
import evenkeel.engine.EngineNews;
import evenkeel.engine.EngineSettings;
import evenkeel.engine.OrderExecutor;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.Transport;
import evenkeel.operations.AddressMemory;
import evenkeel.operations.BreakMemory;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.DeadlineWatch;
import evenkeel.operations.GatewayWatch;
import evenkeel.operations.LinkDiary;
import evenkeel.operations.LinkOutlook;
import evenkeel.operations.MachineAddresses;
import evenkeel.operations.Newsroom;
import evenkeel.operations.Notifier;
import evenkeel.operations.OwnersFile;
import evenkeel.operations.Reporter;
import evenkeel.operations.RunLog;
import evenkeel.operations.StateFiles;
import evenkeel.operations.SupportMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** One life of the process: the unmodified engine in an actor system on the world's thread. */
final class Machine {
  private static final Duration ALERT_REPEAT = Duration.ofHours(6);
  private static final Config CONFIG = ConfigFactory.parseString("""
      queue { type = Dispatcher, executor = "evenkeel.verification.QueueExecutor", throughput = 1 }
      pekko {
        # Everything on the one queue and under virtual time.
        actor.default-dispatcher = ${queue}
        actor.internal-dispatcher = ${queue}
        actor.default-blocking-io-dispatcher = ${queue}
        persistence.dispatchers.default-plugin-dispatcher = ${queue}
        persistence.dispatchers.default-replay-dispatcher = ${queue}
        persistence.dispatchers.default-stream-dispatcher = ${queue}
        scheduler.implementation = "evenkeel.verification.VirtualScheduler"
        persistence.journal.plugin = "evenkeel-disk"
        persistence.snapshot-store.plugin = "pekko.persistence.no-snapshot-store"
        # Loggers would be waited for at the start, by the very thread that has to run them.
        loggers = ["org.apache.pekko.event.Logging$StandardOutLogger"]
        loglevel = OFF
        use-slf4j = off
        stdout-loglevel = OFF
        # The streams' is waited for too, and nothing here streams.
        library-extensions = ["org.apache.pekko.serialization.SerializationExtension$"]
        log-dead-letters = off
        log-dead-letters-during-shutdown = off
        actor.allow-java-serialization = off
        coordinated-shutdown.run-by-jvm-shutdown-hook = off
        coordinated-shutdown.run-by-actor-system-terminate = off
        jvm-shutdown-hooks = off
      }
      evenkeel-disk.class = "evenkeel.verification.JournalPlugin"
      """).resolve().withFallback(ConfigFactory.load());

  /**
   * What every life of it has in common.
   *
   * @param keepsDiary whether the link's diary is kept, which {@code preflight} goes by
   * @param looksAhead whether somebody looks ahead over days, as in an unattended process
   * @param tampering stands between the engine and the Gateway's supervisor; nothing where the engine is to be whole
   */
  record Blueprint(
      EngineSettings engine, GatewaySettings gateway, Transport transport, DataDirectory directory,
      RandomGenerator random, Instant watchedSince, Tampering tampering, boolean keepsDiary, boolean looksAhead) {
    /** Without what only many days need. */
    Blueprint(
        EngineSettings engine, GatewaySettings gateway, Transport transport, DataDirectory directory,
        RandomGenerator random, Instant watchedSince, Tampering tampering) {
      this(engine, gateway, transport, directory, random, watchedSince, tampering, false, false);
    }

    LinkOutlook outlook() {
      return looksAhead ? new LinkOutlook(Optional.of(engine.schedule()), gateway.restart()) : LinkOutlook.NONE;
    }
  }

  private final Lane lane;
  private Optional<ActorSystem<Void>> system = Optional.empty();
  private Optional<ActorRef<AccountRoom.Command>> account = Optional.empty();
  private Optional<ActorRef<GatewaySupervisor.Command>> gateway = Optional.empty();

  private Machine(Lane lane) {
    this.lane = lane;
  }

  /** Starts a life; it does its first work when the world goes on. */
  static Machine start(Lane lane, Blueprint blueprint) {
    Config config = ConfigFactory.parseString(Lane.KEY + " = " + lane.number()).withFallback(CONFIG);
    var machine = new Machine(lane);
    machine.system = Optional.of(
        ActorSystem.create(machine.guardian(blueprint, new MachineClock(lane.world())), "evenkeel", config));
    return machine;
  }

  /** Who looks after the account; nobody in the first moments of its life. */
  Optional<ActorRef<AccountRoom.Command>> account() {
    return account;
  }

  /** Who sends the orders, for whoever goes around those before it; nobody in the first moments of its life. */
  Optional<ActorRef<OrderExecutor.Command>> executor() {
    return account.map(room -> ActorRefResolver.get(system.orElseThrow())
        .resolveActorRef(room.path().child("executor").toString()));
  }

  /** Who speaks with the Gateway; nobody in the first moments of its life. */
  Optional<ActorRef<GatewaySupervisor.Command>> gateway() {
    return gateway;
  }

  Lane lane() {
    return lane;
  }

  /** For answers that nobody waits for. */
  <T> ActorRef<T> nobody() {
    return system.orElseThrow().ignoreRef();
  }

  /** As with SIGTERM: it ends in order, when the world goes on. */
  void stop() {
    gateway.ifPresent(it -> it.tell(GatewaySupervisor.Stop.INSTANCE));
    system.orElseThrow().terminate();
  }

  /** Whether it has ended in order. */
  boolean isOver() {
    return system.orElseThrow().whenTerminated().isCompleted();
  }

  /** As with SIGKILL: nothing of it runs any more, and nobody is told. */
  void kill() {
    lane.kill();
  }

  private Behavior<Void> guardian(Blueprint blueprint, MachineClock clock) {
    return Behaviors.setup(context -> {
      ActorRef<Newsroom.Command> newsroom = context.spawn(Newsroom.create(), "newsroom");
      ActorRef<EngineNews> news = newsroom(context, blueprint, clock, newsroom);
      ActorRef<GatewaySupervisor.Command> supervisor = context.spawn(
          GatewaySupervisor.create(blueprint.gateway(), blueprint.transport(), clock, blueprint.random(), 1),
          "gateway");
      gateway = Optional.of(supervisor);
      account = Optional.of(context.spawn(
          AccountRoom.create(new AccountRoom.Furniture(
              blueprint.engine(), blueprint.gateway().clientId(), clock,
              TamperedGateway.between(blueprint.tampering(), context, clock, supervisor), news,
              Optional.of(blueprint.watchedSince()),
              new ContractFile(blueprint.directory()), new OwnersFile(blueprint.directory()))),
          "account"));
      if (blueprint.looksAhead()) {
        lookAhead(context, blueprint, clock, supervisor, news, newsroom);
      }
      return Behaviors.empty();
    });
  }

  private static void lookAhead(
      ActorContext<Void> context, Blueprint blueprint, MachineClock clock,
      ActorRef<GatewaySupervisor.Command> gateway, ActorRef<EngineNews> news, ActorRef<Newsroom.Command> newsroom) {
    ActorRef<GatewayWatch.Command> life = context.spawn(
        GatewayWatch.create(new GatewayWatch.Surroundings(
            blueprint.gateway().restart(), blueprint.engine().schedule(), new BreakMemory(blueprint.directory()),
            new SupportMemory(blueprint.directory()), new AddressMemory(blueprint.directory()),
            () -> MachineAddresses.NONE, clock, gateway, news)),
        "gateway-watch");
    ActorRef<DeadlineWatch.Command> deadline = context.spawn(
        DeadlineWatch.create(new DeadlineWatch.Surroundings(
            blueprint.engine(), clock, gateway, life, OptionalLong::empty, news)),
        "deadline-watch");
    newsroom.tell(new Newsroom.Subscribe(context.spawn(GatewayWatch.listener(life), "gateway-watch-news")));
    newsroom.tell(new Newsroom.Subscribe(context.spawn(DeadlineWatch.listener(deadline), "deadline-watch-news")));
  }

  private static Behavior<EngineNews> without(Tampering rule, ActorRef<EngineNews> everything) {
    return Behaviors.receiveMessage(news -> {
      if (rule.lets(news)) {
        everything.tell(news);
      }
      return Behaviors.same();
    });
  }

  private static ActorRef<EngineNews> newsroom(
      ActorContext<Void> context, Blueprint blueprint, MachineClock clock, ActorRef<Newsroom.Command> newsroom) {
    ActorRef<EngineNews> everything = context.spawn(Newsroom.desk(newsroom), "news");
    ActorRef<EngineNews> desk = blueprint.tampering() == Tampering.NO_WORD_OF_CORRECTIONS
        ? context.spawn(without(blueprint.tampering(), everything), "some-news")
        : everything;
    DataDirectory directory = blueprint.directory();
    List<ActorRef<EngineNews>> listeners = new ArrayList<>();
    listeners.add(context.spawn(
        Reporter.create(new Reporter.Surroundings(
            new RunLog(directory.logs()), StateFiles.open(directory, Language.EN), blueprint.engine().mode(), clock,
            desk)),
        "reporter", Reporter.DISPATCHER));
    listeners.add(context.spawn(
        Notifier.create(new Notifier.Settings(ALERT_REPEAT, Language.EN, blueprint.outlook()), clock), "notifier"));
    if (blueprint.keepsDiary()) {
      listeners.add(context.spawn(
          LinkDiary.create(directory, blueprint.engine().mode(), clock), "link-diary", Reporter.DISPATCHER));
    }
    listeners.forEach(listener -> newsroom.tell(new Newsroom.Subscribe(listener)));
    return desk;
  }
}

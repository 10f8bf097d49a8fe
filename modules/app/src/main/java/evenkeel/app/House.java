package evenkeel.app;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import evenkeel.alerts.AlertSettings;
import evenkeel.alerts.Channels;
import evenkeel.alerts.Courier;
import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.HandOrder;
import evenkeel.domain.InstanceMark;
import evenkeel.domain.OrderLife;
import evenkeel.domain.Trigger;
import evenkeel.engine.AccountRoom;
import evenkeel.engine.Alert;
import evenkeel.engine.DeskReply;
import evenkeel.engine.EngineNews;
import evenkeel.engine.OrderExecutor;
import evenkeel.engine.RebalancePlanner;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.GatewaySupervisor;
import evenkeel.gateway.Transport;
import evenkeel.journal.ChainHead;
import evenkeel.operations.ContractFile;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.GatewayLife;
import evenkeel.operations.Housekeeper;
import evenkeel.operations.LinkDiary;
import evenkeel.operations.LinkOutlook;
import evenkeel.operations.Newsroom;
import evenkeel.operations.Notifier;
import evenkeel.operations.OwnersFile;
import evenkeel.operations.Reporter;
import evenkeel.operations.RunLog;
import evenkeel.operations.SleeveWatch;
import evenkeel.operations.StateFiles;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The whole engine with its journal, reports and alerts, in one actor system. */
final class House implements AutoCloseable {

  /**
   * What a house is built with.
   *
   * @param directory locked by this process
   * @param isScheduled whether month ends are raised by themselves
   */
  record Blueprint(Settings settings, EvenkeelClock clock, DataDirectory directory, boolean isScheduled) {
    LinkOutlook outlook() {
      return isScheduled
          ? new LinkOutlook(Optional.of(settings.engine().schedule()), settings.gateway().restart())
          : LinkOutlook.NONE;
    }
  }

  /** Hears everything that happens, one thing at a time, on a thread of the house. */
  interface Listener {
    void hear(EngineNews news);

    /** What the journal knows of runs from before, once the account is known; some news may come before it. */
    void recall(ExecutionBook book);
  }

  private sealed interface Command {}

  private record Consider(Trigger trigger, CompletableFuture<RebalancePlanner.Reply> reply) implements Command {}

  private record Place(Trigger trigger, HandOrder order, CompletableFuture<RebalancePlanner.Reply> reply)
      implements
        Command {}

  private record Desk(
      Function<ActorRef<DeskReply>, OrderExecutor.Request> request, CompletableFuture<DeskReply> reply)
      implements
        Command {}

  private record GetExecution(CompletableFuture<ExecutionBook> reply) implements Command {}

  private record LookAtGateway(CompletableFuture<GatewayLife> reply) implements Command {}

  private record News(EngineNews news) implements Command {}

  private enum Stop implements Command { INSTANCE }

  /** What the listener's own actor is told. */
  private sealed interface Told {}

  private record ToldNews(EngineNews news) implements Told {}

  private record ToldBook(ExecutionBook book) implements Told {}

  private static final int STOP_SECONDS = 6;
  private static final Duration ALERT_REPEAT = Duration.ofHours(6);

  private final ActorSystem<Command> system;

  private House(ActorSystem<Command> system) {
    this.system = system;
  }

  /**
   * Opens the journal and starts everything.
   *
   * @throws CommandFailure when the journal or the configured transport cannot be used
   */
  static House open(Blueprint blueprint, Listener listener) {
    Transport transport = GatewayClient.transport(blueprint.settings().gateway());
    InstanceMark instance = Directories.instance(blueprint.directory());
    JournalFile journal = JournalFile.open(blueprint.directory().journalFile(), blueprint.clock().instant());
    return new House(ActorSystem.create(
        guardian(blueprint, transport, journal, instance, listener), "evenkeel",
        journal.persistence().withFallback(grain(blueprint)).withFallback(GatewayClient.config())));
  }

  /** Unattended under the real clock nothing waits for less, and each tick of the timers wakes the processor. */
  private static Config grain(Blueprint blueprint) {
    return blueprint.isScheduled() && blueprint.clock().speed() == 1.0
        ? ConfigFactory.parseString("pekko.scheduler.tick-duration = 50ms")
        : ConfigFactory.empty();
  }

  private static Behavior<Command> guardian(
      Blueprint blueprint, Transport transport, JournalFile journal, InstanceMark instance, Listener listener) {
    return Behaviors.setup(context -> {
      Settings settings = blueprint.settings();
      GatewaySettings link = settings.gateway();
      ActorRef<EngineNews> news = newsroom(context, blueprint);
      ActorRef<Told> screen = context.spawn(telling(listener), "screen");
      ActorRef<GatewaySupervisor.Command> gateway = context.spawn(
          GatewaySupervisor.create(link, transport, blueprint.clock(), new SecureRandom(), 1), "gateway");
      Optional<Instant> since = blueprint.isScheduled() ? Optional.of(journal.since()) : Optional.empty();
      ActorRef<AccountRoom.Command> room = context.spawn(
          AccountRoom.create(new AccountRoom.Furniture(
              settings.engine().with(instance), link.clientId(), blueprint.clock(), gateway, news, since,
              new ContractFile(blueprint.directory()), new OwnersFile(blueprint.directory()))),
          "account");
      Watches watches = Watches.spawn(context, blueprint, gateway, news);
      return Behaviors.receiveMessage(command -> switch (command) {
        case Consider consider -> {
          room.tell(new AccountRoom.Consider(new RebalancePlanner.Consider(
              consider.trigger(), context.spawnAnonymous(GatewayClient.completing(consider.reply())))));
          yield Behaviors.same();
        }
        case Place place -> {
          room.tell(new AccountRoom.Place(new RebalancePlanner.Place(
              place.trigger(), place.order(), context.spawnAnonymous(GatewayClient.completing(place.reply())))));
          yield Behaviors.same();
        }
        case Desk desk -> {
          room.tell(new AccountRoom.Desk(
              desk.request().apply(context.spawnAnonymous(GatewayClient.completing(desk.reply())))));
          yield Behaviors.same();
        }
        case GetExecution get -> {
          room.tell(new AccountRoom.GetExecution(context.spawnAnonymous(GatewayClient.completing(get.reply()))));
          yield Behaviors.same();
        }
        case LookAtGateway look -> {
          watches.look(context.spawnAnonymous(GatewayClient.completing(look.reply())));
          yield Behaviors.same();
        }
        case News came -> {
          watches.hear(came.news());
          screen.tell(new ToldNews(came.news()));
          if (came.news() instanceof EngineNews.AccountChosen) {
            room.tell(new AccountRoom.GetExecution(context.spawnAnonymous(passingOn(screen))));
          }
          yield Behaviors.same();
        }
        case Stop.INSTANCE -> {
          gateway.tell(GatewaySupervisor.Stop.INSTANCE);
          yield Behaviors.stopped();
        }
      });
    });
  }

  /** Subscribes everybody before there is any news. */
  private static ActorRef<EngineNews> newsroom(ActorContext<Command> context, Blueprint blueprint) {
    ActorRef<Newsroom.Command> newsroom = context.spawn(Newsroom.create(), "newsroom");
    ActorRef<EngineNews> desk = context.spawn(Newsroom.desk(newsroom), "news");
    DataDirectory directory = blueprint.directory();
    ActorRef<EngineNews> reporter = context.spawn(
        Reporter.create(new Reporter.Surroundings(
            new RunLog(directory.logs()), StateFiles.open(directory, blueprint.settings().language()),
            blueprint.settings().mode(), blueprint.clock(), desk,
            ChainHead.of(context.getSystem().classicSystem())::hash)),
        "reporter", Reporter.DISPATCHER);
    ActorRef<EngineNews> notifier = context.spawn(
        Notifier.create(
            new Notifier.Settings(ALERT_REPEAT, blueprint.settings().language(), blueprint.outlook()),
            blueprint.clock(), outlet(context, blueprint, newsroom)),
        "notifier");
    SleeveSettings sleeve = blueprint.settings().sleeve();
    ActorRef<EngineNews> sleeveWatch = context.spawn(
        SleeveWatch.create(new SleeveWatch.Surroundings(
            sleeve.source(), sleeve.rules(), blueprint.settings().targets(), directory.wholePortfolioFile(),
            blueprint.clock(), desk)),
        "sleeve", SleeveWatch.DISPATCHER);
    ActorRef<EngineNews> diary = context.spawn(
        LinkDiary.create(directory, blueprint.settings().mode(), blueprint.clock()), "link-diary", Reporter.DISPATCHER);
    context.spawn(
        Housekeeper.create(new Housekeeper.Surroundings(
            blueprint.settings().housekeeping(), directory, blueprint.clock(), desk)),
        "housekeeper", Reporter.DISPATCHER);
    for (ActorRef<EngineNews> listener : List.of(
        reporter, notifier, sleeveWatch, diary, context.messageAdapter(EngineNews.class, News::new))) {
      newsroom.tell(new Newsroom.Subscribe(listener));
    }
    return desk;
  }

  /** Where alerts go beside the log: nowhere, unless a channel is configured. */
  private static Consumer<Alert> outlet(
      ActorContext<Command> context, Blueprint blueprint, ActorRef<Newsroom.Command> newsroom) {
    Settings settings = blueprint.settings();
    AlertSettings alerts = settings.alerts();
    if (alerts.channels().isEmpty() && alerts.pulse().isEmpty()) {
      return alert -> {};
    }
    ActorRef<Courier.Command> courier = context.spawn(
        Courier.create(new Courier.Surroundings(
            alerts, new Channels(alerts, blueprint.clock()), settings.language(), settings.localTimeZone(),
            blueprint.clock(), blueprint.directory())),
        "courier", Courier.DISPATCHER);
    newsroom.tell(new Newsroom.Subscribe(context.spawn(Courier.ear(courier), "courier-ear")));
    return alert -> courier.tell(new Courier.Deliver(alert));
  }

  private static Behavior<Told> telling(Listener listener) {
    return Behaviors.receiveMessage(told -> {
      switch (told) {
        case ToldNews news -> listener.hear(news.news());
        case ToldBook book -> listener.recall(book.book());
      }
      return Behaviors.same();
    });
  }

  private static Behavior<ExecutionBook> passingOn(ActorRef<Told> screen) {
    return Behaviors.receiveMessage(book -> {
      screen.tell(new ToldBook(book));
      return Behaviors.stopped();
    });
  }

  /** Has the planner look at the portfolio; the answer is a decision or a deferral. */
  CompletableFuture<RebalancePlanner.Reply> consider(Trigger trigger) {
    var reply = new CompletableFuture<RebalancePlanner.Reply>();
    system.tell(new Consider(trigger, reply));
    return reply;
  }

  /** Has the planner place an order by hand; the answer is a decision, or a deferral that nothing follows. */
  CompletableFuture<RebalancePlanner.Reply> place(Trigger trigger, HandOrder order) {
    var reply = new CompletableFuture<RebalancePlanner.Reply>();
    system.tell(new Place(trigger, order, reply));
    return reply;
  }

  /** Has the executor ask something of the broker. */
  CompletableFuture<DeskReply> desk(Function<ActorRef<DeskReply>, OrderExecutor.Request> request) {
    var reply = new CompletableFuture<DeskReply>();
    system.tell(new Desk(request, reply));
    return reply;
  }

  /** What the journal knows of runs; nothing as long as the account is not known. */
  CompletableFuture<ExecutionBook> book() {
    var book = new CompletableFuture<ExecutionBook>();
    system.tell(new GetExecution(book));
    return book;
  }

  /** The orders that stand at the broker, or may. */
  static List<OrderLife> standing(ExecutionBook book) {
    return book.orders()
        .filter(life -> life instanceof OrderLife.Working || life instanceof OrderLife.InFlight).toList();
  }

  /** What is known of the Gateway over days; little before it was seen up. */
  CompletableFuture<GatewayLife> gatewayLife() {
    var life = new CompletableFuture<GatewayLife>();
    system.tell(new LookAtGateway(life));
    return life;
  }

  /** Hands on that everything has come to an end; while the house is not being closed, that is a bug. */
  void onCollapse(Consumer<CommandFailure> listener) {
    var unused = system.getWhenTerminated().thenRun(() -> listener.accept(new CommandFailure(
        ExitCode.NOT_GOOD, new ComplaintText.EngineStopped())));
  }

  @Override
  public void close() {
    system.tell(Stop.INSTANCE);
    try {
      system.getWhenTerminated().toCompletableFuture().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException slow) {
      // The process ends anyway; the journal is written at each event and needs no farewell.
    }
  }
}

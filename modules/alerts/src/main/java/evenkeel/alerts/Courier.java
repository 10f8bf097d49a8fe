package evenkeel.alerts;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Language;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.Newsroom;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Brings alerts to their owner. What goes where and when is {@link Outbox}'s to say; this keeps what is on its way on
 * disk before it is sent, has the sending done elsewhere, and records what became of it.
 *
 * <p>It also knocks at the outside while the engine is well ({@link Heart}). It writes files, so it is spawned on
 * {@link #DISPATCHER}.
 */
public final class Courier {
  /** For what blocks. */
  public static final DispatcherSelector DISPATCHER = DispatcherSelector.blocking();

  /** What it is told. */
  public sealed interface Command {}

  /** Bring this to the owner; who says it keeps repeats apart. */
  public record Deliver(Alert alert) implements Command {}

  private record Hear(EngineNews news) implements Command {}

  private record Sent(Outbox.Send send, Receipt receipt) implements Command {}

  private record Knocked(Receipt receipt) implements Command {}

  private enum Look implements Command { INSTANCE }

  private enum TimerKey { LOOK }

  /** By looking now and then, a machine that slept and a clock that was set change nothing. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  /**
   * What it works with.
   *
   * @param zone the owner's, for quiet hours and the times in letters
   */
  public record Surroundings(
      AlertSettings settings, Channels channels, Language language, ZoneId zone, EvenkeelClock clock,
      DataDirectory directory) {}

  public static Behavior<Command> create(Surroundings around) {
    Behavior<Command> courier = Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new Courier(context, timers, around).start()));
    // A courier that ended would be a silence that looks like peace; what was on its way is on disk.
    return Behaviors.supervise(courier).onFailure(
        SupervisorStrategy.restartWithBackoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 0.2));
  }

  /** Passes the engine's news on to the courier, which learns from them whether the engine is well. */
  public static Behavior<EngineNews> ear(ActorRef<Command> courier) {
    return Newsroom.door(courier, Hear::new);
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Surroundings around;
  private final Executor senders;
  private final PendingFile file;
  private final DeliveryRecord record;
  private final Outbox outbox;

  private Courier(ActorContext<Command> context, TimerScheduler<Command> timers, Surroundings around) {
    this.context = context;
    this.timers = timers;
    this.around = around;
    this.senders = context.getSystem().dispatchers().lookup(DISPATCHER);
    this.file = new PendingFile(around.directory().root().resolve("alerts_pending.json"));
    this.record = new DeliveryRecord(around.directory());
    PendingFile.Content left = file.read();
    YearMonth month = left.lastSignOfLife().orElseGet(() -> YearMonth.from(now().atZone(around.zone())));
    this.outbox = new Outbox(around.settings(), around.zone(), month);
    left.notices().forEach(outbox::add);
    context.setLoggerName(Courier.class);
  }

  private Behavior<Command> start() {
    save();
    return work(Heart.STARTED);
  }

  private Behavior<Command> working(Heart heart) {
    return Behaviors.receive((same, command) -> switch (command) {
      case Deliver deliver -> {
        Alert alert = deliver.alert();
        add(new Notice(
            alert.at(), alert.severity(), alert.key(), around.language().say(alert.phrase()), false));
        yield work(heart);
      }
      case Hear(EngineNews.LinkChanged changed) -> work(heart.on(changed.status().state(), now()));
      case Hear(EngineNews.Unusable unusable) -> work(heart.unusable());
      case Hear other -> Behaviors.same();
      case Sent sent -> {
        told(outbox.done(sent.send(), sent.receipt(), now()));
        save();
        say(sent);
        yield work(heart);
      }
      case Knocked knocked -> {
        if (knocked.receipt() instanceof Receipt.Failed failed) {
          context.getLog().warn("The knocking at the outside failed why=\"{}\"", failed.why());
        }
        yield Behaviors.same();
      }
      case Look.INSTANCE -> work(heart);
    }, (same, signal) -> {
      if (signal instanceof PostStop) {
        around.channels().close();
      }
      return Behaviors.same();
    });
  }

  private void add(Notice notice) {
    outbox.add(notice);
    // On disk before it is sent: whatever happens in between, somebody will send it.
    save();
  }

  private Behavior<Command> work(Heart heart) {
    Instant now = now();
    outbox.signOfLifeDue(now).ifPresent(month -> add(new Notice(
        now, Alert.Severity.INFORMATION, "sign-of-life", around.language().say(new AlertsText.SignOfLife(month)),
        true)));
    List<Outbox.Outcome> expired = outbox.expire(now);
    if (!expired.isEmpty()) {
      told(expired);
      save();
    }
    outbox.due(now).forEach(this::send);
    Heart next = beat(heart, now);
    timers.startSingleTimer(TimerKey.LOOK, Look.INSTANCE, around.clock().beat(LOOK_EVERY));
    return working(next);
  }

  private Heart beat(Heart heart, Instant now) {
    boolean isDue = around.settings().pulse().filter(pulse -> heart.isDue(now, pulse.every())).isPresent();
    if (!isDue) {
      return heart;
    }
    context.pipeToSelf(
        CompletableFuture.supplyAsync(around.channels()::knock, senders),
        (receipt, failure) -> new Knocked(failure == null ? receipt : bug(failure)));
    return heart.beatenAt(now);
  }

  private void send(Outbox.Send send) {
    Letter letter = Letter.of(send.notices(), around.language(), around.zone());
    Channel channel = around.channels().channel(send.channel()).orElseThrow();
    context.pipeToSelf(
        CompletableFuture.supplyAsync(() -> channel.send(letter), senders),
        (receipt, failure) -> new Sent(send, failure == null ? receipt : bug(failure)));
  }

  /** Its message may hold an address, and an address may be a secret. */
  private static Receipt bug(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return new Receipt.Failed("a fault of the program (" + cause.getClass().getSimpleName() + ")", true);
  }

  private void say(Sent sent) {
    String keys = String.join(",", sent.send().notices().stream().map(Notice::key).toList());
    switch (sent.receipt()) {
      case Receipt.Delivered delivered ->
        context.getLog().info("Alerts were delivered channel={} alerts={}", sent.send().channel(), keys);
      case Receipt.Failed failed -> context.getLog().warn(
          "Alerts were not delivered channel={} alerts={} why=\"{}\"", sent.send().channel(), keys, failed.why());
    }
  }

  private void told(List<Outbox.Outcome> outcomes) {
    for (Outbox.Outcome outcome : outcomes) {
      try {
        record.add(outcome, now());
      } catch (IOException refused) {
        context.getLog().error("What became of an alert cannot be recorded file={} kind={}", record.file(),
            refused.getClass().getSimpleName());
      }
    }
  }

  private void save() {
    try {
      file.write(outbox.lastSignOfLife(), outbox.pending());
    } catch (IOException refused) {
      context.getLog().error("Alerts on their way cannot be kept on disk kind={}", refused.getClass().getSimpleName());
    }
  }

  private Instant now() {
    return around.clock().instant();
  }
}

package evenkeel.operations;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.Language;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.Alert;
import evenkeel.engine.EngineNews;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Tells humans: one line of the log for each thing they should hear, by severity.
 *
 * <p>What is said again under the same key within the repeat window is counted, and said once when the window ends,
 * with the number of times; a higher severity is said at once. Of a link that is down it speaks when it does not mend
 * by itself, and then at growing intervals ({@link LinkWatch}). A run that is over is said once, and again only if
 * what is to be said of it changes.
 */
public final class Notifier {

  sealed interface Command {}

  private record News(EngineNews news) implements Command {}

  private record WindowOver(String key) implements Command {}

  private enum LinkReminder implements Command { INSTANCE }

  /** One timer per key of an alert, beside that of the link. */
  private sealed interface TimerKey {}

  private record WindowOf(String key) implements TimerKey {}

  private enum LinkTimer implements TimerKey { INSTANCE }

  private static final int RUNS_REMEMBERED = 100;

  /** How a key stands: what was said, and how often it came again since. */
  private record Heard(Alert newest, Severity said, int repeats) {}

  /**
   * How talkative it is.
   *
   * @param repeatWindow for how long, by the clock, the same key is counted and not said
   * @param outlook how much the link matters
   */
  public record Settings(Duration repeatWindow, Language language, LinkOutlook outlook) {
    /** For a link that nothing depends on. */
    public Settings(Duration repeatWindow, Language language) {
      this(repeatWindow, language, LinkOutlook.NONE);
    }

    public Settings {
      if (repeatWindow.isNegative() || repeatWindow.isZero()) {
        throw new IllegalArgumentException("repeat-window must be above 0, was " + repeatWindow);
      }
    }
  }

  /** Tells the log alone. */
  public static Behavior<EngineNews> create(Settings settings, EvenkeelClock clock) {
    return create(settings, clock, alert -> {});
  }

  /**
   * Tells the log, and whoever brings alerts further.
   *
   * @param outlet is told the same as the log, repeats being counted already and account numbers masked; it must not
   *          wait
   */
  public static Behavior<EngineNews> create(Settings settings, EvenkeelClock clock, Consumer<Alert> outlet) {
    Behavior<Command> notifier = Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new Notifier(context, timers, settings, clock, outlet).listening(LinkWatch.READY)));
    // A notifier that ended would be a silence that looks like peace.
    Behavior<Command> supervised = Behaviors.supervise(notifier).onFailure(SupervisorStrategy.restart());
    return Behaviors.transformMessages(
        EngineNews.class, supervised, news -> news.match(EngineNews.class, News::new));
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Settings settings;
  private final EvenkeelClock clock;
  private final Consumer<Alert> outlet;
  private final Map<String, Heard> heard = new LinkedHashMap<>();
  private final Map<RunId, Phrase> runsTold = new LinkedHashMap<>();

  private Notifier(
      ActorContext<Command> context, TimerScheduler<Command> timers, Settings settings, EvenkeelClock clock,
      Consumer<Alert> outlet) {
    this.outlet = outlet;
    this.context = context;
    this.timers = timers;
    this.settings = settings;
    this.clock = clock;
    context.setLoggerName(Notifier.class);
  }

  private Behavior<Command> listening(LinkWatch link) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case News(EngineNews.LinkChanged changed) ->
        watch(link, link.on(changed.status(), clock.instant(), settings.outlook()));
      case LinkReminder.INSTANCE -> watch(link, link.remind(clock.instant(), settings.outlook()));
      case News other -> {
        hear(other.news());
        yield Behaviors.same();
      }
      case WindowOver over -> {
        close(over.key());
        yield Behaviors.same();
      }
    });
  }

  private Behavior<Command> watch(LinkWatch before, LinkWatch.Step step) {
    LinkWatch next = step.next();
    if (next.since().isEmpty()) {
      timers.cancel(LinkTimer.INSTANCE);
    } else if (before.since().isEmpty() || before.said() != next.said()) {
      next.reminderIn(clock.instant()).ifPresent(pause -> timers.startSingleTimer(
          LinkTimer.INSTANCE, LinkReminder.INSTANCE, clock.wall(clock.patience(pause))));
    }
    step.alert().ifPresent(alert -> say(alert));
    return listening(next);
  }

  private void hear(EngineNews news) {
    switch (news) {
      case EngineNews.Raised raised -> raise(raised.alert());
      case EngineNews.Unusable unusable ->
        raise(new Alert(Severity.CRITICAL, "unusable", new OperationsText.Unusable(unusable.why()), clock.instant()));
      case EngineNews.ReportDue due -> due.run().ifPresent(this::tell);
      case EngineNews.LinkChanged handledAbove -> {
        // Told to the link's watch, which has a state of its own.
      }
      case EngineNews.AccountChosen chosen -> {
        // The state file has it.
      }
      case EngineNews.Decided decided -> {
        // The planner logs it, and raises an alert where it did not trade.
      }
      case EngineNews.PricesReplaced replaced ->
        raise(new Alert(Severity.INFORMATION, "prices-replaced", new OperationsText.PricesReplaced(replaced.why()),
            clock.instant()));
      case EngineNews.Recalled recalled -> {
        // Told when it was made.
      }
      case EngineNews.Deferred deferred -> {
        // Raised as an alert when it happens first.
      }
      case EngineNews.Booked booked -> {
        // Too many to be told one by one; the run is told when it is over.
      }
      case EngineNews.Compared compared -> {
        // What it led to is booked, and raised where somebody should hear of it.
      }
      case EngineNews.Reported reported -> {
        // As it should be.
      }
    }
  }

  private void tell(Run run) {
    RunNote.of(run).filter(note -> !note.phrase().equals(runsTold.get(run.id()))).ifPresent(note -> {
      runsTold.put(run.id(), note.phrase());
      if (runsTold.size() > RUNS_REMEMBERED) {
        runsTold.remove(runsTold.keySet().iterator().next());
      }
      say(note);
    });
  }

  private void raise(Alert alert) {
    Heard before = heard.get(alert.key());
    if (before == null || alert.severity().compareTo(before.said()) > 0) {
      open(alert);
      say(alert);
    } else {
      heard.put(alert.key(), new Heard(alert, before.said(), before.repeats() + 1));
    }
  }

  /** The window of a key is over: what came in it is said, and a new window opens. */
  private void close(String key) {
    Heard before = heard.remove(key);
    if (before != null && before.repeats() > 0) {
      open(before.newest());
      Alert newest = before.newest();
      Phrase again = before.repeats() == 1
          ? new OperationsText.Again(newest.phrase())
          : new OperationsText.AgainTimes(before.repeats(), newest.phrase());
      say(new Alert(newest.severity(), newest.key(), again, newest.at()));
    }
  }

  private void open(Alert alert) {
    heard.put(alert.key(), new Heard(alert, alert.severity(), 0));
    timers.startSingleTimer(
        new WindowOf(alert.key()), new WindowOver(alert.key()), clock.wall(settings.repeatWindow()));
  }

  private void say(Alert alert) {
    String sentence = AccountNumbers.masked(settings.language().say(alert.phrase()));
    String at = Json.time(alert.at());
    switch (alert.severity()) {
      case INFORMATION -> context.getLog().info("{} alert={} at={}", sentence, alert.key(), at);
      case WARNING -> context.getLog().warn("{} alert={} at={}", sentence, alert.key(), at);
      case CRITICAL -> context.getLog().error("{} alert={} at={}", sentence, alert.key(), at);
    }
    outlet.accept(new Alert(alert.severity(), alert.key(), Phrase.of(sentence), alert.at()));
  }
}

package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.Symbol;
import evenkeel.gateway.LinkStatus.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/**
 * Keeps one connection to the Gateway, for ever: connecting, live, offline with a growing wait, and again.
 *
 * <p>A lost connection is expected and handled by a state change. Questions are answered while a session is up.
 * Orders are passed on only in {@link LinkState#READY} of the epoch that the sender names, and Ready is announced only
 * after every reconciler has said that it compared its books in this epoch. Nothing is queued while the link is down:
 * an order priced before a reconnect must not leave after it.
 *
 * <p>A dial is no log-in: the Gateway is logged in to IBKR by its user alone, so trying for ever locks no account.
 *
 * <p>Where orders may be sent at all, it compares the clocks once a minute, and holds orders back ({@link Hold}) around
 * the Gateway's restart and under a wrong clock. A cancel may leave then: at worst it is lost, which is noticed.
 */
public final class GatewaySupervisor {

  public sealed interface Command {}

  /** Tell this watcher the status now and at each change. */
  public record Watch(ActorRef<LinkStatus> watcher) implements Command {}

  /** Tell this watcher everything the Gateway says of orders, from all sessions. */
  public record WatchOrders(ActorRef<OrderNews> watcher, Optional<ActorRef<NewsMark>> marks) implements Command {
    /** For a watcher that is never behind. */
    public WatchOrders(ActorRef<OrderNews> watcher) {
      this(watcher, Optional.empty());
    }
  }

  /** A watcher of orders has dealt with all news before this mark of this session. */
  public record CaughtUp(int session, int mark) implements Command {}

  /** Tell this watcher of the clocks and of other sessions of the same user. */
  public record WatchHealth(ActorRef<GatewayNews> watcher) implements Command {}

  /** The connection was seen to break at these times of day, of the zone of the configured restart. */
  public record Learnt(Set<LocalTime> times) implements Command {
    public Learnt {
      times = Set.copyOf(times);
    }
  }

  /** One question. Exactly one answer comes, {@link Answer.Missing} where there is no session. */
  public record Ask<T>(BrokerRequest<T> request, ActorRef<Answer<T>> replyTo) implements Command {}

  /** Stream the prices of an instrument until the session ends ({@link QuoteNews.Lost}) or {@link UnwatchQuote}. */
  public record WatchQuote(Instrument instrument, ActorRef<QuoteNews> watcher) implements Command {}

  public record UnwatchQuote(Symbol symbol) implements Command {}

  /**
   * Send an order, new or changed, if this is still the epoch and the link is ready: a change that is sent while the
   * Gateway has lost IBKR can make a second live order (TWS API, traps).
   */
  public record Submit(long epoch, OrderTicket ticket, ActorRef<SendResult> replyTo) implements Command {}

  /** Ask for a cancel, on the same terms as an order, and also while orders are held back. */
  public record Cancel(long epoch, Cancellation what, ActorRef<SendResult> replyTo) implements Command {}

  /** A reconciler has compared its books with the broker's in this epoch. */
  public record Reconciled(long epoch, AccountId account) implements Command {}

  /** Close the connection and stop. */
  public enum Stop implements Command { INSTANCE }

  private record FromSession(int number, GatewaySession.Event event) implements Command {}

  /** A session ended without its last word: a bug, which the log shows. */
  private record SessionFailed(int number) implements Command {}

  private record WatcherGone(ActorRef<?> watcher) implements Command {}

  private record Retry(int number) implements Command {}

  private record ClockCame(Instant asked, Answer<Instant> answer) implements Command {}

  /** Time to look whether orders are to be held back. */
  private enum Pulse implements Command { INSTANCE }

  /**
   * One connection or the attempt at one.
   *
   * @param setbacks how many in a row before it came to nothing
   */
  private record Attempt(int number, int setbacks, Instant started) {}

  private enum TimerKey {
    RETRY, PULSE
  }

  // The Gateway may hold a client id for seconds after its owner's socket is gone; quicker attempts
  // only meet error 326 again (TWS API, client ids).
  private static final Duration CLIENT_ID_WAIT = Duration.ofSeconds(10);

  /**
   * A supervisor that starts to connect at once.
   *
   * @param reconcilers how many accounts have to report {@link Reconciled} before Ready; 0 for read-only use
   */
  public static Behavior<Command> create(
      GatewaySettings settings, Transport transport, EvenkeelClock clock, RandomGenerator random, int reconcilers) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new GatewaySupervisor(context, timers, settings, transport, clock, random, reconcilers).start()));
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final GatewaySettings settings;
  private final Transport transport;
  private final EvenkeelClock clock;
  private final RandomGenerator random;
  private final int reconcilers;
  private final Set<ActorRef<LinkStatus>> watchers = new LinkedHashSet<>();
  private final Map<ActorRef<OrderNews>, Optional<ActorRef<NewsMark>>> orderWatchers = new LinkedHashMap<>();
  /** How many watchers have not answered a mark yet. */
  private final Map<Integer, Integer> marks = new HashMap<>();
  private final Set<ActorRef<GatewayNews>> healthWatchers = new LinkedHashSet<>();
  private final Hold hold;
  private final UnansweredQuestions unanswered;

  private GatewaySupervisor(
      ActorContext<Command> context, TimerScheduler<Command> timers, GatewaySettings settings, Transport transport,
      EvenkeelClock clock, RandomGenerator random, int reconcilers) {
    this.context = context;
    this.timers = timers;
    this.settings = settings;
    this.transport = transport;
    this.clock = clock;
    this.random = random;
    this.reconcilers = reconcilers;
    this.hold = new Hold(settings.restart(), clock);
    this.unanswered = new UnansweredQuestions(clock);
  }

  private Behavior<Command> start() {
    return connect(new Attempt(1, 0, clock.instant()), new LinkStatus(
        LinkState.CONNECTING, 0, Optional.empty(), List.of(), 0, 0, clock.instant()));
  }

  private Behavior<Command> connect(Attempt attempt, LinkStatus before) {
    ActorRef<Command> self = context.getSelf();
    // Numbered at the source. A message adapter would number late events of an old session as the newest one's, since
    // of the adapters for one class only the last counts.
    Behavior<GatewaySession.Command> behavior = GatewaySession.create(
        settings, transport, clock, unanswered.givenUpFrom(), event -> self.tell(
            new FromSession(attempt.number(), event)));
    ActorRef<GatewaySession.Command> session = context.spawn(
        Behaviors.supervise(behavior).onFailure(SupervisorStrategy.stop()), "session-" + attempt.number());
    context.watchWith(session, new SessionFailed(attempt.number()));
    marks.clear();
    LinkStatus status = announce(new LinkStatus(
        LinkState.CONNECTING, before.epoch(), before.problem(), List.of(), 0, before.failures(), clock.instant()));
    return live(attempt, session, status, Set.of());
  }

  private Behavior<Command> live(
      Attempt attempt, ActorRef<GatewaySession.Command> session, LinkStatus status, Set<AccountId> reconciled) {
    return Behaviors.receiveMessage(command -> switch (command) {
      case Watch watch -> watch(watch, status);
      case WatchOrders watch -> watchOrders(watch);
      case WatchHealth watch -> watchHealth(watch);
      case WatcherGone gone -> forget(gone);
      case Learnt learnt -> {
        hold.learn(learnt.times());
        yield reconsider(attempt, session, status, reconciled);
      }
      case ClockCame came -> {
        clockCame(came);
        yield reconsider(attempt, session, status, reconciled);
      }
      case Pulse.INSTANCE -> {
        askClock(session, status);
        yield reconsider(attempt, session, status, reconciled);
      }
      case CaughtUp caught -> {
        if (caught.session() == attempt.number()) {
          caughtUp(caught.mark(), session);
        }
        yield Behaviors.same();
      }
      case Ask<?> ask -> {
        ask(ask, session);
        yield Behaviors.same();
      }
      case WatchQuote watch -> {
        session.tell(new GatewaySession.WatchQuote(watch.instrument(), watch.watcher()));
        yield Behaviors.same();
      }
      case UnwatchQuote unwatch -> {
        session.tell(new GatewaySession.UnwatchQuote(unwatch.symbol()));
        yield Behaviors.same();
      }
      case Submit submit -> {
        send(submit.epoch(), submit.replyTo(), standing(attempt, status), () -> session.tell(
            new GatewaySession.Submit(submit.ticket(), submit.replyTo())));
        yield Behaviors.same();
      }
      case Cancel cancel -> {
        // One that is held back is as good as ready.
        send(cancel.epoch(), cancel.replyTo(), status.state() == LinkState.HELD ? in(status, LinkState.READY) : status,
            () -> session.tell(new GatewaySession.Cancel(cancel.what(), cancel.replyTo())));
        yield Behaviors.same();
      }
      case Reconciled done -> reconciled(attempt, session, status, reconciled, done);
      case FromSession from when from.number() == attempt.number() ->
        fromSession(attempt, session, status, reconciled, from.event());
      case FromSession late -> Behaviors.same();
      case SessionFailed failed when failed.number() == attempt.number() -> offline(
          attempt, status, new Problem(DisconnectReason.BROKEN, "the session failed, see the log"));
      case SessionFailed late -> Behaviors.same();
      case Retry late -> Behaviors.same();
      case Stop.INSTANCE -> {
        session.tell(GatewaySession.Close.INSTANCE);
        yield stopping(attempt, session, status);
      }
    });
  }

  private Behavior<Command> offline(Attempt attempt, LinkStatus before, Problem problem) {
    timers.cancel(TimerKey.PULSE);
    int setbacks = wasGood(attempt, before) ? 1 : attempt.setbacks() + 1;
    LinkStatus status = announce(new LinkStatus(
        LinkState.OFFLINE, before.epoch(), Optional.of(problem), List.of(), 0, setbacks, clock.instant()));
    timers.startSingleTimer(
        TimerKey.RETRY, new Retry(attempt.number()), clock.wall(backoff(problem.reason(), setbacks)));
    return Behaviors.receiveMessage(command -> {
      if (command instanceof Retry retry && retry.number() == attempt.number()) {
        return connect(new Attempt(attempt.number() + 1, setbacks, clock.instant()), status);
      }
      if (command == Stop.INSTANCE) {
        return Behaviors.stopped();
      }
      return refuse(command, status, Answer.NOT_CONNECTED + ": " + problem.sentence());
    });
  }

  /**
   * A connection that broke soon after it was made has not ended the trouble: without that, a Gateway that breaks each
   * one would be dialled every second for ever.
   */
  private boolean wasGood(Attempt attempt, LinkStatus last) {
    Duration lasted = Duration.between(attempt.started(), clock.instant());
    return last.state().answers() && lasted.compareTo(settings.backoffMax()) >= 0;
  }

  /** The session closes its socket and answers whoever waits; then everything here ends. */
  private Behavior<Command> stopping(
      Attempt attempt, ActorRef<GatewaySession.Command> session, LinkStatus status) {
    return Behaviors.receiveMessage(command -> {
      if (command instanceof FromSession from && from.number() == attempt.number()
          && from.event() instanceof GatewaySession.Down) {
        session.tell(GatewaySession.Close.INSTANCE);
        return Behaviors.same();
      }
      // It is watched: by its end every answer of it has left.
      if (command instanceof SessionFailed ended && ended.number() == attempt.number()) {
        return Behaviors.stopped();
      }
      return refuse(command, status, "Evenkeel is stopping");
    });
  }

  /** What everybody is told while there is no session. */
  private Behavior<Command> refuse(Command command, LinkStatus status, String why) {
    return switch (command) {
      case Watch watch -> watch(watch, status);
      case WatchOrders watch -> watchOrders(watch);
      case WatchHealth watch -> watchHealth(watch);
      case WatcherGone gone -> forget(gone);
      case Learnt learnt -> {
        hold.learn(learnt.times());
        yield Behaviors.same();
      }
      case ClockCame late -> Behaviors.same();
      case Pulse.INSTANCE -> Behaviors.same();
      case CaughtUp late -> Behaviors.same();
      case Ask<?> ask -> {
        missing(ask, why);
        yield Behaviors.same();
      }
      case WatchQuote watch -> {
        watch.watcher().tell(new QuoteNews.Lost(watch.instrument().symbol()));
        yield Behaviors.same();
      }
      case Submit submit -> {
        submit.replyTo().tell(new SendResult.NotSent(why));
        yield Behaviors.same();
      }
      case Cancel cancel -> {
        cancel.replyTo().tell(new SendResult.NotSent(why));
        yield Behaviors.same();
      }
      case UnwatchQuote unwatch -> Behaviors.same();
      case Reconciled late -> Behaviors.same();
      case FromSession late -> Behaviors.same();
      case SessionFailed late -> Behaviors.same();
      case Retry late -> Behaviors.same();
      case Stop.INSTANCE -> Behaviors.same();
    };
  }

  private Behavior<Command> fromSession(
      Attempt attempt, ActorRef<GatewaySession.Command> session, LinkStatus status, Set<AccountId> reconciled,
      GatewaySession.Event event) {
    return switch (event) {
      case GatewaySession.Opened opened ->
        live(attempt, session, announce(in(status, LinkState.HANDSHAKING)), reconciled);
      case GatewaySession.Up up -> {
        tellHealth(new GatewayNews.ZoneTold(up.zone(), clock.instant()));
        yield synchronize(attempt, session, new LinkStatus(
            LinkState.SYNCHRONIZING, status.epoch() + 1, Optional.empty(), up.accounts(), up.nextOrderId(), 0,
            clock.instant()));
      }
      case GatewaySession.LinkLost lost when status.state() == LinkState.LINK_LOST -> Behaviors.same();
      case GatewaySession.LinkLost lost when !status.state().answers() -> Behaviors.same();
      case GatewaySession.LinkLost lost -> live(attempt, session, announce(new LinkStatus(
          LinkState.LINK_LOST, status.epoch(), Optional.of(new Problem(DisconnectReason.LINK_LOST, lost.text())),
          status.accounts(), status.nextOrderId(), 0, clock.instant())), Set.of());
      case GatewaySession.LinkRestored restored when !status.state().answers() -> Behaviors.same();
      // Fills of the gap may never be pushed, so the books are compared after every restored link.
      case GatewaySession.LinkRestored restored -> synchronize(attempt, session, new LinkStatus(
          LinkState.SYNCHRONIZING, status.epoch() + 1, Optional.empty(), status.accounts(), status.nextOrderId(), 0,
          clock.instant()));
      case GatewaySession.News news -> {
        orderWatchers.keySet().forEach(watcher -> watcher.tell(news.news()));
        yield Behaviors.same();
      }
      case GatewaySession.Mark mark -> {
        mark(attempt, session, mark.number());
        yield Behaviors.same();
      }
      case GatewaySession.SessionTaken taken -> {
        tellHealth(new GatewayNews.SessionTaken(taken.text(), clock.instant()));
        yield Behaviors.same();
      }
      case GatewaySession.Noticed noticed -> {
        tellHealth(new GatewayNews.Noticed(noticed.code(), noticed.text(), clock.instant()));
        yield Behaviors.same();
      }
      case GatewaySession.TimeUnknown unknown -> {
        tellHealth(new GatewayNews.TimeUnknown(unknown.words(), clock.instant()));
        yield Behaviors.same();
      }
      case GatewaySession.Down down -> {
        context.unwatch(session);
        // From here on nothing is sent to it, so that its last message is this one and every question is answered.
        session.tell(GatewaySession.Close.INSTANCE);
        unanswered.hear(down.reason());
        yield offline(attempt, status, new Problem(down.reason(), down.detail()));
      }
    };
  }

  private void mark(Attempt attempt, ActorRef<GatewaySession.Command> session, int number) {
    var mark = new NewsMark(attempt.number(), number, context.getSelf());
    List<ActorRef<NewsMark>> watchers = orderWatchers.values().stream().flatMap(Optional::stream).toList();
    watchers.forEach(watcher -> watcher.tell(mark));
    if (watchers.isEmpty()) {
      session.tell(GatewaySession.CaughtUp.INSTANCE);
    } else {
      marks.put(number, watchers.size());
    }
  }

  private void caughtUp(int mark, ActorRef<GatewaySession.Command> session) {
    Integer awaited = marks.remove(mark);
    if (awaited != null && awaited > 1) {
      marks.put(mark, awaited - 1);
    } else if (awaited != null) {
      session.tell(GatewaySession.CaughtUp.INSTANCE);
    }
  }

  private Behavior<Command> synchronize(
      Attempt attempt, ActorRef<GatewaySession.Command> session, LinkStatus status) {
    LinkStatus synchronizing = announce(status);
    if (reconcilers == 0) {
      return live(attempt, session, announce(in(synchronizing, LinkState.READY)), Set.of());
    }
    // First of all questions, so that a wrong clock is known before the books are compared.
    askClock(session, synchronizing);
    return live(attempt, session, synchronizing, Set.of());
  }

  private Behavior<Command> reconciled(
      Attempt attempt, ActorRef<GatewaySession.Command> session, LinkStatus status, Set<AccountId> reconciled,
      Reconciled done) {
    if (status.state() != LinkState.SYNCHRONIZING || done.epoch() != status.epoch()) {
      return Behaviors.same();
    }
    var more = new LinkedHashSet<>(reconciled);
    more.add(done.account());
    LinkStatus next = more.size() >= reconcilers ? announce(standing(attempt, in(status, LinkState.READY))) : status;
    return live(attempt, session, next, Set.copyOf(more));
  }

  /** Whether orders are held back may have changed. */
  private Behavior<Command> reconsider(
      Attempt attempt, ActorRef<GatewaySession.Command> session, LinkStatus status, Set<AccountId> reconciled) {
    schedulePulse(status);
    LinkStatus now = standing(attempt, status);
    return now.state() == status.state() && now.problem().equals(status.problem())
        ? Behaviors.same()
        : live(attempt, session, announce(now), reconciled);
  }

  /** Ready or held back, as of now; any other state as it is. */
  private LinkStatus standing(Attempt attempt, LinkStatus status) {
    return switch (status.state()) {
      case READY, HELD -> {
        Optional<Problem> why = reconcilers == 0 ? Optional.empty() : hold.reason(attempt.started());
        LinkState state = why.isPresent() ? LinkState.HELD : LinkState.READY;
        yield new LinkStatus(
            state, status.epoch(), why, status.accounts(), status.nextOrderId(), status.failures(),
            state == status.state() ? status.since() : clock.instant());
      }
      case OFFLINE, CONNECTING, HANDSHAKING, SYNCHRONIZING, LINK_LOST -> status;
    };
  }

  private void askClock(ActorRef<GatewaySession.Command> session, LinkStatus status) {
    schedulePulse(status);
    if (status.state() == LinkState.LINK_LOST) {
      // A question that is owed an answer would stand in the way of others.
      return;
    }
    Instant asked = clock.instant();
    session.tell(new GatewaySession.Ask<>(
        new BrokerRequest.GatewayClock(),
        OneReply.to(context, (Answer<Instant> answer) -> new ClockCame(asked, answer))));
  }

  private void schedulePulse(LinkStatus status) {
    if (reconcilers > 0 && status.state().answers()) {
      timers.startSingleTimer(TimerKey.PULSE, Pulse.INSTANCE, clock.wall(hold.pause()));
    }
  }

  private void clockCame(ClockCame came) {
    if (came.answer() instanceof Answer.Given<Instant> given) {
      hold.read(came.asked(), given.value());
      hold.ahead().ifPresent(ahead -> tellHealth(new GatewayNews.ClockRead(ahead, clock.instant())));
    }
  }

  private void tellHealth(GatewayNews news) {
    healthWatchers.forEach(watcher -> watcher.tell(news));
  }

  private static <T> void ask(Ask<T> ask, ActorRef<GatewaySession.Command> session) {
    session.tell(new GatewaySession.Ask<>(ask.request(), ask.replyTo()));
  }

  private static <T> void missing(Ask<T> ask, String why) {
    ask.replyTo().tell(new Answer.Missing<>(ask.request().name() + ": " + why));
  }

  private static void send(long epoch, ActorRef<SendResult> replyTo, LinkStatus status, Runnable passOn) {
    if (status.state() == LinkState.HELD) {
      replyTo.tell(new SendResult.NotSent(status.problem().map(Problem::sentence).orElse("orders are held back")));
    } else if (status.state() != LinkState.READY) {
      replyTo.tell(new SendResult.NotSent("the link is " + status.state()));
    } else if (epoch != status.epoch()) {
      replyTo.tell(new SendResult.NotSent(
          "the connection changed since the order was decided (epoch " + epoch + ", now " + status.epoch() + ")"));
    } else {
      passOn.run();
    }
  }

  private Behavior<Command> watch(Watch watch, LinkStatus status) {
    watchers.add(watch.watcher());
    context.watchWith(watch.watcher(), new WatcherGone(watch.watcher()));
    watch.watcher().tell(status);
    return Behaviors.same();
  }

  private Behavior<Command> watchOrders(WatchOrders watch) {
    orderWatchers.put(watch.watcher(), watch.marks());
    context.watchWith(watch.watcher(), new WatcherGone(watch.watcher()));
    return Behaviors.same();
  }

  private Behavior<Command> watchHealth(WatchHealth watch) {
    healthWatchers.add(watch.watcher());
    context.watchWith(watch.watcher(), new WatcherGone(watch.watcher()));
    return Behaviors.same();
  }

  private Behavior<Command> forget(WatcherGone gone) {
    watchers.removeIf(gone.watcher()::equals);
    orderWatchers.keySet().removeIf(gone.watcher()::equals);
    healthWatchers.removeIf(gone.watcher()::equals);
    return Behaviors.same();
  }

  private LinkStatus announce(LinkStatus changed) {
    LinkStatus status = changed.expecting(hold.expectedUntil());
    switch (status.state()) {
      case OFFLINE, LINK_LOST -> context.getLog().warn(
          "Gateway link is down state={} failures={} problem=\"{}\"", status.state(), status.failures(),
          status.problem().map(Problem::sentence).orElse(""));
      case HELD -> context.getLog().info(
          "Gateway link changed state={} epoch={} why=\"{}\"", status.state(), status.epoch(),
          status.problem().map(Problem::sentence).orElse(""));
      case CONNECTING, HANDSHAKING, SYNCHRONIZING, READY ->
        context.getLog().info("Gateway link changed state={} epoch={}", status.state(), status.epoch());
    }
    watchers.forEach(watcher -> watcher.tell(status));
    return status;
  }

  private LinkStatus in(LinkStatus status, LinkState state) {
    Instant now = clock.instant();
    return new LinkStatus(
        state, status.epoch(), status.problem(), status.accounts(), status.nextOrderId(), status.failures(), now);
  }

  private Duration backoff(DisconnectReason reason, int failures) {
    int doublings = Math.min(failures - 1, 16);
    Duration grown = settings.backoffMin().multipliedBy(1L << doublings);
    Duration capped = grown.compareTo(settings.backoffMax()) > 0 ? settings.backoffMax() : grown;
    Duration base = reason.passes() ? capped : settings.backoffMax();
    // Jitter between half and all of the wait, so that several programs do not knock in step.
    Duration jittered = Duration.ofNanos((long) (base.toNanos() * (0.5 + random.nextDouble() / 2)));
    return reason == DisconnectReason.CLIENT_ID_IN_USE && jittered.compareTo(CLIENT_ID_WAIT) < 0
        ? CLIENT_ID_WAIT
        : jittered;
  }
}

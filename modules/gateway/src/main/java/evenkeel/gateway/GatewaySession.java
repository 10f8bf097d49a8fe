package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.Symbol;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.slf4j.event.Level;

/**
 * One connection, from the dial to its end. The rules are in {@link SessionCore}; this actor gives it the time, the
 * transport and a timer.
 *
 * <p>After {@link Down} it goes on to answer, that there is no connection, until the supervisor sends {@link Close}:
 * so a question that crosses with the end is answered too.
 */
final class GatewaySession {

  sealed interface Command {}

  record Ask<T>(BrokerRequest<T> request, ActorRef<Answer<T>> replyTo) implements Command {}

  record WatchQuote(Instrument instrument, ActorRef<QuoteNews> watcher) implements Command {}

  record UnwatchQuote(Symbol symbol) implements Command {}

  record Submit(OrderTicket ticket, ActorRef<SendResult> replyTo) implements Command {}

  record Cancel(Cancellation what, ActorRef<SendResult> replyTo) implements Command {}

  /** The listeners have dealt with all that went before a {@link Mark}. */
  enum CaughtUp implements Command { INSTANCE }

  /** End the connection; once it has ended, stop. */
  enum Close implements Command { INSTANCE }

  private enum Connected implements Command { INSTANCE }

  private record Greeted(int serverVersion, String connectionTime) implements Command {}

  private record Received(ServerMessage message) implements Command {}

  private record Gone(DisconnectReason reason, String detail) implements Command {}

  private enum Wake implements Command { INSTANCE }

  /** What the supervisor is told. */
  sealed interface Event {}

  /** The socket is open. */
  record Opened() implements Event {}

  /**
   * Accounts and the next order id are known: questions may be asked.
   *
   * @param zone as the greeting names it; empty where that cannot be told
   */
  record Up(List<AccountId> accounts, int nextOrderId, Optional<ZoneId> zone) implements Event {}

  /** The Gateway lost IBKR. Repeats during an outage. */
  record LinkLost(int code, String text) implements Event {}

  /** The Gateway has IBKR again. */
  record LinkRestored(boolean subscriptionsLost) implements Event {}

  record News(OrderNews news) implements Event {}

  /** Follows news; to be answered with {@link CaughtUp} once they are dealt with. */
  record Mark(int number) implements Event {}

  /** The user is logged in elsewhere, and gets the prices there. */
  record SessionTaken(String text) implements Event {}

  /** The Gateway says something of itself that the owner has to hear. */
  record Noticed(int code, String text) implements Event {}

  /** An execution has a time in a zone that cannot be told. */
  record TimeUnknown(String words) implements Event {}

  /** The last word of this session. */
  record Down(DisconnectReason reason, String detail) implements Event {}

  private enum TimerKey { WAKE }

  /** @param givenUpFrom as in {@link SessionCore} */
  static Behavior<Command> create(
      GatewaySettings settings, Transport transport, EvenkeelClock clock, Instant givenUpFrom,
      Consumer<Event> supervisor) {
    return Behaviors.setup(context -> Behaviors.withTimers(
        timers -> new GatewaySession(context, timers, settings, transport, clock, givenUpFrom, supervisor).running()));
  }

  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final EvenkeelClock clock;
  private final Consumer<Event> supervisor;
  private final SessionCore core;
  private final Transport.Link link;
  private final NewsFlow flow = new NewsFlow();
  private final LogLimit logLimit = new LogLimit();
  private int marks;

  private GatewaySession(
      ActorContext<Command> context, TimerScheduler<Command> timers, GatewaySettings settings, Transport transport,
      EvenkeelClock clock, Instant givenUpFrom, Consumer<Event> supervisor) {
    this.context = context;
    this.timers = timers;
    this.clock = clock;
    this.supervisor = supervisor;
    this.core = new SessionCore(settings.under(clock), transport::speaks, new ToTransport(), givenUpFrom,
        clock.instant(), clock.steady());
    this.link = transport.dial(new FromTransport(context.getSelf()));
  }

  private Behavior<Command> running() {
    schedule();
    return Behaviors.receive(Command.class)
        .onSignal(PostStop.class, stopped -> {
          // Does nothing after an orderly end. After a bug it frees the client id and answers whoever waits.
          core.gone(DisconnectReason.BROKEN, "the session failed, see the log");
          return Behaviors.same();
        })
        .onAnyMessage(this::on)
        .build();
  }

  private Behavior<Command> on(Command command) {
    if (command == Close.INSTANCE && core.isOver()) {
      return Behaviors.stopped();
    }
    Instant now = clock.instant();
    Duration steady = clock.steady();
    core.timeIs(now, steady);
    core.heldUp(flow.heldUp(steady), now);
    readOn(flow.overdue(steady));
    switch (command) {
      case Ask<?> ask -> ask(ask, now);
      case WatchQuote watch -> core.watchQuote(watch.instrument(), watch.watcher()::tell, now);
      case UnwatchQuote unwatch -> core.unwatchQuote(unwatch.symbol(), now);
      case Submit submit -> core.submit(submit.ticket(), submit.replyTo()::tell, now);
      case Cancel cancel -> core.cancel(cancel.what(), cancel.replyTo()::tell, now);
      case Close.INSTANCE -> core.gone(DisconnectReason.STOPPED, "");
      case Connected.INSTANCE -> core.connected();
      case Greeted greeted -> core.greeted(greeted.serverVersion(), greeted.connectionTime(), now);
      case Received received -> {
        context.getLog().debug("Received {}", received.message());
        core.received(received.message(), now);
        release(flow.handled(steady));
      }
      case CaughtUp.INSTANCE -> release(flow.caughtUp());
      case Gone gone -> core.gone(gone.reason(), gone.detail());
      case Wake.INSTANCE -> core.advance(now);
    }
    if (command != Wake.INSTANCE && !core.isOver() && !now.isBefore(core.nextWake())) {
      // Every message sets the timer anew: in a flood of them it would never come, and orders would wait in the queue.
      core.advance(now);
    }
    schedule();
    return Behaviors.same();
  }

  private void readOn(int overdue) {
    if (overdue > 0) {
      context.getLog().warn("News of orders are not dealt with; reading goes on messages={}", overdue);
      release(overdue);
    }
  }

  private void release(int messages) {
    for (int i = 0; i < messages; i++) {
      link.handled();
    }
  }

  private <T> void ask(Ask<T> ask, Instant now) {
    core.ask(ask.request(), ask.replyTo()::tell, now);
  }

  private void schedule() {
    if (core.isOver()) {
      timers.cancel(TimerKey.WAKE);
      return;
    }
    Duration due = Duration.between(clock.instant(), core.nextWake());
    Duration wait = flow.left(clock.steady()).filter(left -> left.compareTo(due) < 0).orElse(due);
    timers.startSingleTimer(TimerKey.WAKE, Wake.INSTANCE, wait.isPositive() ? clock.wall(wait) : Duration.ZERO);
  }

  /** What the core wants done. */
  private final class ToTransport implements SessionCore.Outlet {
    @Override
    public void send(ClientMessage message) {
      context.getLog().debug("Sent {}", message);
      link.send(message);
    }

    @Override
    public void tell(Event event) {
      if (event instanceof Down) {
        link.close();
      }
      supervisor.accept(event);
      if (flow.told()) {
        marks++;
        supervisor.accept(new Mark(marks));
      }
    }

    @Override
    public void log(Level level, String line) {
      int leftOut = logLimit.begin(clock.instant());
      if (leftOut > 0) {
        context.getLog().warn("Lines about the Gateway's messages were left out count={}", leftOut);
      }
      if (logLimit.take()) {
        context.getLog().atLevel(level).log(line);
      }
    }
  }

  /** Turns the transport's calls, from whichever thread, into messages. */
  private record FromTransport(ActorRef<Command> session) implements Transport.Listener {
    @Override
    public void connected() {
      session.tell(Connected.INSTANCE);
    }

    @Override
    public void greeted(int serverVersion, String connectionTime) {
      session.tell(new Greeted(serverVersion, connectionTime));
    }

    @Override
    public void received(ServerMessage message) {
      session.tell(new Received(message));
    }

    @Override
    public void gone(DisconnectReason reason, String detail) {
      session.tell(new Gone(reason, detail));
    }
  }
}

package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Decision;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.HandOrder;
import evenkeel.domain.LockEvent;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.domain.Trigger;
import evenkeel.engine.DeskReply;
import evenkeel.engine.EngineNews;
import evenkeel.engine.OrderExecutor;
import evenkeel.engine.RebalancePlanner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * Carries requests of the owner about orders out, one at a time, and tells what becomes of each to its end. It does the
 * same whichever process the house is in: the one that was asked, or the one that runs unattended.
 */
final class Desk {
  private static final Duration REPLY_PATIENCE = Duration.ofMinutes(1);
  /** How long the broker's answer to a cancel or a change is awaited before its books decide. */
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(15);
  private static final Duration CANCEL_ALL_PATIENCE = Duration.ofSeconds(30);

  private final House house;
  private final Audience audience;
  private final Settings settings;
  private final EvenkeelClock clock;
  private final Terminal terminal;

  Desk(House house, Audience audience, Settings settings, EvenkeelClock clock, Terminal terminal) {
    this.house = house;
    this.audience = audience;
    this.settings = settings;
    this.clock = clock;
    this.terminal = terminal;
  }

  /**
   * Returns once the request is done.
   *
   * @throws CommandFailure with the exit code and the line with which the command ends where it is not
   */
  void carryOut(DeskRequest request) {
    switch (request) {
      case DeskRequest.Place place -> place(place.order(), place.isDetached());
      case DeskRequest.Cancel cancel -> {
        if (isDry(new DeskText.WouldCancel(cancel.orderId()))) {
          return;
        }
        cancel(cancel.orderId());
      }
      case DeskRequest.CancelAll all -> {
        if (isDry(new DeskText.WouldCancelAll())) {
          return;
        }
        cancelAll();
      }
      case DeskRequest.Modify modify -> {
        if (isDry(new DeskText.WouldChange(modify.orderId()))) {
          return;
        }
        modify(modify);
      }
    }
  }

  private boolean isDry(Phrase whatItWouldDo) {
    if (settings.mode() == TradingMode.DRY_RUN) {
      terminal.say(whatItWouldDo);
      return true;
    }
    return false;
  }

  private void place(HandOrder order, boolean isDetached) {
    Trigger trigger = OrderHours.trigger(
        order, clock, settings.engine().cutOff(), new TimeText(settings.localTimeZone(), terminal.language()));
    RunId run = trigger.run();
    var screen = new RunScreen(terminal, terminal.language());
    try (var following = follow(new NewsWatch(news -> tell(screen, run, news), book -> {}))) {
      NewsWatch watch = following.watch();
      CompletableFuture<RebalancePlanner.Reply> reply = house.place(trigger, order);
      switch (Await.within(REPLY_PATIENCE.multipliedBy(5), reply)) {
        case RebalancePlanner.Deferred deferred -> throw RunWatch.refused(deferred.reasons());
        case RebalancePlanner.Decided decided -> followTo(decided.decision(), watch, isDetached);
      }
    }
  }

  private void followTo(Decision decision, NewsWatch watch, boolean isDetached) {
    RunId run = decision.run();
    CompletableFuture<RunId> reported = watch.first(news -> news instanceof EngineNews.Reported it
        && it.run().equals(run) ? Optional.of(run) : Optional.empty());
    // The guards may make a refusal of it.
    CompletableFuture<Decision> stopped = watch.first(news -> news instanceof EngineNews.Decided it
        && it.decision().run().equals(run) && it.decision().orders().isEmpty()
            ? Optional.of(it.decision())
            : Optional.empty());
    CompletableFuture<RunId> taken = watch
        .first(news -> isDetached && booked(news) instanceof OrderEvent.OrderAcknowledged it
            && it.status().isWorking() && belongs(it.ref(), run) ? Optional.of(run) : Optional.empty());
    Await.patiently(CompletableFuture.anyOf(reported, taken));
    Optional<Run> newest = run(run);
    if (!reported.isDone()) {
      newest.ifPresent(it -> it.orders().values().forEach(life -> terminal.say(life.submission()
          .<Phrase>map(sent -> new DeskText.BrokerHasIt(sent.orderId())).orElseGet(DeskText.BrokerHasOne::new))));
      return;
    }
    newest.ifPresent(it -> {
      terminal.line("");
      RunScreen.summary(terminal, it);
    });
    if (decision.mode() == TradingMode.DRY_RUN) {
      terminal.say(new ScreenText.DryRun());
    }
    complaint(stopped.getNow(decision), newest).ifPresent(complaint -> {
      throw complaint;
    });
  }

  private static Optional<CommandFailure> complaint(Decision decision, Optional<Run> run) {
    if (run.isEmpty()) {
      return decision.reasons().isEmpty() ? Optional.empty() : Optional.of(RunWatch.refused(decision.reasons()));
    }
    return run.get().orders().values().stream()
        .filter(life -> !(life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.FILLED))
        .findFirst().map(life -> new CommandFailure(
            life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.SKIPPED
                ? ExitCode.REFUSED
                : ExitCode.NOT_GOOD,
            new ComplaintText.DidNotFill(
                RunScreen.outcome(life), Figures.shares(life.fills().shares()),
                Figures.shares(life.leg().quantity()))));
  }

  private void cancel(int orderId) {
    try (var following = follow(watch())) {
      NewsWatch watch = following.watch();
      DeskReply.Asked asked = ask(replyTo -> new OrderExecutor.Cancel(orderId, replyTo));
      if (asked.orders().isEmpty()) {
        DeskEvent.StrayCancelAnswered answer = Await.within(wall(ANSWER_PATIENCE), watch.first(
            news -> booked(news) instanceof DeskEvent.StrayCancelAnswered it && it.orderId() == orderId
                ? Optional.of(it)
                : Optional.empty()),
            late -> notConfirmed(new ComplaintText.TheCancel(orderId)));
        if (!answer.isCancelled()) {
          throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.NotCancelled(
              orderId, Phrase.of(answer.reason())));
        }
        return;
      }
      OrderRef ref = asked.orders().getFirst();
      awaitAnswer(watch, ref, asked.at(), event -> false);
      OrderLife life = life(ref);
      if (!(life instanceof OrderLife.Closed closed && closed.outcome() == OrderOutcome.CANCELLED)) {
        throw new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.NotCancelled(orderId, state(life)));
      }
      terminal.say(new DeskText.IsCancelled(orderId, filled(life)));
    }
  }

  private void modify(DeskRequest.Modify modify) {
    try (var following = follow(watch())) {
      NewsWatch watch = following.watch();
      DeskReply.Asked asked = ask(replyTo -> new OrderExecutor.Change(
          modify.orderId(), modify.quantity(), modify.limit(), replyTo));
      OrderRef ref = asked.orders().getFirst();
      Predicate<OrderEvent> isChange = event -> event instanceof OrderEvent.TermsChanged it && it.isAsked();
      CompletableFuture<Instant> changed = first(watch, ref, isChange);
      awaitAnswer(watch, ref, asked.at(), isChange);
      if (!changed.isDone()) {
        throw new CommandFailure(
            ExitCode.NOT_GOOD, new ComplaintText.NotChanged(modify.orderId(), state(life(ref))));
      }
      terminal.say(new DeskText.IsChanged(modify.orderId()));
    }
  }

  private void cancelAll() {
    try (var following = follow(watch())) {
      DeskReply.Asked asked = ask(OrderExecutor.CancelAll::new);
      CompletableFuture<List<BrokerOrder>> none = following.watch().first(news -> compared(news, asked.at())
          .filter(List::isEmpty));
      CompletableFuture<List<BrokerOrder>> some = following.watch().first(
          news -> compared(news, asked.at().plus(clock.patience(CANCEL_ALL_PATIENCE))));
      Await.within(wall(CANCEL_ALL_PATIENCE.multipliedBy(4)), CompletableFuture.anyOf(none, some),
          late -> notConfirmed(new ComplaintText.TheCancelOfAll()));
      if (!none.isDone()) {
        throw new CommandFailure(
            ExitCode.NOT_GOOD, new ComplaintText.StillOpen(some.join().stream()
                .map(order -> terminal.language().say(new ComplaintText.OpenOrder(
                    order.side(), Figures.shares(order.quantity()), order.symbol(), order.orderId(), order.clientId(),
                    order.status().word())))
                .collect(Collectors.joining(", "))));
      }
      terminal.say(new DeskText.NoneOpen());
    }
  }

  /** The account's orders that can still fill, by the broker's books as they were after this time. */
  private static Optional<List<BrokerOrder>> compared(EngineNews news, Instant after) {
    return news instanceof EngineNews.Compared it && it.askedAt().isAfter(after)
        ? Optional.of(it.open().stream().filter(order -> !order.status().isTerminal()).toList())
        : Optional.empty();
  }

  /**
   * Waits for the broker's answer: what was asked for, the end of the order, a refusal and what the books say after it,
   * or what the books say once an answer is overdue.
   */
  private void awaitAnswer(NewsWatch watch, OrderRef ref, Instant asked, Predicate<OrderEvent> isIt) {
    CompletableFuture<Instant> done = first(
        watch, ref, event -> event instanceof OrderEvent.OrderClosed || isIt.test(event));
    CompletableFuture<Instant> refused = first(
        watch, ref, event -> event instanceof OrderEvent.CancelRefused || event instanceof OrderEvent.ChangeRefused);
    CompletableFuture<Instant> overdue = comparedAfter(watch, asked.plus(clock.patience(ANSWER_PATIENCE)));
    Await.within(wall(ANSWER_PATIENCE.multipliedBy(10)), CompletableFuture.anyOf(done, refused, overdue),
        late -> notConfirmed(new ComplaintText.TheRequest()));
    if (refused.isDone() && !done.isDone()) {
      CompletableFuture<Instant> known = comparedAfter(watch, refused.join());
      Await.within(wall(ANSWER_PATIENCE.multipliedBy(10)), CompletableFuture.anyOf(done, known),
          late -> notConfirmed(new ComplaintText.WhatStands()));
    }
  }

  private static CompletableFuture<Instant> first(NewsWatch watch, OrderRef ref, Predicate<OrderEvent> isIt) {
    return watch.first(news -> booked(news) instanceof OrderEvent event && event.ref().equals(ref) && isIt.test(event)
        ? Optional.of(event.at())
        : Optional.empty());
  }

  private static CompletableFuture<Instant> comparedAfter(NewsWatch watch, Instant after) {
    return watch.first(news -> news instanceof EngineNews.Compared it && !it.askedAt().isBefore(after)
        ? Optional.of(it.askedAt())
        : Optional.empty());
  }

  private DeskReply.Asked ask(
      Function<ActorRef<DeskReply>, OrderExecutor.Request> request) {
    return switch (Await.within(REPLY_PATIENCE.multipliedBy(5), house.desk(request))) {
      case DeskReply.Asked asked -> asked;
      case DeskReply.NotAsked not -> throw new CommandFailure(
          ExitCode.REFUSED, new ComplaintText.NothingWasSent(Phrase.of(not.why())));
    };
  }

  private static CommandFailure notConfirmed(Phrase what) {
    return new CommandFailure(ExitCode.NOT_GOOD, new ComplaintText.NotConfirmed(what));
  }

  /** Under a faster clock an answer takes the wall's time all the same. */
  private Duration wall(Duration patience) {
    return clock.wall(clock.patience(patience)).plus(patience);
  }

  private static Phrase state(OrderLife life) {
    return switch (life) {
      case OrderLife.Closed closed when closed.outcome() == OrderOutcome.FILLED -> new DeskText.ItFilled();
      case OrderLife.Closed closed -> new DeskText.ItIs(RunScreen.outcome(life));
      case OrderLife.Working working -> new DeskText.ItStands(working.status().word(), filled(life));
      case OrderLife.InFlight sent -> new DeskText.NotSaidYet();
      case OrderLife.Parked parked -> new DeskText.NobodyKnows(parked.reason());
      case OrderLife.Planned planned -> new DeskText.ItWasNotSent();
    };
  }

  private static Optional<Phrase> filled(OrderLife life) {
    return life.fills().shares().signum() == 0
        ? Optional.empty()
        : Optional.of(new DeskText.WithFilled(
            Figures.shares(life.fills().shares()), Figures.shares(life.leg().quantity())));
  }

  private OrderLife life(OrderRef ref) {
    return book().order(ref).orElseThrow(() -> new IllegalStateException("the journal has lost order " + ref));
  }

  private Optional<Run> run(RunId run) {
    return Optional.ofNullable(book().runs().get(run));
  }

  private ExecutionBook book() {
    return Await.within(REPLY_PATIENCE, house.book());
  }

  private static Object booked(EngineNews news) {
    return news instanceof EngineNews.Booked booked ? booked.event() : news;
  }

  /** All that is booked while a request about an order that stands is under way is told. */
  private NewsWatch watch() {
    var screen = new RunScreen(terminal, terminal.language());
    var watch = new NewsWatch(news -> {
      if (news instanceof EngineNews.Booked booked && !(booked.event() instanceof RunEvent)) {
        screen.booked(booked.event());
      }
    }, screen::recall);
    watch.recall(book());
    return watch;
  }

  /** What a run of one order tells: its own news, and the link's troubles. */
  private static void tell(RunScreen screen, RunId run, EngineNews news) {
    switch (news) {
      case EngineNews.LinkChanged changed -> screen.link(changed.status());
      case EngineNews.Decided decided when decided.decision().run().equals(run) -> screen.decided(decided.decision());
      case EngineNews.Booked booked when isOf(booked.event(), run) -> screen.booked(booked.event());
      case EngineNews.Raised raised when raised.alert().key().contains(run.value())
          && !raised.alert().key().startsWith("not-traded-") ->
        screen.alert(raised.alert());
      // Of other runs, or told at the end.
      case EngineNews other -> {
      }
    }
  }

  private static boolean isOf(ExecutionEvent event, RunId run) {
    return switch (event) {
      case RunEvent ofRun -> ofRun.run().equals(run);
      case OrderEvent ofOrder -> belongs(ofOrder.ref(), run);
      case DeskEvent ofNone -> false;
      case LockEvent ofNone -> false;
    };
  }

  private static boolean belongs(OrderRef ref, RunId run) {
    return ref.value().contains("-" + run + "-");
  }

  private Following follow(NewsWatch watch) {
    audience.join(watch);
    house.onCollapse(watch::fail);
    return new Following(audience, watch);
  }

  private record Following(Audience audience, NewsWatch watch) implements AutoCloseable {
    @Override
    public void close() {
      audience.leave(watch);
    }
  }
}

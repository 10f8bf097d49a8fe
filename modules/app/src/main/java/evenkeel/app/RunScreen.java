package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.DeskEvent;
import evenkeel.domain.ExecutionBook;
import evenkeel.domain.ExecutionEvent;
import evenkeel.domain.Fills;
import evenkeel.domain.Language;
import evenkeel.domain.Leg;
import evenkeel.domain.LockEvent;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.OrderEvent;
import evenkeel.domain.OrderLife;
import evenkeel.domain.OrderOutcome;
import evenkeel.domain.OrderRef;
import evenkeel.domain.Phrase;
import evenkeel.domain.Run;
import evenkeel.domain.RunEvent;
import evenkeel.engine.Alert;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.LinkStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells runs as they happen, a line an event, and at the end of each what became of its orders. */
final class RunScreen {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final String CURRENCY = "USD";
  private static final Duration SHOWN_AGAIN_AFTER = Duration.ofHours(1);
  private static final int ALERTS_REMEMBERED = 200;

  private final Terminal terminal;
  private final Language language;
  private final Map<OrderRef, Leg> legs = new LinkedHashMap<>();
  /** Of orders from before this process, until the book comes that says what they are. */
  private final List<OrderEvent> unnamed = new ArrayList<>();
  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private Optional<DisconnectReason> trouble = Optional.empty();
  private boolean isConnected;

  RunScreen(Terminal terminal, Language language) {
    this.terminal = terminal;
    this.language = language;
  }

  /** The drift that was found and the orders that follow from it, or the reasons why none do. */
  void decided(Decision decision) {
    switch (decision.verdict()) {
      case Decision.Trade trade -> PlanText.print(terminal, trade.plan(), CURRENCY);
      case Decision.Place place -> terminal.say(placed(place));
      case Decision.Rest rest -> PlanText.print(terminal, rest.onTarget(), CURRENCY);
      case Decision.Refuse refuse -> PlanText.print(terminal, refuse.refused(), CURRENCY);
      case Decision.Missed missed -> terminal.say(new RunText.Missed(missed.reason()));
    }
  }

  void account(AccountId account) {
    terminal.say(new RunText.AccountIs(shown(account)));
  }

  /** Its number with its middle hidden, and its kind. */
  static String shown(AccountId account) {
    return account + " (" + account.kind().name().toLowerCase(Locale.ROOT) + ")";
  }

  /** In one line. */
  static Phrase shown(Decision decision) {
    return new StatusText.DecisionIs(decision.run(), switch (decision.verdict()) {
      case Decision.Trade trade -> new StatusText.ToTrade(trade.plan().all().size());
      case Decision.Place place -> Phrase.of(place.wish().toString());
      case Decision.Rest rest -> new StatusText.ToRest();
      case Decision.Refuse refuse -> new StatusText.RefusedFor(decision.reasons());
      case Decision.Missed missed -> new StatusText.MissedFor(missed.reason());
    });
  }

  void pricesReplaced(String why) {
    terminal.say(new RunText.PricesDelayed(why));
  }

  /** What an order by hand comes to. */
  private static Phrase placed(Decision.Place place) {
    return new DeskText.HandPlaced(
        place.wish().toString(), Figures.money(place.order().estimatedValue(), CURRENCY),
        Figures.price(place.order().price()), Figures.money(place.order().estimatedCommission(), CURRENCY));
  }

  void deferred(List<String> reasons) {
    terminal.say(new RunText.NotYet(String.join("; ", reasons)));
  }

  /** Says each trouble with the Gateway once, and when it is over. */
  void link(LinkStatus status) {
    Optional<DisconnectReason> now = status.problem().map(LinkStatus.Problem::reason);
    switch (status.state()) {
      case OFFLINE -> {
        if (!now.equals(trouble)) {
          status.problem().ifPresent(problem -> say(status.since(), new RunText.GatewayTrouble(problem.sentence())));
        }
        trouble = now;
        isConnected = false;
      }
      case LINK_LOST -> {
        say(status.since(), new RunText.LinkIsLost());
        isConnected = false;
      }
      case READY -> {
        if (!isConnected) {
          say(status.since(), new RunText.GatewayReady());
        }
        trouble = Optional.empty();
        isConnected = true;
      }
      case HELD -> {
        status.problem().ifPresent(problem -> say(status.since(), new RunText.GatewayTrouble(problem.sentence())));
        trouble = now;
        isConnected = false;
      }
      case CONNECTING, HANDSHAKING, SYNCHRONIZING -> {
        // Nothing to say of steps on the way.
      }
    }
  }

  /** Shown once in an hour, however often it is raised: a journal that cannot be written is tried each half minute. */
  void alert(Alert alert) {
    Alert before = alerts.get(alert.key());
    if (before != null && before.phrase().equals(alert.phrase())
        && alert.at().isBefore(before.at().plus(SHOWN_AGAIN_AFTER))) {
      return;
    }
    alerts.put(alert.key(), alert);
    if (alerts.size() > ALERTS_REMEMBERED) {
      alerts.remove(alerts.keySet().iterator().next());
    }
    String sentence = language.say(alert.phrase());
    say(alert.at(), switch (alert.severity()) {
      case INFORMATION -> sentence;
      case WARNING, CRITICAL -> terminal.paint(Colour.YELLOW, language.say(new RunText.Attention())) + sentence;
    });
  }

  /** What the journal knows of runs from before. */
  void recall(ExecutionBook book) {
    book.orders().forEach(life -> legs.putIfAbsent(life.leg().ref(), life.leg()));
    List<OrderEvent> waiting = List.copyOf(unnamed);
    unnamed.clear();
    waiting.stream().filter(event -> legs.containsKey(event.ref())).forEach(this::booked);
  }

  void booked(ExecutionEvent event) {
    switch (event) {
      case RunEvent.RunStarted started -> started.legs().forEach(leg -> legs.put(leg.ref(), leg));
      case RunEvent.StepStarted step -> step.legs().forEach(leg -> legs.put(leg.ref(), leg));
      case RunEvent.StepPutOff later -> {
        // An alert says it, with the reason.
      }
      case RunEvent.PurchaseDeferred deferred -> {
        // So here.
      }
      case RunEvent.OrderAdopted adopted -> legs.put(adopted.leg().ref(), adopted.leg());
      case RunEvent.RunSettled settled -> say(settled.at(), new RunText.RunSettled());
      case RunEvent.RunReported reported -> {
        // The report is named at the end.
      }
      case RunEvent.RunHalted halted -> say(halted.at(), halted.until().isPresent()
          ? new RunText.Waits(halted.reason())
          : new RunText.Halted(halted.reason()));
      case OrderEvent order -> booked(order);
      case DeskEvent ofNoRun -> booked(ofNoRun);
      case LockEvent ofNoRun -> {
        // What a human should hear of it is an alert.
      }
    }
  }

  private void booked(DeskEvent event) {
    switch (event) {
      case DeskEvent.CancelAllRequested all -> say(all.at(), new RunText.AllToBeCancelled());
      case DeskEvent.StrayCancelRequested asked ->
        say(asked.at(), new RunText.StrayCancelAsked(asked.side(), asked.symbol(), asked.orderId()));
      case DeskEvent.StrayCancelAnswered answered -> say(answered.at(), answered.isCancelled()
          ? new RunText.StrayCancelled(answered.orderId(), why(answered.code(), answered.reason()))
          : new RunText.StrayNotCancelled(answered.orderId(), why(answered.code(), answered.reason())));
    }
  }

  private static Optional<Phrase> why(int code, String reason) {
    if (reason.isEmpty()) {
      return code == 0 ? Optional.empty() : Optional.of(new RunText.WhyCode(code));
    }
    return Optional.of(code == 0 ? new RunText.Why(reason) : new RunText.WhyAndCode(reason, code));
  }

  private void booked(OrderEvent event) {
    Leg leg = legs.get(event.ref());
    if (leg == null) {
      unnamed.add(event);
      return;
    }
    String order = String.format(Locale.ROOT, "%-4s %6s %-5s", leg.side(), Figures.shares(leg.quantity()),
        leg.symbol());
    switch (event) {
      case OrderEvent.SubmissionStarted sent -> say(sent.at(), order, new RunText.Sent(leg.type(), sent.orderId(),
          Optional.of(sent.attempt()).filter(attempt -> attempt > 1).map(RunText.Attempt::new)));
      case OrderEvent.OrderAcknowledged known ->
        say(known.at(), order, new RunText.Accepted(known.status().word()));
      case OrderEvent.OrderStatusChanged changed -> say(changed.at(), order, new RunText.StatusIs(
          changed.status().word(), why(0, changed.reason())));
      case OrderEvent.FillRecorded fill -> say(fill.at(), order, new RunText.FilledSome(
          Figures.shares(fill.shares()), Figures.price(fill.price())));
      case OrderEvent.CommissionRecorded charged ->
        say(charged.at(), order, new RunText.Charged(Figures.money(charged.amount(), charged.currency())));
      case OrderEvent.UnknownAnswerHeard heard ->
        say(heard.at(), order, new RunText.UnknownAnswer(heard.code(), heard.text()));
      case OrderEvent.LegShrunk shrunk ->
        say(shrunk.at(), order, new RunText.Reduced(Figures.shares(shrunk.quantity()), shrunk.reason()));
      case OrderEvent.ContractReplaced replaced ->
        say(replaced.at(), order, new RunText.ContractIs(replaced.contract()));
      case OrderEvent.CancelRequested asked -> say(asked.at(), order, new RunText.CancelAsked());
      case OrderEvent.CancelRefused refused ->
        say(refused.at(), order, new RunText.CancelRefused(why(refused.code(), refused.reason())));
      case OrderEvent.ChangeRequested asked -> say(asked.at(), order, new RunText.ChangeAsked(
          Figures.shares(asked.quantity()), asked.limit().map(RunScreen::atLimit)));
      case OrderEvent.ChangeRefused refused ->
        say(refused.at(), order, new RunText.ChangeRefused(why(refused.code(), refused.reason())));
      case OrderEvent.TermsChanged changed -> {
        legs.put(changed.ref(), leg.withTerms(changed.quantity(), changed.limit()));
        say(changed.at(), order, new RunText.TermsAre(
            Figures.shares(changed.quantity()), changed.limit().map(RunScreen::atLimit),
            changed.isAsked() ? Optional.empty() : Optional.of(new RunText.Unasked())));
      }
      case OrderEvent.OrderClosed closed -> say(closed.at(), order, new RunText.OverAs(
          word(closed.outcome()), why(0, closed.reason())));
      case OrderEvent.OrderParked parked -> say(parked.at(), order, new RunText.FateUnknown(parked.reason()));
    }
  }

  /** What became of each order, and what it cost. */
  static void summary(Terminal terminal, Run run) {
    Table table = new Table(
        Table.left(new Heading.Order()), Table.left(new Heading.Symbol()), Table.right(new Heading.Shares()),
        Table.right(new Heading.Filled()), Table.right(new Heading.Price()),
        Table.right(new Heading.ValueIn(CURRENCY)), Table.right(new Heading.CommissionIn(CURRENCY)),
        Table.left(new Heading.Outcome()));
    BigDecimal commissions = BigDecimal.ZERO;
    for (OrderLife life : run.orders().values()) {
      Leg leg = life.leg();
      Fills fills = life.fills();
      commissions = commissions.add(fills.commission());
      table.row(
          leg.side().name(), leg.symbol().value(), Figures.shares(leg.quantity()), Figures.shares(fills.shares()),
          fills.averagePrice().map(Figures::price).orElse(""), Figures.money(fills.value()),
          Figures.money(fills.commission()), terminal.language().say(outcome(life)));
    }
    terminal.print(table);
    terminal.say(new RunText.Commissions(Figures.money(commissions, CURRENCY)));
  }

  /** What became of an order. */
  static Phrase outcome(OrderLife life) {
    return switch (life) {
      case OrderLife.Closed closed -> new RunText.OverAs(word(closed.outcome()), why(0, closed.reason()));
      case OrderLife.Parked parked -> new RunText.Unknown(parked.reason());
      case OrderLife.Planned planned -> new RunText.NotSent();
      case OrderLife.InFlight sent -> new RunText.NotAnswered();
      case OrderLife.Working working -> new RunText.Working(working.status().word());
    };
  }

  private static Phrase word(OrderOutcome outcome) {
    return switch (outcome) {
      case FILLED -> new RunText.AllFilled();
      case CANCELLED -> new RunText.Cancelled();
      case REJECTED -> new RunText.Rejected();
      case SKIPPED -> new RunText.Skipped();
      case NEVER_ARRIVED -> new RunText.NeverArrived();
    };
  }

  private static Phrase atLimit(BigDecimal price) {
    return new RunText.AtLimit(Figures.price(price));
  }

  private void say(Instant at, Phrase what) {
    say(at, terminal.language().say(what));
  }

  private void say(Instant at, String order, Phrase what) {
    say(at, order + "  " + terminal.language().say(what));
  }

  private void say(Instant at, String what) {
    terminal.line(TIME.format(at.atZone(NyseCalendar.ZONE)) + "  " + what);
  }
}

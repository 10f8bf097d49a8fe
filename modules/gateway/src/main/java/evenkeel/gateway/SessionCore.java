package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import evenkeel.domain.AccountId;
import evenkeel.domain.EndOfSupport;
import evenkeel.domain.Symbol;
import evenkeel.gateway.Outbox.Urgency;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.GatewayZone;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.StartApi;
import evenkeel.tws.UnknownMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * The rules of one connection, without thread, socket or clock: messages and the time go in; messages, events and the
 * next wanted wake-up come out. Not thread safe.
 *
 * <p>It starts the API, waits for accounts and the next order id, matches answers to questions, keeps the number of
 * messages a second with orders ahead of data, and notices a silent Gateway. Once it {@link #isOver}, it stays so, and
 * still answers whoever asks: that there is no connection.
 */
final class SessionCore {
  /** What it wants done. Calls happen inside the calls to the core. */
  interface Outlet {
    void send(ClientMessage message);

    void tell(GatewaySession.Event event);

    void log(Level level, String line);
  }

  private enum Phase {
    DIALLING, HELLO, STARTING, UP, OVER
  }

  /** Ids of questions start here, so that a message's id tells orders from questions (one number space). */
  static final int FIRST_REQUEST_ID = 1_000_000_000;

  /** IBKR's warnings of the system have codes in this range. */
  private static final int FIRST_NOTICE = 2100;
  private static final int LAST_NOTICE = 2199;
  /** Some Gateways never answer a question for the time that comes within a second of another (10.16, 10.19). */
  private static final Duration CLOCK_PAUSE = Duration.ofSeconds(2);

  /** How many connect timeouts a Gateway that has told its accounts may take for the next order id. */
  private static final int ID_PATIENCE = 6;

  /** More rows than any account has in one answer. */
  static final int ROWS_MAX = 100_000;
  private static final int SAID_MAX = 1000;
  /**
   * The very same status, one after the other, goes on so often within this time: more often says nothing new. What is
   * told of a fill, an order or an error goes on always.
   */
  static final int REPEATS_MAX = 20;
  private static final Duration REPEATED_WITHIN = Duration.ofSeconds(1);
  /** The link to IBKR comes back so often within a minute at most. Each time all books are compared. */
  static final int LINKS_BACK_MAX = 60;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final GatewaySettings settings;
  private final Instant givenUpFrom;
  private final IntPredicate speaks;
  private final Outlet outlet;
  private final Outbox outbox;
  /** The questions that were asked, by id, in the order of asking. */
  private final Map<Integer, Exchange<?>> underWay = new LinkedHashMap<>();
  /** The questions that wait for the one that is under way in their lane. */
  private final Map<Exchange.Lane, Deque<Exchange<?>>> lanes = new EnumMap<>(Exchange.Lane.class);
  private final QuoteStreams streams;
  private final Set<String> said = new HashSet<>();
  private Phase phase = Phase.DIALLING;
  private int nextRequestId = FIRST_REQUEST_ID;
  private List<AccountId> accounts = List.of();
  private OptionalInt nextOrderId = OptionalInt.empty();
  private boolean isLinkLost;
  private String readOnlyWords = "";
  /** Whether executions are told without their end unless they are asked for with a filter. */
  private boolean areExecutionsEndless;
  /** Whether the end of an earlier question for open orders may still come. */
  private boolean isEndOfOpenOrdersOwed;
  private GatewayZone zone = GatewayZone.UNKNOWN;
  private Instant latest;
  /** Of the clock, on the one that nobody sets: the largest since it was last set back. */
  private Duration lead;
  private Instant connectBy;
  private Instant lastHeard;
  private @Nullable Instant silentBy;
  private Instant clockAskedAt = Instant.EPOCH;
  /** The answer to the newest question for the time; null while it is still to come. */
  private @Nullable CurrentTime clockTold;
  private Instant clockToldAt = Instant.EPOCH;
  private OrderNews.@Nullable Status latestStatus;
  private Instant latestStatusAt = Instant.EPOCH;
  private int repeats;
  private Instant linksBackSince = Instant.EPOCH;
  private int linksBack;
  /** What the Gateway says of itself is not urgent, and who hears it does not hold up reading. */
  private final LogLimit noticeLimit = new LogLimit();

  /** One that may be given up for a question without an answer at any time. */
  SessionCore(GatewaySettings settings, IntPredicate speaks, Outlet outlet, Instant now, Duration steady) {
    this(settings, speaks, outlet, Instant.MIN, now, steady);
  }

  /**
   * @param speaks the server versions that the transport can decode
   * @param givenUpFrom from when on the connection may be given up because a Gateway that says other things does not
   *     answer a question
   * @param steady as in {@link EvenkeelClock#steady}
   */
  SessionCore(
      GatewaySettings settings, IntPredicate speaks, Outlet outlet, Instant givenUpFrom, Instant now, Duration steady) {
    this.settings = settings;
    this.givenUpFrom = givenUpFrom;
    this.speaks = speaks;
    this.outlet = outlet;
    this.outbox = new Outbox(new MessageBudget(settings.messagesPerSecond(), now), outlet::send);
    this.streams = new QuoteStreams(
        settings.marketData(), () -> nextRequestId++, (message, at) -> outbox.add(Urgency.DATA, message, at));
    this.latest = now;
    this.lead = lead(now, steady);
    this.connectBy = now.plus(settings.connectTimeout());
    this.lastHeard = now;
    for (Exchange.Lane lane : Exchange.Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  /**
   * Tells the time, before anything that happens at it. What is awaited is so and so long, not until this or that hour,
   * and moves with a clock that was set back. The pace of messages does so also where it was set forward.
   *
   * @param steady as in {@link EvenkeelClock#steady}
   */
  void timeIs(Instant now, Duration steady) {
    Duration leadNow = lead(now, steady);
    if (leadNow.compareTo(lead) > 0) {
      outbox.setForward(leadNow.minus(lead));
      lead = leadNow;
    }
    if (now.isBefore(latest)) {
      Duration back = Duration.between(now, latest);
      lead = leadNow;
      connectBy = connectBy.minus(back);
      lastHeard = lastHeard.minus(back);
      silentBy = silentBy == null ? null : silentBy.minus(back);
      underWay.values().forEach(exchange -> exchange.setBack(back));
    }
    latest = now;
  }

  private static Duration lead(Instant now, Duration steady) {
    return Duration.between(Instant.EPOCH, now).minus(steady);
  }

  /**
   * Nothing was read for so long, as the listeners of the session are busy: that is no silence of the Gateway, and its
   * answers may stay away longer by as much.
   */
  void heldUp(Duration by, Instant now) {
    if (by.isPositive()) {
      lastHeard = now;
      silentBy = null;
      underWay.values().forEach(exchange -> exchange.extend(by));
    }
  }

  void connected() {
    if (phase == Phase.DIALLING) {
      phase = Phase.HELLO;
      outlet.tell(new GatewaySession.Opened());
    }
  }

  void greeted(int serverVersion, String connectionTime, Instant now) {
    if (phase != Phase.HELLO) {
      return;
    }
    if (!speaks.test(serverVersion)) {
      gone(DisconnectReason.UNSUPPORTED_VERSION,
          "it answers with version " + serverVersion + ", Evenkeel speaks " + ServerVersions.PINNED);
      return;
    }
    phase = Phase.STARTING;
    zone = GatewayZone.ofGreeting(connectionTime, now);
    if (zone.zone().isEmpty()) {
      outlet.log(Level.WARN,
          "The Gateway's greeting names no time zone that is known text=\"" + Wire.words(connectionTime)
              + "\"; any quarter hour is taken for its midnight");
    }
    lastHeard = now;
    outbox.add(Urgency.SESSION, new StartApi(settings.clientId(), ""), now);
  }

  /** The connection ended, or is to end. Everybody who waits is told. */
  void gone(DisconnectReason reason, String detail) {
    if (isOver()) {
      return;
    }
    DisconnectReason meant = meaning(reason);
    phase = Phase.OVER;
    String why = Answer.CONNECTION_ENDED + ": " + meant.sentence();
    underWay.values().forEach(exchange -> exchange.miss(why));
    underWay.clear();
    lanes.values().forEach(lane -> {
      lane.forEach(exchange -> exchange.miss(why));
      lane.clear();
    });
    outbox.drop(Urgency.ORDER, why);
    streams.lose();
    outlet.tell(new GatewaySession.Down(meant, detail));
  }

  /** What an end means depends on how far the conversation had got (TWS API, failure shapes). */
  private DisconnectReason meaning(DisconnectReason reason) {
    return switch (phase) {
      case HELLO -> switch (reason) {
        // A close with our hello unread reaches us as a reset.
        case CLOSED, BROKEN -> DisconnectReason.HELLO_REFUSED;
        case PROTOCOL_VIOLATION -> DisconnectReason.NOT_A_GATEWAY;
        case REFUSED, CONNECT_TIMEOUT, NOT_A_GATEWAY, HELLO_UNANSWERED, HELLO_REFUSED, UNSUPPORTED_VERSION,
            CLIENT_ID_IN_USE, NO_ACCOUNTS, READ_ONLY, PORT_CHANGED, SILENT, UNANSWERED, LINK_LOST, RESTART_DUE,
            CLOCK_WRONG, STOPPED ->
          reason;
      };
      // That the client id is in use may be told by nothing but the close.
      case STARTING -> reason == DisconnectReason.CLOSED && accounts.isEmpty() && nextOrderId.isEmpty()
          ? DisconnectReason.CLIENT_ID_IN_USE
          : reason;
      case DIALLING, UP, OVER -> reason;
    };
  }

  <T> void ask(BrokerRequest<T> request, Consumer<Answer<T>> reply, Instant now) {
    if (phase != Phase.UP) {
      reply.accept(new Answer.Missing<>(request.name() + ": " + Answer.NOT_CONNECTED));
      return;
    }
    // A preview goes as an order does, under an order's id.
    int id = request instanceof BrokerRequest.Preview preview
        ? preview.orderId().orElseGet(this::nextPreviewId)
        : nextRequestId++;
    Exchange<T> plain = Exchange.of(
        request, id, settings.requestTimeout(), zone, reply, this::leftOut).askedAt(now);
    boolean isOtherWay = request instanceof BrokerRequest.Executions
        ? areExecutionsEndless
        : plain.lane().flatMap(this::occupant).filter(Exchange::isOwed).isPresent();
    Exchange<T> exchange = Optional.of(plain).filter(asked -> isOtherWay)
        .flatMap(asked -> asked.otherWay(nextRequestId++, accounts, zone, now, this::leftOut)).orElse(plain);
    Optional<Exchange<?>> before = exchange.lane().flatMap(this::occupant);
    if (before.isEmpty()) {
      open(exchange, now);
    } else if (before.get().isOwed() && exchange.endsAtDeadline()) {
      outlet.log(Level.INFO, "The Gateway still owes the end of an answer question=\"" + exchange.name() + "\"");
    } else if (before.get().isAbandoned()) {
      exchange.miss("the Gateway still owes the answer to the same question");
    } else {
      exchange.lane().map(lanes::get).ifPresent(lane -> lane.addLast(exchange));
    }
  }

  private void leftOut(String row) {
    outlet.log(Level.WARN, "Left out what cannot be read: " + Wire.words(row));
  }

  private int nextPreviewId() {
    int id = nextOrderId.orElseThrow();
    nextOrderId = OptionalInt.of(id + 1);
    return id;
  }

  void watchQuote(Instrument instrument, Consumer<QuoteNews> watcher, Instant now) {
    if (phase != Phase.UP) {
      watcher.accept(new QuoteNews.Lost(instrument.symbol()));
      return;
    }
    streams.watch(instrument, watcher, now);
  }

  void unwatchQuote(Symbol symbol, Instant now) {
    streams.unwatch(symbol, now);
  }

  /** Sends an order, new or changed. The reply comes when it has left, or when it is certain that it will not. */
  void submit(OrderTicket ticket, Consumer<SendResult> reply, Instant now) {
    send(Wire.placeOrder(ticket), reply, now);
  }

  /** Asks for a cancel, on the same terms as an order. */
  void cancel(Cancellation what, Consumer<SendResult> reply, Instant now) {
    send(Wire.cancel(what), reply, now);
  }

  private void send(ClientMessage message, Consumer<SendResult> reply, Instant now) {
    if (phase != Phase.UP) {
      reply.accept(new SendResult.NotSent("not connected"));
    } else if (isLinkLost) {
      reply.accept(new SendResult.NotSent("the Gateway has lost IBKR"));
    } else {
      outbox.add(Urgency.ORDER, message, new Outbox.Receipt() {
        @Override
        public void left(Instant at) {
          reply.accept(new SendResult.Sent());
        }

        @Override
        public void dropped(String why) {
          reply.accept(new SendResult.NotSent(why));
        }
      }, now);
    }
  }

  void received(ServerMessage message, Instant now) {
    if (isOver()) {
      return;
    }
    lastHeard = now;
    silentBy = null;
    if (message instanceof CurrentTime told) {
      clockTold = told;
      clockToldAt = now;
    }
    sayIfUnplaced(message);
    switch (message) {
      case ManagedAccounts managed -> onAccounts(managed, now);
      case NextValidId next when phase == Phase.STARTING -> {
        nextOrderId = OptionalInt.of(next.orderId());
        checkUp(now);
      }
      case ErrorMessage error -> onError(error, now);
      case OpenOrder open -> onOpenOrder(open);
      case OrderStatus status -> status(Wire.status(status));
      case ExecutionDetails details when details.reqId() < FIRST_REQUEST_ID -> onExecution(details, now);
      case CommissionReport report ->
        Wire.commission(report).ifPresent(commission -> news(new OrderNews.Charged(commission)));
      case UnknownMessage unknown ->
        once("message " + unknown.id(), "Messages with an unknown id are skipped id=" + unknown.id());
      // Everything else belongs to a question, or to nobody: a list of it would say nothing.
      default -> {
      }
    }
    if (phase == Phase.UP) {
      streams.take(message, now);
      List.copyOf(underWay.values()).stream().filter(exchange -> exchange.take(message, now))
          .forEach(exchange -> close(exchange, now));
      underWay.values().stream().filter(exchange -> exchange.rows() > ROWS_MAX).findFirst().ifPresent(
          exchange -> gone(DisconnectReason.PROTOCOL_VIOLATION,
              exchange.name() + ": the answer has more than " + ROWS_MAX + " rows"));
    }
  }

  void advance(Instant now) {
    if (isOver()) {
      return;
    }
    if (phase != Phase.UP) {
      if (!now.isBefore(connectBy)) {
        gone(timeout(), "after " + startTimeout().toSeconds() + " s");
      } else {
        // A clock that was set back meanwhile has left nothing in the budget for the first message.
        outbox.flush(now);
      }
      return;
    }
    expire(now);
    streams.advance(now);
    if (!isOver()) {
      beat(now);
      outbox.flush(now);
    }
  }

  /** When {@link #advance} wants to be called at the latest. */
  Instant nextWake() {
    Instant wake = phase != Phase.UP
        ? connectBy
        : silentBy != null ? silentBy : lastHeard.plus(settings.heartbeat());
    for (Exchange<?> exchange : underWay.values()) {
      wake = earlier(wake, exchange.deadline());
    }
    wake = earlier(wake, streams.nextWake());
    return earlier(wake, outbox.next().orElse(wake));
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }

  /** A Gateway that has told its accounts is there; the next order id may come long after them. */
  private Duration startTimeout() {
    return accounts.isEmpty() ? settings.connectTimeout() : settings.connectTimeout().multipliedBy(ID_PATIENCE);
  }

  private DisconnectReason timeout() {
    return switch (phase) {
      case DIALLING -> DisconnectReason.CONNECT_TIMEOUT;
      case HELLO -> DisconnectReason.HELLO_UNANSWERED;
      case STARTING -> DisconnectReason.NO_ACCOUNTS;
      case UP, OVER -> DisconnectReason.SILENT;
    };
  }

  private void onAccounts(ManagedAccounts managed, Instant now) {
    accounts = managed.accounts().stream().flatMap(id -> AccountId.of(id.value()).stream()).toList();
    if (accounts.size() < managed.accounts().size()) {
      outlet.log(Level.WARN, "Accounts of an unknown form are left out count="
          + (managed.accounts().size() - accounts.size()));
    }
    if (phase == Phase.STARTING && !accounts.isEmpty()) {
      connectBy = now.plus(startTimeout());
    }
    checkUp(now);
  }

  private void checkUp(Instant now) {
    if (phase == Phase.STARTING && !accounts.isEmpty() && nextOrderId.isPresent()) {
      phase = Phase.UP;
      outbox.add(Urgency.SESSION, streams.opening(), now);
      outlet.tell(new GatewaySession.Up(accounts, nextOrderId.getAsInt(), zone.zone()));
    }
  }

  private void onError(ErrorMessage error, Instant now) {
    String text = Wire.words(error.text());
    MessageCode notice = MessageCode.ofNotice(error.code());
    Exchange<?> asked = underWay.get(error.id());
    // The state of the link is told under whatever id.
    if (error.id() <= 0 || notice.kind() == MessageCode.Kind.CONNECTIVITY) {
      onNotice(notice, text, now);
    } else if (asked != null) {
      onRequestCode(error.id(), asked.meaning(error.code()), text, now);
    } else if (error.id() >= FIRST_REQUEST_ID) {
      onRequestCode(error.id(), MessageCode.ofRequest(error.code()), text, now);
    } else {
      MessageCode code = MessageCode.ofOrder(error.code());
      say(code, text);
      react(code, text, now);
      news(new OrderNews.Notice(error.id(), error.code(), text));
    }
  }

  private void onNotice(MessageCode code, String text, Instant now) {
    boolean isUnknown = !code.isKnown() && code.code() >= FIRST_NOTICE && code.code() <= LAST_NOTICE;
    if (isUnknown || EndOfSupport.of(text).isPresent()) {
      notice(new GatewaySession.Noticed(code.code(), text), now);
    }
    outlet.log(code.kind() == MessageCode.Kind.INFORMATION ? Level.INFO : Level.WARN, line(code, text));
    if (code.code() == DataScripts.ANOTHER_ACCOUNT) {
      occupant(Exchange.Lane.ACCOUNT_STREAM).ifPresent(exchange -> {
        exchange.refuse(code.code(), text);
        close(exchange, now);
      });
    }
    react(code, text, now);
  }

  private void onRequestCode(int id, MessageCode code, String text, Instant now) {
    Exchange<?> exchange = underWay.get(id);
    if (code.code() == MessageCode.SESSION_TAKEN) {
      notice(new GatewaySession.SessionTaken(text), now);
    }
    say(code, text);
    react(code, text, now);
    switch (code.kind()) {
      case REFUSED, ENDED -> {
        if (exchange != null) {
          boolean isAskedAgain = exchange.isSnapshot() && streams.fallsBack(code, text, now);
          Optional<? extends Exchange<?>> again = isAskedAgain ? exchange.again(nextRequestId++) : Optional.empty();
          if (again.isEmpty()) {
            exchange.refuse(code.code(), text);
          }
          close(exchange, now);
          again.ifPresent(asked -> open(asked, now));
        }
        streams.refused(id, code, text, now);
      }
      case FATE_UNKNOWN -> {
        if (exchange != null) {
          exchange.remark(code.code(), text);
        }
      }
      case INFORMATION, WARNING, CONNECTIVITY -> {
        // The answer still comes.
        if (code.fallsBack()) {
          streams.replaced(id, code, text);
        }
      }
    }
  }

  private void react(MessageCode code, String text, Instant now) {
    switch (code.reaction()) {
      case CLIENT_ID_TAKEN -> gone(DisconnectReason.CLIENT_ID_IN_USE, "client id " + settings.clientId());
      case PORT_CHANGED -> gone(DisconnectReason.PORT_CHANGED, text);
      case LINK_LOST -> {
        isLinkLost = true;
        outbox.drop(Urgency.ORDER, "the Gateway has lost IBKR");
        outlet.tell(new GatewaySession.LinkLost(code.code(), text));
      }
      case LINK_BACK -> linkBack(false, now);
      case LINK_BACK_STREAMS_GONE -> {
        streams.lose();
        linkBack(true, now);
      }
      case SLOW_DOWN -> outbox.slowDown();
      case SUSPECT_READ_ONLY -> readOnlyWords = text;
      case NONE, CANCEL_LINE, FALL_BACK, FALL_BACK_AND_CANCEL_LINE, NO_LINE_LEFT, ABORT_RUN, HOLD_RUN, MARGIN_LACKS,
          BEHIND_TRANSMIT, CANCEL_REFUSED, CHANGE_REFUSED, TERMS_CHANGED -> {
        // Nothing for the session as a whole.
      }
    }
  }

  private void notice(GatewaySession.Event event, Instant now) {
    noticeLimit.begin(now);
    if (noticeLimit.take()) {
      outlet.tell(event);
    }
  }

  private void linkBack(boolean subscriptionsLost, Instant now) {
    if (now.isBefore(linksBackSince) || !now.isBefore(linksBackSince.plus(MINUTE))) {
      linksBackSince = now;
      linksBack = 0;
    }
    linksBack++;
    if (linksBack > LINKS_BACK_MAX) {
      gone(DisconnectReason.BROKEN, "the link to IBKR came back more than " + LINKS_BACK_MAX + " times in a minute");
      return;
    }
    isLinkLost = false;
    // What IBKR did not answer during the outage has to come now.
    underWay.values().stream().filter(exchange -> exchange.isAbandoned() && !exchange.isOwed())
        .forEach(exchange -> exchange.left(now));
    outlet.tell(new GatewaySession.LinkRestored(subscriptionsLost));
  }

  private void say(MessageCode code, String text) {
    if (!code.isKnown()) {
      once("code " + code.code(), "The Gateway used a code that Evenkeel does not know: " + line(code, text));
    } else if (code.fallsBack()) {
      // It comes for each symbol.
      once("code " + code.code(), line(code, text));
    } else if (code.kind() != MessageCode.Kind.INFORMATION) {
      outlet.log(Level.INFO, line(code, text));
    }
  }

  private static String line(MessageCode code, String text) {
    return "Gateway says code=" + code.code() + " text=\"" + text + "\"";
  }

  private boolean once(String key, String line) {
    boolean isNew = said.size() < SAID_MAX && said.add(key);
    if (isNew) {
      outlet.log(Level.WARN, line);
    }
    return isNew;
  }

  private void onOpenOrder(OpenOrder open) {
    // A preview looks like an order and is none.
    if (!open.order().whatIf()) {
      Wire.order(open).ifPresent(order -> news(new OrderNews.Shown(order)));
    }
  }

  private void sayIfUnplaced(ServerMessage message) {
    if (message instanceof ExecutionDetails details && Wire.isTimeUnknown(details, zone)) {
      String words = Wire.words(details.execution().time());
      if (once("execution time", "The time of an execution is in a zone that cannot be told: it counts as now text=\""
          + words + "\"")) {
        outlet.tell(new GatewaySession.TimeUnknown(words));
      }
    }
  }

  private void onExecution(ExecutionDetails details, Instant now) {
    Wire.fill(details, zone, now).ifPresentOrElse(
        fill -> {
          if (fill.shares().signum() == 0) {
            once("no shares", "The Gateway tells an execution of no shares, which is no fill execId=" + fill.execId());
          }
          news(new OrderNews.Executed(fill));
        },
        () -> outlet.log(Level.WARN, "Unreadable execution execId=" + Wire.visible(details.execution().execId())));
  }

  private void status(OrderNews.Status status) {
    boolean isRepeated = status.equals(latestStatus) && !latest.isBefore(latestStatusAt)
        && latest.isBefore(latestStatusAt.plus(REPEATED_WITHIN));
    if (!isRepeated) {
      latestStatus = status;
      latestStatusAt = latest;
      repeats = 0;
    }
    if (repeats < REPEATS_MAX) {
      repeats++;
      outlet.tell(new GatewaySession.News(status));
    }
  }

  private void news(OrderNews news) {
    latestStatus = null;
    outlet.tell(new GatewaySession.News(news));
  }

  private void expire(Instant now) {
    for (Exchange<?> exchange : List.copyOf(underWay.values())) {
      if (!isOver() && !now.isBefore(exchange.deadline())) {
        expire(exchange, "no answer within " + exchange.patience().toSeconds() + " s", now);
      }
    }
  }

  private void expire(Exchange<?> exchange, String why, Instant now) {
    if (exchange.hasEnded()) {
      exchange.endsAtDeadline();
      isEndOfOpenOrdersOwed &= exchange.isAgain();
      close(exchange, now);
      return;
    }
    if (goesAnotherWay(exchange, now)) {
      return;
    }
    if (exchange.isNumbered()) {
      if (!exchange.endsAtDeadline()) {
        exchange.miss(why);
      }
      exchange.withdrawal().ifPresent(message -> outbox.add(exchange.urgency(), message, now));
      close(exchange, now);
    } else if (isLinkLost) {
      // A new connection would forget that the link is lost. The Gateway owes this answer until the link is back.
      abandon(exchange, why, Instant.MAX);
    } else if (isAlive(exchange) && now.isBefore(givenUpFrom)) {
      // Other connections were given up for the same, and a further one would not bring the answer either.
      if (exchange.isAgain()) {
        exchange.miss(Answer.NO_END_EITHER_WAY);
        close(exchange, now);
      } else {
        abandon(exchange, why, givenUpFrom);
      }
    } else {
      // A late answer would be taken for the next one's, and an old "end" for an empty list. Only a new connection
      // makes such a question unambiguous again.
      DisconnectReason silent = isAlive(exchange) ? DisconnectReason.UNANSWERED : DisconnectReason.SILENT;
      gone(readOnlyWords.isEmpty() ? silent : DisconnectReason.READ_ONLY,
          readOnlyWords.isEmpty() ? "question: " + exchange.name() + "; " + why : readOnlyWords);
    }
  }

  private void abandon(Exchange<?> exchange, String why, Instant until) {
    exchange.abandon(why, until);
    exchange.lane().map(lanes::get).ifPresent(lane -> {
      lane.forEach(next -> next.miss(why));
      lane.clear();
    });
  }

  /** Whether the Gateway says other things, while the answer to this question stays away. */
  private boolean isAlive(Exchange<?> exchange) {
    return !isLinkLost && readOnlyWords.isEmpty() && exchange.wasHeardSince(lastHeard);
  }

  /**
   * A Gateway that says other things and not the end of this answer would not say it on another connection either: the
   * same facts are asked for in another way, or what has come is passed on as less sure.
   */
  private boolean goesAnotherWay(Exchange<?> exchange, Instant now) {
    if (!isAlive(exchange) || exchange.isAbandoned()) {
      return false;
    }
    Optional<? extends Exchange<?>> other = exchange.otherWay(nextRequestId++, accounts, zone, now, this::leftOut);
    if (exchange.isNumbered()) {
      if (other.isEmpty()) {
        return false;
      }
      areExecutionsEndless = true;
      close(exchange, now);
    } else if (other.isPresent()) {
      exchange.closing().ifPresent(closing -> outbox.add(exchange.urgency(), closing, now));
      exchange.owe();
      isEndOfOpenOrdersOwed |= exchange.lane().filter(Exchange.Lane.OPEN_ORDERS::equals).isPresent();
      for (Exchange<?> next : waitingFor(exchange)) {
        next.startFrom(exchange);
        startAnotherWay(next.otherWay(nextRequestId++, accounts, zone, now, this::leftOut), now);
      }
    } else if (exchange.endsAtDeadline()) {
      exchange.owe();
      waitingFor(exchange).forEach(Exchange::endsAtDeadline);
    } else {
      return false;
    }
    once("end " + exchange.name(),
        "The Gateway does not say the end of an answer question=\"" + exchange.name() + "\"");
    startAnotherWay(other, now);
    return true;
  }

  private List<Exchange<?>> waitingFor(Exchange<?> exchange) {
    Deque<Exchange<?>> lane = exchange.lane().map(lanes::get).orElseGet(ArrayDeque::new);
    List<Exchange<?>> waiting = List.copyOf(lane);
    lane.clear();
    return waiting;
  }

  private void startAnotherWay(Optional<? extends Exchange<?>> other, Instant now) {
    other.ifPresent(asked -> {
      if (asked.lane().flatMap(this::occupant).isEmpty()) {
        open(asked, now);
      } else {
        asked.lane().map(lanes::get).ifPresent(lane -> lane.addLast(asked));
      }
    });
  }

  private void beat(Instant now) {
    if (silentBy == null && !now.isBefore(lastHeard.plus(settings.heartbeat()))) {
      silentBy = now.plus(settings.heartbeatTimeout());
      // A question for the time that is under way serves as well.
      if (occupant(Exchange.Lane.CLOCK).isEmpty() && !isClockAskedJustNow(now)) {
        clockAsked(now);
        outbox.add(Urgency.SESSION, new RequestCurrentTime(), now);
      }
    } else if (silentBy != null && !now.isBefore(silentBy)) {
      gone(DisconnectReason.SILENT, "nothing for " + Duration.between(lastHeard, now).toSeconds() + " s");
    }
  }

  private Optional<Exchange<?>> occupant(Exchange.Lane lane) {
    for (Exchange<?> exchange : underWay.values()) {
      if (exchange.lane().filter(lane::equals).isPresent()) {
        return Optional.of(exchange);
      }
    }
    return Optional.empty();
  }

  private void clockAsked(Instant now) {
    clockAskedAt = now;
    clockTold = null;
  }

  /** In either direction, as the clock may have been set back. */
  private boolean isClockAskedJustNow(Instant now) {
    return Duration.between(clockAskedAt, now).abs().compareTo(CLOCK_PAUSE) < 0;
  }

  /** The answer to the question of a moment ago serves this one too: the one to come, or the one that came. */
  private void serve(Exchange<?> exchange, Instant now) {
    if (clockTold == null) {
      underWay.put(exchange.id(), exchange);
      exchange.left(now);
      return;
    }
    exchange.take(new CurrentTime(clockTold.epochSeconds() + Duration.between(clockToldAt, now).toSeconds()), now);
    exchange.lane().map(lanes::get).map(Deque::pollFirst).ifPresent(next -> open(next, now));
  }

  private void open(Exchange<?> exchange, Instant now) {
    if (exchange.lane().filter(Exchange.Lane.CLOCK::equals).isPresent()) {
      if (isClockAskedJustNow(now)) {
        serve(exchange, now);
        return;
      }
      clockAsked(now);
    }
    if (isEndOfOpenOrdersOwed) {
      exchange.doubtEnd();
    }
    underWay.put(exchange.id(), exchange);
    outbox.add(exchange.urgency(), exchange.opening(), exchange, now);
  }

  /** Ends what the question opened and lets the next one of its lane go. */
  private void close(Exchange<?> exchange, Instant now) {
    underWay.remove(exchange.id());
    // As urgent as the opening, so that it never overtakes or follows the next opening of the lane.
    exchange.closing().ifPresent(closing -> outbox.add(exchange.urgency(), closing, now));
    Optional<Exchange<?>> next = exchange.lane().map(lanes::get).map(Deque::pollFirst);
    next.ifPresent(waiting -> open(waiting, now));
  }
}

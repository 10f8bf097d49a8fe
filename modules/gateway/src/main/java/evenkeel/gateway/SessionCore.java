package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.Symbol;
import evenkeel.tws.CancelMarketData;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.StartApi;
import evenkeel.tws.TickPrice;
import evenkeel.tws.UnknownMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one connection, without thread, socket or clock: messages and the time go in; messages, events and the
 * next wanted wake-up come out. Not thread safe.
 *
 * <p>It starts the API, waits for accounts and the next order id, matches answers to questions, keeps the number of
 * messages a second with orders ahead of data, and notices a silent Gateway. Once it {@link #isOver}, it stays so.
 */
final class SessionCore {
  /** What it wants done. Calls happen inside the calls to the core. */
  interface Outlet {
    void send(ClientMessage message);

    void tell(GatewaySession.Event event);

    void log(String line);
  }

  private enum Phase {
    DIALLING, HELLO, STARTING, UP, OVER
  }

  /** The order in which waiting messages leave: the declaration's. */
  private enum Urgency {
    SESSION, ORDER, BOOKS, DATA
  }

  private record Stream(Instrument instrument, Consumer<QuoteNews> watcher) {}

  /** Ids of questions start here, so that a message's id tells orders from questions (one number space). */
  static final int FIRST_REQUEST_ID = 1_000_000_000;

  private final GatewaySettings settings;
  private final Outlet outlet;
  private final MessageBudget budget;
  private final Map<Urgency, Deque<ClientMessage>> waiting = new EnumMap<>(Urgency.class);
  private final Map<Integer, Exchange<?>> numbered = new LinkedHashMap<>();
  private final Map<Exchange.Lane, Deque<Exchange<?>>> lanes = new EnumMap<>(Exchange.Lane.class);
  private final Map<Integer, Stream> streams = new LinkedHashMap<>();
  private final Instant connectBy;
  private Phase phase = Phase.DIALLING;
  private int nextRequestId = FIRST_REQUEST_ID;
  private List<AccountId> accounts = List.of();
  private int nextOrderId;
  private boolean linkLost;
  private Instant lastHeard;
  private @Nullable Instant heartbeatDue;

  SessionCore(GatewaySettings settings, Outlet outlet, Instant now) {
    this.settings = settings;
    this.outlet = outlet;
    this.budget = new MessageBudget(settings.messagesPerSecond(), now);
    this.connectBy = now.plus(settings.connectTimeout());
    this.lastHeard = now;
    for (Urgency urgency : Urgency.values()) {
      waiting.put(urgency, new ArrayDeque<>());
    }
    for (Exchange.Lane lane : Exchange.Lane.values()) {
      lanes.put(lane, new ArrayDeque<>());
    }
  }

  boolean isOver() {
    return phase == Phase.OVER;
  }

  void connected() {
    if (phase == Phase.DIALLING) {
      phase = Phase.HELLO;
      outlet.tell(new GatewaySession.Opened());
    }
  }

  void greeted(int serverVersion, Instant now) {
    if (phase != Phase.HELLO) {
      return;
    }
    if (serverVersion != ServerVersions.PINNED) {
      gone(DisconnectReason.UNSUPPORTED_VERSION, "it chose " + serverVersion + " of " + ServerVersions.PINNED);
      return;
    }
    phase = Phase.STARTING;
    lastHeard = now;
    queue(Urgency.SESSION, new StartApi(settings.clientId(), ""), now);
  }

  /** The connection ended, or is to end. Everybody who waits is told. */
  void gone(DisconnectReason reason, String detail) {
    if (isOver()) {
      return;
    }
    DisconnectReason meant = meaning(reason);
    phase = Phase.OVER;
    String why = "the connection ended: " + meant.sentence();
    numbered.values().forEach(exchange -> exchange.miss(why));
    lanes.values().forEach(lane -> lane.forEach(exchange -> exchange.miss(why)));
    loseStreams();
    outlet.tell(new GatewaySession.Down(meant, detail));
  }

  /** What an end means depends on how far the conversation had got. */
  private DisconnectReason meaning(DisconnectReason reason) {
    return switch (phase) {
      case HELLO -> switch (reason) {
        case CLOSED -> DisconnectReason.HELLO_REFUSED;
        case PROTOCOL_VIOLATION -> DisconnectReason.NOT_A_GATEWAY;
        case REFUSED, CONNECT_TIMEOUT, NOT_A_GATEWAY, HELLO_UNANSWERED, HELLO_REFUSED, UNSUPPORTED_VERSION,
            CLIENT_ID_IN_USE, NO_ACCOUNTS, SILENT, BROKEN, STOPPED ->
          reason;
      };
      // A client id in use may be told by the close alone (TWS API, failure shapes).
      case STARTING -> reason == DisconnectReason.CLOSED ? DisconnectReason.CLIENT_ID_IN_USE : reason;
      case DIALLING, UP, OVER -> reason;
    };
  }

  <T> void ask(BrokerRequest<T> request, Consumer<Answer<T>> reply, Instant now) {
    if (phase != Phase.UP) {
      reply.accept(new Answer.Missing<>(request.name() + ": not connected yet"));
      return;
    }
    Exchange<T> exchange = Exchange.of(request, nextRequestId, now.plus(settings.requestTimeout()), reply);
    if (exchange.lane().isPresent()) {
      Deque<Exchange<?>> lane = lanes.get(exchange.lane().get());
      lane.addLast(exchange);
      if (lane.size() == 1) {
        open(exchange, now);
      }
    } else {
      numbered.put(nextRequestId++, exchange);
      open(exchange, now);
    }
  }

  void watchQuote(Instrument instrument, Consumer<QuoteNews> watcher, Instant now) {
    if (phase != Phase.UP) {
      watcher.accept(new QuoteNews.Lost(instrument.symbol()));
      return;
    }
    int id = nextRequestId++;
    streams.put(id, new Stream(instrument, watcher));
    queue(Urgency.DATA, new RequestMarketData(id, Wire.contract(instrument), "", false, false, List.of()), now);
  }

  void unwatchQuote(Symbol symbol, Instant now) {
    List<Integer> ids = streams.entrySet().stream()
        .filter(entry -> entry.getValue().instrument().symbol().equals(symbol)).map(Map.Entry::getKey).toList();
    for (int id : ids) {
      streams.remove(id);
      queue(Urgency.DATA, new CancelMarketData(id), now);
    }
  }

  SendResult submit(OrderTicket ticket, Instant now) {
    if (phase != Phase.UP) {
      return new SendResult.NotSent("not connected");
    }
    if (linkLost) {
      return new SendResult.NotSent("the Gateway has lost IBKR");
    }
    queue(Urgency.ORDER, Wire.placeOrder(ticket), now);
    return new SendResult.Sent();
  }

  void received(ServerMessage message, Instant now) {
    if (isOver()) {
      return;
    }
    lastHeard = now;
    heartbeatDue = null;
    switch (message) {
      case ManagedAccounts managed -> {
        accounts = managed.accounts().stream().flatMap(id -> AccountId.of(id.value()).stream()).toList();
        checkUp(now);
      }
      case NextValidId next when phase == Phase.STARTING -> {
        nextOrderId = next.orderId();
        checkUp(now);
      }
      case ErrorMessage error -> onError(error, now);
      case TickPrice tick -> onTick(tick, now);
      case MarketDataType type -> onKind(type);
      case OpenOrder open -> Wire.order(open).ifPresent(order -> news(new OrderNews.Shown(order)));
      case OrderStatus status -> news(Wire.status(status));
      case ExecutionDetails details when details.reqId() < FIRST_REQUEST_ID -> onExecution(details);
      case CommissionReport report ->
        Wire.commission(report).ifPresent(commission -> news(new OrderNews.Charged(commission)));
      case UnknownMessage unknown -> outlet.log("Unknown message skipped id=" + unknown.id());
      default -> {
        // Everything else belongs to a question or to nobody.
      }
    }
    if (phase == Phase.UP) {
      answer(message, now);
    }
  }

  void advance(Instant now) {
    if (isOver()) {
      return;
    }
    if (phase != Phase.UP) {
      if (!now.isBefore(connectBy)) {
        gone(timeout(), "after " + settings.connectTimeout().toSeconds() + " s");
      }
      return;
    }
    expire(now);
    if (!isOver()) {
      beat(now);
      flush(now);
    }
  }

  /** When {@link #advance} wants to be called at the latest. */
  Instant nextWake() {
    if (phase != Phase.UP) {
      return connectBy;
    }
    Instant wake = heartbeatDue != null ? heartbeatDue : lastHeard.plus(settings.heartbeat());
    for (Exchange<?> exchange : numbered.values()) {
      wake = exchange.deadline().isBefore(wake) ? exchange.deadline() : wake;
    }
    for (Deque<Exchange<?>> lane : lanes.values()) {
      wake = !lane.isEmpty() && lane.getFirst().deadline().isBefore(wake) ? lane.getFirst().deadline() : wake;
    }
    boolean isWaiting = waiting.values().stream().anyMatch(queue -> !queue.isEmpty());
    Instant budgetAt = isWaiting ? budget.next(lastHeard) : wake;
    return budgetAt.isBefore(wake) ? budgetAt : wake;
  }

  private DisconnectReason timeout() {
    return switch (phase) {
      case DIALLING -> DisconnectReason.CONNECT_TIMEOUT;
      case HELLO -> DisconnectReason.HELLO_UNANSWERED;
      case STARTING -> DisconnectReason.NO_ACCOUNTS;
      case UP, OVER -> DisconnectReason.SILENT;
    };
  }

  private void checkUp(Instant now) {
    if (phase == Phase.STARTING && !accounts.isEmpty() && nextOrderId > 0) {
      phase = Phase.UP;
      queue(Urgency.SESSION, new RequestMarketDataType(settings.marketData().code()), now);
      outlet.tell(new GatewaySession.Up(accounts, nextOrderId));
    }
  }

  private void onError(ErrorMessage error, Instant now) {
    if (error.id() >= FIRST_REQUEST_ID) {
      onRequestError(error, now);
    } else if (error.id() > 0) {
      news(new OrderNews.Notice(error.id(), error.code(), error.text()));
    } else {
      onNotice(error);
    }
  }

  private void onRequestError(ErrorMessage error, Instant now) {
    if (MessageCode.ofRequest(error.code()) != MessageCode.REFUSED) {
      outlet.log("Gateway says code=" + error.code() + " text=\"" + error.text() + "\"");
      return;
    }
    Exchange<?> exchange = numbered.remove(error.id());
    if (exchange != null) {
      exchange.refuse(error.code(), error.text());
      close(exchange, now);
    }
    Stream stream = streams.remove(error.id());
    if (stream != null) {
      stream.watcher().accept(new QuoteNews.Refused(stream.instrument().symbol(), error.code(), error.text()));
    }
  }

  private void onNotice(ErrorMessage error) {
    outlet.log("Gateway says code=" + error.code() + " text=\"" + error.text() + "\"");
    switch (error.code()) {
      case 326 -> gone(DisconnectReason.CLIENT_ID_IN_USE, "client id " + settings.clientId());
      case 1100, 2110 -> {
        linkLost = true;
        outlet.tell(new GatewaySession.LinkLost(error.code(), error.text()));
      }
      case 1101, 1102 -> {
        linkLost = false;
        if (error.code() == 1101) {
          loseStreams();
        }
        outlet.tell(new GatewaySession.LinkRestored(error.code() == 1101));
      }
      default -> {
        // Logged above; farm notices change nothing here, a stale price is noticed by its age.
      }
    }
  }

  private void onTick(TickPrice tick, Instant now) {
    Stream stream = streams.get(tick.tickerId());
    Optional<QuoteNews.Field> field = Wire.field(tick.tickType());
    if (stream != null && field.isPresent()) {
      stream.watcher().accept(new QuoteNews.Tick(stream.instrument().symbol(), field.get(), tick.price(), now));
    }
  }

  private void onKind(MarketDataType type) {
    Stream stream = streams.get(type.reqId());
    if (stream != null) {
      Wire.kind(type.dataType())
          .ifPresent(kind -> stream.watcher().accept(new QuoteNews.Kind(stream.instrument().symbol(), kind)));
    }
  }

  private void onExecution(ExecutionDetails details) {
    Wire.fill(details).ifPresentOrElse(
        fill -> news(new OrderNews.Executed(fill)),
        () -> outlet.log("Unreadable execution execId=" + details.execution().execId()));
  }

  private void news(OrderNews news) {
    outlet.tell(new GatewaySession.News(news));
  }

  private void answer(ServerMessage message, Instant now) {
    List<Integer> done = new ArrayList<>();
    numbered.forEach((id, exchange) -> {
      if (exchange.take(message)) {
        done.add(id);
      }
    });
    for (int id : done) {
      Exchange<?> exchange = numbered.remove(id);
      if (exchange != null) {
        close(exchange, now);
      }
    }
    for (Deque<Exchange<?>> lane : lanes.values()) {
      if (!lane.isEmpty() && lane.getFirst().take(message)) {
        close(lane.removeFirst(), now);
        openFirst(lane, now);
      }
    }
  }

  private void expire(Instant now) {
    List<Map.Entry<Integer, Exchange<?>>> late = numbered.entrySet().stream()
        .filter(entry -> !now.isBefore(entry.getValue().deadline())).toList();
    for (Map.Entry<Integer, Exchange<?>> entry : late) {
      numbered.remove(entry.getKey());
      miss(entry.getValue(), now);
    }
    // A late answer would be taken for the next one's in the same lane, and an old "end" for an empty list. Only a new
    // connection makes such questions unambiguous again.
    lanes.forEach((lane, exchanges) -> {
      if (!exchanges.isEmpty() && !now.isBefore(exchanges.getFirst().deadline())) {
        gone(DisconnectReason.SILENT, "no answer to the question for " + lane.name().toLowerCase(Locale.ROOT)
            .replace('_', ' ') + " within " + settings.requestTimeout().toSeconds() + " s");
      }
    });
  }

  private void miss(Exchange<?> exchange, Instant now) {
    exchange.miss("no answer within " + settings.requestTimeout().toSeconds() + " s");
    close(exchange, now);
  }

  private void beat(Instant now) {
    if (heartbeatDue != null && !now.isBefore(heartbeatDue)) {
      gone(DisconnectReason.SILENT, "nothing for " + Duration.between(lastHeard, now).toSeconds() + " s");
    } else if (heartbeatDue == null
        && !now.isBefore(lastHeard.plus(settings.heartbeat()))) {
      heartbeatDue = now.plus(settings.heartbeatTimeout());
      queue(Urgency.SESSION, new RequestCurrentTime(), now);
    }
  }

  private void open(Exchange<?> exchange, Instant now) {
    queue(exchange.isUrgent() ? Urgency.BOOKS : Urgency.DATA, exchange.opening(), now);
  }

  private void openFirst(Deque<Exchange<?>> lane, Instant now) {
    if (!lane.isEmpty()) {
      open(lane.getFirst(), now);
    }
  }

  private void close(Exchange<?> exchange, Instant now) {
    exchange.closing().ifPresent(closing -> queue(Urgency.DATA, closing, now));
  }

  private void loseStreams() {
    List<Stream> lost = List.copyOf(streams.values());
    streams.clear();
    lost.forEach(stream -> stream.watcher().accept(new QuoteNews.Lost(stream.instrument().symbol())));
  }

  private void queue(Urgency urgency, ClientMessage message, Instant now) {
    waiting.get(urgency).addLast(message);
    flush(now);
  }

  private void flush(Instant now) {
    for (Deque<ClientMessage> queue : waiting.values()) {
      while (!queue.isEmpty()) {
        if (!budget.take(now)) {
          return;
        }
        outlet.send(queue.removeFirst());
      }
    }
  }
}

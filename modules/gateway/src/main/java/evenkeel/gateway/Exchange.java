package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.Commission;
import evenkeel.domain.Fill;
import evenkeel.gateway.BrokerRequest.Trades;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountSummaryEnd;
import evenkeel.tws.CancelAccountSummary;
import evenkeel.tws.CancelPositions;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.CompletedOrdersEnd;
import evenkeel.tws.ContractData;
import evenkeel.tws.ContractDataEnd;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionDetailsEnd;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.GatewayTime;
import evenkeel.tws.GatewayZone;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.Position;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One question under way: what opens it, which messages belong to it, when it is complete. Its patience starts when it
 * leaves, not when it is asked, so that a queue of our own is never taken for a silent Gateway.
 */
final class Exchange<T> implements Outbox.Receipt {
  /** Kinds of questions of which only one may be under way: their answers carry no id, or the Gateway has a limit. */
  enum Lane {
    // At most two subscriptions a client (TWS API, account summary), of which a cancelled one may linger.
    ACCOUNT_VALUES, POSITIONS, OPEN_ORDERS, OWN_OPEN_ORDERS, COMPLETED_ORDERS, NEXT_ORDER_ID, CLOCK,
    // One account at a time (TWS API, account updates).
    ACCOUNT_STREAM
  }

  /** IBKR spreads historical requests over time, and snapshots end late: they may take this many times as long. */
  private static final int SLOWNESS = 6;
  /** After an end that may be another question's, this part of the patience passes without a row. */
  private static final int QUIET = 5;
  /** Executions begin at the Gateway's midnight, so that a filter of two days leaves none out in any zone. */
  private static final Duration FILTERED_SINCE = Duration.ofDays(2);
  private static final List<String> ACCOUNT_TAGS = List.of(
      "AccountType", "NetLiquidation", "TotalCashValue", "SettledCash", "AvailableFunds", "BuyingPower",
      "GrossPositionValue", "MaintMarginReq",
      // Cash, worth and rate of each currency, and of all as BASE.
      "$LEDGER:ALL");

  /** Gathers the messages of one request until its answer is there. */
  interface Gathering<T> {
    /** The answer, once this message completes it; empty when more has to come, or it is not for us. */
    Optional<Answer<T>> take(ServerMessage message, Instant now);

    /** What is the answer where no better one has come in time; empty where there is none. */
    default Optional<Answer<T>> atDeadline() {
      return Optional.empty();
    }

    /** How many rows are held. */
    default int rows() {
      return 0;
    }

    /** Whether an end has come that may be another question's, so that a quiet period after it decides. */
    default boolean hasEnded() {
      return false;
    }

    /** The end of an earlier question may still come. */
    default void doubtEnd() {}

    /** What the other has gathered is known here too. */
    default void startFrom(Gathering<?> other) {}
  }

  /**
   * How a request is asked.
   *
   * @param closing what ends the subscription that the request opens; null when it opens none
   * @param withdrawal what takes the request back when its answer stays away; null when nothing has to
   * @param isNumbered whether the answers carry the request's id
   */
  record Script<T>(
      ClientMessage opening, @Nullable ClientMessage closing, @Nullable ClientMessage withdrawal,
      Optional<Lane> lane, boolean isNumbered, Gathering<T> gathering) {

    Script(
        ClientMessage opening, @Nullable ClientMessage closing, Optional<Lane> lane, boolean isNumbered,
        Gathering<T> gathering) {
      this(opening, closing, null, lane, isNumbered, gathering);
    }

    static <T> Script<T> numbered(ClientMessage opening, Gathering<T> gathering) {
      return new Script<>(opening, null, Optional.empty(), true, gathering);
    }

    static <T> Script<T> unnumbered(Lane lane, ClientMessage opening, Gathering<T> gathering) {
      return new Script<>(opening, null, Optional.of(lane), false, gathering);
    }
  }

  private final BrokerRequest<T> request;
  private final int id;
  private final Script<T> script;
  private final Duration patience;
  private final Consumer<Answer<T>> reply;
  private Instant askedAt = Instant.EPOCH;
  private Instant deadline = Instant.MAX;
  private boolean isAbandoned;
  private boolean isOwed;
  private boolean isAgain;
  private boolean isQuiet;
  private String remark = "";

  private Exchange(
      BrokerRequest<T> request, int id, Script<T> script, Duration patience, Consumer<Answer<T>> reply) {
    this.request = request;
    this.id = id;
    this.script = script;
    this.patience = patience;
    this.reply = reply;
  }

  /**
   * @param id of the question, also where the wire does not carry it
   * @param zone of the Gateway
   * @param log hears of rows that cannot be read and are left out
   */
  // The script of a request gathers that request's type, which a switch cannot tell the compiler.
  @SuppressWarnings("unchecked")
  static <T> Exchange<T> of(
      BrokerRequest<T> request, int id, Duration patience, GatewayZone zone, Consumer<Answer<T>> reply,
      Consumer<String> log) {
    boolean isSlow = request instanceof BrokerRequest.History || request instanceof BrokerRequest.Snapshot;
    Duration allowed = isSlow ? patience.multipliedBy(SLOWNESS) : patience;
    return new Exchange<>(request, id, (Script<T>) script(request, id, zone, log), allowed, reply);
  }

  boolean isSnapshot() {
    return request instanceof BrokerRequest.Snapshot;
  }

  /** The same snapshot once more under another id; empty where this is that already. */
  @SuppressWarnings("unchecked")
  Optional<Exchange<T>> again(int otherId) {
    if (isAgain || !(request instanceof BrokerRequest.Snapshot snapshot)) {
      return Optional.empty();
    }
    var other = new Exchange<>(request, otherId, (Script<T>) SnapshotScript.of(snapshot, otherId), patience, reply);
    other.isAgain = true;
    return Optional.of(other);
  }

  /**
   * Another question that tells the same, for one whose end stays away: executions with a filter by time, whose end
   * comes where that of a question without one does not (ib_async#137), what is held from the account stream, which has
   * an end of its own, and the open orders of our own client beside what came of all. Empty where there is none, or
   * where this is that already.
   *
   * @param accounts of the log-in: the account stream is of one alone
   */
  @SuppressWarnings("unchecked")
  Optional<Exchange<T>> otherWay(
      int otherId, List<AccountId> accounts, GatewayZone zone, Instant now, Consumer<String> log) {
    Optional<Script<?>> other = isAgain ? Optional.empty() : switch (request) {
      case BrokerRequest.Executions executions -> Optional.of(Script.numbered(
          new RequestExecutions(otherId, since(executions, now.minus(FILTERED_SINCE))),
          trades(otherId, zone, log, true)));
      case BrokerRequest.Positions positions when accounts.size() == 1 ->
        Optional.of(DataScripts.positions(accounts.getFirst(), log));
      case BrokerRequest.Positions positions -> Optional.empty();
      case BrokerRequest.OpenOrders orders -> Optional.of(Script.unnumbered(
          Lane.OWN_OPEN_ORDERS, new RequestOpenOrders(), ((OpenOrdersGathering) script.gathering()).ofOneClient()));
      case BrokerRequest.AccountValues values -> Optional.empty();
      case BrokerRequest.Details details -> Optional.empty();
      case BrokerRequest.CompletedOrders orders -> Optional.empty();
      case BrokerRequest.NextOrderId next -> Optional.empty();
      case BrokerRequest.Preview preview -> Optional.empty();
      case BrokerRequest.GatewayClock time -> Optional.empty();
      case BrokerRequest.History history -> Optional.empty();
      case BrokerRequest.Snapshot snapshot -> Optional.empty();
      case BrokerRequest.ProfitAndLoss profit -> Optional.empty();
      case BrokerRequest.AccountStream stream -> Optional.empty();
    };
    return other.map(script -> {
      var exchange = new Exchange<>(request, otherId, (Script<T>) script, patience, reply);
      exchange.isAgain = true;
      exchange.askedAt = askedAt;
      return exchange;
    });
  }

  private static Script<?> script(BrokerRequest<?> request, int id, GatewayZone zone, Consumer<String> log) {
    return switch (request) {
      case BrokerRequest.AccountValues values -> new Script<>(
          new RequestAccountSummary(id, "All", ACCOUNT_TAGS), new CancelAccountSummary(id),
          Optional.of(Lane.ACCOUNT_VALUES), true, accountValues(id, log));
      case BrokerRequest.Positions positions -> new Script<>(
          new RequestPositions(), new CancelPositions(), Optional.of(Lane.POSITIONS), false, positions(log));
      case BrokerRequest.Details details -> Script.numbered(
          new RequestContractDetails(id, Wire.contract(details.instrument()), false, ""), details(id, log));
      case BrokerRequest.OpenOrders orders ->
        Script.unnumbered(Lane.OPEN_ORDERS, new RequestAllOpenOrders(), OpenOrdersGathering.ofAll(log));
      case BrokerRequest.CompletedOrders orders ->
        Script.unnumbered(Lane.COMPLETED_ORDERS, new RequestCompletedOrders(false), completedOrders(log));
      case BrokerRequest.Executions executions ->
        Script.numbered(new RequestExecutions(id, filter(executions)), trades(id, zone, log, false));
      case BrokerRequest.NextOrderId next -> Script.unnumbered(
          Lane.NEXT_ORDER_ID, new RequestIds(1),
          (message, now) -> message instanceof NextValidId valid ? given(valid.orderId()) : Optional.empty());
      case BrokerRequest.Preview preview -> Script.numbered(Wire.preview(id, preview), preview(id));
      case BrokerRequest.GatewayClock time -> Script.unnumbered(
          Lane.CLOCK, new RequestCurrentTime(),
          (message, now) -> message instanceof CurrentTime current
              ? given(Instant.ofEpochSecond(current.epochSeconds()))
              : Optional.empty());
      case BrokerRequest.History history -> DataScripts.history(history, id, log);
      case BrokerRequest.Snapshot snapshot -> SnapshotScript.of(snapshot, id);
      case BrokerRequest.ProfitAndLoss profit -> DataScripts.profit(profit, id);
      case BrokerRequest.AccountStream stream -> DataScripts.accountStream(stream, log);
    };
  }

  int id() {
    return id;
  }

  String name() {
    return request.name();
  }

  ClientMessage opening() {
    return script.opening();
  }

  /** What ends the subscription that the request opened. */
  Optional<ClientMessage> closing() {
    return Optional.ofNullable(script.closing());
  }

  /** What takes the request back when its answer stays away. */
  Optional<ClientMessage> withdrawal() {
    return Optional.ofNullable(script.withdrawal());
  }

  Optional<Lane> lane() {
    return script.lane();
  }

  boolean isNumbered() {
    return script.isNumbered();
  }

  /** What one of the Gateway's codes means for the question. */
  MessageCode meaning(int code) {
    return request instanceof BrokerRequest.Preview ? MessageCode.ofOrder(code) : MessageCode.ofRequest(code);
  }

  /** Orders and the books they are in depend on neither contract details nor bars, so that those go with the data. */
  Outbox.Urgency urgency() {
    boolean isData = switch (request) {
      case BrokerRequest.Details details -> true;
      case BrokerRequest.History history -> true;
      case BrokerRequest.Snapshot snapshot -> true;
      case BrokerRequest.AccountValues values -> false;
      case BrokerRequest.Positions positions -> false;
      case BrokerRequest.OpenOrders orders -> false;
      case BrokerRequest.CompletedOrders orders -> false;
      case BrokerRequest.Executions executions -> false;
      case BrokerRequest.Preview preview -> false;
      case BrokerRequest.NextOrderId next -> false;
      case BrokerRequest.GatewayClock time -> false;
      case BrokerRequest.ProfitAndLoss profit -> false;
      case BrokerRequest.AccountStream stream -> false;
    };
    return isData ? Outbox.Urgency.DATA : Outbox.Urgency.BOOKS;
  }

  /** The time at which it is asked; it may leave later. */
  Exchange<T> askedAt(Instant now) {
    askedAt = now;
    return this;
  }

  @Override
  public void left(Instant at) {
    deadline = at.plus(patience);
  }

  @Override
  public void dropped(String why) {
    throw new IllegalStateException("a question is never dropped: " + why);
  }

  Duration patience() {
    return patience;
  }

  /** Until when the answer has to be there; far away until the question has left. */
  Instant deadline() {
    return deadline;
  }

  /** How many rows of the answer are held. */
  int rows() {
    return script.gathering().rows();
  }

  /** Nothing was read for so long. */
  void extend(Duration by) {
    if (deadline.isBefore(Instant.MAX.minus(by))) {
      deadline = deadline.plus(by);
    }
  }

  /** The clock goes on from an earlier time. */
  void setBack(Duration by) {
    deadline = deadline.minus(by);
    askedAt = askedAt.minus(by);
  }

  /** Takes a message; true once the exchange is over. */
  boolean take(ServerMessage message, Instant now) {
    Optional<Answer<T>> answer = script.gathering().take(message, now);
    answer.ifPresent(this::answer);
    if (answer.isEmpty() && !isQuiet && script.gathering().hasEnded()) {
      isQuiet = true;
      deadline = now.plus(patience.dividedBy(QUIET));
    }
    return answer.isPresent();
  }

  /** Whether its end has come, and the time that decides whether that was its own runs. */
  boolean hasEnded() {
    return isQuiet;
  }

  /** The end of an earlier question of the kind may still come, and must not be taken for this one's. */
  void doubtEnd() {
    script.gathering().doubtEnd();
  }

  /** What another question of the kind was told is known here too. */
  void startFrom(Exchange<?> other) {
    script.gathering().startFrom(other.script.gathering());
  }

  /** Whether it takes the place of a question whose end stayed away. */
  boolean isAgain() {
    return isAgain;
  }

  /** Nothing better has come in time; true where what came before is the answer. */
  boolean endsAtDeadline() {
    Optional<Answer<T>> answer = script.gathering().atDeadline();
    answer.ifPresent(this::answer);
    return answer.isPresent();
  }

  void refuse(int code, String text) {
    answer(new Answer.Refused<>(code, text));
  }

  void miss(String why) {
    answer(new Answer.Missing<>(request.name() + ": " + why + remark));
  }

  /** Nobody waits any more, but the answer may still come and must not be taken for the next one's. */
  void abandon(String why, Instant until) {
    miss(why);
    isAbandoned = true;
    deadline = until;
  }

  /** The end has not come, and another question takes its place; the end may still come. */
  void owe() {
    isAbandoned = true;
    isOwed = true;
    deadline = Instant.MAX;
  }

  /** Whether the Gateway owes only the end, and the link is sound. */
  boolean isOwed() {
    return isOwed;
  }

  /** Whether anything was heard since the question left; in another way, since it was first asked. */
  boolean wasHeardSince(Instant heard) {
    return deadline.equals(Instant.MAX) || heard.isAfter(isAgain ? askedAt : deadline.minus(patience));
  }

  boolean isAbandoned() {
    return isAbandoned;
  }

  /** Keeps the words of a code that we do not know, which explain a missing answer. */
  void remark(int code, String text) {
    remark = " (the Gateway said: " + text + ", code " + code + ")";
  }

  private void answer(Answer<T> answer) {
    if (!isAbandoned) {
      reply.accept(answer);
    }
  }

  /** A gathering that tells how many rows it holds. */
  static <T> Gathering<T> counted(IntSupplier rows, Gathering<T> gathering) {
    return new Gathering<>() {
      @Override
      public Optional<Answer<T>> take(ServerMessage message, Instant now) {
        return gathering.take(message, now);
      }

      @Override
      public Optional<Answer<T>> atDeadline() {
        return gathering.atDeadline();
      }

      @Override
      public int rows() {
        return rows.getAsInt();
      }
    };
  }

  static <T> Optional<Answer<T>> given(T value) {
    return Optional.of(new Answer.Given<>(value));
  }

  private static ExecutionFilter filter(BrokerRequest.Executions request) {
    var all = ExecutionFilter.ALL;
    return new ExecutionFilter(
        all.clientId(), new evenkeel.tws.AccountId(request.account().value()), all.time(), all.symbol(), all.secType(),
        all.exchange(), all.side(), all.lastNDays(), all.specificDates());
  }

  private static ExecutionFilter since(BrokerRequest.Executions request, Instant from) {
    ExecutionFilter all = filter(request);
    return new ExecutionFilter(
        all.clientId(), all.account(), GatewayTime.utc(from), all.symbol(), all.secType(), all.exchange(), all.side(),
        all.lastNDays(), all.specificDates());
  }

  private static Gathering<List<AccountValue>> accountValues(int id, Consumer<String> log) {
    var rows = new ArrayList<AccountValue>();
    return counted(rows::size, (message, now) -> {
      if (message instanceof AccountSummary row && row.reqId() == id) {
        Wire.accountValue(row).ifPresentOrElse(rows::add, () -> log.accept("account value tag=" + row.tag()));
      }
      return message instanceof AccountSummaryEnd end && end.reqId() == id
          ? given(List.copyOf(rows))
          : Optional.empty();
    });
  }

  /** A position without a quantity is no position of 0: whoever planned on that would buy it twice. */
  private static Gathering<List<BrokerPosition>> positions(Consumer<String> log) {
    var rows = new LinkedHashMap<String, BrokerPosition>();
    var unknown = new ArrayList<String>();
    return counted(() -> rows.size() + unknown.size(), (message, now) -> {
      if (message instanceof Position row) {
        if (row.position().isEmpty()) {
          unknown.add(row.contract().symbol());
        }
        Wire.position(row).ifPresentOrElse(
            position -> rows.put(row.account().value() + "/" + row.contract().conId(), position),
            () -> log.accept("position symbol=" + row.contract().symbol()));
      }
      if (!(message instanceof PositionEnd)) {
        return Optional.empty();
      }
      return unknown.isEmpty()
          ? given(List.copyOf(rows.values()))
          : Optional.of(new Answer.Missing<>("positions: no quantity came for " + String.join(", ", unknown)));
    });
  }

  private static Gathering<List<InstrumentDetails>> details(int id, Consumer<String> log) {
    var rows = new ArrayList<InstrumentDetails>();
    return counted(rows::size, (message, now) -> {
      if (message instanceof ContractData row && row.reqId() == id) {
        Wire.details(row.details()).ifPresentOrElse(
            rows::add, () -> log.accept("contract symbol=" + row.details().contract().symbol()));
      }
      return message instanceof ContractDataEnd end && end.reqId() == id
          ? given(List.copyOf(rows))
          : Optional.empty();
    });
  }

  private static Gathering<List<BrokerOrder>> completedOrders(Consumer<String> log) {
    var orders = new ArrayList<BrokerOrder>();
    return new Gathering<>() {
      @Override
      public Optional<Answer<List<BrokerOrder>>> take(ServerMessage message, Instant now) {
        if (message instanceof CompletedOrder completed) {
          Wire.order(completed).ifPresentOrElse(
              orders::add, () -> log.accept("completed order permId=" + completed.order().permId()));
        }
        return message instanceof CompletedOrdersEnd ? given(List.copyOf(orders)) : Optional.empty();
      }

      @Override
      public Optional<Answer<List<BrokerOrder>>> atDeadline() {
        return Optional.of(new Answer.Partial<>(List.copyOf(orders), "completed orders: " + Answer.NO_END));
      }

      @Override
      public int rows() {
        return orders.size();
      }
    };
  }

  /**
   * A what-if order can be answered twice: first with a warning and no figure, and about 50 ms later with the figures.
   * An answer without any figure counts only when nothing follows it until the deadline.
   */
  private static Gathering<OrderPreview> preview(int id) {
    return new Gathering<>() {
      private Optional<OrderPreview> withoutFigures = Optional.empty();

      @Override
      public Optional<Answer<OrderPreview>> take(ServerMessage message, Instant now) {
        if (!(message instanceof OpenOrder open) || open.orderId() != id || !open.order().whatIf()) {
          return Optional.empty();
        }
        OrderPreview preview = Wire.preview(open.state());
        if (preview.hasFigures()) {
          return given(preview);
        }
        withoutFigures = Optional.of(preview);
        return Optional.empty();
      }

      @Override
      public Optional<Answer<OrderPreview>> atDeadline() {
        return withoutFigures.map(Answer.Given::new);
      }
    };
  }

  /** @param endsByItself whether what has come counts, as less sure, where the end stays away */
  private static Gathering<Trades> trades(int id, GatewayZone zone, Consumer<String> log, boolean endsByItself) {
    Map<String, Fill> fills = new LinkedHashMap<>();
    Map<String, Commission> commissions = new LinkedHashMap<>();
    return new Gathering<>() {
      @Override
      public Optional<Answer<Trades>> take(ServerMessage message, Instant now) {
        if (message instanceof ExecutionDetails row && row.reqId() == id) {
          Wire.fill(row, zone, now).ifPresentOrElse(
              fill -> fills.put(fill.execId(), fill),
              () -> log.accept("execution execId=" + row.execution().execId()));
        } else if (message instanceof CommissionReport row) {
          Wire.commission(row).ifPresent(commission -> commissions.put(commission.execId(), commission));
        }
        return message instanceof ExecutionDetailsEnd end && end.reqId() == id ? given(told()) : Optional.empty();
      }

      @Override
      public Optional<Answer<Trades>> atDeadline() {
        return endsByItself
            ? Optional.of(new Answer.Partial<>(told(), "executions: " + Answer.NO_END))
            : Optional.empty();
      }

      @Override
      public int rows() {
        return fills.size() + commissions.size();
      }

      private Trades told() {
        return new Trades(List.copyOf(fills.values()), List.copyOf(commissions.values()), zone.zone());
      }
    };
  }
}

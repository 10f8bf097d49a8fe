package evenkeel.gateway;

import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
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
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.Position;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One question under way: what opens it, which messages belong to it, when it is complete. Requests without an id of
 * their own share one {@link Lane}, in which only one may be under way.
 */
final class Exchange<T> {
  /** Requests that carry no id, and so cannot be told apart: one at a time each. */
  enum Lane {
    POSITIONS, OPEN_ORDERS, COMPLETED_ORDERS, NEXT_ORDER_ID, CLOCK
  }

  private static final List<String> ACCOUNT_TAGS = List.of(
      "AccountType", "NetLiquidation", "TotalCashValue", "SettledCash", "AvailableFunds", "BuyingPower",
      "GrossPositionValue", "MaintMarginReq");

  /** Gathers the messages of one request until its value is there. */
  private interface Gathering<T> {
    /** The value, once this message completes it; empty when more has to come, or it is not for us. */
    Optional<T> take(ServerMessage message);
  }

  /**
   * How a request is asked.
   *
   * @param closing what ends the subscription that the request opens; null when it opens none
   */
  private record Script<T>(
      ClientMessage opening, @Nullable ClientMessage closing, Optional<Lane> lane, OptionalInt requestId,
      Gathering<T> gathering) {

    static <T> Script<T> numbered(
        int id, ClientMessage opening, @Nullable ClientMessage closing, Gathering<T> gathering) {
      return new Script<>(opening, closing, Optional.empty(), OptionalInt.of(id), gathering);
    }

    static <T> Script<T> laned(
        Lane lane, ClientMessage opening, @Nullable ClientMessage closing, Gathering<T> gathering) {
      return new Script<>(opening, closing, Optional.of(lane), OptionalInt.empty(), gathering);
    }
  }

  private final BrokerRequest<T> request;
  private final Script<T> script;
  private final Instant deadline;
  private final Consumer<Answer<T>> reply;

  private Exchange(BrokerRequest<T> request, Script<T> script, Instant deadline, Consumer<Answer<T>> reply) {
    this.request = request;
    this.script = script;
    this.deadline = deadline;
    this.reply = reply;
  }

  /** @param id for requests that carry one */
  // The script of a request gathers that request's type, which a switch cannot tell the compiler.
  @SuppressWarnings("unchecked")
  static <T> Exchange<T> of(BrokerRequest<T> request, int id, Instant deadline, Consumer<Answer<T>> reply) {
    return new Exchange<>(request, (Script<T>) script(request, id), deadline, reply);
  }

  private static Script<?> script(BrokerRequest<?> request, int id) {
    return switch (request) {
      case BrokerRequest.AccountValues values -> Script.numbered(
          id, new RequestAccountSummary(id, "All", ACCOUNT_TAGS), new CancelAccountSummary(id), accountValues(id));
      case BrokerRequest.Positions positions ->
        Script.laned(Lane.POSITIONS, new RequestPositions(), new CancelPositions(), positions());
      case BrokerRequest.Details details -> Script.numbered(
          id, new RequestContractDetails(id, Wire.contract(details.instrument()), false, ""), null, details(id));
      case BrokerRequest.OpenOrders orders ->
        Script.laned(Lane.OPEN_ORDERS, new RequestAllOpenOrders(), null, openOrders());
      case BrokerRequest.CompletedOrders orders ->
        Script.laned(Lane.COMPLETED_ORDERS, new RequestCompletedOrders(false), null, completedOrders());
      case BrokerRequest.Executions executions ->
        Script.numbered(id, new RequestExecutions(id, filter(executions)), null, trades(id));
      case BrokerRequest.NextOrderId next -> Script.laned(
          Lane.NEXT_ORDER_ID, new RequestIds(1), null,
          message -> message instanceof NextValidId valid ? Optional.of(valid.orderId()) : Optional.empty());
      case BrokerRequest.GatewayClock time -> Script.laned(
          Lane.CLOCK, new RequestCurrentTime(), null,
          message -> message instanceof CurrentTime current
              ? Optional.of(Instant.ofEpochSecond(current.epochSeconds()))
              : Optional.empty());
    };
  }

  Instant deadline() {
    return deadline;
  }

  ClientMessage opening() {
    return script.opening();
  }

  /** What ends the subscription that the request opened. */
  Optional<ClientMessage> closing() {
    return Optional.ofNullable(script.closing());
  }

  Optional<Lane> lane() {
    return script.lane();
  }

  OptionalInt requestId() {
    return script.requestId();
  }

  /** Whether orders and the books they are in depend on it, so that it goes before price requests. */
  boolean isUrgent() {
    return !(request instanceof BrokerRequest.Details);
  }

  /** Takes a message; true once the answer was given. */
  boolean take(ServerMessage message) {
    Optional<T> value = script.gathering().take(message);
    value.ifPresent(complete -> reply.accept(new Answer.Given<>(complete)));
    return value.isPresent();
  }

  void refuse(int code, String text) {
    reply.accept(new Answer.Refused<>(code, text));
  }

  void miss(String why) {
    reply.accept(new Answer.Missing<>(request.name() + ": " + why));
  }

  private static ExecutionFilter filter(BrokerRequest.Executions request) {
    var all = ExecutionFilter.ALL;
    return new ExecutionFilter(
        all.clientId(), new evenkeel.tws.AccountId(request.account().value()), all.time(), all.symbol(), all.secType(),
        all.exchange(), all.side(), all.lastNDays(), all.specificDates());
  }

  private static Gathering<List<AccountValue>> accountValues(int id) {
    var rows = new ArrayList<AccountValue>();
    return message -> {
      if (message instanceof AccountSummary row && row.reqId() == id) {
        evenkeel.domain.AccountId.of(row.account().value()).ifPresent(
            account -> rows.add(new AccountValue(account, row.tag(), row.value(), row.currency())));
      }
      return message instanceof AccountSummaryEnd end && end.reqId() == id
          ? Optional.of(List.copyOf(rows))
          : Optional.empty();
    };
  }

  private static Gathering<List<BrokerPosition>> positions() {
    var rows = new LinkedHashMap<String, BrokerPosition>();
    return message -> {
      if (message instanceof Position row) {
        Wire.position(row).ifPresent(position -> rows.put(
            position.account().value() + "/" + position.instrument().contractId(), position));
      }
      return message instanceof PositionEnd ? Optional.of(List.copyOf(rows.values())) : Optional.empty();
    };
  }

  private static Gathering<List<InstrumentDetails>> details(int id) {
    var rows = new ArrayList<InstrumentDetails>();
    return message -> {
      if (message instanceof ContractData row && row.reqId() == id) {
        Wire.details(row.details()).ifPresent(rows::add);
      }
      return message instanceof ContractDataEnd end && end.reqId() == id
          ? Optional.of(List.copyOf(rows))
          : Optional.empty();
    };
  }

  /** Each order comes as a pair: openOrder, then orderStatus with what is filled. */
  private static Gathering<List<BrokerOrder>> openOrders() {
    var orders = new LinkedHashMap<Long, BrokerOrder>();
    return message -> {
      if (message instanceof OpenOrder open) {
        Wire.order(open).ifPresent(order -> orders.put(key(order.permId(), order.clientId(), order.orderId()), order));
      } else if (message instanceof OrderStatus status) {
        orders.computeIfPresent(
            key(status.permId(), status.clientId(), status.orderId()),
            (key, order) -> withStatus(order, Wire.status(status)));
      }
      return message instanceof OpenOrderEnd ? Optional.of(List.copyOf(orders.values())) : Optional.empty();
    };
  }

  private static long key(long permId, int clientId, int orderId) {
    return permId != 0 ? permId : -((long) clientId << 32 | orderId);
  }

  private static BrokerOrder withStatus(BrokerOrder order, OrderNews.Status status) {
    BrokerStatus word = status.status() == BrokerStatus.UNKNOWN ? order.status() : status.status();
    return new BrokerOrder(
        order.orderId(), order.clientId(), order.permId(), order.orderRef(), order.account(), order.symbol(),
        order.side(), order.quantity(), order.terms(), word, status.filled(),
        status.whyHeld().isEmpty() ? order.reason() : "held: " + status.whyHeld());
  }

  private static Gathering<List<BrokerOrder>> completedOrders() {
    var orders = new ArrayList<BrokerOrder>();
    return message -> {
      if (message instanceof CompletedOrder completed) {
        Wire.order(completed).ifPresent(orders::add);
      }
      return message instanceof CompletedOrdersEnd ? Optional.of(List.copyOf(orders)) : Optional.empty();
    };
  }

  private static Gathering<Trades> trades(int id) {
    Map<String, Fill> fills = new LinkedHashMap<>();
    Map<String, Commission> commissions = new LinkedHashMap<>();
    return message -> {
      if (message instanceof ExecutionDetails row && row.reqId() == id) {
        Wire.fill(row).ifPresent(fill -> fills.put(fill.execId(), fill));
      } else if (message instanceof CommissionReport row) {
        Wire.commission(row).ifPresent(commission -> commissions.put(commission.execId(), commission));
      }
      return message instanceof ExecutionDetailsEnd end && end.reqId() == id
          ? Optional.of(new Trades(List.copyOf(fills.values()), List.copyOf(commissions.values())))
          : Optional.empty();
    };
  }
}

package evenkeel.ibapi;

import com.ib.client.EClientSocket;
import com.ib.client.OrderCancel;
import evenkeel.tws.CancelAccountSummary;
import evenkeel.tws.CancelAccountUpdatesMulti;
import evenkeel.tws.CancelHeadTimestamp;
import evenkeel.tws.CancelHistoricalData;
import evenkeel.tws.CancelMarketData;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.CancelPnl;
import evenkeel.tws.CancelPnlSingle;
import evenkeel.tws.CancelPositions;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestAccountUpdatesMulti;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestAutoOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestCurrentTimeInMillis;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestGlobalCancel;
import evenkeel.tws.RequestHeadTimestamp;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestManagedAccounts;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.RequestMarketRule;
import evenkeel.tws.RequestMatchingSymbols;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.RequestPnl;
import evenkeel.tws.RequestPnlSingle;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.SetServerLogLevel;
import evenkeel.tws.StartApi;
import evenkeel.tws.UnknownRequest;
import java.util.OptionalInt;

/** Each request of the protocol as the call of IBKR's client that sends it. */
final class Requests {
  /** A call that is still to be made. */
  interface Call {
    void on(EClientSocket client);
  }

  private Requests() {}

  /**
   * The call for a message. What the call cannot carry is refused here and not left out.
   *
   * @throws IllegalArgumentException when the message has something that the call has no place for
   */
  // One line a message, and no default: a new message breaks the build here.
  static Call call(ClientMessage message) {
    return switch (message) {
      case StartApi m -> client -> {
        client.optionalCapabilities(m.optionalCapabilities());
        client.startAPI();
      };
      case RequestManagedAccounts m -> EClientSocket::reqManagedAccts;
      case RequestIds m -> client -> client.reqIds(m.numIds());
      case RequestCurrentTime m -> EClientSocket::reqCurrentTime;
      case SetServerLogLevel m -> client -> client.setServerLogLevel(m.level());
      case RequestMarketDataType m -> client -> client.reqMarketDataType(m.dataType());
      case RequestMarketData m -> marketData(m);
      case CancelMarketData m -> client -> client.cancelMktData(m.tickerId());
      case RequestContractDetails m -> contractDetails(m);
      case RequestMatchingSymbols m -> client -> client.reqMatchingSymbols(m.reqId(), m.pattern());
      case RequestMarketRule m -> client -> client.reqMarketRule(m.marketRuleId());
      case RequestHistoricalData m -> historicalData(m);
      case CancelHistoricalData m -> client -> client.cancelHistoricalData(m.reqId());
      case RequestHeadTimestamp m -> headTimestamp(m);
      case CancelHeadTimestamp m -> client -> client.cancelHeadTimestamp(m.reqId());
      case PlaceOrder m -> place(m);
      case CancelOrder m -> cancel(m);
      case RequestGlobalCancel m -> globalCancel(m);
      case RequestOpenOrders m -> EClientSocket::reqOpenOrders;
      case RequestAllOpenOrders m -> EClientSocket::reqAllOpenOrders;
      case RequestAutoOpenOrders m -> client -> client.reqAutoOpenOrders(m.autoBind());
      case RequestCompletedOrders m -> client -> client.reqCompletedOrders(m.apiOnly());
      case RequestExecutions m -> executions(m);
      case RequestPositions m -> EClientSocket::reqPositions;
      case CancelPositions m -> EClientSocket::cancelPositions;
      case RequestAccountSummary m -> client -> client.reqAccountSummary(
          m.reqId(), m.group(), String.join(",", m.tags()));
      case CancelAccountSummary m -> client -> client.cancelAccountSummary(m.reqId());
      case RequestAccountUpdates m -> client -> client.reqAccountUpdates(m.subscribe(), m.account().value());
      case RequestAccountUpdatesMulti m -> client -> client.reqAccountUpdatesMulti(
          m.reqId(), m.account().value(), m.modelCode(), m.ledgerAndNlv());
      case CancelAccountUpdatesMulti m -> client -> client.cancelAccountUpdatesMulti(m.reqId());
      case RequestPnl m -> client -> client.reqPnL(m.reqId(), m.account().value(), m.modelCode());
      case CancelPnl m -> client -> client.cancelPnL(m.reqId());
      case RequestPnlSingle m -> client -> client.reqPnLSingle(
          m.reqId(), m.account().value(), m.modelCode(), m.conId());
      case CancelPnlSingle m -> client -> client.cancelPnLSingle(m.reqId());
      // IBKR's client has it from 10.34 on only.
      case RequestCurrentTimeInMillis m -> throw new IllegalArgumentException("no call asks for milliseconds");
      case UnknownRequest m -> throw new IllegalArgumentException("no call sends request " + m.id());
    };
  }

  private static Call marketData(RequestMarketData m) {
    var contract = ToIbapi.contract(m.contract());
    return client -> client.reqMktData(m.tickerId(), contract, m.genericTickList(), m.snapshot(),
        m.regulatorySnapshot(), ToIbapi.tags(m.options()));
  }

  private static Call contractDetails(RequestContractDetails m) {
    var contract = ToIbapi.contract(m.contract());
    contract.includeExpired(m.includeExpired());
    contract.issuerId(m.issuerId());
    return client -> client.reqContractDetails(m.reqId(), contract);
  }

  private static Call historicalData(RequestHistoricalData m) {
    var contract = ToIbapi.contract(m.contract());
    contract.includeExpired(m.includeExpired());
    return client -> client.reqHistoricalData(m.reqId(), contract, m.endDateTime(), m.duration(), m.barSize(),
        m.whatToShow(), m.useRth() ? 1 : 0, m.formatDate(), m.keepUpToDate(), ToIbapi.tags(m.chartOptions()));
  }

  private static Call headTimestamp(RequestHeadTimestamp m) {
    var contract = ToIbapi.contract(m.contract());
    contract.includeExpired(m.includeExpired());
    return client -> client.reqHeadTimestamp(
        m.reqId(), contract, m.whatToShow(), m.useRth() ? 1 : 0, m.formatDate());
  }

  private static Call place(PlaceOrder m) {
    var contract = ToIbapi.contract(m.contract());
    var order = ToIbapi.order(m.order());
    return client -> client.placeOrder(m.orderId(), contract, order);
  }

  private static Call cancel(CancelOrder m) {
    OrderCancel cancel = cancel(m.extOperator(), m.manualOrderIndicator());
    cancel.manualOrderCancelTime(m.manualOrderCancelTime());
    return client -> client.cancelOrder(m.orderId(), cancel);
  }

  private static Call globalCancel(RequestGlobalCancel m) {
    OrderCancel cancel = cancel(m.extOperator(), m.manualOrderIndicator());
    return client -> client.reqGlobalCancel(cancel);
  }

  private static OrderCancel cancel(String extOperator, OptionalInt manualOrderIndicator) {
    var cancel = new OrderCancel();
    cancel.extOperator(extOperator);
    cancel.manualOrderIndicator(Values.number(manualOrderIndicator));
    return cancel;
  }

  private static Call executions(RequestExecutions m) {
    var filter = ToIbapi.filter(m.filter());
    return client -> client.reqExecutions(m.reqId(), filter);
  }
}

package evenkeel.simulator;

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
import evenkeel.tws.CurrentTime;
import evenkeel.tws.CurrentTimeInMillis;
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
import evenkeel.tws.ServerMessage;
import evenkeel.tws.SetServerLogLevel;
import evenkeel.tws.StartApi;
import evenkeel.tws.UnknownRequest;

/** Brings each request of a client that is ready to the desk that answers it. */
record Requests(
    House house, LogIns logIns, ContractDesk contracts, QuoteDesk quotes, AccountDesk accounts,
    ProfitDesk profits, OrderDesk orders, OrderReports reports, HistoryDesk history) {
  private static final int LOG_LEVELS = 5;

  void handle(Link link, ClientMessage message) {
    switch (message) {
      case RequestMarketData it -> quotes.request(link, it);
      case CancelMarketData it -> quotes.cancel(link, it);
      case RequestMarketDataType it -> quotes.type(link, it);
      case PlaceOrder it -> orders.place(link, it);
      case CancelOrder it -> orders.cancel(link, it);
      case RequestGlobalCancel it -> orders.cancelAll(link);
      case RequestOpenOrders it -> ownOrders(link);
      case RequestAllOpenOrders it -> reports.all(link);
      case RequestAutoOpenOrders it -> autoOpenOrders(link, it.autoBind());
      case RequestCompletedOrders it -> reports.completed(link, it.apiOnly());
      case RequestExecutions it -> reports.executions(link, it);
      case RequestAccountSummary it -> accounts.summary(link, it);
      case CancelAccountSummary it -> accounts.cancelSummary(link, it.reqId());
      case RequestAccountUpdates it -> accounts.updates(link, it);
      case RequestAccountUpdatesMulti it -> accounts.multi(link, it);
      case RequestPositions it -> accounts.positions(link);
      case CancelPositions it -> accounts.cancelPositions(link);
      case RequestPnl it -> profits.account(link, it);
      case CancelPnl it -> profits.cancel(link, it.reqId());
      case RequestPnlSingle it -> profits.single(link, it);
      case CancelPnlSingle it -> profits.cancel(link, it.reqId());
      case RequestContractDetails it -> contracts.details(link, it);
      case RequestMatchingSymbols it -> contracts.matchingSymbols(link, it);
      case RequestMarketRule it -> contracts.marketRule(link, it);
      case RequestHistoricalData it -> history.request(link, it);
      case CancelHistoricalData it -> history.cancel(link, it.reqId());
      case RequestHeadTimestamp it -> history.headTimestamp(link, it);
      case RequestIds it -> logIns.sendAskedOrderId(link);
      case RequestManagedAccounts it -> logIns.sendAccounts(link);
      case RequestCurrentTime it ->
        time(link, new CurrentTime(house.now().getEpochSecond()));
      case RequestCurrentTimeInMillis it ->
        time(link, new CurrentTimeInMillis(house.now().toEpochMilli()));
      case SetServerLogLevel it -> logLevel(link, it.level());
      case StartApi it -> noAnswer();
      case CancelAccountUpdatesMulti it -> noAnswer();
      case CancelHeadTimestamp it -> history.cancelHeadTimestamp(link, it.reqId());
      case UnknownRequest it -> house.error(link, -1, 320,
          "Error reading request. Unknown message id " + it.id());
    }
  }

  private void time(Link link, ServerMessage answer) {
    boolean isSoon = link.asksTimeSoon(house.now());
    if (!(isSoon && house.troubles().data().areTimeAnswersLost())) {
      house.send(link, answer);
    }
  }

  private void ownOrders(Link link) {
    if (link.clientId() == 0) {
      orders.bind();
    }
    reports.own(link);
  }

  private void autoOpenOrders(Link link, boolean wished) {
    if (link.clientId() == 0) {
      orders.bindByItself(wished);
    } else {
      house.error(link, -1, 327, "Only the default client (i.e 0) can auto bind orders.");
    }
  }

  private void logLevel(Link link, int level) {
    if (level < 1 || level > LOG_LEVELS) {
      house.error(link, -1, 319, "Invalid log level");
    }
  }

  /** Nothing goes on after the first answer, so there is nothing to end. */
  private static void noAnswer() {}
}

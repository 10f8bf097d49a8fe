package evenkeel.ibapi;

import com.ib.client.Bar;
import com.ib.client.CommissionAndFeesReport;
import com.ib.client.Contract;
import com.ib.client.ContractDescription;
import com.ib.client.ContractDetails;
import com.ib.client.Decimal;
import com.ib.client.DefaultEWrapper;
import com.ib.client.Execution;
import com.ib.client.HistoricalSession;
import com.ib.client.Order;
import com.ib.client.OrderState;
import com.ib.client.PriceIncrement;
import com.ib.client.TickAttrib;
import evenkeel.tws.AccountDownloadEnd;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountSummaryEnd;
import evenkeel.tws.AccountUpdateMulti;
import evenkeel.tws.AccountUpdateMultiEnd;
import evenkeel.tws.AccountUpdateTime;
import evenkeel.tws.AccountValue;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.CompletedOrdersEnd;
import evenkeel.tws.ContractData;
import evenkeel.tws.ContractDataEnd;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionDetailsEnd;
import evenkeel.tws.HeadTimestamp;
import evenkeel.tws.HistoricalBar;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.HistoricalDataUpdate;
import evenkeel.tws.HistoricalNews;
import evenkeel.tws.HistoricalNewsEnd;
import evenkeel.tws.HistoricalSchedule;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.MarketRule;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.OrderBound;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.Pnl;
import evenkeel.tws.PnlSingle;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.Position;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.PositionMulti;
import evenkeel.tws.PositionMultiEnd;
import evenkeel.tws.ScheduleSession;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.SymbolSamples;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickRequestParameters;
import evenkeel.tws.TickSize;
import evenkeel.tws.TickSnapshotEnd;
import evenkeel.tws.TickString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Each callback of IBKR's client as the message of the protocol that it stands for. It extends IBKR's empty wrapper, so
 * that callbacks which later versions add, the ones for protobuf among them, break nothing: the client makes the
 * callbacks below for messages of either form.
 */
final class Callbacks extends DefaultEWrapper {
  /** Who hears. */
  interface Listener {
    /** The Gateway has answered the hello. */
    void acknowledged();

    void received(ServerMessage message);

    /** The reader failed; the client disconnects. */
    void failed(Exception failure);

    /** The client remarks something that is no message. */
    void remarked(String text);
  }

  private final Listener listener;
  /** Bars come one by one; the message has them all. */
  private final Map<Integer, List<HistoricalBar>> bars = new HashMap<>();

  Callbacks(Listener listener) {
    this.listener = listener;
  }

  private void tell(ServerMessage message) {
    listener.received(message);
  }

  @Override
  public void connectAck() {
    listener.acknowledged();
  }

  @Override
  public void error(Exception failure) {
    listener.failed(failure);
  }

  @Override
  public void error(String text) {
    listener.remarked(Values.text(text));
  }

  @Override
  public void error(int id, long errorTime, int errorCode, String errorMsg, @Nullable String advancedOrderRejectJson) {
    tell(new ErrorMessage(id, errorCode, Values.text(errorMsg), Values.text(advancedOrderRejectJson),
        errorTime > 0 ? Optional.of(Instant.ofEpochMilli(errorTime)) : Optional.empty()));
  }

  @Override
  public void managedAccounts(String accountsList) {
    tell(new ManagedAccounts(Values.commaList(accountsList).stream().filter(number -> !number.isBlank())
        .map(Values::account).toList()));
  }

  @Override
  public void nextValidId(int orderId) {
    tell(new NextValidId(orderId));
  }

  @Override
  public void currentTime(long time) {
    tell(new CurrentTime(time));
  }

  // Market data.

  @Override
  public void tickPrice(int tickerId, int field, double price, TickAttrib attribs) {
    // The size of a price comes as a tick of its own.
    tell(new TickPrice(tickerId, field, Values.decimal(price), Optional.empty(), FromIbapi.attributes(attribs)));
  }

  @Override
  public void tickSize(int tickerId, int field, Decimal size) {
    tell(new TickSize(tickerId, field, Values.decimal(size)));
  }

  @Override
  public void tickGeneric(int tickerId, int tickType, double value) {
    tell(new TickGeneric(tickerId, tickType, Values.decimal(value)));
  }

  @Override
  public void tickString(int tickerId, int tickType, String value) {
    tell(new TickString(tickerId, tickType, Values.text(value)));
  }

  @Override
  public void tickSnapshotEnd(int reqId) {
    tell(new TickSnapshotEnd(reqId));
  }

  @Override
  public void marketDataType(int reqId, int marketDataType) {
    tell(new MarketDataType(reqId, marketDataType));
  }

  @Override
  public void tickReqParams(int tickerId, double minTick, String bboExchange, int snapshotPermissions) {
    tell(new TickRequestParameters(
        tickerId, Values.decimal(minTick), Values.text(bboExchange), snapshotPermissions));
  }

  // Contracts and history.

  @Override
  public void contractDetails(int reqId, ContractDetails contractDetails) {
    tell(new ContractData(reqId, FromIbapi.details(contractDetails)));
  }

  @Override
  public void contractDetailsEnd(int reqId) {
    tell(new ContractDataEnd(reqId));
  }

  @Override
  public void symbolSamples(int reqId, ContractDescription[] contractDescriptions) {
    tell(new SymbolSamples(reqId, List.of(contractDescriptions).stream().map(FromIbapi::sample).toList()));
  }

  @Override
  public void marketRule(int marketRuleId, PriceIncrement[] priceIncrements) {
    tell(new MarketRule(marketRuleId, List.of(priceIncrements).stream().map(step -> new evenkeel.tws.PriceIncrement(
        Values.decimal(step.lowEdge()), Values.decimal(step.increment()))).toList()));
  }

  @Override
  public void historicalData(int reqId, Bar bar) {
    bars.computeIfAbsent(reqId, first -> new ArrayList<>()).add(FromIbapi.bar(bar));
  }

  @Override
  public void historicalDataEnd(int reqId, String startDateStr, String endDateStr) {
    List<HistoricalBar> all = bars.remove(reqId);
    tell(new HistoricalData(
        reqId, Values.text(startDateStr), Values.text(endDateStr), all == null ? List.of() : all));
  }

  @Override
  public void historicalDataUpdate(int reqId, Bar bar) {
    tell(new HistoricalDataUpdate(reqId, FromIbapi.bar(bar)));
  }

  @Override
  public void headTimestamp(int reqId, String headTimestamp) {
    tell(new HeadTimestamp(reqId, Values.text(headTimestamp)));
  }

  @Override
  public void historicalSchedule(
      int reqId, String startDateTime, String endDateTime, String timeZone, List<HistoricalSession> sessions) {
    tell(new HistoricalSchedule(
        reqId, Values.text(startDateTime), Values.text(endDateTime), Values.text(timeZone),
        sessions.stream().map(session -> new ScheduleSession(
            Values.text(session.startDateTime()), Values.text(session.endDateTime()), Values.text(session.refDate())))
            .toList()));
  }

  @Override
  public void historicalNews(int requestId, String time, String providerCode, String articleId, String headline) {
    tell(new HistoricalNews(requestId, Values.text(time), Values.text(providerCode), Values.text(articleId),
        Values.text(headline)));
  }

  @Override
  public void historicalNewsEnd(int requestId, boolean hasMore) {
    tell(new HistoricalNewsEnd(requestId, hasMore));
  }

  // Orders.

  @Override
  public void orderStatus(
      int orderId, String status, Decimal filled, Decimal remaining, double avgFillPrice, long permId, int parentId,
      double lastFillPrice, int clientId, String whyHeld, double mktCapPrice) {
    tell(new OrderStatus(
        orderId, Values.text(status), Values.decimal(filled), Values.decimal(remaining), Values.decimal(avgFillPrice),
        permId, parentId, Values.decimal(lastFillPrice), clientId, Values.text(whyHeld), Values.decimal(mktCapPrice)));
  }

  @Override
  public void openOrder(int orderId, Contract contract, Order order, OrderState orderState) {
    tell(new OpenOrder(
        orderId, FromIbapi.contract(contract), FromIbapi.order(order), FromIbapi.state(orderState)));
  }

  @Override
  public void openOrderEnd() {
    tell(new OpenOrderEnd());
  }

  @Override
  public void orderBound(long permId, int clientId, int orderId) {
    tell(new OrderBound(permId, clientId, orderId));
  }

  @Override
  public void completedOrder(Contract contract, Order order, OrderState orderState) {
    tell(new CompletedOrder(FromIbapi.contract(contract), FromIbapi.order(order), FromIbapi.state(orderState)));
  }

  @Override
  public void completedOrdersEnd() {
    tell(new CompletedOrdersEnd());
  }

  @Override
  public void execDetails(int reqId, Contract contract, Execution execution) {
    tell(new ExecutionDetails(reqId, FromIbapi.contract(contract), FromIbapi.execution(execution)));
  }

  @Override
  public void execDetailsEnd(int reqId) {
    tell(new ExecutionDetailsEnd(reqId));
  }

  @Override
  public void commissionAndFeesReport(CommissionAndFeesReport commissionAndFeesReport) {
    tell(FromIbapi.commission(commissionAndFeesReport));
  }

  // Accounts.

  @Override
  public void accountSummary(int reqId, String account, String tag, String value, String currency) {
    tell(new AccountSummary(
        reqId, Values.account(account), Values.text(tag), Values.text(value), Values.text(currency)));
  }

  @Override
  public void accountSummaryEnd(int reqId) {
    tell(new AccountSummaryEnd(reqId));
  }

  @Override
  public void updateAccountValue(String key, String value, String currency, String accountName) {
    tell(new AccountValue(
        Values.text(key), Values.text(value), Values.text(currency), Values.account(accountName)));
  }

  @Override
  public void updatePortfolio(
      Contract contract, Decimal position, double marketPrice, double marketValue, double averageCost,
      double unrealizedPNL, double realizedPNL, String accountName) {
    tell(new PortfolioValue(
        FromIbapi.contract(contract), Values.decimal(position), Values.decimal(marketPrice),
        Values.decimal(marketValue), Values.decimal(averageCost), Values.decimal(unrealizedPNL),
        Values.decimal(realizedPNL), Values.account(accountName)));
  }

  @Override
  public void updateAccountTime(String timeStamp) {
    tell(new AccountUpdateTime(Values.text(timeStamp)));
  }

  @Override
  public void accountDownloadEnd(String accountName) {
    tell(new AccountDownloadEnd(Values.account(accountName)));
  }

  @Override
  public void accountUpdateMulti(
      int reqId, String account, String modelCode, String key, String value, String currency) {
    tell(new AccountUpdateMulti(reqId, Values.account(account), Values.text(modelCode), Values.text(key),
        Values.text(value), Values.text(currency)));
  }

  @Override
  public void accountUpdateMultiEnd(int reqId) {
    tell(new AccountUpdateMultiEnd(reqId));
  }

  @Override
  public void position(String account, Contract contract, Decimal pos, double avgCost) {
    tell(new Position(
        Values.account(account), FromIbapi.contract(contract), Values.decimal(pos), Values.decimal(avgCost)));
  }

  @Override
  public void positionEnd() {
    tell(new PositionEnd());
  }

  @Override
  public void positionMulti(
      int reqId, String account, String modelCode, Contract contract, Decimal pos, double avgCost) {
    tell(new PositionMulti(reqId, Values.account(account), FromIbapi.contract(contract), Values.decimal(pos),
        Values.decimal(avgCost), Values.text(modelCode)));
  }

  @Override
  public void positionMultiEnd(int reqId) {
    tell(new PositionMultiEnd(reqId));
  }

  @Override
  public void pnl(int reqId, double dailyPnL, double unrealizedPnL, double realizedPnL) {
    tell(new Pnl(
        reqId, Values.decimal(dailyPnL), Values.decimal(unrealizedPnL), Values.decimal(realizedPnL)));
  }

  @Override
  public void pnlSingle(
      int reqId, Decimal pos, double dailyPnL, double unrealizedPnL, double realizedPnL, double value) {
    tell(new PnlSingle(reqId, Values.decimal(pos), Values.decimal(dailyPnL), Values.decimal(unrealizedPnL),
        Values.decimal(realizedPnL), Values.decimal(value)));
  }
}

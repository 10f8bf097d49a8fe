package evenkeel.tws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@link ServerMessage} with the id and the name that the protocol gives them (IBKR
 * API message codes).
 */
public enum ServerMessageType {
  // @formatter:off: the formatter would run the constants together.
  TICK_PRICE(1, "tickPrice", TickPrice.class),
  TICK_SIZE(2, "tickSize", TickSize.class),
  ORDER_STATUS(3, "orderStatus", OrderStatus.class),
  ERR_MSG(4, "errMsg", ErrorMessage.class),
  OPEN_ORDER(5, "openOrder", OpenOrder.class),
  ACCOUNT_VALUE(6, "accountValue", AccountValue.class),
  PORTFOLIO_VALUE(7, "portfolioValue", PortfolioValue.class),
  ACCOUNT_UPDATE_TIME(8, "accountUpdateTime", AccountUpdateTime.class),
  NEXT_VALID_ID(9, "nextValidId", NextValidId.class),
  CONTRACT_DATA(10, "contractData", ContractData.class),
  EXEC_DETAILS(11, "execDetails", ExecutionDetails.class),
  MANAGED_ACCTS(15, "managedAccts", ManagedAccounts.class),
  HISTORICAL_DATA(17, "historicalData", HistoricalData.class),
  TICK_GENERIC(45, "tickGeneric", TickGeneric.class),
  TICK_STRING(46, "tickString", TickString.class),
  CURRENT_TIME(49, "currentTime", CurrentTime.class),
  CONTRACT_DATA_END(52, "contractDataEnd", ContractDataEnd.class),
  OPEN_ORDER_END(53, "openOrderEnd", OpenOrderEnd.class),
  ACCT_DOWNLOAD_END(54, "acctDownloadEnd", AccountDownloadEnd.class),
  EXEC_DETAILS_END(55, "execDetailsEnd", ExecutionDetailsEnd.class),
  TICK_SNAPSHOT_END(57, "tickSnapshotEnd", TickSnapshotEnd.class),
  MARKET_DATA_TYPE(58, "marketDataType", MarketDataType.class),
  COMMISSION_REPORT(59, "commissionReport", CommissionReport.class),
  POSITION(61, "position", Position.class),
  POSITION_END(62, "positionEnd", PositionEnd.class),
  ACCOUNT_SUMMARY(63, "accountSummary", AccountSummary.class),
  ACCOUNT_SUMMARY_END(64, "accountSummaryEnd", AccountSummaryEnd.class),
  POSITION_MULTI(71, "positionMulti", PositionMulti.class),
  POSITION_MULTI_END(72, "positionMultiEnd", PositionMultiEnd.class),
  ACCOUNT_UPDATE_MULTI(73, "accountUpdateMulti", AccountUpdateMulti.class),
  ACCOUNT_UPDATE_MULTI_END(74, "accountUpdateMultiEnd", AccountUpdateMultiEnd.class),
  SYMBOL_SAMPLES(79, "symbolSamples", SymbolSamples.class),
  TICK_REQ_PARAMS(81, "tickReqParams", TickRequestParameters.class),
  HISTORICAL_NEWS(86, "historicalNews", HistoricalNews.class),
  HISTORICAL_NEWS_END(87, "historicalNewsEnd", HistoricalNewsEnd.class),
  HEAD_TIMESTAMP(88, "headTimestamp", HeadTimestamp.class),
  HISTORICAL_DATA_UPDATE(90, "historicalDataUpdate", HistoricalDataUpdate.class),
  MARKET_RULE(93, "marketRule", MarketRule.class),
  PNL(94, "pnl", Pnl.class),
  PNL_SINGLE(95, "pnlSingle", PnlSingle.class),
  ORDER_BOUND(100, "orderBound", OrderBound.class),
  COMPLETED_ORDER(101, "completedOrder", CompletedOrder.class),
  COMPLETED_ORDERS_END(102, "completedOrdersEnd", CompletedOrdersEnd.class),
  HISTORICAL_SCHEDULE(106, "historicalSchedule", HistoricalSchedule.class, ServerVersions.HISTORICAL_SCHEDULE),
  HISTORICAL_DATA_END(108, "historicalDataEnd", HistoricalDataEnd.class, ServerVersions.HISTORICAL_DATA_END),
  CURRENT_TIME_IN_MILLIS(109, "currentTimeInMillis", CurrentTimeInMillis.class, ServerVersions.CURRENT_TIME_IN_MILLIS),
  /** An id that this codec does not know. */
  UNKNOWN(-1, "unknown", UnknownMessage.class);
  // @formatter:on

  private static final @Nullable ServerMessageType[] BY_ID = byId();

  private final int id;
  private final String wireName;
  private final Class<? extends ServerMessage> record;
  private final int since;

  ServerMessageType(int id, String wireName, Class<? extends ServerMessage> record) {
    this(id, wireName, record, ServerVersions.MIN);
  }

  ServerMessageType(int id, String wireName, Class<? extends ServerMessage> record, int since) {
    this.id = id;
    this.wireName = wireName;
    this.record = record;
    this.since = since;
  }

  /** The first field of the message. */
  public int id() {
    return id;
  }

  /** The name in IBKR's documents, for example {@code openOrder}. */
  public String wireName() {
    return wireName;
  }

  /** The record that holds it. */
  public Class<? extends ServerMessage> record() {
    return record;
  }

  /** The first server version that has it. */
  public int since() {
    return since;
  }

  /** The message with this id, empty when this codec does not know it. */
  public static Optional<ServerMessageType> fromId(int id) {
    return Optional.ofNullable(ofId(id));
  }

  static @Nullable ServerMessageType ofId(int id) {
    return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
  }

  private static @Nullable ServerMessageType[] byId() {
    @Nullable
    ServerMessageType[] table = new ServerMessageType[128];
    for (ServerMessageType type : values()) {
      if (type != UNKNOWN) {
        table[type.id] = type;
      }
    }
    return table;
  }
}

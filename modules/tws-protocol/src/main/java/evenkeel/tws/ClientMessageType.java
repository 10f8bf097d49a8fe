package evenkeel.tws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@link ClientMessage} with the id and the name that the protocol gives them (IBKR
 * API message codes).
 */
public enum ClientMessageType {
  // @formatter:off: the formatter would run the constants together.
  REQ_MKT_DATA(1, "reqMktData", RequestMarketData.class),
  CANCEL_MKT_DATA(2, "cancelMktData", CancelMarketData.class),
  PLACE_ORDER(3, "placeOrder", PlaceOrder.class),
  CANCEL_ORDER(4, "cancelOrder", CancelOrder.class),
  REQ_OPEN_ORDERS(5, "reqOpenOrders", RequestOpenOrders.class),
  REQ_ACCOUNT_UPDATES(6, "reqAccountUpdates", RequestAccountUpdates.class),
  REQ_EXECUTIONS(7, "reqExecutions", RequestExecutions.class),
  REQ_IDS(8, "reqIds", RequestIds.class),
  REQ_CONTRACT_DETAILS(9, "reqContractDetails", RequestContractDetails.class),
  SET_SERVER_LOG_LEVEL(14, "setServerLogLevel", SetServerLogLevel.class),
  REQ_AUTO_OPEN_ORDERS(15, "reqAutoOpenOrders", RequestAutoOpenOrders.class),
  REQ_ALL_OPEN_ORDERS(16, "reqAllOpenOrders", RequestAllOpenOrders.class),
  REQ_MANAGED_ACCTS(17, "reqManagedAccts", RequestManagedAccounts.class),
  REQ_HISTORICAL_DATA(20, "reqHistoricalData", RequestHistoricalData.class),
  CANCEL_HISTORICAL_DATA(25, "cancelHistoricalData", CancelHistoricalData.class),
  REQ_CURRENT_TIME(49, "reqCurrentTime", RequestCurrentTime.class),
  REQ_GLOBAL_CANCEL(58, "reqGlobalCancel", RequestGlobalCancel.class),
  REQ_MARKET_DATA_TYPE(59, "reqMarketDataType", RequestMarketDataType.class),
  REQ_POSITIONS(61, "reqPositions", RequestPositions.class),
  REQ_ACCOUNT_SUMMARY(62, "reqAccountSummary", RequestAccountSummary.class),
  CANCEL_ACCOUNT_SUMMARY(63, "cancelAccountSummary", CancelAccountSummary.class),
  CANCEL_POSITIONS(64, "cancelPositions", CancelPositions.class),
  START_API(71, "startApi", StartApi.class),
  REQ_ACCOUNT_UPDATES_MULTI(76, "reqAccountUpdatesMulti", RequestAccountUpdatesMulti.class),
  CANCEL_ACCOUNT_UPDATES_MULTI(77, "cancelAccountUpdatesMulti", CancelAccountUpdatesMulti.class),
  REQ_MATCHING_SYMBOLS(81, "reqMatchingSymbols", RequestMatchingSymbols.class),
  REQ_HEAD_TIMESTAMP(87, "reqHeadTimestamp", RequestHeadTimestamp.class),
  CANCEL_HEAD_TIMESTAMP(90, "cancelHeadTimestamp", CancelHeadTimestamp.class),
  REQ_MARKET_RULE(91, "reqMarketRule", RequestMarketRule.class),
  REQ_PNL(92, "reqPnL", RequestPnl.class),
  CANCEL_PNL(93, "cancelPnL", CancelPnl.class),
  REQ_PNL_SINGLE(94, "reqPnLSingle", RequestPnlSingle.class),
  CANCEL_PNL_SINGLE(95, "cancelPnLSingle", CancelPnlSingle.class),
  REQ_COMPLETED_ORDERS(99, "reqCompletedOrders", RequestCompletedOrders.class),
  REQ_CURRENT_TIME_IN_MILLIS(105, "reqCurrentTimeInMillis", RequestCurrentTimeInMillis.class,
      ServerVersions.CURRENT_TIME_IN_MILLIS),
  /** An id that this codec does not know. */
  UNKNOWN(-1, "unknown", UnknownRequest.class);
  // @formatter:on

  private static final @Nullable ClientMessageType[] BY_ID = byId();

  private final int id;
  private final String wireName;
  private final Class<? extends ClientMessage> record;
  private final int since;

  ClientMessageType(int id, String wireName, Class<? extends ClientMessage> record) {
    this(id, wireName, record, ServerVersions.MIN);
  }

  ClientMessageType(int id, String wireName, Class<? extends ClientMessage> record, int since) {
    this.id = id;
    this.wireName = wireName;
    this.record = record;
    this.since = since;
  }

  /** The first field of the message. */
  public int id() {
    return id;
  }

  /** The name in IBKR's documents, for example {@code placeOrder}. */
  public String wireName() {
    return wireName;
  }

  /** The record that holds it. */
  public Class<? extends ClientMessage> record() {
    return record;
  }

  /** The first server version that has it. */
  public int since() {
    return since;
  }

  /** The message with this id, empty when this codec does not know it. */
  public static Optional<ClientMessageType> fromId(int id) {
    return Optional.ofNullable(ofId(id));
  }

  static @Nullable ClientMessageType ofId(int id) {
    return id >= 0 && id < BY_ID.length ? BY_ID[id] : null;
  }

  private static @Nullable ClientMessageType[] byId() {
    @Nullable
    ClientMessageType[] table = new ClientMessageType[128];
    for (ClientMessageType type : values()) {
      if (type != UNKNOWN) {
        table[type.id] = type;
      }
    }
    return table;
  }
}

package evenkeel.tws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@link ClientMessage} with the id and the name that the protocol gives them (IBKR
 * API message codes).
 */
public enum ClientMessageType {
  // @formatter:off: the formatter would run the constants together.
  REQ_MKT_DATA(1, "reqMktData"),
  CANCEL_MKT_DATA(2, "cancelMktData"),
  PLACE_ORDER(3, "placeOrder"),
  CANCEL_ORDER(4, "cancelOrder"),
  REQ_OPEN_ORDERS(5, "reqOpenOrders"),
  REQ_ACCOUNT_UPDATES(6, "reqAccountUpdates"),
  REQ_EXECUTIONS(7, "reqExecutions"),
  REQ_IDS(8, "reqIds"),
  REQ_CONTRACT_DETAILS(9, "reqContractDetails"),
  SET_SERVER_LOG_LEVEL(14, "setServerLogLevel"),
  REQ_AUTO_OPEN_ORDERS(15, "reqAutoOpenOrders"),
  REQ_ALL_OPEN_ORDERS(16, "reqAllOpenOrders"),
  REQ_MANAGED_ACCTS(17, "reqManagedAccts"),
  REQ_HISTORICAL_DATA(20, "reqHistoricalData"),
  CANCEL_HISTORICAL_DATA(25, "cancelHistoricalData"),
  REQ_CURRENT_TIME(49, "reqCurrentTime"),
  REQ_GLOBAL_CANCEL(58, "reqGlobalCancel"),
  REQ_MARKET_DATA_TYPE(59, "reqMarketDataType"),
  REQ_POSITIONS(61, "reqPositions"),
  REQ_ACCOUNT_SUMMARY(62, "reqAccountSummary"),
  CANCEL_ACCOUNT_SUMMARY(63, "cancelAccountSummary"),
  CANCEL_POSITIONS(64, "cancelPositions"),
  START_API(71, "startApi"),
  REQ_ACCOUNT_UPDATES_MULTI(76, "reqAccountUpdatesMulti"),
  CANCEL_ACCOUNT_UPDATES_MULTI(77, "cancelAccountUpdatesMulti"),
  REQ_MATCHING_SYMBOLS(81, "reqMatchingSymbols"),
  REQ_HEAD_TIMESTAMP(87, "reqHeadTimestamp"),
  CANCEL_HEAD_TIMESTAMP(90, "cancelHeadTimestamp"),
  REQ_MARKET_RULE(91, "reqMarketRule"),
  REQ_PNL(92, "reqPnL"),
  CANCEL_PNL(93, "cancelPnL"),
  REQ_PNL_SINGLE(94, "reqPnLSingle"),
  CANCEL_PNL_SINGLE(95, "cancelPnLSingle"),
  REQ_COMPLETED_ORDERS(99, "reqCompletedOrders"),
  REQ_CURRENT_TIME_IN_MILLIS(105, "reqCurrentTimeInMillis"),
  /** An id that this codec does not know. */
  UNKNOWN(-1, "unknown");
  // @formatter:on

  private static final @Nullable ClientMessageType[] BY_ID = byId();

  private final int id;
  private final String wireName;

  ClientMessageType(int id, String wireName) {
    this.id = id;
    this.wireName = wireName;
  }

  /** The first field of the message. */
  public int id() {
    return id;
  }

  /** The name in IBKR's documents, for example {@code placeOrder}. */
  public String wireName() {
    return wireName;
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

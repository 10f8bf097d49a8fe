package evenkeel.tws;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@link ServerMessage} with the id and the name that the protocol gives them (IBKR
 * API message codes).
 */
public enum ServerMessageType {
  // @formatter:off: the formatter would run the constants together.
  TICK_PRICE(1, "tickPrice"),
  TICK_SIZE(2, "tickSize"),
  ORDER_STATUS(3, "orderStatus"),
  ERR_MSG(4, "errMsg"),
  OPEN_ORDER(5, "openOrder"),
  ACCOUNT_VALUE(6, "accountValue"),
  PORTFOLIO_VALUE(7, "portfolioValue"),
  ACCOUNT_UPDATE_TIME(8, "accountUpdateTime"),
  NEXT_VALID_ID(9, "nextValidId"),
  CONTRACT_DATA(10, "contractData"),
  EXEC_DETAILS(11, "execDetails"),
  MANAGED_ACCTS(15, "managedAccts"),
  HISTORICAL_DATA(17, "historicalData"),
  TICK_GENERIC(45, "tickGeneric"),
  TICK_STRING(46, "tickString"),
  CURRENT_TIME(49, "currentTime"),
  CONTRACT_DATA_END(52, "contractDataEnd"),
  OPEN_ORDER_END(53, "openOrderEnd"),
  ACCT_DOWNLOAD_END(54, "acctDownloadEnd"),
  EXEC_DETAILS_END(55, "execDetailsEnd"),
  TICK_SNAPSHOT_END(57, "tickSnapshotEnd"),
  MARKET_DATA_TYPE(58, "marketDataType"),
  COMMISSION_REPORT(59, "commissionReport"),
  POSITION(61, "position"),
  POSITION_END(62, "positionEnd"),
  ACCOUNT_SUMMARY(63, "accountSummary"),
  ACCOUNT_SUMMARY_END(64, "accountSummaryEnd"),
  POSITION_MULTI(71, "positionMulti"),
  POSITION_MULTI_END(72, "positionMultiEnd"),
  ACCOUNT_UPDATE_MULTI(73, "accountUpdateMulti"),
  ACCOUNT_UPDATE_MULTI_END(74, "accountUpdateMultiEnd"),
  SYMBOL_SAMPLES(79, "symbolSamples"),
  TICK_REQ_PARAMS(81, "tickReqParams"),
  HISTORICAL_NEWS(86, "historicalNews"),
  HISTORICAL_NEWS_END(87, "historicalNewsEnd"),
  HEAD_TIMESTAMP(88, "headTimestamp"),
  HISTORICAL_DATA_UPDATE(90, "historicalDataUpdate"),
  MARKET_RULE(93, "marketRule"),
  PNL(94, "pnl"),
  PNL_SINGLE(95, "pnlSingle"),
  ORDER_BOUND(100, "orderBound"),
  COMPLETED_ORDER(101, "completedOrder"),
  COMPLETED_ORDERS_END(102, "completedOrdersEnd"),
  HISTORICAL_SCHEDULE(106, "historicalSchedule"),
  HISTORICAL_DATA_END(108, "historicalDataEnd"),
  CURRENT_TIME_IN_MILLIS(109, "currentTimeInMillis"),
  /** An id that this codec does not know. */
  UNKNOWN(-1, "unknown");
  // @formatter:on

  private static final @Nullable ServerMessageType[] BY_ID = byId();

  private final int id;
  private final String wireName;

  ServerMessageType(int id, String wireName) {
    this.id = id;
    this.wireName = wireName;
  }

  /** The first field of the message. */
  public int id() {
    return id;
  }

  /** The name in IBKR's documents, for example {@code openOrder}. */
  public String wireName() {
    return wireName;
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

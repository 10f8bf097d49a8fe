package evenkeel.tws;

/**
 * Server versions at which a layout changes. A constant is the first version that has the change
 * (version history of the IBKR API, restricted to what this codec speaks).
 */
public final class ServerVersions {
  /** The lowest version that this codec speaks. */
  public static final int MIN = 157;
  /**
   * The version our client announces as its highest and insists on: text framing, checked against
   * two unrelated implementations, supported by every Gateway that can still log in.
   */
  public static final int PINNED = 178;
  /** The highest version that this codec speaks; from 201 on message ids are binary. */
  public static final int MAX = 200;

  public static final int DURATION = 158;
  public static final int POST_TO_ATS = 160;
  public static final int AUTO_CANCEL_PARENT = 162;
  /** Only this version has the field sizeMinTick in contractData. */
  public static final int SIZE_MIN_TICK = 163;
  /** contractData: version and mdSizeMultiplier dropped, three size rules added. */
  public static final int SIZE_RULES = 164;
  public static final int HISTORICAL_SCHEDULE = 165;
  public static final int ADVANCED_ORDER_REJECT = 166;
  public static final int MANUAL_ORDER_TIME = 169;
  public static final int PEG_BEST_PEG_MID = 170;
  /** Timestamps name their zone. */
  public static final int ZONES_IN_TIMES = 174;
  public static final int ISSUER_ID = 176;
  /** The field faProfile is gone. */
  public static final int FA_PROFILE_DROPPED = 177;
  public static final int PENDING_PRICE_REVISION = 178;
  /** contractData of a FUND carries 17 more fields. */
  public static final int FUND_FIELDS = 179;
  public static final int LAST_TRADE_DATE = 182;
  public static final int CUSTOMER_ACCOUNT = 183;
  public static final int PROFESSIONAL_CUSTOMER = 184;
  public static final int BOND_ACCRUED_INTEREST = 185;
  public static final int INELIGIBILITY_REASONS = 186;
  /** Fillers in placeOrder and cancelOrder, until {@link #RFQ_FILLERS_DROPPED}. */
  public static final int RFQ_FILLERS = 187;
  public static final int INCLUDE_OVERNIGHT = 189;
  public static final int RFQ_FILLERS_DROPPED = 190;
  /** Requests gain extOperator and manualOrderIndicator, cancels lose their version. */
  public static final int MANUAL_ORDER_INDICATOR = 192;
  public static final int OPEN_ORDER_OPERATOR = 193;
  /** errMsg: version dropped, time added. */
  public static final int ERROR_TIME = 194;
  public static final int ORDER_PREVIEW = 195;
  /** historicalData loses start and end, which come in historicalDataEnd. */
  public static final int HISTORICAL_DATA_END = 196;
  public static final int CURRENT_TIME_IN_MILLIS = 197;
  public static final int SUBMITTER = 198;
  public static final int IMBALANCE_ONLY = 199;
  public static final int EXECUTION_DAYS = 200;

  private ServerVersions() {}

  /** Whether this codec has the layouts of the version. */
  public static boolean isSpoken(int serverVersion) {
    return serverVersion >= MIN && serverVersion <= MAX;
  }

  static int requireSpoken(int serverVersion) {
    if (!isSpoken(serverVersion)) {
      throw new IllegalArgumentException(
          "server version must be " + MIN + " to " + MAX + ", was " + serverVersion);
    }
    return serverVersion;
  }
}

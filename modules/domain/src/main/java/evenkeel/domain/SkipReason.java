package evenkeel.domain;

/** Why a target gets no order. */
public enum SkipReason {
  /** Its drift, or under {@link PlanningRule#WHOLE_PORTFOLIO} every drift, is below the threshold. */
  BELOW_THRESHOLD("below_threshold"),
  /** The order would be worth less than the minimum trade value. */
  BELOW_MIN_TRADE("below_min_trade"),
  /** No whole share is wanted, held to sell, or affordable. */
  ZERO_SHARES("zero_shares"),
  /** Only cash of another currency would pay for a share, and it buys nothing before it is converted. */
  CONVERT_FIRST("convert_first"),
  /** Only buys were wanted. */
  BUYS_ONLY("buys_only"),
  /** Its position at the broker is not the one in our records, see {@link FrozenContracts}. */
  FROZEN("frozen");

  private final String text;

  SkipReason(String text) {
    this.text = text;
  }

  /** The name in reports. */
  public String text() {
    return text;
  }
}

package evenkeel.app;

/** What the configuration says of the account's type. */
enum AccountTypeSetting {
  /** The broker's figures decide. */
  AUTO,
  /** The broker lends to it. */
  MARGIN,
  /** It buys with settled cash only. */
  CASH
}

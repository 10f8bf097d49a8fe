package evenkeel.domain;

/** What stops when positions differ from our records. An order that differs always stops the account. */
public enum FreezeScope {
  /** Orders in the contracts that differ. */
  SYMBOL,
  /** Every order of the account. */
  ACCOUNT
}

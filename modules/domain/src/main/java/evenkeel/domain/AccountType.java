package evenkeel.domain;

/** Whether the broker lends to an account. */
public enum AccountType {
  /** It lends: a purchase beyond the cash makes a loan. */
  MARGIN,
  /** It does not: purchases need settled cash. */
  CASH
}

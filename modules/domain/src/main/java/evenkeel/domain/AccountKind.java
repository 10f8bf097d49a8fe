package evenkeel.domain;

/** Whether an account holds real money. */
public enum AccountKind {
  PAPER, LIVE
}

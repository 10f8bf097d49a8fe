package evenkeel.domain;

/** What the planner makes of open orders that are not ours. The guards count them whatever is set. */
public enum ForeignOrders {
  /** A run waits while one touches a target; the cash of any other is left alone. */
  WAIT,
  /** They are taken for filled: their shares and their cash are left alone. */
  COUNT,
  /** The plan is made as if they were not there. */
  IGNORE
}

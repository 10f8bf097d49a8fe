package evenkeel.domain;

/**
 * What the broker's positions, asked after a submission, say of an order that its other books do not have. Missing
 * executions prove nothing by themselves: a Gateway forgets those from before its own midnight (ib_insync#483), and
 * some answers come back empty (ib_async#54), while the positions are right.
 */
public enum PositionEvidence {
  /** The position is exactly what our books say without the order. */
  NOT_FILLED,
  /** The position moved in the order's direction, by no more than its size. */
  MAY_HAVE_FILLED,
  /** There is no position to compare with, or it moved in a way that this order alone does not explain. */
  UNKNOWN
}

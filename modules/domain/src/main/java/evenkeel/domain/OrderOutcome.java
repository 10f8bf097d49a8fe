package evenkeel.domain;

/** How an order ended. */
public enum OrderOutcome {
  /** Every share was filled. */
  FILLED,
  /** Over before every share was filled; what filled stays. */
  CANCELLED,
  /** The broker or the Gateway refused it. */
  REJECTED,
  /** Never sent, by decision: a missed cut-off, no cash, a refused run. */
  SKIPPED,
  /** Written to a socket, and the broker's books, asked on the same day, do not know it. */
  NEVER_ARRIVED
}

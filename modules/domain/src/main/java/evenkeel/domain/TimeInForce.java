package evenkeel.domain;

/** How long an order stays in force, by its name in the API. MOC and LOC are DAY only (error 113). */
public enum TimeInForce {
  DAY,
  /** Good till cancelled. */
  GTC
}

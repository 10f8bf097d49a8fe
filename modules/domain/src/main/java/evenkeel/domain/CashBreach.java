package evenkeel.domain;

/** Why the cash is a reason to trade. */
public enum CashBreach {
  /** Its weight is as far from its target as the threshold, or farther. */
  THRESHOLD,
  /** It is below zero and is to be paid back, however far its weight is from its target. */
  NEGATIVE
}

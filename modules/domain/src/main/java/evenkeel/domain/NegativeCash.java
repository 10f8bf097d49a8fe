package evenkeel.domain;

/** What a plan for the whole portfolio does about cash below zero, a loan that bears interest. */
public enum NegativeCash {
  /** It is a reason to trade even where every drift is below the threshold: holdings are sold to pay it back. */
  CURE,
  /** It is shown; holdings are sold only where something reaches the threshold. */
  SAY
}

package evenkeel.domain;

/** What becomes of cash in other currencies than the one that is traded. */
public enum CurrencyConversion {
  /** It is left out of the weights. */
  NEVER,
  /** It counts in the weights; purchases stay within the traded currency, and what to convert for the rest is said. */
  ALERT,
  /** It counts in the weights; what purchases need of it is converted first, and they wait for that. */
  AUTO
}

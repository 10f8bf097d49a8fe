package evenkeel.domain;

/** What becomes of a scheduled trigger whose cut-off passed before it was decided. */
public enum MissedCutOff {
  /** It is decided at the usual time of the next session, with the usual orders. */
  NEXT_SESSION,
  /** It is decided at once with limit-on-close orders where those still may be sent, else as {@link #NEXT_SESSION}. */
  LOC,
  /** It is decided at once with limit orders for the day while the exchange is open, else as {@link #NEXT_SESSION}. */
  LIMIT,
  /** It is reported as missed. */
  SKIP
}

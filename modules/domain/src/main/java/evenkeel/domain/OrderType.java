package evenkeel.domain;

/** The order types that a run uses, by their names in the API. */
public enum OrderType {
  /** Market. */
  MKT,
  /** Limit. */
  LMT,
  /** Market on close: fills in the closing auction. */
  MOC,
  /** Limit on close. */
  LOC;

  /** Whether the order takes part in the closing auction only. */
  public boolean fillsAtClose() {
    return switch (this) {
      case MOC, LOC -> true;
      case MKT, LMT -> false;
    };
  }

  /** Whether the order needs a limit price. */
  public boolean hasLimit() {
    return switch (this) {
      case LMT, LOC -> true;
      case MKT, MOC -> false;
    };
  }
}

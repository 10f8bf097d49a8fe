package evenkeel.domain;

/** Why a run may take place. */
public enum TriggerKind {
  /** The last session of the month. */
  MONTH_END("month-end"),
  /** The look of every day. */
  DRIFT("drift"),
  /** A target fell far within a session. */
  DROP("drop"),
  /** Cash came or went that no fill of ours explains. */
  CASH("cash"),
  /** Asked for by hand. */
  MANUAL("manual"),
  /** One order that the owner worded. */
  ORDER("order");

  private final String text;

  TriggerKind(String text) {
    this.text = text;
  }

  /** Whether nobody waits for the answer: what cannot be decided yet is looked at again. */
  public boolean isScheduled() {
    return switch (this) {
      case MONTH_END, DRIFT, DROP, CASH -> true;
      case MANUAL, ORDER -> false;
    };
  }

  /** The word in run ids, reports and messages. */
  public String text() {
    return text;
  }
}

package evenkeel.domain;

/** Why a run may take place. */
public enum TriggerKind {
  /** The last session of the month. */
  MONTH_END("month-end"),
  /** Asked for by hand. */
  MANUAL("manual"),
  /** One order that the owner worded. */
  ORDER("order");

  private final String text;

  TriggerKind(String text) {
    this.text = text;
  }

  /** The word in run ids, reports and messages. */
  public String text() {
    return text;
  }
}

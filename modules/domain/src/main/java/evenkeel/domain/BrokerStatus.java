package evenkeel.domain;

/**
 * What the broker says of an order (orderStatus and openOrder of the TWS API). A partial fill has no status of
 * its own.
 */
public enum BrokerStatus {
  PENDING_SUBMIT("PendingSubmit"), API_PENDING("ApiPending"), PRE_SUBMITTED(
      "PreSubmitted"), SUBMITTED("Submitted"),
  /** A cancel was asked for and is not confirmed: the order can still fill. */
  PENDING_CANCEL("PendingCancel"), API_CANCELLED("ApiCancelled"), CANCELLED("Cancelled"), FILLED(
      "Filled"),
  /** Received but not working. No proof of death: the reason decides. */
  INACTIVE("Inactive"),
  /** A word that we do not know; the order's fate has to be asked for. */
  UNKNOWN("Unknown");

  private final String word;

  BrokerStatus(String word) {
    this.word = word;
  }

  /** The word on the wire and in reports. */
  public String word() {
    return word;
  }

  /** The status of a word on the wire; {@link #UNKNOWN} for any other word. */
  public static BrokerStatus of(String word) {
    for (BrokerStatus status : values()) {
      if (status.word.equals(word)) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /** Whether nothing but late executions can follow. */
  public boolean isTerminal() {
    return switch (this) {
      case FILLED, CANCELLED, API_CANCELLED -> true;
      case PENDING_SUBMIT, API_PENDING, PRE_SUBMITTED, SUBMITTED, PENDING_CANCEL, INACTIVE,
          UNKNOWN ->
        false;
    };
  }

  /** Whether the order stands at the broker and can fill without anybody doing anything. */
  public boolean isWorking() {
    return switch (this) {
      case PENDING_SUBMIT, API_PENDING, PRE_SUBMITTED, SUBMITTED, PENDING_CANCEL -> true;
      case FILLED, CANCELLED, API_CANCELLED, INACTIVE, UNKNOWN -> false;
    };
  }
}

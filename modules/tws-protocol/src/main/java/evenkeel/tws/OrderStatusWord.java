package evenkeel.tws;

import java.util.Optional;

/** The documented states of an order (IBKR API, order status). The wire carries free text. */
public enum OrderStatusWord {
  // @formatter:off: the formatter would run the constants together.
  PENDING_SUBMIT("PendingSubmit"),
  API_PENDING("ApiPending"),
  PRE_SUBMITTED("PreSubmitted"),
  SUBMITTED("Submitted"),
  /** A cancel was requested; the order can still fill. */
  PENDING_CANCEL("PendingCancel"),
  API_CANCELLED("ApiCancelled"),
  CANCELLED("Cancelled"),
  FILLED("Filled"),
  /** Received but not working. Not a proof that the order is dead. */
  INACTIVE("Inactive");
  // @formatter:on

  private final String wire;

  OrderStatusWord(String wire) {
    this.wire = wire;
  }

  /** The word on the wire. */
  public String wire() {
    return wire;
  }

  /** The state with this word, empty for any other text. */
  public static Optional<OrderStatusWord> fromWire(String word) {
    for (OrderStatusWord value : values()) {
      if (value.wire.equals(word)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}

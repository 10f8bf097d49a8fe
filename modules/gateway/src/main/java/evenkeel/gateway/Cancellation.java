package evenkeel.gateway;

/** What is to be cancelled. The broker's word that it is, comes later, or that it cannot be. */
public sealed interface Cancellation {
  /** One order, by the id that it was placed with. A Gateway was seen to take ids of other clients too. */
  record One(int orderId) implements Cancellation {}

  /** Every open order of the log-in: those of other clients and those placed by hand as well. */
  record All() implements Cancellation {}
}

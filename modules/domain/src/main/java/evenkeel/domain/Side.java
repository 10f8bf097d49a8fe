package evenkeel.domain;

/** The direction of an order. The names are those of the broker and of the reports. */
public enum Side {
  BUY, SELL
}

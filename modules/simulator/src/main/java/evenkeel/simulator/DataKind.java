package evenkeel.simulator;

import java.util.Optional;

/** The kinds of market data, with their numbers in the protocol. */
enum DataKind {
  LIVE(1, false, false), FROZEN(2, false, true), DELAYED(3, true, false), DELAYED_FROZEN(4, true, true);

  private final int number;
  private final boolean delayed;
  private final boolean frozen;

  DataKind(int number, boolean delayed, boolean frozen) {
    this.number = number;
    this.delayed = delayed;
    this.frozen = frozen;
  }

  static Optional<DataKind> of(int number) {
    for (DataKind kind : values()) {
      if (kind.number == number) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  int number() {
    return number;
  }

  boolean isDelayed() {
    return delayed;
  }

  boolean isFrozen() {
    return frozen;
  }

  /** What flows while the market is open: frozen kinds are for the time after it. */
  DataKind during(boolean open) {
    if (!open || !frozen) {
      return this;
    }
    return delayed ? DELAYED : LIVE;
  }

  /** The same for a log-in that has paid for live data. */
  DataKind paidFor() {
    return frozen ? FROZEN : LIVE;
  }
}

package evenkeel.alerts;

/** A way to the owner. */
public interface Channel {
  /** Delivers, or tries to; waits for the outcome, up to its time-out. Never throws for what a network may do. */
  Receipt send(Letter letter);
}

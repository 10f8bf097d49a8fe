package evenkeel.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** A fault and when it happens. */
public record TimedFault(When when, Fault fault) {

  public sealed interface When {}

  /** At a moment of the simulated time. */
  public record At(Instant instant) implements When {}

  /** When this time of day in New York next comes. */
  public record AtTime(LocalTime time) implements When {}

  /** Whenever this time of day in New York comes. */
  public record Daily(LocalTime time) implements When {}

  /** This long after a client is ready for the first time. */
  public record AfterConnect(Duration delay) implements When {}

  /** When the n-th order of all clients arrives, before it is looked at; the first is 1. */
  public record OnOrder(int number) implements When {}

  /** When the n-th fill has happened at the exchange, before it is told. */
  public record OnFill(int number) implements When {}

  /** When the n-th client gets ready, before it hears so. */
  public record OnConnect(int number) implements When {}
}

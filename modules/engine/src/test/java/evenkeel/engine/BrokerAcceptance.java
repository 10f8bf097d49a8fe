package evenkeel.engine;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** An owner who says nothing but that the broker's books are right, when the test says so. */
record BrokerAcceptance(Supplier<Optional<Instant>> accepted) implements OwnersWord {
  @Override
  public Optional<Pause> pause() {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> accountAcceptedAt() {
    return Optional.empty();
  }

  @Override
  public Optional<Instant> brokerAcceptedAt() {
    return accepted.get();
  }
}

package evenkeel.engine;

import java.time.Instant;
import java.util.Optional;

/** An owner whose word changes while a test goes on. */
final class TalkativeOwner implements OwnersWord {
  volatile Optional<Pause> pause = Optional.empty();
  volatile Optional<Instant> accepted = Optional.empty();
  volatile Optional<Arming> arming = Optional.empty();

  @Override
  public Optional<Pause> pause() {
    return pause;
  }

  @Override
  public Optional<Instant> accountAcceptedAt() {
    return accepted;
  }

  @Override
  public Optional<Arming> arming() {
    return arming;
  }
}

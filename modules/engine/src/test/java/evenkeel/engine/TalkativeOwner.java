package evenkeel.engine;

import evenkeel.domain.RunId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An owner whose word changes while a test goes on. */
final class TalkativeOwner implements OwnersWord {
  volatile Optional<Pause> pause = Optional.empty();
  volatile Optional<Instant> accepted = Optional.empty();
  volatile Optional<Instant> brokerAccepted = Optional.empty();
  volatile Optional<Arming> arming = Optional.empty();
  final Map<RunId, Answer> answers = new ConcurrentHashMap<>();

  @Override
  public Optional<Pause> pause() {
    return pause;
  }

  @Override
  public Optional<Instant> accountAcceptedAt() {
    return accepted;
  }

  @Override
  public Optional<Answer> answer(RunId run) {
    return Optional.ofNullable(answers.get(run));
  }

  @Override
  public Optional<Arming> arming() {
    return arming;
  }

  @Override
  public Optional<Instant> brokerAcceptedAt() {
    return brokerAccepted;
  }
}

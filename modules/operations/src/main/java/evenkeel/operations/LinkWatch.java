package evenkeel.operations;

import evenkeel.domain.Phrase;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.Alert;
import evenkeel.gateway.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a link that is not ready is worth a word: at once where trying again cannot help, after
 * {@link #FAILURES_BEFORE} failed attempts, after {@link #FIRST_REMINDER} in any state that is not Ready, and then at
 * intervals that double up to {@link #REMINDER_MAX}. The Gateway restarts once a day, which is worth none.
 *
 * @param since when it was last ready, or first heard of; empty while it is ready
 * @param newest what it was last in trouble with
 * @param said how many times it was said since
 */
record LinkWatch(Optional<Instant> since, Optional<LinkStatus> newest, int said) {
  static final String KEY = "link";
  static final int FAILURES_BEFORE = 3;
  static final Duration FIRST_REMINDER = Duration.ofMinutes(10);
  static final Duration REMINDER_MAX = Duration.ofHours(6);

  static final LinkWatch READY = new LinkWatch(Optional.empty(), Optional.empty(), 0);

  /** What follows from a piece of news, or from the time. */
  record Step(LinkWatch next, Optional<Alert> alert) {}

  Step on(LinkStatus status, Instant now) {
    return switch (status.state()) {
      case READY -> new Step(READY, said == 0 ? Optional.empty() : Optional.of(recovered(now)));
      case OFFLINE -> {
        LinkWatch next = new LinkWatch(Optional.of(since.orElse(now)), Optional.of(status), said);
        boolean isHopeless = status.problem().filter(problem -> !problem.reason().passes()).isPresent();
        yield said == 0 && (isHopeless || status.failures() >= FAILURES_BEFORE)
            ? next.say(now)
            : new Step(next, Optional.empty());
      }
      case CONNECTING, HANDSHAKING ->
        new Step(new LinkWatch(Optional.of(since.orElse(now)), newest.or(() -> Optional.of(status)), said),
            Optional.empty());
      // The link is as it should be. What holds orders back is told by others, and passes.
      case HELD -> new Step(said == 0 ? READY : new LinkWatch(since, Optional.of(status), said), Optional.empty());
      case SYNCHRONIZING, LINK_LOST ->
        new Step(new LinkWatch(Optional.of(since.orElse(now)), Optional.of(status), said), Optional.empty());
    };
  }

  /** The time of the next reminder has come. */
  Step remind(Instant now) {
    return since.isEmpty() ? new Step(this, Optional.empty()) : say(now);
  }

  /** How long after the last word, or the beginning, the next is due; empty while the link is ready. */
  Optional<Duration> reminderIn() {
    if (since.isEmpty()) {
      return Optional.empty();
    }
    Duration grown = FIRST_REMINDER.multipliedBy(1L << Math.min(Math.max(said - 1, 0), 16));
    return Optional.of(grown.compareTo(REMINDER_MAX) > 0 ? REMINDER_MAX : grown);
  }

  private Step say(Instant now) {
    LinkStatus status = newest.orElseThrow();
    Optional<Phrase> lasting = said == 0
        ? Optional.empty()
        : Optional.of(new OperationsText.Lasting(Duration.between(since.orElseThrow(), now)));
    Phrase text = switch (status.state()) {
      case OFFLINE, CONNECTING, HANDSHAKING, READY, HELD ->
        new OperationsText.GatewayUnusable(lasting, status.failures(), status.problem()
            .map(problem -> Phrase.of(problem.sentence())).orElseGet(OperationsText.NotAnsweredYet::new));
      case SYNCHRONIZING -> new OperationsText.BooksNotCompared(lasting);
      case LINK_LOST -> new OperationsText.LinkLost(lasting);
    };
    return new Step(
        new LinkWatch(since, newest, said + 1), Optional.of(new Alert(Severity.WARNING, KEY, text, now)));
  }

  private Alert recovered(Instant now) {
    return new Alert(
        Severity.INFORMATION, KEY, new OperationsText.GatewayReady(Duration.between(since.orElse(now), now)), now);
  }
}

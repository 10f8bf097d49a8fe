package evenkeel.operations;

import evenkeel.domain.Phrase;
import evenkeel.engine.Alert.Severity;
import evenkeel.engine.Alert;
import evenkeel.gateway.LinkState;
import evenkeel.gateway.LinkStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a link that is not ready is worth a word: at once where trying again cannot help, after
 * {@link #FAILURES_BEFORE} failed attempts, after {@link #FIRST_REMINDER} in any state that is not Ready, after an hour
 * more, and then once a day. The Gateway restarts once a day, which is worth none unless it takes longer than it may.
 * Within a day of the next run the word is critical; the checks before a run tell it by themselves as well.
 *
 * @param since when it was last ready, or first heard of; empty while it is ready
 * @param newest what it was last in trouble with
 * @param said how many times it was said since
 */
record LinkWatch(Optional<Instant> since, Optional<LinkStatus> newest, int said) {
  static final String KEY = "link";
  static final int FAILURES_BEFORE = 3;
  static final Duration FIRST_REMINDER = Duration.ofMinutes(10);
  private static final Duration SECOND_REMINDER = Duration.ofHours(1);
  /** So that one outage is told at most three times a day; the checks before a run and its cut-off tell the rest. */
  static final Duration REMINDER_MAX = Duration.ofHours(24);
  private static final Duration A_DAY = Duration.ofHours(24);

  static final LinkWatch READY = new LinkWatch(Optional.empty(), Optional.empty(), 0);

  /** What follows from a piece of news, or from the time. */
  record Step(LinkWatch next, Optional<Alert> alert) {}

  Step on(LinkStatus status, Instant now, LinkOutlook outlook) {
    return switch (status.state()) {
      case READY -> new Step(READY, said == 0 ? Optional.empty() : Optional.of(recovered(now)));
      case OFFLINE -> {
        LinkWatch next = new LinkWatch(Optional.of(since.orElse(now)), Optional.of(status), said);
        boolean isHopeless = status.problem().filter(problem -> !problem.reason().passes()).isPresent();
        boolean isExpected = status.expectedUntil().filter(now::isBefore).isPresent();
        yield said == 0 && !isExpected && (isHopeless || status.failures() >= FAILURES_BEFORE)
            ? next.say(now, outlook)
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
  Step remind(Instant now, LinkOutlook outlook) {
    boolean isHeld = newest.filter(status -> status.state() == LinkState.HELD).isPresent();
    return since.isEmpty() || isHeld ? new Step(this, Optional.empty()) : say(now, outlook);
  }

  /** How long after the last word, or the beginning, the next is due; empty while the link is ready. */
  Optional<Duration> reminderIn(Instant now) {
    if (since.isEmpty()) {
      return Optional.empty();
    }
    Duration pause = switch (said) {
      case 0, 1 -> FIRST_REMINDER;
      case 2 -> SECOND_REMINDER;
      default -> REMINDER_MAX;
    };
    // What a restart explains is not spoken of before it has taken too long.
    Duration explained = newest.flatMap(LinkStatus::expectedUntil).filter(until -> said == 0)
        .map(until -> Duration.between(now, until)).orElse(Duration.ZERO);
    return Optional.of(explained.compareTo(pause) > 0 ? explained : pause);
  }

  private Step say(Instant now, LinkOutlook outlook) {
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
    Phrase told = outlook.logInEnded(since.orElseThrow(), now)
        .<Phrase>map(logIn -> new GatewayText.WithLogIn(text, logIn)).orElse(text);
    boolean isUrgent = outlook.untilRun(now).filter(left -> left.compareTo(A_DAY) <= 0).isPresent();
    Severity severity = isUrgent ? Severity.CRITICAL : Severity.WARNING;
    return new Step(
        new LinkWatch(since, newest, said + 1), Optional.of(new Alert(severity, KEY, told, now)));
  }

  private Alert recovered(Instant now) {
    return new Alert(
        Severity.INFORMATION, KEY, new OperationsText.GatewayReady(Duration.between(since.orElse(now), now)), now);
  }
}

package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import evenkeel.gateway.LinkStatus.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Why no order leaves though the link is sound: the Gateway's restart is due, or this machine's clock is wrong. */
final class Hold {
  // An order for the close that is believed to leave before the cut-off has to do so by the exchange's clock too; the
  // cut-off leaves minutes, a clock that is half a minute off is out of anybody's control.
  private static final Duration SKEW_MAX = Duration.ofSeconds(30);
  private static final Duration WAY_MAX = Duration.ofSeconds(2);
  private static final Duration READ_EVERY = Duration.ofMinutes(1);
  private static final Duration READ_AGAIN = Duration.ofSeconds(5);

  private final RestartWindow restart;
  private final EvenkeelClock clock;
  private final ClockSkew skew = new ClockSkew();
  private Set<LocalTime> learnt = Set.of();

  Hold(RestartWindow restart, EvenkeelClock clock) {
    this.restart = restart;
    this.clock = clock;
  }

  void learn(Collection<LocalTime> times) {
    learnt = Set.copyOf(times);
  }

  void read(Instant asked, Instant theirs) {
    skew.read(asked, theirs, clock.instant(), clock.patience(WAY_MAX));
  }

  Optional<Duration> ahead() {
    return skew.median();
  }

  /** @param dialled when the connection was dialled: one that was after the restart has it behind it */
  Optional<Problem> reason(Instant dialled) {
    Optional<Duration> ahead = skew.median().filter(it -> it.abs().compareTo(clock.patience(SKEW_MAX)) > 0);
    if (ahead.isPresent()) {
      return Optional.of(new Problem(DisconnectReason.CLOCK_WRONG, ahead.get().abs().toSeconds() + " s "
          + (ahead.get().isNegative() ? "behind" : "ahead of") + " the Gateway's"));
    }
    return restart.spans(clock.instant(), learnt).stream().filter(span -> dialled.isBefore(span.restart())).findFirst()
        .map(span -> new Problem(
            DisconnectReason.RESTART_DUE, "at " + span.restart().atZone(restart.zone()).toLocalTime()
                + " " + restart.zone()));
  }

  /** Until when a lost connection is what a restart explains; empty while none is due. */
  Optional<Instant> expectedUntil() {
    return restart.spans(clock.instant(), learnt).stream().map(RestartWindow.Span::until).max(Instant::compareTo);
  }

  /** How long until the reasons may be others, or the clock is to be read. */
  Duration pause() {
    Instant now = clock.instant();
    Duration read = skew.median().isEmpty() || skew.isSettled(clock.patience(WAY_MAX)) ? READ_EVERY : READ_AGAIN;
    Duration change = restart.nextChange(now, learnt).map(at -> Duration.between(now, at)).orElse(read);
    return change.compareTo(read) < 0 ? change : read;
  }
}

package evenkeel.operations;

import evenkeel.domain.Phrase;
import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When two clocks that disagree are worth a word: above {@link #WORTH_A_WORD}, above {@link #WRONG} (from which on no
 * order leaves), and when they agree again.
 *
 * @param said the severity that was told last; empty while they agree
 */
record SkewWatch(Optional<Severity> said) {
  static final String KEY = "clock";
  static final Duration WORTH_A_WORD = Duration.ofSeconds(2);
  static final Duration WRONG = Duration.ofSeconds(30);
  static final SkewWatch AGREEING = new SkewWatch(Optional.empty());

  /** What follows from a reading. */
  record Step(SkewWatch next, Optional<Alert> alert) {}

  /**
   * @param ahead how far this machine's clock is ahead of the Gateway's
   * @param patience how many seconds of the clock count as one, as it may run faster
   */
  Step on(Duration ahead, long patience, Instant now) {
    Duration by = ahead.abs();
    if (by.compareTo(WORTH_A_WORD.multipliedBy(patience)) <= 0) {
      return new Step(AGREEING, said.map(before -> new Alert(
          Severity.INFORMATION, KEY, new GatewayText.ClockAgrees(), now)));
    }
    Phrase how = Readiness.clock(ahead);
    boolean isWrong = by.compareTo(WRONG.multipliedBy(patience)) > 0;
    Severity severity = isWrong ? Severity.CRITICAL : Severity.WARNING;
    if (said.filter(before -> before.compareTo(severity) >= 0).isPresent()) {
      return new Step(this, Optional.empty());
    }
    Phrase phrase = isWrong ? new GatewayText.ClockWrong(how) : how;
    return new Step(new SkewWatch(Optional.of(severity)), Optional.of(new Alert(severity, KEY, phrase, now)));
  }
}

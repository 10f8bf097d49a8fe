package evenkeel.alerts;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How alerts reach their owner.
 *
 * @param channels in the order in which they are tried; none means the log alone
 * @param batchWindow how long what is not critical waits for company
 * @param attempts how often a channel is tried before the next one is
 * @param retryPause after the first failure of a channel; doubled with each further one
 * @param retryPauseMax the longest pause
 * @param timeout for one attempt
 * @param pulse where to knock while all is well; empty for nowhere
 */
public record AlertSettings(
    List<ChannelSettings> channels, Optional<QuietHours> quietHours, Duration batchWindow, int attempts,
    Duration retryPause, Duration retryPauseMax, Duration timeout, boolean signOfLife, Optional<Pulse> pulse) {
  public AlertSettings {
    channels = List.copyOf(channels);
    if (retryPauseMax.compareTo(retryPause) < 0) {
      throw new IllegalArgumentException(
          "retry.pause-max must not be below retry.pause, was " + retryPauseMax.toSeconds() + "s");
    }
  }

  /** A service that raises its own alarm when the knocking stops. */
  public record Pulse(Secret url, Duration every) {}
}

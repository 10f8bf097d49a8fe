package evenkeel.operations;

import evenkeel.domain.EndOfSupport;
import evenkeel.domain.LogInWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the Gateway over days.
 *
 * @param clockAhead how far this machine's clock is ahead of the Gateway's; empty before they were compared
 * @param learntRestarts times of day, in the Gateway's zone, at which it seems to restart
 * @param logIn empty before the Gateway was seen up
 * @param support what it said of the end of its version; empty where it said nothing
 * @param address this machine's addresses, where they have changed since the last weekly end of the log-in
 */
public record GatewayLife(
    Optional<Duration> clockAhead, List<LocalTime> learntRestarts, Optional<LogInWeek.Forecast> logIn,
    Optional<EndOfSupport> support, Optional<AddressMemory.Note> address) {
  public GatewayLife {
    learntRestarts = List.copyOf(learntRestarts);
  }

  /** On a machine whose addresses have not changed. */
  public GatewayLife(
      Optional<Duration> clockAhead, List<LocalTime> learntRestarts, Optional<LogInWeek.Forecast> logIn,
      Optional<EndOfSupport> support) {
    this(clockAhead, learntRestarts, logIn, support, Optional.empty());
  }
}

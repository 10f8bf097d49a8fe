package evenkeel.app;

import evenkeel.domain.LogInWeek;
import evenkeel.gateway.RestartWindow;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the Gateway's life is told: {@code status} and {@code doctor}. */
final class GatewayLifeText {
  private static final double MILLIS = 1000.0;

  private GatewayLifeText() {}

  /** When it restarts, by the configuration and by what was learnt. */
  static String restart(RestartWindow restart, Collection<LocalTime> learnt) {
    String configured = restart.at().map(at -> at + " " + restart.zone().getId()).orElse("none configured");
    String more = learnt.stream().map(LocalTime::toString).collect(Collectors.joining(", "));
    return configured + (more.isEmpty() ? "" : "; seen to break at " + more);
  }

  static String clock(Duration ahead) {
    String by = String.format(Locale.ROOT, "%.1f s", ahead.abs().toMillis() / MILLIS);
    return ahead.isNegative() ? by + " behind the Gateway's" : by + " ahead of the Gateway's";
  }

  static String logIn(LogInWeek.Forecast forecast, TimeText times) {
    return switch (forecast) {
      case LogInWeek.Holds holds -> "lasts until " + times.full(holds.until()) + ", beyond the next run";
      case LogInWeek.EndsBefore ends -> "ends on " + times.full(ends.end()) + "; log in again by "
          + times.full(ends.by());
      case LogInWeek.Ended ended -> "ended on " + times.full(ended.at())
          + " and is not known to be renewed; log in by " + times.full(ended.by());
    };
  }
}

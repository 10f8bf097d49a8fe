package evenkeel.app;

import evenkeel.domain.LogInWeek;
import evenkeel.domain.Phrase;
import evenkeel.gateway.RestartWindow;
import evenkeel.operations.AddressMemory;
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
  static Phrase restart(RestartWindow restart, Collection<LocalTime> learnt) {
    Phrase configured = restart.at().map(at -> Phrase.of(at + " " + restart.zone().getId()))
        .orElseGet(StatusText.NoRestart::new);
    return learnt.isEmpty()
        ? configured
        : new StatusText.SeenToBreak(
            configured, learnt.stream().map(LocalTime::toString).collect(Collectors.joining(", ")));
  }

  /** That this machine is on other addresses than before. */
  static Phrase address(AddressMemory.Note note, AddressMemory.Change change, TimeText times) {
    return new StatusText.AddressChanged(
        note.addresses().shown(), change.before().shown(), times.full(change.at()));
  }

  static Phrase clock(Duration ahead) {
    String by = String.format(Locale.ROOT, "%.1f s", ahead.abs().toMillis() / MILLIS);
    return ahead.isNegative() ? new StatusText.BehindGateway(by) : new StatusText.AheadOfGateway(by);
  }

  static Phrase logIn(LogInWeek.Forecast forecast, TimeText times) {
    return switch (forecast) {
      case LogInWeek.Holds holds -> new StatusText.LogInLasts(times.full(holds.until()));
      case LogInWeek.EndsBefore ends -> new StatusText.LogInEnds(times.full(ends.end()), times.full(ends.by()));
      case LogInWeek.Ended ended -> new StatusText.LogInOver(times.full(ended.at()), times.full(ended.by()));
    };
  }
}

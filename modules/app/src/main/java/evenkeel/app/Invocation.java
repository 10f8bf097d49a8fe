package evenkeel.app;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.domain.TradingMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command is started with: where it writes, its environment and the one clock.
 *
 * @param environment the variables of the process; commands read no others
 */
record Invocation(Terminal terminal, Map<String, String> environment, EvenkeelClock clock) {
  Invocation {
    environment = Map.copyOf(environment);
  }

  /**
   * The settings of the file that was named, else of the usual one, else the defaults.
   *
   * @throws CommandFailure with a line for each mistake
   */
  Settings settings(Optional<Path> named) {
    Optional<Path> file = named.or(() -> SettingsLoader.usualFile(environment));
    return checked(SettingsLoader.load(file, environment));
  }

  /** Settings that fit the clock: real money is never traded under any time but the real one. */
  Settings checked(Settings settings) {
    if (settings.mode() == TradingMode.LIVE && clock instanceof FasterClock) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.LiveUnderOtherClock());
    }
    return settings;
  }

  /** Shows times at the exchange and at the owner's place. */
  TimeText times(Settings settings) {
    return new TimeText(settings.localTimeZone(), terminal.language());
  }
}

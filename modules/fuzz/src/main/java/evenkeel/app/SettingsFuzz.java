package evenkeel.app;

import evenkeel.fuzz.InputFile;
import java.util.Map;
import java.util.Optional;

/** A configuration file is settings, or a complaint in words. In this package since complaints are hidden in it. */
public final class SettingsFuzz {
  private static final InputFile FILE = InputFile.create("settings", ".conf");

  private SettingsFuzz() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (InputFile.leadsElsewhere(input)) {
      return;
    }
    try {
      SettingsLoader.load(Optional.of(FILE.with(input)), Map.of());
    } catch (CommandFailure told) {
      Complaints.read(told);
    }
  }
}

package evenkeel.fuzz;

import evenkeel.simulator.Scenario;
import evenkeel.simulator.ScenarioProblem;

/** A scenario file is a scenario, or a problem in words. */
public final class ScenarioFuzz {
  private static final InputFile FILE = InputFile.create("scenario", ".conf");

  private ScenarioFuzz() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (InputFile.leadsElsewhere(input)) {
      return;
    }
    try {
      Scenario.parse(FILE.with(input));
    } catch (ScenarioProblem told) {
      // That is the other thing which may happen.
    }
  }
}

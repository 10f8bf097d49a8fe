package evenkeel.app;

import evenkeel.fuzz.InputFile;

/** A plan file is portfolios to plan for, or a complaint in words. In this package since the reader is hidden in it. */
public final class PlanFileFuzz {
  private static final InputFile FILE = InputFile.create("plan", ".json");

  private PlanFileFuzz() {}

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      PlanFile.read(FILE.with(input));
    } catch (CommandFailure told) {
      Complaints.read(told);
    }
  }
}

package evenkeel.verification;

import evenkeel.simulator.LedgerEntry;
import java.time.Duration;

/** What is done to processes that really run. Pauses and durations are of the wall. */
sealed interface Upset {
  Cue cue();

  /** SIGKILL, and the next start so much later. */
  record Kill(Cue cue, Duration down) implements Upset {}

  /** Every connection ends, and nobody gets through for so long. */
  record Cut(Cue cue, Duration away) implements Upset {}

  /** Every connection ends in the middle of something: so many bytes later. */
  record CutAfter(Cue cue, int bytes) implements Upset {}

  /** The connection stays open and nothing passes. */
  record Silence(Cue cue, Duration lasting) implements Upset {}

  /** There is no more room than this in the data directory. */
  record DiskFull(Cue cue, int bytesLeft, Duration lasting) implements Upset {}

  /** When it is done. */
  sealed interface Cue {}

  /** So long after the trigger is due, on the shared clock. */
  record OfDay(Duration sinceTrigger) implements Cue {}

  /** After the process was started for the n-th time. */
  record OfStart(int nth, Duration after) implements Cue {}

  /** After the exchange booked this for the n-th time. */
  record OfLedger(LedgerEntry.Event event, int nth, Duration after) implements Cue {}
}

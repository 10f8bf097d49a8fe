package evenkeel.gateway;

import java.time.Instant;

/** So many lines a second go to the log; what is beyond is counted. A flood would fill the disk with them. */
final class LogLimit {
  private static final int LINES_PER_SECOND = 50;

  private long second = Long.MIN_VALUE;
  private int lines;
  private int leftOut;

  /** Returns how many lines were left out in a second that is over; they are counted once. */
  int begin(Instant now) {
    if (now.getEpochSecond() == second) {
      return 0;
    }
    int before = leftOut;
    second = now.getEpochSecond();
    lines = 0;
    leftOut = 0;
    return before;
  }

  /** Whether one more line may go. */
  boolean take() {
    if (lines >= LINES_PER_SECOND) {
      leftOut++;
      return false;
    }
    lines++;
    return true;
  }
}

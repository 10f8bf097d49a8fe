package evenkeel.simulator;

import evenkeel.tws.RequestHistoricalData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * IBKR's limits on historical requests: none like it within 15 seconds, fewer than 6 for the same
 * contract and kind within 2 seconds, at most 60 within 10 minutes (TWS API documentation,
 * historical data limitations). A request for bids and asks counts twice. It counts for bars of
 * every size, though IBKR enforces it for small ones only.
 */
final class HistoryPacing {
  private static final Duration SAME = Duration.ofSeconds(15);
  private static final Duration BURST = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int BURST_MAX = 6;
  private static final int LONG_MAX = 60;

  private final Deque<Asked> recent = new ArrayDeque<>();
  private int violations;

  private record Asked(Instant at, String what, String contract, int weight) {}

  int violations() {
    return violations;
  }

  /** Counts a request and says whether it came too fast. */
  boolean isTooFast(Instant now, RequestHistoricalData request) {
    while (!recent.isEmpty() && recent.getFirst().at().plus(LONG).isBefore(now)) {
      recent.removeFirst();
    }
    String contract = request.contract().conId() + "/" + request.contract().symbol() + "/"
        + request.contract().exchange() + "/" + request.whatToShow();
    String what = contract + "/" + request.barSize() + "/" + request.duration() + "/"
        + request.endDateTime() + "/" + request.useRth();
    long same = recent.stream()
        .filter(it -> it.what().equals(what) && it.at().plus(SAME).isAfter(now)).count();
    int burst = recent.stream()
        .filter(it -> it.contract().equals(contract) && it.at().plus(BURST).isAfter(now))
        .mapToInt(Asked::weight).sum();
    int all = recent.stream().mapToInt(Asked::weight).sum();
    int weight = request.whatToShow().equals("BID_ASK") ? 2 : 1;
    boolean tooFast = same > 0 || burst + weight >= BURST_MAX || all + weight > LONG_MAX;
    recent.addLast(new Asked(now, what, contract, weight));
    if (tooFast) {
      violations++;
    }
    return tooFast;
  }
}

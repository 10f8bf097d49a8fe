package evenkeel.verification;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.simulator.LedgerEntry;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * How a year went.
 *
 * @param failures of actors, which none may
 * @param days a digest of everything that happened on each day, by its date in New York
 * @param decisions as the journal has them
 * @param told what the owner was told
 * @param ledger what the exchange has of orders
 * @param reports the lines of the report files
 * @param states what the process needed, at the beginning of each month and at the end
 * @param tasks how many tasks the machine ran
 * @param took by the clock on the wall
 * @param worked the processor's time of the year's thread
 */
record YearResult(
    YearPlan plan, List<String> failures, SequencedMap<String, String> days, List<YearBooks.Decided> decisions,
    List<YearBooks.Told> told, List<LedgerEntry> ledger, List<JsonNode> reports, List<State> states, long tasks,
    Duration took, Duration worked) {
  /**
   * What the process needed.
   *
   * @param heapBytes in use after a collection
   * @param openFiles -1 where the operating system does not tell
   */
  record State(String when, long heapBytes, long openFiles) {}

  YearResult {
    failures = List.copyOf(failures);
    days = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(days));
    decisions = List.copyOf(decisions);
    told = List.copyOf(told);
    ledger = List.copyOf(ledger);
    reports = List.copyOf(reports);
    states = List.copyOf(states);
  }
}

package evenkeel.verification;

import java.util.List;
import java.util.SortedMap;

/**
 * How a day went.
 *
 * @param violations what the auditor found wrong; empty when all is well
 * @param counts how often what happened
 * @param tasks how many tasks the machine ran
 */
record DayResult(DayPlan plan, List<String> violations, SortedMap<String, Integer> counts, String log, long tasks)
    implements
      PeriodResult {
  DayResult {
    violations = List.copyOf(violations);
  }
}

package evenkeel.verification;

import java.util.List;
import java.util.SortedMap;

/**
 * How a season went.
 *
 * @param violations what the auditor found wrong; empty when all is well
 * @param counts how often what happened
 * @param tasks how many tasks the machine ran
 */
record SeasonResult(SeasonPlan plan, List<String> violations, SortedMap<String, Integer> counts, String log, long tasks)
    implements
      PeriodResult {
  SeasonResult {
    violations = List.copyOf(violations);
  }
}

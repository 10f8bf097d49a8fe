package evenkeel.verification;

import java.util.List;
import java.util.SortedMap;

/** How a period went. */
interface PeriodResult {
  AuditedPeriod plan();

  /** What the auditor found wrong; empty when all is well. */
  List<String> violations();

  /** How often what happened. */
  SortedMap<String, Integer> counts();

  /** Everything that happened, a line each. */
  String log();
}

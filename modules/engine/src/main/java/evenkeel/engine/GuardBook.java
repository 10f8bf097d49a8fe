package evenkeel.engine;

import evenkeel.domain.GuardRules;
import evenkeel.domain.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the guards know: the fold of their journal.
 *
 * @param last the account's value at the last look
 * @param runs the newest, each with the reasons that stopped it; none where it passed
 */
public record GuardBook(Optional<GuardRules.Seen> last, SequencedMap<RunId, List<String>> runs) {
  /** As many as the planner keeps decisions: no older one is handed over any more. It may grow but never shrink. */
  private static final int RUNS_KEPT = PlannerBook.DECISIONS_KEPT;

  public static final GuardBook EMPTY = new GuardBook(Optional.empty(), new LinkedHashMap<>());

  public GuardBook {
    runs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(runs));
  }

  GuardBook apply(GuardEvent event) {
    return switch (event) {
      case GuardEvent.AccountSeen seen ->
        new GuardBook(Optional.of(new GuardRules.Seen(seen.netLiquidation(), seen.at())), runs);
      case GuardEvent.RunPassed passed -> with(passed.run(), List.of());
      case GuardEvent.RunStopped stopped -> with(stopped.run(), stopped.reasons());
    };
  }

  /** Why the run was stopped; an empty list where it passed, nothing where it was not examined. */
  Optional<List<String>> verdict(RunId run) {
    return Optional.ofNullable(runs.get(run));
  }

  private GuardBook with(RunId run, List<String> reasons) {
    var changed = new LinkedHashMap<>(runs);
    changed.put(run, reasons);
    while (changed.size() > RUNS_KEPT) {
      changed.pollFirstEntry();
    }
    return new GuardBook(last, changed);
  }
}

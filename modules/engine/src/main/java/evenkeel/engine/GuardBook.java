package evenkeel.engine;

import evenkeel.domain.GuardRules;
import evenkeel.domain.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What the guards know: the fold of their journal.
 *
 * @param last the look at the account that was believed last
 * @param runs the newest that were examined
 * @param held what the runs without a verdict waited for last
 */
public record GuardBook(
    Optional<GuardRules.Seen> last, SequencedMap<RunId, Verdict> runs, SequencedMap<RunId, String> held) {
  /** As many as the planner keeps decisions: no older one is handed over any more. It may grow but never shrink. */
  private static final int RUNS_KEPT = PlannerBook.DECISIONS_KEPT;

  public static final GuardBook EMPTY = new GuardBook(Optional.empty(), new LinkedHashMap<>(), new LinkedHashMap<>());

  /**
   * What became of a run.
   *
   * @param reasons that stopped it; none where it passed
   * @param withheld the orders that are not sent all the same
   */
  public record Verdict(List<String> reasons, List<GuardEvent.Withheld> withheld) {
    static final Verdict PASSED = new Verdict(List.of(), List.of());

    public Verdict {
      reasons = List.copyOf(reasons);
      withheld = List.copyOf(withheld);
    }
  }

  public GuardBook {
    runs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(runs));
    held = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(held));
  }

  GuardBook apply(GuardEvent event) {
    return switch (event) {
      case GuardEvent.AccountSeen seen ->
        new GuardBook(Optional.of(new GuardRules.Seen(seen.netLiquidation(), seen.at(), seen.looked())), runs, held);
      case GuardEvent.RunPassed passed -> with(passed.run(), Verdict.PASSED);
      case GuardEvent.RunPassedInPart part -> with(part.run(), new Verdict(List.of(), part.withheld()));
      case GuardEvent.RunHeld waits -> new GuardBook(last, runs, newest(held, waits.run(), waits.why()));
      case GuardEvent.RunStopped stopped -> with(stopped.run(), new Verdict(stopped.reasons(), List.of()));
    };
  }

  /** Empty where the run was not examined. */
  Optional<Verdict> verdict(RunId run) {
    return Optional.ofNullable(runs.get(run));
  }

  private GuardBook with(RunId run, Verdict verdict) {
    var waiting = new LinkedHashMap<>(held);
    waiting.remove(run);
    return new GuardBook(last, newest(runs, run, verdict), waiting);
  }

  private static <T> SequencedMap<RunId, T> newest(Map<RunId, T> before, RunId run, T value) {
    var changed = new LinkedHashMap<>(before);
    changed.put(run, value);
    while (changed.size() > RUNS_KEPT) {
      changed.pollFirstEntry();
    }
    return changed;
  }
}

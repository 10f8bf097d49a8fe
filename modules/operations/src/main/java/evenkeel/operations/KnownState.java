package evenkeel.operations;

import evenkeel.domain.AccountId;
import evenkeel.domain.Decision;
import evenkeel.domain.Run;
import evenkeel.domain.RunId;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Alert;
import evenkeel.gateway.LinkStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The newest that this process has heard of each thing.
 *
 * @param unusable why the log-in cannot be used
 * @param waiting the run that could not be decided yet
 * @param stoppedAt when the process ended; empty while it runs
 */
record KnownState(
    TradingMode mode, Optional<LinkStatus> link, Optional<AccountId> account, Optional<String> unusable,
    Optional<Waiting> waiting, Optional<Decision> decision, Optional<Run> run, Optional<Alert> alert,
    Optional<Instant> stoppedAt) {

  /** A scheduled run whose inputs are missing. */
  record Waiting(RunId run, List<String> reasons) {
    Waiting {
      reasons = List.copyOf(reasons);
    }
  }

  static KnownState nothing(TradingMode mode) {
    return new KnownState(
        mode, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
        Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A log-in that answers is usable until it is said again that it is not. */
  KnownState with(LinkStatus newest) {
    Optional<String> still = newest.state().answers() ? Optional.empty() : unusable;
    return new KnownState(mode, Optional.of(newest), account, still, waiting, decision, run, alert, stoppedAt);
  }

  KnownState with(AccountId chosen) {
    return new KnownState(mode, link, Optional.of(chosen), Optional.empty(), waiting, decision, run, alert, stoppedAt);
  }

  KnownState unusable(String why) {
    return new KnownState(mode, link, account, Optional.of(why), waiting, decision, run, alert, stoppedAt);
  }

  KnownState waiting(RunId id, List<String> reasons) {
    return new KnownState(
        mode, link, account, unusable, Optional.of(new Waiting(id, reasons)), decision, run, alert, stoppedAt);
  }

  KnownState with(Decision newest) {
    return new KnownState(
        mode, link, account, unusable, Optional.empty(), Optional.of(newest), run, alert, stoppedAt);
  }

  KnownState with(Run newest) {
    return new KnownState(
        mode, link, account, unusable, waiting, decision, Optional.of(newest), alert, stoppedAt);
  }

  KnownState with(Alert newest) {
    return new KnownState(mode, link, account, unusable, waiting, decision, run, Optional.of(newest), stoppedAt);
  }

  KnownState stopped(Instant at) {
    return new KnownState(mode, link, account, unusable, waiting, decision, run, alert, Optional.of(at));
  }
}

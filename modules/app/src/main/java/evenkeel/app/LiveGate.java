package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;
import evenkeel.domain.TradingMode;
import evenkeel.engine.Arming;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.Permits;
import evenkeel.operations.Preflight;
import evenkeel.operations.PreflightEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Lets mode live begin only once everything that {@code preflight} lists is proven and an account is armed. Whether it
 * is this account, and for how long, the guards look at again before each run.
 */
final class LiveGate {
  private LiveGate() {}

  /**
   * Passes, or fails with one line.
   *
   * @throws CommandFailure with exit code 4 where mode live may not begin
   */
  static void check(Settings settings, Instant now) {
    if (settings.mode() == TradingMode.LIVE) {
      refusal(settings, now).ifPresent(why -> {
        throw new CommandFailure(ExitCode.REFUSED, why);
      });
    }
  }

  /**
   * Passes, fails with one line, or says why nothing new may be sent while the orders that stand at the broker have to
   * be followed to their end: nobody else would tell what becomes of them.
   *
   * @throws CommandFailure with exit code 4 where mode live may not begin and no order stands
   */
  static Optional<Phrase> checkStart(Settings settings, Instant now) {
    if (settings.mode() != TradingMode.LIVE) {
      return Optional.empty();
    }
    PreflightEvidence evidence = PreflightFiles.read(settings, now);
    Optional<Phrase> why = refusal(settings, evidence, now);
    if (why.isPresent() && evidence.standing(TradingMode.LIVE) == 0) {
      throw new CommandFailure(ExitCode.REFUSED, why.get());
    }
    return why;
  }

  /** Why mode live may not begin; empty where it may. */
  static Optional<Phrase> refusal(Settings settings, Instant now) {
    return refusal(settings, PreflightFiles.read(settings, now), now);
  }

  private static Optional<Phrase> refusal(Settings settings, PreflightEvidence evidence, Instant now) {
    Optional<Phrase> unproven = unproven(evidence);
    if (unproven.isPresent()) {
      return unproven;
    }
    Optional<Arming> arming = new Permits(new DataDirectory(settings.dataDirectory())).arming();
    Optional<AccountId> account = settings.engine().account().or(() -> arming.map(Arming::account));
    return account.map(it -> Arming.refusal(arming, it, now).map(Phrase::of))
        .orElseGet(() -> Optional.of(new ComplaintText.LiveUnarmed()));
  }

  /** Which items are missing; empty where the list is complete. */
  static Optional<Phrase> unproven(Settings settings, Instant now) {
    return unproven(PreflightFiles.read(settings, now));
  }

  private static Optional<Phrase> unproven(PreflightEvidence evidence) {
    List<Preflight.Item> missing = PreflightFiles.missing(evidence);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(new ComplaintText.LiveUnproven(
            missing.stream().map(Preflight.Item::name).collect(Collectors.joining(", "))));
  }
}

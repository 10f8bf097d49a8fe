package evenkeel.app;

import evenkeel.domain.AccountKind;
import evenkeel.domain.AccountProof;
import evenkeel.domain.FirstRuns;
import evenkeel.domain.ForeignOrders;
import evenkeel.domain.FreezeScope;
import evenkeel.domain.TaxForm;
import evenkeel.engine.Approval;
import evenkeel.engine.Caution;
import evenkeel.operations.Housekeeper;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** The blocks of the configuration that stand between a plan and real money, and what the owner forgets. */
final class CautionReader {
  private static final int FIRST_RUNS_MAX = 100;
  private static final int MEGABYTES_MAX = 1_000_000;
  private static final long MEGABYTE = 1_000_000;

  private CautionReader() {}

  /** What a port is said to be. */
  private enum PortKind {
    CONVENTION, PAPER, LIVE
  }

  /** What a plan does that nobody answered. */
  private enum Unanswered {
    SKIP, TRADE
  }

  /**
   * @param port as it was read; empty where it could not be
   */
  static Caution caution(SettingsBlock root, SettingsBlock gateway, Optional<Integer> port) {
    SettingsBlock first = root.block("live").block("first-runs");
    SettingsBlock approval = root.block("approval");
    return new Caution(
        portKind(gateway, port), firstRuns(first),
        new Approval(
            approval.yesOrNo("required"), approval.duration("wait-max"),
            approval.choice("then", Unanswered.class) == Unanswered.TRADE),
        root.choice("freeze-scope", FreezeScope.class), root.choice("foreign-orders", ForeignOrders.class));
  }

  private static Optional<AccountKind> portKind(SettingsBlock gateway, Optional<Integer> port) {
    return switch (gateway.choice("port-kind", PortKind.class)) {
      case CONVENTION -> port.flatMap(AccountProof::ofPort);
      case PAPER -> Optional.of(AccountKind.PAPER);
      case LIVE -> Optional.of(AccountKind.LIVE);
    };
  }

  private static FirstRuns firstRuns(SettingsBlock first) {
    return new FirstRuns(
        first.integer("count", 0, FIRST_RUNS_MAX), first.dollars("value-max"),
        first.integer("symbols-max", 1, FIRST_RUNS_MAX));
  }

  static Housekeeper.Settings housekeeping(SettingsBlock block) {
    Optional<TaxForm> form = block.parsed(
        "w-8ben-signed", new ConfigText.DateOrEmpty("2024-05-01"), text -> {
          try {
            return Optional.of(text.isEmpty()
                ? Optional.<TaxForm>empty()
                : Optional.of(
                    new TaxForm(LocalDate.parse(text))));
          } catch (DateTimeException none) {
            return Optional.empty();
          }
        });
    long megabytes = block.integer("disk-use-max-mb", 1, MEGABYTES_MAX);
    return new Housekeeper.Settings(form, megabytes * MEGABYTE);
  }
}

package evenkeel.operations;

import evenkeel.domain.Phrase;
import java.util.List;

/** What {@code preflight} says of its items. */
public sealed interface PreflightText extends Phrase {

  // What the journal, the report files and the alerts show.

  /** Sessions with a Gateway that was ready, of those in thirty days, and what went wrong since. */
  record PaperSeen(String from, String to, int covered, int sessions, int faults) implements PreflightText {}

  record PaperNever() implements PreflightText {}

  /** Counts by order type, as {@code MOC 12}. */
  record TypesFilled(List<String> counts) implements PreflightText {}

  record NoneFilled() implements PreflightText {}

  record LossesSeen(int count, String last) implements PreflightText {}

  record NoLoss() implements PreflightText {}

  record RejectionsSeen(int count, String ref, String day) implements PreflightText {}

  record NoRejection() implements PreflightText {}

  record OrdersTraced(int whole, int orders) implements PreflightText {}

  record NoOrders() implements PreflightText {}

  record DecisionsReported(int reported, int decisions) implements PreflightText {}

  record NoDecision() implements PreflightText {}

  record AlertsTold(int delivered, int confirmed) implements PreflightText {}

  record PortIs(int port, String kind) implements PreflightText {}

  record PortSaysNothing(int port) implements PreflightText {}

  record LiveDryRunSeen(String run, String account, String day) implements PreflightText {}

  record NoLiveDryRun() implements PreflightText {}

  record AcknowledgedOn(String day) implements PreflightText {}

  record NotAcknowledged() implements PreflightText {}

  // How to get what is missing.

  record CoverSessions(List<String> absent) implements PreflightText {}

  record RunOnPaper() implements PreflightText {}

  record ExplainFaults(List<String> faults) implements PreflightText {}

  record FillTypes(List<String> types) implements PreflightText {}

  record LoseLink() implements PreflightText {}

  record GetRejected() implements PreflightText {}

  record TraceOrders(List<String> refs) implements PreflightText {}

  record SendOrders() implements PreflightText {}

  record WriteReports(List<String> runs) implements PreflightText {}

  record Decide() implements PreflightText {}

  record DeliverAlerts() implements PreflightText {}

  record ConfirmAlerts() implements PreflightText {}

  record SetLivePort() implements PreflightText {}

  record RunDryLive() implements PreflightText {}

  record InstallNewer() implements PreflightText {}

  record AckFunding() implements PreflightText {}

  record AckMarketData() implements PreflightText {}

  record AckPhoneApp() implements PreflightText {}

  record AckBrokerPhone() implements PreflightText {}
}

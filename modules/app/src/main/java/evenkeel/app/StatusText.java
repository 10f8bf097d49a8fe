package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;
import evenkeel.domain.RunId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** What the running process says of itself. */
public sealed interface StatusText extends Phrase {
  record LabelMode() implements StatusText {}

  record LabelPaused() implements StatusText {}

  record LabelFrozen() implements StatusText {}

  record LabelArmed() implements StatusText {}

  record LabelTaxForm() implements StatusText {}

  record LabelDisk() implements StatusText {}

  record LabelTime() implements StatusText {}

  record LabelAccount() implements StatusText {}

  record LabelGateway() implements StatusText {}

  record LabelLink() implements StatusText {}

  record LabelRestart() implements StatusText {}

  record LabelLogIn() implements StatusText {}

  record LabelAddress() implements StatusText {}

  record LabelVersion() implements StatusText {}

  record LabelClock() implements StatusText {}

  record LabelMarketData() implements StatusText {}

  record LabelNext() implements StatusText {}

  record LabelLastDecision() implements StatusText {}

  record LabelLastRun() implements StatusText {}

  record LabelOpenOrders() implements StatusText {}

  record LabelLastAlert() implements StatusText {}

  record ProcessIs(long pid) implements StatusText {}

  record NotKnown() implements StatusText {}

  record NotKnownYet() implements StatusText {}

  record NotComparedYet() implements StatusText {}

  record LinkOffline() implements StatusText {}

  record LinkConnecting() implements StatusText {}

  record LinkHandshaking() implements StatusText {}

  record LinkSynchronizing() implements StatusText {}

  record LinkReady() implements StatusText {}

  record LinkHeld() implements StatusText {}

  record LinkLost() implements StatusText {}

  record LinkProblem(Phrase state, String problem) implements StatusText {}

  record NextIs(String kind, String due, String cutOff) implements StatusText {}

  record PutOffFrom(Phrase next, LocalDate planned) implements StatusText {}

  record DecisionIs(RunId run, Phrase verdict) implements StatusText {}

  record ToTrade(int orders) implements StatusText {}

  record ToRest() implements StatusText {}

  record RefusedFor(List<String> reasons) implements StatusText {}

  record MissedFor(String reason) implements StatusText {}

  /** What became of the last decision so far. */
  record AwaitsWord(RunId run, String until) implements StatusText {}

  record TradesUnlessRejected(RunId run, String until) implements StatusText {}

  record NothingSentYet() implements StatusText {}

  record SettledWith(List<Phrase> orders) implements StatusText {}

  /** A cash account: the purchases that are left wait until the proceeds have settled. */
  record AwaitsSettlement(RunId run, String session, String until, List<Phrase> orders) implements StatusText {}

  record UnderWay(List<Phrase> orders) implements StatusText {}

  record FilledOf(int filled, int orders) implements StatusText {}

  record EndedUnfilled(int orders) implements StatusText {}

  record StillStanding(int orders) implements StatusText {}

  record NotSentYet(int orders) implements StatusText {}

  record OfUnknownFate(int orders) implements StatusText {}

  record DelayedFor(String why) implements StatusText {}

  record NoRestart() implements StatusText {}

  record SeenToBreak(Phrase configured, String times) implements StatusText {}

  record BehindGateway(String by) implements StatusText {}

  record AheadOfGateway(String by) implements StatusText {}

  record LogInLasts(String until) implements StatusText {}

  record LogInEnds(String end, String by) implements StatusText {}

  record AddressChanged(String now, String before, String at) implements StatusText {}

  record LogInOver(String at, String by) implements StatusText {}

  record ArmedFor(AccountId account, LocalDate until) implements StatusText {}

  record NotArmedNow() implements StatusText {}

  record FormEnded(LocalDate until) implements StatusText {}

  record FormValid(LocalDate until, long days) implements StatusText {}

  record DiskHolds(String used, String free) implements StatusText {}

  record NoneAtBroker() implements StatusText {}

  record OneAtBroker() implements StatusText {}

  record SomeAtBroker(long count) implements StatusText {}

  record AtBrokerUnknown() implements StatusText {}

  record NamedAtBroker(Phrase orders, String names) implements StatusText {}

  record HasStopped(long pid, Phrase orders) implements StatusText {}

  record Stopping(Phrase orders) implements StatusText {}

  record Runs(String mode, Path logs) implements StatusText {}

  record NextLine(Phrase next) implements StatusText {}

  record DecidedBefore(Phrase decision) implements StatusText {}

  record ReportedRun(RunId run) implements StatusText {}

  record Approved(RunId run, Phrase when) implements StatusText {}

  record Refused(RunId run, Phrase when) implements StatusText {}

  record WithinAMinute() implements StatusText {}

  record OnceItRuns(String until) implements StatusText {}

  record Acknowledged(int alerts, String since) implements StatusText {}

  record AcknowledgedOne(String since) implements StatusText {}

  record SayWhenRead() implements StatusText {}

  record Delivered() implements StatusText {}

  record Shown() implements StatusText {}

  record NotDelivered(String why) implements StatusText {}
}

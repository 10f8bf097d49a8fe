package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.OrderType;
import evenkeel.domain.Phrase;
import evenkeel.domain.RunId;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Why a command cannot go on, and what to do about it. */
public sealed interface ComplaintText extends Phrase {
  record AlertNeedsWord() implements ComplaintText {}

  record FileUnusable(Path file, String why) implements ComplaintText {}

  record NoChannel() implements ComplaintText {}

  record ChannelUnknown(String channel, String channels) implements ComplaintText {}

  record NothingToAcknowledge() implements ComplaintText {}

  record AnsweredBefore(RunId run, Phrase answer, String by, String from, String at) implements ComplaintText {}

  record WordApproved() implements ComplaintText {}

  record WordRejected() implements ComplaintText {}

  record NoPlanWaits() implements ComplaintText {}

  record SeveralPlansWait(String runs) implements ComplaintText {}

  record OtherPlanWaits(String run, String runs) implements ComplaintText {}

  record JournalUnreadable(String why) implements ComplaintText {}

  record NobodyToType() implements ComplaintText {}

  record PaperNeedsNoArming(AccountId account) implements ComplaintText {}

  record OtherAccountKept(AccountId configured, AccountId account) implements ComplaintText {}

  record UntilOutOfRange(LocalDate first, LocalDate last, LocalDate until) implements ComplaintText {}

  record NoAnswerWithin(long seconds) implements ComplaintText {}

  record Interrupted() implements ComplaintText {}

  record InterruptedHere() implements ComplaintText {}

  record FileForSeveral(Path path) implements ComplaintText {}

  record NoSuchFile(Path path) implements ComplaintText {}

  record CsvUnwritable(Path file, Phrase why) implements ComplaintText {}

  record NoFolder() implements ComplaintText {}

  record NotYours() implements ComplaintText {}

  record ToBeforeFrom(LocalDate to, LocalDate from) implements ComplaintText {}

  record CalendarCovers(LocalDate first, LocalDate last, LocalDate from, LocalDate to) implements ComplaintText {}

  record MonthOrDays() implements ComplaintText {}

  record OneIdOrAll() implements ComplaintText {}

  record OrderIdTooSmall(int id) implements ComplaintText {}

  record SayYesToCancelAll() implements ComplaintText {}

  record NoClock(String why) implements ComplaintText {}

  record Unexpected(String failure) implements ComplaintText {}

  record UnexpectedHidden(String failure) implements ComplaintText {}

  record Misused(Phrase what, String command) implements ComplaintText {}

  record DidYouMean(Phrase what, Phrase words) implements ComplaintText {}

  record NoSuchCommand(String word) implements ComplaintText {}

  record NoSense(String word) implements ComplaintText {}

  record ControlPortClosed(String why) implements ComplaintText {}

  record ProcessDeaf(Path directory) implements ComplaintText {}

  record ProcessNone(Path directory) implements ComplaintText {}

  record NotEnded(long pid, int seconds) implements ComplaintText {}

  record ProcessSilent() implements ComplaintText {}

  record TooLateToday(String next) implements ComplaintText {}

  record NoDecisionCame(RunId run) implements ComplaintText {}

  record ReasonsAndWhere(List<String> reasons) implements ComplaintText {}

  record NothingWasSent(Phrase why) implements ComplaintText {}

  record NoPlan(Phrase why) implements ComplaintText {}

  record NoPlanInFile(Path file, int line, List<String> reasons) implements ComplaintText {}

  record LookAndTryAgain(String problem) implements ComplaintText {}

  record GatewayUnusable() implements ComplaintText {}

  record TransportMissing() implements ComplaintText {}

  record EngineStopped() implements ComplaintText {}

  record LiveUnderOtherClock() implements ComplaintText {}

  record JournalUnusable(Path file, String why) implements ComplaintText {}

  record LiveUnproven(String missing) implements ComplaintText {}

  record LiveUnarmed() implements ComplaintText {}

  record NothingToChange() implements ComplaintText {}

  record SizeOrLimitWrong() implements ComplaintText {}

  record OrderNonsense(List<String> objections) implements ComplaintText {}

  record GatewayKnowsNot(Symbol symbol, String words) implements ComplaintText {}

  /** The same of a class share that is not written as IBKR does. */
  record GatewayKnowsNotClass(Symbol symbol, String words, Symbol other) implements ComplaintText {}

  /** What the Gateway says to a symbol that it does not know, with the name that it may know. */
  static ComplaintText gatewayKnowsNot(Symbol symbol, String words) {
    return symbol.classShare().<ComplaintText>map(other -> new GatewayKnowsNotClass(symbol, words, other))
        .orElseGet(() -> new GatewayKnowsNot(symbol, words));
  }

  record CutOffPassedFor(OrderType type, String cutOff, String close) implements ComplaintText {}

  record OwnersFileUnwritable(Path file, String why) implements ComplaintText {}

  record PermitsUnwritable(Path file, String why) implements ComplaintText {}

  record PausedMeanwhile(Phrase why) implements ComplaintText {}

  record NotJson(Path file, int line, String why) implements ComplaintText {}

  record PlanFileUnreadable(Path file, String why) implements ComplaintText {}

  record PlanFileEmpty(Path file) implements ComplaintText {}

  record PlanFileWrong(Path file, int line, String what) implements ComplaintText {}

  record AccountNotManaged(AccountId account) implements ComplaintText {}

  record NotAcknowledgeable(String name, String names) implements ComplaintText {}

  record NotAcknowledged(String name) implements ComplaintText {}

  record EvidenceUnreadable(Path directory, String why) implements ComplaintText {}

  record NoQuoteStreams() implements ComplaintText {}

  record SecondsForStream() implements ComplaintText {}

  record StreamOrSnapshot() implements ComplaintText {}

  record SecondsTooFew(int seconds) implements ComplaintText {}

  record NoUsablePrice(List<String> missing) implements ComplaintText {}

  record NotOpenToday(String date, Phrase next) implements ComplaintText {}

  record CutOffPassed(String cutOff, Phrase next) implements ComplaintText {}

  record NextSession(String date, String until) implements ComplaintText {}

  record NotAllFilled(List<Phrase> orders) implements ComplaintText {}

  record FilledPartly(Side side, Symbol symbol, String filled, String wanted,
      Phrase outcome) implements ComplaintText {}

  record DidNotFill(Phrase outcome, String filled, String wanted) implements ComplaintText {}

  record NotCancelled(int order, Phrase why) implements ComplaintText {}

  record NotChanged(int order, Phrase why) implements ComplaintText {}

  record StillOpen(String orders) implements ComplaintText {}

  record OpenOrder(Side side, String shares, Symbol symbol, int order, int client,
      String status) implements ComplaintText {}

  record NotConfirmed(Phrase what) implements ComplaintText {}

  record TheCancel(int order) implements ComplaintText {}

  record TheCancelOfAll() implements ComplaintText {}

  record TheRequest() implements ComplaintText {}

  record WhatStands() implements ComplaintText {}

  record OtherMode(String running, String wanted) implements ComplaintText {}

  record EndedBeforeDone() implements ComplaintText {}

  record DidNotSucceed() implements ComplaintText {}

  record NotClosedToOthers(Path directory, String why) implements ComplaintText {}

  record TooFarBack(String span, LocalDate from, LocalDate first) implements ComplaintText {}

  record TooShort(String why) implements ComplaintText {}

  record NoBars(Symbol symbol, String problem, Phrase mend) implements ComplaintText {}

  record BarsMissing(Symbol symbol, String problem, Phrase mend) implements ComplaintText {}

  record CheckSymbol() implements ComplaintText {}

  record RunAgain() implements ComplaintText {}

  record NoSuchBars(Symbol symbol) implements ComplaintText {}

  record NoSuchContract(Symbol symbol) implements ComplaintText {}

  record ContractRefused(Symbol symbol, String problem) implements ComplaintText {}

  record FollowOrders() implements ComplaintText {}

  record FollowOrder() implements ComplaintText {}

  record ServiceNeedsWord() implements ComplaintText {}

  record ServiceUnwritable(String why) implements ComplaintText {}

  record LauncherUnknown() implements ComplaintText {}

  record ToolFailed(String command, String words, String otherwise) implements ComplaintText {}

  record SimulatorFailed(String why) implements ComplaintText {}

  record DemoFailed(String why) implements ComplaintText {}

  record SpeedOutOfRange(double speed) implements ComplaintText {}

  record MonthWrong(String why) implements ComplaintText {}

  record NoTemporary(String why) implements ComplaintText {}

  record DemoLate(RunId run, Path logs) implements ComplaintText {}

  record DemoFaulty(List<Phrase> faults, Path logs) implements ComplaintText {}

  record DemoNoOrder() implements ComplaintText {}

  record DemoOffTarget(String symbol, Phrase points) implements ComplaintText {}

  record DemoCash(String cash) implements ComplaintText {}

  record DemoUnseen(String outcome, Path directory) implements ComplaintText {}

  record PortOutOfRange(int max, int port) implements ComplaintText {}

  record PortTaken(int port, String why) implements ComplaintText {}

  record LedgerUnwritable(String ledger, String why) implements ComplaintText {}

  record PricesNoFolder(Path prices) implements ComplaintText {}

  record WireNeedsWord() implements ComplaintText {}

  record FrameCut(Path file, int left) implements ComplaintText {}

  record NoWireBytes(Path file, String why) implements ComplaintText {}

  record BytesUnreadable(Path file, String why) implements ComplaintText {}

  record VersionOutOfRange(int min, int max, int version) implements ComplaintText {}
}

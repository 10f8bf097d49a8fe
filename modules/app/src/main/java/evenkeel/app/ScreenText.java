package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.ContractId;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;

/** What commands say of plans, holdings and permissions. */
public sealed interface ScreenText extends Phrase {

  record Breach() implements ScreenText {}

  record Untouched() implements ScreenText {}

  record UntouchedListing(String listing, ContractId contract) implements ScreenText {}

  record NothingToTrade() implements ScreenText {}

  record Totals(String sells, String buys, String commissions, String cash) implements ScreenText {}

  /** A cash account: the orders above go today, those below once their proceeds have settled. */
  record SecondStep() implements ScreenText {}

  record NoOrder(Symbol symbol, Phrase reason) implements ScreenText {}

  record BelowThreshold() implements ScreenText {}

  record BelowMinimum() implements ScreenText {}

  record NoWholeShare() implements ScreenText {}

  record ConvertedFirst() implements ScreenText {}

  record BuysOnly() implements ScreenText {}

  record ContractFrozen() implements ScreenText {}

  record NegativeCash(String amount) implements ScreenText {}

  record DebitPaidBack(String amount) implements ScreenText {}

  record CashInOther(String currency, String amount, String worth) implements ScreenText {}

  record BorrowedInOther(String currency, String amount) implements ScreenText {}

  record ConvertsFirst(String cost, String proceeds) implements ScreenText {}

  record ConvertsFirstInOddLot(String cost, String proceeds) implements ScreenText {}

  record ConvertFirst(String amount, String proceeds) implements ScreenText {}

  record NetLiquidationUnchecked(String names) implements ScreenText {}

  record PriceIs(Symbol symbol, Phrase source) implements ScreenText {}

  record LastPrice() implements ScreenText {}

  record Midpoint() implements ScreenText {}

  record PreviousClosePrice() implements ScreenText {}

  record NotJudged(String reason) implements ScreenText {}

  record ValueAsOf(String name, String time) implements ScreenText {}

  record ShouldMoveElsewhere(String usd, String name) implements ScreenText {}

  record ShouldMoveToBroker(String usd, String name) implements ScreenText {}

  record EarlyClose() implements ScreenText {}

  record LastOfMonth() implements ScreenText {}

  record Closed() implements ScreenText {}

  record NothingHeld() implements ScreenText {}

  record NoValues() implements ScreenText {}

  record NoOrders() implements ScreenText {}

  record NoFills() implements ScreenText {}

  record NothingSent() implements ScreenText {}

  record DryRun() implements ScreenText {}

  record ReportIs(Path file) implements ScreenText {}

  record Paused() implements ScreenText {}

  record Resumed() implements ScreenText {}

  record ResumedAndAccepted() implements ScreenText {}

  record GoesByIt() implements ScreenText {}

  record NoProcess() implements ScreenText {}

  record NotArmed() implements ScreenText {}

  record Armed(AccountId account, LocalDate until) implements ScreenText {}

  record Disarmed() implements ScreenText {}

  record AllCurrencies() implements ScreenText {}

  record NoneShown() implements ScreenText {}

  record NothingUsable(String reason) implements ScreenText {}

  record PriceFrom(String price, String source) implements ScreenText {}

  record WithReplacement(Phrase price, String why) implements ScreenText {}

  record LimitAt(String type, String limit) implements ScreenText {}

  record BarsWritten(Symbol symbol, int bars, String from, String to, Path file) implements ScreenText {}

  record BarsWrittenPartly(Symbol symbol, int bars, String from, String to, Path file) implements ScreenText {}

  record ItemDone() implements ScreenText {}

  record ItemMissing() implements ScreenText {}

  record AllProven() implements ScreenText {}

  record SomeUnproven(long missing, int all) implements ScreenText {}

  record WeightsBeyondReserve(String reserve) implements ScreenText {}

  record ComputedIn(String base, String currency, String rate) implements ScreenText {}

  record NothingDone() implements ScreenText {}

  record WritesFile(Path file) implements ScreenText {}

  record RemovesFile(Path file) implements ScreenText {}

  record RunsTool(String command) implements ScreenText {}

  record RunsToolReading(String command) implements ScreenText {}

  record InstalledIn(String kind, Path file, Phrase state) implements ScreenText {}

  record NotInstalled(String kind) implements ScreenText {}

  record Loaded() implements ScreenText {}

  record NotLoaded() implements ScreenText {}

  record RunIsRunning() implements ScreenText {}

  record RunIsNot() implements ScreenText {}

  record Demo(int port) implements ScreenText {}

  record DemoSession(String date, String close, Optional<Phrase> early) implements ScreenText {}

  record DemoEarly() implements ScreenText {}

  record DemoTrigger(String due, String until) implements ScreenText {}

  record DemoClock(long speed) implements ScreenText {}

  record DemoRunsOn() implements ScreenText {}

  record DemoReport(Path file) implements ScreenText {}

  record DemoJournal(Path file) implements ScreenText {}

  record DemoLedger(Path file) implements ScreenText {}

  record DemoSettled() implements ScreenText {}

  record DemoClosing(String time) implements ScreenText {}

}

package evenkeel.app;

import evenkeel.domain.AccountId;
import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.nio.file.Path;
import java.time.LocalDate;

/** What commands say of plans, holdings and permissions. */
public sealed interface ScreenText extends Phrase {

  record Breach() implements ScreenText {}

  record Untouched() implements ScreenText {}

  record NothingToTrade() implements ScreenText {}

  record Totals(String sells, String buys, String commissions, String cash) implements ScreenText {}

  record NoOrder(Symbol symbol, Phrase reason) implements ScreenText {}

  record BelowThreshold() implements ScreenText {}

  record BelowMinimum() implements ScreenText {}

  record NoWholeShare() implements ScreenText {}

  record BuysOnly() implements ScreenText {}

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
}

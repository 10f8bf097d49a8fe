package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/** What {@code doctor} looks at, what it finds, and what mends it. */
public sealed interface DoctorText extends Phrase {
  record VerdictOk() implements DoctorText {}

  record VerdictWarning() implements DoctorText {}

  record VerdictFailed() implements DoctorText {}

  record CheckLine(Phrase name, Phrase finding) implements DoctorText {}

  record CheckMend(Phrase name, Phrase finding, Phrase mend) implements DoctorText {}

  record OfConfiguration() implements DoctorText {}

  record OfJava() implements DoctorText {}

  record OfDataDirectory() implements DoctorText {}

  record OfRestart() implements DoctorText {}

  record OfLogIn() implements DoctorText {}

  record OfAddress() implements DoctorText {}

  record AddressIs(String addresses) implements DoctorText {}

  record AddressBehindRouter(String network) implements DoctorText {}

  record AddressNone() implements DoctorText {}

  record AddressOther(String now, String before) implements DoctorText {}

  record SeeLogIn() implements DoctorText {}

  record OfZone() implements DoctorText {}

  record ZoneOfNewYork(ZoneId zone) implements DoctorText {}

  record ZoneAhead(ZoneId zone, Duration by) implements DoctorText {}

  record ZoneBehind(ZoneId zone, Duration by) implements DoctorText {}

  record ZoneUnknown() implements DoctorText {}

  record NameZone() implements DoctorText {}

  record OtherZone(Phrase zone, LocalTime at, ZoneId configured, LocalTime newYork) implements DoctorText {}

  record SetRestartZone(ZoneId zone) implements DoctorText {}

  record OfVersion() implements DoctorText {}

  record InstallNewer() implements DoctorText {}

  record OfClock() implements DoctorText {}

  record OfFile() implements DoctorText {}

  record OfLiveMode() implements DoctorText {}

  record OfDisk() implements DoctorText {}

  record OfTaxForm() implements DoctorText {}

  record OfGateway() implements DoctorText {}

  record OfAccount() implements DoctorText {}

  record OfGatewayClock() implements DoctorText {}

  record OfOrderIds() implements DoctorText {}

  record IdsEnd(int next) implements DoctorText {}

  record ResetIds() implements DoctorText {}

  record OfPrices(Symbol symbol) implements DoctorText {}

  record OfMarketData() implements DoctorText {}

  record ConfigurationIs(Phrase source, String mode) implements DoctorText {}

  record DefaultsAlone() implements DoctorText {}

  record JavaIs(String version, String home) implements DoctorText {}

  record InstallJava(int wanted) implements DoctorText {}

  record WillBeMade(Path root) implements DoctorText {}

  record CannotBeMade(Path root, Path there) implements DoctorText {}

  record MakeThatWritable() implements DoctorText {}

  record NoPermissions(Path root) implements DoctorText {}

  record KeepOthersOut() implements DoctorText {}

  record OpenToOthers(Path root, String permissions) implements DoctorText {}

  record CloseIt(Path root) implements DoctorText {}

  record WritableAndClosed(Path root) implements DoctorText {}

  record FilesOpen(int open, Path root) implements DoctorText {}

  record NextStartCloses() implements DoctorText {}

  record NotWritable(Path root, String why) implements DoctorText {}

  record MakeItWritable() implements DoctorText {}

  record InTheMiddle(Phrase restart) implements DoctorText {}

  record InSession(Phrase restart) implements DoctorText {}

  record MoveRestart() implements DoctorText {}

  record TimeIs(String now) implements DoctorText {}

  record TimeBeyond(String now) implements DoctorText {}

  record SetClock() implements DoctorText {}

  record TimeBy(String now, double speed) implements DoctorText {}

  record UnsetClock() implements DoctorText {}

  record HoldsNoSecret(Path file) implements DoctorText {}

  record ProvenAndArmed(Phrase arming) implements DoctorText {}

  record FreeSpace() implements DoctorText {}

  record MoveLogs() implements DoctorText {}

  record NotMeasured(String why) implements DoctorText {}

  record FormNotWatched() implements DoctorText {}

  record SignANewOne() implements DoctorText {}

  record AnswersAt(String address, int client) implements DoctorText {}

  record FitsMode(String account, String mode) implements DoctorText {}

  record ClocksAgree() implements DoctorText {}

  record ClocksDiffer(long seconds) implements DoctorText {}

  record NetworkTime() implements DoctorText {}

  record CheckSubscription() implements DoctorText {}

  record NoSubscription(String why) implements DoctorText {}

  record LiveComes() implements DoctorText {}

  record LiveNotAsked() implements DoctorText {}

  record PricedAt(String kind, String price, String source) implements DoctorText {}

  record PricedInstead(Phrase price, String why) implements DoctorText {}

  record LookWhenOpen() implements DoctorText {}

  record OfAlerts() implements DoctorText {}

  record OfPause() implements DoctorText {}

  record OfFreeze() implements DoctorText {}

  record NotPaused() implements DoctorText {}

  record LogAlone() implements DoctorText {}

  record NameChannels() implements DoctorText {}

  record NeverSent(String channels) implements DoctorText {}

  record TryChannels() implements DoctorText {}

  record AllTook(String channels) implements DoctorText {}

  record SomeDidNotTake(String channels, Phrase refused) implements DoctorText {}

  record DidNotTake(String channel, String alert, String at) implements DoctorText {}

  record AndAlso(Phrase first, Phrase rest) implements DoctorText {}

  record TestSaysWhy() implements DoctorText {}

  record DeliveriesUnreadable(String channels, String why) implements DoctorText {}

  record MakeRecordReadable() implements DoctorText {}

  record NoneFrozen() implements DoctorText {}

  record JournalClosed(String why) implements DoctorText {}

  record RestoreJournal() implements DoctorText {}
}

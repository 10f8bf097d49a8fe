package evenkeel.app;

import evenkeel.domain.Phrase;
import evenkeel.domain.Symbol;
import java.nio.file.Path;
import java.time.LocalTime;

/** What is wrong with the configuration. */
public sealed interface ConfigText extends Phrase {
  record At(String place, String setting, Phrase what) implements ConfigText {}

  record AtFile(String place, Phrase what) implements ConfigText {}

  record BlockWanted() implements ConfigText {}

  record BlockWas(String was) implements ConfigText {}

  record ListWas(String was) implements ConfigText {}

  record TextsWanted() implements ConfigText {}

  record MustBe(Phrase wanted, String was) implements ConfigText {}

  record IsMissing(Phrase wanted) implements ConfigText {}

  record AText() implements ConfigText {}

  record WholeNumber(int min, int max) implements ConfigText {}

  record TrueOrFalse() implements ConfigText {}

  record DollarsWanted() implements ConfigText {}

  record SpanWanted() implements ConfigText {}

  record TimeWanted(String example) implements ConfigText {}

  record TimeOrEmpty(String example) implements ConfigText {}

  record ZoneWanted() implements ConfigText {}

  record OneOf(String words) implements ConfigText {}

  record Either(Phrase one, Phrase other) implements ConfigText {}

  record AccountOrEmpty() implements ConfigText {}

  record BandWanted() implements ConfigText {}

  record DropWanted() implements ConfigText {}

  record MultipleWanted() implements ConfigText {}

  record PointsWanted() implements ConfigText {}

  record ThresholdWanted() implements ConfigText {}

  record WeightWanted() implements ConfigText {}

  record CashWeightWanted() implements ConfigText {}

  record FractionWanted() implements ConfigText {}

  record SymbolWanted() implements ConfigText {}

  record ContractIdWanted() implements ConfigText {}

  record ExchangeWanted() implements ConfigText {}

  record CurrencyWanted() implements ConfigText {}

  record ClassShare(Symbol symbol, Symbol other) implements ConfigText {}

  record DateWanted(String example) implements ConfigText {}

  record DateOrEmpty(String example) implements ConfigText {}

  record PointerWanted(String example) implements ConfigText {}

  record PointerOrEmpty(String example) implements ConfigText {}

  record BeforeCutOff(LocalTime latest) implements ConfigText {}

  record BeforeCutOffWas(LocalTime latest, LocalTime was) implements ConfigText {}

  record SilenceTooLong(long most, long are) implements ConfigText {}

  record Unusable(String reason) implements ConfigText {}

  record UnknownKey(String setting, Phrase hint) implements ConfigText {}

  record MayStand(String keys) implements ConfigText {}

  record DidYouMeanKey(String setting) implements ConfigText {}

  record Unreadable(Path file, Phrase why) implements ConfigText {}

  record NoReadableFile() implements ConfigText {}

  record NoSuchFileThere() implements ConfigText {}

  record NestedTooDeeply() implements ConfigText {}

  record OpenSecret(Path file, String setting) implements ConfigText {}

  record MustDiffer() implements ConfigText {}

  record ChannelWas(String names, String was) implements ConfigText {}

  record NamedTwice(String name) implements ConfigText {}

  record NeededHere() implements ConfigText {}

  record NeededHereOrInFile(String setting) implements ConfigText {}

  record MailAddressWanted() implements ConfigText {}

  record MailAddressesWanted() implements ConfigText {}

  record AddressWanted() implements ConfigText {}

  record AddressWantedForHttp() implements ConfigText {}

  record SecretFileUnreadable(String file) implements ConfigText {}

  record ValueWanted() implements ConfigText {}

  record FileWanted() implements ConfigText {}
}

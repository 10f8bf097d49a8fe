package evenkeel.app;

import evenkeel.domain.Phrase;
import java.nio.file.Path;
import java.time.LocalDate;

/** What the policy laboratory says. */
public sealed interface LaboratoryText extends Phrase {
  record NotAnIncome(String words) implements LaboratoryText {}

  record WrongWeight(String symbol, String words) implements LaboratoryText {}

  record WeightsAboveOne(String sum) implements LaboratoryText {}

  record NotVaried(String words) implements LaboratoryText {}

  record GridTooLarge(long count, long max) implements LaboratoryText {}

  record Walking(long done, long total) implements LaboratoryText {}

  record ReadingPrices() implements LaboratoryText {}

  record LaboratoryTitle(String policy, String symbols, LocalDate from, LocalDate to) implements LaboratoryText {}

  record FilledSessions(String counts) implements LaboratoryText {}

  record GridOf(long sets) implements LaboratoryText {}

  record SmallerThanLuck() implements LaboratoryText {}

  record FileWritten(Path file) implements LaboratoryText {}

  record TradesInHeading() implements LaboratoryText {}

  record DriftFirst() implements LaboratoryText {}

  record EquityChart() implements LaboratoryText {}

  record WeightsChart() implements LaboratoryText {}

  record FallChart() implements LaboratoryText {}

  record PoliciesChart() implements LaboratoryText {}

  record MarkOfTrades(LocalDate day, int orders) implements LaboratoryText {}

  record PastIsNoPromise() implements LaboratoryText {}

  record LuckOfStart(String low, String high) implements LaboratoryText {}

  record LuckOfLook(String low, String high) implements LaboratoryText {}

  record LuckOfLots(String low, String high) implements LaboratoryText {}

  record LuckOfFill(String low, String high) implements LaboratoryText {}

  record BeatsIn(String name, String other, String share) implements LaboratoryText {}

  record NoDifferenceSeen(String name, String others) implements LaboratoryText {}

  record Resampled(int times, int block, long seed) implements LaboratoryText {}
}

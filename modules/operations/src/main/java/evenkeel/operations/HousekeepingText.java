package evenkeel.operations;

import evenkeel.domain.Phrase;

/** What the housekeeper tells. */
public sealed interface HousekeepingText extends Phrase {
  /** {@code w-8ben-DAYS-DATE}, a warning: the form that keeps the tax on dividends low is about to end. */
  record TaxFormEnds(String until, long days) implements HousekeepingText {}

  /** {@code w-8ben-DAYS-MONTH}, critical. */
  record TaxFormEnded(String until) implements HousekeepingText {}

  /** {@code disk-full-DATE}, critical. */
  record DiskFull(String free) implements HousekeepingText {}

  /** {@code disk-use-DATE}, a warning. */
  record DirectoryLarge(String size, String max) implements HousekeepingText {}

  /** {@code arming-DATE}, a warning: the last week of an arming. */
  record ArmingEnds(String until) implements HousekeepingText {}
}

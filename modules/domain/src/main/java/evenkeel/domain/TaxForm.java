package evenkeel.domain;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * The owner's W-8BEN, without which 30 % of every dividend is withheld.
 *
 * @param signed the date beside the signature
 */
public record TaxForm(LocalDate signed) {
  /** How many days before the end the owner is told. */
  public static final List<Integer> WARNINGS_DAYS = List.of(90, 30, 7);

  /** The last day of the third calendar year after that of the signature (IRS, Instructions for Form W-8BEN). */
  public LocalDate validUntil() {
    return LocalDate.of(signed.getYear() + 3, 12, 31);
  }

  /** Days until it ends; negative after that. */
  public long daysLeft(LocalDate today) {
    return ChronoUnit.DAYS.between(today, validUntil());
  }

  /** The newest warning that is due: the smallest of {@link #WARNINGS_DAYS} that is reached; 0 once it is over. */
  public Optional<Integer> warning(LocalDate today) {
    long left = daysLeft(today);
    return left < 0
        ? Optional.of(0)
        : WARNINGS_DAYS.stream().filter(days -> left <= days).min(Integer::compare);
  }
}

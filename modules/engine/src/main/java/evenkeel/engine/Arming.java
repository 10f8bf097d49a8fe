package evenkeel.engine;

import evenkeel.domain.AccountId;
import evenkeel.domain.NyseCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The owner's word that an account may be traded with real money.
 *
 * @param until the last day, New York time
 */
public record Arming(AccountId account, LocalDate until, Instant since) {
  private static final String HOW = "; evenkeel arm --account ... --until DATE changes that";

  /** Why this account may not be traded live now; empty where it may. In a sentence without a full stop. */
  public static Optional<String> refusal(Optional<Arming> arming, AccountId account, Instant now) {
    if (arming.isEmpty()) {
      return Optional.of("mode live is not armed" + HOW);
    }
    Arming armed = arming.get();
    if (!armed.account().equals(account)) {
      return Optional.of("mode live is armed for " + armed.account() + ", not for " + account + HOW);
    }
    return armed.isOver(now)
        ? Optional.of("mode live was armed until " + armed.until() + ", which is over" + HOW)
        : Optional.empty();
  }

  /** Whether its last day is over in New York. */
  public boolean isOver(Instant now) {
    return now.atZone(NyseCalendar.ZONE).toLocalDate().isAfter(until);
  }
}

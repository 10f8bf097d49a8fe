package evenkeel.domain;

import java.time.Instant;

/** Whether the close of the session before is a price while the exchange is open. */
public enum PreviousCloseInSession {
  /** It is not: what the market has done since is unknown. */
  REFUSE,
  /** It is, and every use is reported. */
  ALLOW;

  /** Whether a previous close is a price at this time. Outside a session it is the newest price there is. */
  public boolean isPriceAt(Instant now) {
    return switch (this) {
      case REFUSE -> !NyseCalendar.isOpen(now);
      case ALLOW -> true;
    };
  }
}

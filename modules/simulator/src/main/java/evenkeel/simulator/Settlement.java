package evenkeel.simulator;

import evenkeel.domain.NyseCalendar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of an account's cash has not settled. Proceeds of stocks settle with the next session (T+1,
 * SEC rule 15c6-1 since May 2024), currencies two sessions after their trade; purchases take cash
 * at once (IBKR's definition of settled cash).
 *
 * @see <a href="https://ibkr.info/node/3101">free riding: a sale before its purchase has settled,
 *     after which only settled cash buys for 90 days</a>
 */
final class Settlement {
  private static final int STOCK_SESSIONS = 1;
  private static final int CURRENCY_SESSIONS = 2;
  private static final int RESTRICTED_DAYS = 90;

  private final List<Part> parts = new ArrayList<>();
  /** When what was bought with unsettled cash is paid for, by contract id. */
  private final Map<Integer, LocalDate> unpaid = new HashMap<>();
  private LocalDate restrictedUntil = LocalDate.MIN;
  private int lateSessions;

  private record Part(String currency, BigDecimal amount, LocalDate settles) {}

  /** Cash that has not settled when the simulation starts. */
  void begin(String currency, BigDecimal amount, LocalDate today) {
    parts.add(new Part(currency, amount, after(today, STOCK_SESSIONS)));
  }

  /** What is sold from now on settles so many sessions later than usual. */
  void late(int sessions) {
    lateSessions = sessions;
  }

  /**
   * A trade has brought cash.
   *
   * @param amount in {@code currency}
   */
  void sold(Instrument instrument, String currency, BigDecimal amount, LocalDate today) {
    parts.removeIf(it -> !it.settles().isAfter(today));
    parts.add(new Part(currency, amount,
        after(today, lateSessions
            + (instrument.isForex() ? CURRENCY_SESSIONS : STOCK_SESSIONS))));
    if (isUnpaid(instrument, today)) {
      restrictedUntil = today.plusDays(RESTRICTED_DAYS);
    }
  }

  /**
   * A purchase has taken cash.
   *
   * @param settled what had settled of its currency before
   */
  void bought(Instrument instrument, BigDecimal amount, BigDecimal settled, LocalDate today) {
    if (amount.compareTo(settled) > 0) {
      unpaid.put(instrument.conId(), after(today, STOCK_SESSIONS));
    }
  }

  /** Whether a sale now would be free riding. */
  boolean isUnpaid(Instrument instrument, LocalDate today) {
    return unpaid.getOrDefault(instrument.conId(), LocalDate.MIN).isAfter(today);
  }

  /** Whether the account has been free riding lately. */
  boolean isRestricted(LocalDate today) {
    return today.isBefore(restrictedUntil);
  }

  BigDecimal unsettled(String currency, LocalDate today) {
    return parts.stream().filter(it -> it.currency().equals(currency))
        .filter(it -> it.settles().isAfter(today)).map(Part::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static LocalDate after(LocalDate date, int sessions) {
    LocalDate settles = date;
    for (int left = sessions; left > 0;) {
      settles = settles.plusDays(1);
      if (NyseCalendar.session(settles).isPresent()) {
        left--;
      }
    }
    return settles;
  }
}

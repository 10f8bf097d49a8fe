package evenkeel.simulator;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.math.BigDecimal;
import java.util.stream.Stream;

/** What the parts of a scenario owe each other; every problem names file, line and key. */
final class ScenarioChecks {
  private ScenarioChecks() {}

  /** A text that names a zone of the Java runtime. */
  static String zone(Section section, String key) {
    String text = section.text(key);
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException unknown) {
      throw section.problem(key, "'" + text + "' is not a time zone such as America/New_York");
    }
  }

  /** One contract id is one contract. */
  static void contracts(Section contracts, Map<String, Instrument> instruments) {
    for (String name : contracts.keys()) {
      int id = instruments.get(name).conId();
      instruments.forEach((other, instrument) -> {
        if (!other.equals(name) && instrument.conId() == id) {
          throw contracts.problem(name, "has the con-id " + id + " of " + other);
        }
      });
    }
  }

  /** Each account once, and each currency in it with a rate. */
  static void accounts(
      Section root, List<AccountSettings> accounts, Map<String, Instrument> instruments,
      SortedMap<String, BigDecimal> rates) {
    rates.forEach((currency, rate) -> {
      if (rate.signum() <= 0) {
        throw root.problem("exchange-rates", currency + " must be above 0, was " + rate);
      }
    });
    Set<String> ids = new HashSet<>();
    for (AccountSettings account : accounts) {
      if (!ids.add(account.id())) {
        throw root.problem("accounts", account.id() + " is there twice");
      }
      Stream.concat(
          account.cash().keySet().stream(),
          account.positions().stream().map(held -> instruments.get(held.symbol()).currency()))
          .filter(currency -> !currency.equals(account.baseCurrency()) && !rates.containsKey(currency)).findFirst()
          .ifPresent(currency -> {
            throw root.problem(
                "exchange-rates", "what is 1 " + currency + " in " + account.baseCurrency() + "? " + account.id()
                    + " has it");
          });
    }
  }
}

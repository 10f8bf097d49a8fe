package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountChangeTest {
  private static final BigDecimal TENTH = new BigDecimal("0.10");
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:00Z");

  @ParameterizedTest(name = "from 10000 to {0} since {1}: believed {2}")
  @CsvSource({
      "11000, 2025-10-30T18:30:00Z, true", "11001, 2025-10-30T18:30:00Z, false", // Overnight.
      "8999, 2025-10-31T14:00:00Z, false", // Within a session.
      "11999, 2025-10-27T18:30:00Z, true", "12001, 2025-10-27T18:30:00Z, false", // Four sessions: twice as much.
      "11000, 2025-10-25T18:30:00Z, true", // From a Saturday.
      "15000, 2025-01-31T19:30:00Z, true", "15001, 2025-01-31T19:30:00Z, false"}) // Never more than fivefold.
  void shouldAllowMoreTheLongerNobodyLooked(String worth, Instant since, boolean isBelieved) {
    var last = new GuardRules.Seen(new BigDecimal("10000"), since);
    assertThat(objection(last, worth, "100").isEmpty()).isEqualTo(isBelieved);
  }

  @ParameterizedTest(name = "{0} with {1} in cash: believed {2}")
  @CsvSource({
      "60000, 50100, true", // A deposit of 50,000.
      "66000, 50100, true", "66100, 50100, false", // And the market moved with it.
      "10000, 50100, false", // Cash came, and the value does not show it.
      "1000, -8900, true", // A withdrawal, in part of borrowed money.
      "12000, 100, false"}) // No cash came.
  void shouldTakeOutDepositsAndWithdrawals(String worth, String cash, boolean isBelieved) {
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    var last = new GuardRules.Seen(new BigDecimal("10000"), yesterday, Optional.of(portfolio("10000", "100")));
    assertThat(objection(last, worth, cash).isEmpty()).isEqualTo(isBelieved);
  }

  @Test
  void shouldNotTakeAConversionForADeposit() {
    Portfolio before = portfolio("40000", "200").with(hongKongDollars("117000"));
    var last = new GuardRules.Seen(
        new BigDecimal("40000"), NOW.minus(Duration.ofDays(1)), Optional.of(before));
    Portfolio converted = portfolio("40000", "14957.51").with(hongKongDollars("1860"));
    assertThat(AccountChange.objection(last, converted, NOW, ExecutionBook.EMPTY, TENTH)).isEmpty();
    Portfolio deposited = portfolio("65000", "200").with(hongKongDollars("312000"));
    assertThat(AccountChange.objection(last, deposited, NOW, ExecutionBook.EMPTY, TENTH)).isEmpty();
  }

  private static Cash hongKongDollars(String amount) {
    return new Cash(
        new TreeMap<>(Map.of("HKD", new BigDecimal(amount))), new TreeMap<>(Map.of("HKD", new BigDecimal("0.1282"))),
        Optional.empty(), Optional.empty());
  }

  @Test
  void shouldNameWhatItComparesAndWhatIsAllowed() {
    Instant yesterday = NOW.minus(Duration.ofDays(1));
    var last = new GuardRules.Seen(new BigDecimal("10000"), yesterday, Optional.of(portfolio("10000", "100")));
    String why = objection(last, "13000", "1100").orElseThrow();
    assertThat(why).isEqualTo(
        "the account is worth 13000.00, 18.18 % away from 11000.00, which is the last look on 2025-10-30 and cash flows"
            + " of 1000.00 since, more than guards.account-change-max 10 % allows over 1 sessions, which is 10 %; if"
            + " that is right, say so with evenkeel resume");
    assertThat(Language.ZH.say(Phrase.of(why))).contains("账户价值").doesNotContain("account is");
  }

  private static Optional<String> objection(GuardRules.Seen last, String worth, String cash) {
    return AccountChange.objection(last, portfolio(worth, cash), NOW, ExecutionBook.EMPTY, TENTH);
  }

  private static Portfolio portfolio(String worth, String cash) {
    return Portfolio.of("USD", new BigDecimal(worth), new BigDecimal(cash), List.of());
  }

  /**
   * Thirds of three funds from 2019 to 2026, rebalanced at month ends where one is 5 points off: growth that nobody
   * has to look into stops nothing, neither with a look each day nor with looks at rebalances alone.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldStopNoRebalanceOfTheYearsSince2019(boolean isDaily) throws IOException {
    Path folder = Path.of(System.getProperty("evenkeel.shared", "absent"), "data", "prices");
    assumeTrue(Files.isDirectory(folder), "no prices beside the project");
    List<SortedMap<LocalDate, BigDecimal>> closes = new ArrayList<>();
    for (String fund : List.of("DBMF", "GLD", "BIL")) {
      closes.add(closes(folder.resolve(fund + ".csv")));
    }
    List<LocalDate> days = closes.getFirst().keySet().stream()
        .filter(day -> closes.stream().allMatch(fund -> fund.containsKey(day))).toList();
    List<BigDecimal> shares = shares(new BigDecimal(50_000), closes, days.getFirst());
    Optional<GuardRules.Seen> last = Optional.empty();
    int rebalances = 0;
    for (LocalDate day : days) {
      Instant now = day.atTime(LocalTime.of(14, 30)).atZone(NyseCalendar.ZONE).toInstant();
      BigDecimal worth = worth(shares, closes, day);
      boolean isDue = NyseCalendar.isLastOfMonth(day) && isDrifted(shares, closes, day, worth);
      if (isDue || isDaily) {
        Portfolio seen = portfolio(worth.toPlainString(), "0");
        assertThat(last.flatMap(it -> AccountChange.objection(it, seen, now, ExecutionBook.EMPTY, TENTH)))
            .as("on " + day).isEmpty();
        Portfolio jumped = portfolio(worth.multiply(new BigDecimal("1.12")).toPlainString(), "0");
        var seenToday = new GuardRules.Seen(worth, now, Optional.of(seen));
        Instant overnight = now.plus(Duration.ofHours(20));
        assertThat(AccountChange.objection(seenToday, jumped, overnight, ExecutionBook.EMPTY, TENTH))
            .as("12 % overnight after " + day).isPresent();
        last = Optional.of(seenToday);
      }
      if (isDue) {
        rebalances++;
        shares = shares(worth, closes, day);
      }
    }
    assertThat(rebalances).isGreaterThan(4);
  }

  private static boolean isDrifted(
      List<BigDecimal> shares, List<SortedMap<LocalDate, BigDecimal>> closes, LocalDate day, BigDecimal worth) {
    BigDecimal third = BigDecimal.ONE.divide(new BigDecimal(3), MathContext.DECIMAL32);
    for (int i = 0; i < shares.size(); i++) {
      BigDecimal weight = shares.get(i).multiply(price(closes, i, day)).divide(worth, MathContext.DECIMAL32);
      if (weight.subtract(third).abs().compareTo(new BigDecimal("0.05")) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static BigDecimal worth(
      List<BigDecimal> shares, List<SortedMap<LocalDate, BigDecimal>> closes, LocalDate day) {
    BigDecimal worth = BigDecimal.ZERO;
    for (int i = 0; i < shares.size(); i++) {
      worth = worth.add(shares.get(i).multiply(price(closes, i, day)));
    }
    return worth;
  }

  private static List<BigDecimal> shares(
      BigDecimal worth, List<SortedMap<LocalDate, BigDecimal>> closes, LocalDate day) {
    BigDecimal third = worth.divide(new BigDecimal(3), MathContext.DECIMAL32);
    return closes.stream().map(fund -> third.divide(fund.get(day), MathContext.DECIMAL32)).toList();
  }

  private static BigDecimal price(List<SortedMap<LocalDate, BigDecimal>> closes, int fund, LocalDate day) {
    return closes.get(fund).get(day);
  }

  private static SortedMap<LocalDate, BigDecimal> closes(Path file) throws IOException {
    var closes = new TreeMap<LocalDate, BigDecimal>();
    for (String line : Files.readAllLines(file).stream().skip(1).filter(it -> !it.isBlank()).toList()) {
      String[] cells = line.split(",", -1);
      Map.Entry<LocalDate, BigDecimal> row = Map.entry(LocalDate.parse(cells[0]), new BigDecimal(cells[4]));
      closes.put(row.getKey(), row.getValue());
    }
    return closes;
  }
}

package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.simulator.LedgerEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts that report in another currency than they trade in, over TCP. */
class BaseCurrencyTest {
  private static final String TWENTY_THOUSAND_IN_DOLLARS = """
      include classpath("evenkeel/simulator/scenarios/month-end")
      accounts = [{ id = DU1234567, cash = 20000
        positions { DBMF = "720@27.10", GLD = "38@265.40", BIL = "170@91.55" } }]
      """;
  /** 5,000 + 39,000 / 7.8 + 8,000 x 1.25 USD: as much as 20,000 USD. */
  private static final String TWENTY_THOUSAND_IN_THREE_CURRENCIES = """
      include classpath("evenkeel/simulator/scenarios/month-end")
      exchange-rates { USD = 7.8, EUR = 9.75 }
      accounts = [{ id = DU1234567, base-currency = HKD
        cash { USD = 5000, HKD = 39000, EUR = 8000 }
        positions { DBMF = "720@27.10", GLD = "38@265.40", BIL = "170@91.55" } }]
      """;

  @TempDir
  Path folder;

  @Test
  void shouldMakeTheSamePlanInHongKongDollars() throws IOException {
    JsonNode dollars = plan("month-end");
    JsonNode hongKong = plan("hkd-account");

    assertThat(dollars.path("orders")).isNotEmpty();
    assertThat(hongKong.path("orders")).isEqualTo(dollars.path("orders"));
    assertThat(hongKong.path("skipped")).isEqualTo(dollars.path("skipped"));
  }

  /** IBKR would lend the dollars that a purchase lacks beside other currencies. */
  @Test
  void shouldCountCashInEveryCurrencyAndSpendTheDollarsOnly() throws IOException {
    JsonNode one = plan(file("one", TWENTY_THOUSAND_IN_DOLLARS));
    JsonNode three = plan(file("three", TWENTY_THOUSAND_IN_THREE_CURRENCIES));

    for (int i = 0; i < 3; i++) {
      // A tick between two plans may move the price of one.
      assertThat(three.path("drift").path(i).path("current_weight").asDouble())
          .isCloseTo(one.path("drift").path(i).path("current_weight").asDouble(), within(0.001));
    }
    assertThat(bought(one)).isGreaterThan(16_000);
    assertThat(bought(three)).isBetween(4_000.0, 4_750.0);
    assertThat(three.path("cash").path("other_currencies")).hasSize(2);
    JsonNode euros = three.path("cash").path("convert").path(0);
    assertThat(euros.path("currency").asText()).isEqualTo("EUR");
    assertThat(euros.path("amount").asDouble()).isBetween(7_000.0, 8_000.0);
  }

  @Test
  void shouldBuyNothingInAnAccountThatHasHongKongDollarsOnly() throws IOException {
    String hongKong = """
        include classpath("evenkeel/simulator/scenarios/month-end")
        exchange-rates { USD = 7.8 }
        accounts = [{ id = DU1234567, base-currency = HKD, cash { USD = 0, HKD = 400000 } }]
        """;
    try (SimulatedDay day = SimulatedDay.of(file("hkd-only", hongKong), folder)) {
      ProgramRun run = day.run("", "plan");
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("Nothing to trade.").anyMatch(
          line -> line.startsWith("Cash in HKD: 400,000.00 HKD, worth 51,282.05 USD."))
          .anyMatch(line -> line.contains("for lack of dollars: convert "));
      day.run("", "rebalance", "--yes");
      assertThat(day.ledger(LedgerEntry.Event.ACCEPTED)).isEmpty();
    }
  }

  /** The case: 200 USD and 117,000 HKD in a margin account, where IBKR would lend the dollars. */
  @Test
  void shouldBorrowNoDollarsBesideHongKongDollars() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("two-currencies", folder)) {
      ProgramRun run = day.run("", "rebalance", "--yes");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).anyMatch(line -> line.contains("leaves purchases out for lack of dollars: convert 11"));
      assertThat(day.ledger(LedgerEntry.Event.ACCEPTED)).isEmpty();
    }
  }

  /** The same account, converting by itself: the purchases wait for the dollars and spend no others. */
  @Test
  void shouldConvertWhatThePurchasesNeedAndThenBuy() throws IOException {
    String market = "evenkeel { currencies.convert = auto, order-type = MKT, guards.pattern-day-trader-rule = false }";
    try (SimulatedDay day = SimulatedDay.of("two-currencies", folder)) {
      ProgramRun run = day.run(market, "rebalance", "--yes");
      assertThat(run.exitCode()).as(run.out() + "" + run.err()).isZero();
      assertThat(run.out()).anyMatch(line -> line.startsWith("Converted first: at most "));
      List<LedgerEntry> filled = day.ledger(LedgerEntry.Event.FILLED);
      assertThat(filled.getFirst().symbol()).contains("USD.HKD");
      assertThat(filled).hasSizeGreaterThan(3);
      double dollars = 200;
      for (LedgerEntry fill : filled) {
        double value = fill.quantity().orElseThrow().doubleValue() * fill.price().orElseThrow().doubleValue();
        boolean isConversion = fill.symbol().orElse("").equals("USD.HKD");
        dollars += isConversion
            ? fill.quantity().orElseThrow().doubleValue()
            : fill.action().orElse("").equals("BUY") ? -value : value;
      }
      assertThat(dollars).isBetween(100.0, 400.0);
      assertThat(day.run(market, "status").out()).noneMatch(line -> line.contains("frozen"));
      assertThat(day.run(market, "plan").out()).contains("Nothing to trade.");
    }
  }

  private static double bought(JsonNode plan) {
    double sum = 0;
    for (JsonNode order : plan.path("orders")) {
      sum += order.path("action").asText().equals("BUY") ? order.path("est_value").asDouble() : 0;
    }
    return sum;
  }

  @Test
  void shouldSayAtWhichRateItComputed() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("hkd-account", folder)) {
      assertThat(day.run("", "plan").out()).contains(
          "The account reports in HKD; everything is computed in USD, 1 USD being 7.80 HKD by the account's own rate.");
    }
  }

  @Test
  void shouldRefuseWithoutABelievableRate() throws IOException {
    String upsideDown = """
        include classpath("evenkeel/simulator/scenarios/hkd-account")
        exchange-rates { USD = 0.0000001 }
        """;
    try (SimulatedDay day = SimulatedDay.of(file("bad", upsideDown), folder)) {
      ProgramRun run = day.run("", "plan");

      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).singleElement().asString().contains("no plan: ").contains("which is no rate");
      ProgramRun rebalance = day.run("", "rebalance", "--yes");
      assertThat(rebalance.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(day.ledger(LedgerEntry.Event.RECEIVED)).isEmpty();
    }
  }

  private JsonNode plan(String scenario) throws IOException {
    try (SimulatedDay day = SimulatedDay.of(scenario, folder)) {
      ProgramRun run = day.run("", "plan", "--json");
      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      return new ObjectMapper().readTree(run.out().getFirst());
    }
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".conf"), text).toString();
  }
}

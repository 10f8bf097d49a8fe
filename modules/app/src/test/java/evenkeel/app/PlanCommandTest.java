package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DRIFTED = """
      {"net_liq": 30000.0, "drift_threshold": 0.05, "min_trade_value": 100,
       "weights": [["GLD", 0.5], ["BIL", 0.5]],
       "positions": {"GLD": {"shares": 45.0, "avg_cost": 180.25}, "BIL": {"shares": 130, "avg_cost": 91.5}},
       "prices": {"GLD": 400.0, "BIL": 92.0}}
      """;

  @TempDir
  Path folder;

  @Test
  void shouldPrintDriftOrdersAndCostForPeople() throws IOException {
    ProgramRun run = plan(DRIFTED);

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).containsExactly(
        "Holding  Shares   Price  Value USD   Weight   Target       Drift",
        "GLD          45  400.00  18,000.00  60.00 %  50.00 %  +10.00 pts  breach",
        "BIL         130   92.00  11,960.00  39.87 %  50.00 %  -10.13 pts  breach",
        "Cash                         40.00   0.13 %   0.00 %   +0.13 pts",
        "",
        "Order  Symbol  Shares   Price  Value USD  Commission USD",
        "SELL   GLD          8  400.00   3,200.00            1.00",
        "BUY    BIL         33   92.00   3,036.00            1.00",
        "Sells 3,200.00 USD, buys 3,036.00 USD, commissions 2.00 USD, cash afterwards 202.00 USD");
  }

  @Test
  void shouldSayWhatTheWeightsAreOfWhereCashIsReserved() throws IOException {
    String words = "Weights are of what is beyond the cash reserve of ";
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertThat(day.run("", "plan").out()).containsSubsequence(words + "250.00 USD.", "");
      assertThat(day.run("evenkeel.cash-reserve = 0 USD", "plan").out()).noneMatch(line -> line.startsWith(words));
    }
  }

  @Test
  void shouldPrintTheKeysOfTheContractAsJson() throws IOException {
    ProgramRun run = plan(DRIFTED, "--rule", "breached-legs", "--json");

    assertThat(run.out()).containsExactly(
        "{\"drift\":["
            + "{\"symbol\":\"GLD\",\"shares\":45.0,\"avg_cost\":180.25,\"market_value\":18000.0,"
            + "\"current_weight\":0.6,\"target_weight\":0.5,\"drift\":0.1},"
            + "{\"symbol\":\"BIL\",\"shares\":130.0,\"avg_cost\":91.5,\"market_value\":11960.0,"
            + "\"current_weight\":0.39866666666666667,\"target_weight\":0.5,"
            + "\"drift\":-0.10133333333333333}],"
            + "\"orders\":["
            + "{\"symbol\":\"GLD\",\"action\":\"SELL\",\"quantity\":7,\"est_value\":2800.0,\"drift\":0.1},"
            + "{\"symbol\":\"BIL\",\"action\":\"BUY\",\"quantity\":33,\"est_value\":3036.0,"
            + "\"drift\":-0.10133333333333333}],"
            + "\"skipped\":[]}");
  }

  /** A net liquidation that its own holdings contradict would become cash, or a loan, that is not there. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      30000.0      | 0.01     | whole-portfolio | the holdings come to 29960.00 and the net liquidation is 0.01
      30000.0      | 0.01     | breached-legs   | the holdings come to 29960.00 and the net liquidation is 0.01
      30000.0      | 60000000 | whole-portfolio | less than 1 %
      30000.0      | 60000000 | breached-legs   | less than 1 %
      "GLD": 400.0 | "GLD": 4000.0 | whole-portfolio | the holdings come to 191960.00
      "GLD": 400.0 | "GLD": 4000.0 | breached-legs   | the holdings come to 191960.00
      """)
  void shouldRefuseANetLiquidationThatTheHoldingsContradict(String good, String bad, String rule, String reason)
      throws IOException {
    ProgramRun run = plan(DRIFTED.replace(good, bad), "--rule", rule);

    assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).singleElement().asString().contains(reason);
    assertThat(run.out()).noneMatch(line -> line.contains("SELL") || line.contains("BUY"));
  }

  @Test
  void shouldTakeTheCashThatTheFileGives() throws IOException {
    String rich = DRIFTED.replace("30000.0", "60000000");
    String told = rich.replace("{\"net_liq\"", "{\"cash\": 59970040, \"net_liq\"");
    assertThat(plan(told).exitCode()).isEqualTo(ExitCode.DONE);
    ProgramRun contradicted = plan(told.replace("59970040", "1000"));
    assertThat(contradicted.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(contradicted.err()).singleElement().asString().contains("cash and holdings at these prices come to");
  }

  @Test
  void shouldPlanForAnAccountThatIsAllInCash() throws IOException {
    String cash = DRIFTED.replace("45.0", "0").replace("130", "0").replace("30000.0", "60000000");
    assertThat(plan(cash).out()).anyMatch(line -> line.startsWith("BUY"));
  }

  /** The case: every holding 4.7 points above its target, and a margin debit of 6,946 USD. */
  @Test
  void shouldSellAMarginDebitDownAndSaySo() throws IOException {
    String debit = """
        {"net_liq": 50000, "drift_threshold": 0.05, "min_trade_value": 100,
         "weights": [["DBMF", 0.3333333], ["GLD", 0.3333333], ["BIL", 0.3333334]],
         "positions": {"DBMF": {"shares": 678, "avg_cost": 27}, "GLD": {"shares": 51, "avg_cost": 265},
                       "BIL": {"shares": 208, "avg_cost": 91}},
         "prices": {"DBMF": 28, "GLD": 372, "BIL": 91.3}}
        """;
    ProgramRun run = plan(debit);
    assertThat(run.out()).anyMatch(line -> line.startsWith("Cash") && line.contains("-6,946.40"))
        .contains("Cash is negative: 6,946.40 USD is borrowed from the broker and bears interest. The sells pay it back"
            + " (negative-cash = cure).");
    JsonNode json = JSON.readTree(plan(debit, "--json").out().getFirst());
    double sold = 0;
    for (JsonNode order : json.get("orders")) {
      assertThat(order.get("action").asText()).isEqualTo("SELL");
      sold += order.get("est_value").asDouble();
    }
    assertThat(sold).isBetween(6946.40, 7400.0);
    assertThat(json.get("cash").get("breach").asText()).isEqualTo("negative");
    assertThat(plan(debit, "--rule", "breached-legs").out()).contains("Nothing to trade.").contains(
        "Cash is negative: 6,946.40 USD is borrowed from the broker and bears interest.");
  }

  @Test
  void shouldTakeAThresholdOfZeroAsARebalanceAtEveryDate() throws IOException {
    String near = DRIFTED.replace("45.0", "38").replace("130", "159").replace("30000.0", "29860")
        .replace("0.05", "0");
    assertThat(plan(near).out()).anyMatch(line -> line.startsWith("SELL   GLD"));
  }

  @Test
  void shouldPlanForEveryObjectOfAFile() throws IOException {
    String onTarget = DRIFTED.replace("45.0", "37.0").replace("130", "163").replace("30000.0", "29796");

    ProgramRun run = plan(DRIFTED + "{\"id\": \"second\", \"input\":" + onTarget + "}", "--json");

    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).hasSize(2);
    JsonNode second = JSON.readTree(run.out().get(1));
    assertThat(second.get("id").asText()).isEqualTo("second");
    assertThat(second.get("orders")).isEmpty();
    assertThat(second.get("skipped")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "GLD": 400.0     | "GLD": NaN       | its price is NaN
      "GLD": 400.0     | "GLD": Infinity  | its price is Infinity
      "GLD": 400.0     | "GLD": -Infinity | its price is -Infinity
      "GLD": 400.0     | "GLD": -1        | its price is -1
      "GLD": 400.0     | "GLD": 0         | its price is 0
      "GLD": 400.0,    |                  | GLD
      "shares": 45.0   | "shares": -45.0  | GLD
      "shares": 45.0   | "shares": NaN    | shares of GLD is NaN
      30000.0          | 0                | net liquidation
      30000.0          | -5               | net liquidation
      30000.0          | NaN              | net liquidation is NaN
      ["BIL", 0.5]     | ["BIL", 0.502]   | 1.002
      "drift_threshold": 0.05 | "drift_threshold": -0.1 | drift threshold must be from 0 to 1
      """)
  void shouldRefuseWithTheReasonWhatCannotBePlanned(String good, String bad, String reason)
      throws IOException {
    String input = DRIFTED.replace(good, bad == null ? "" : bad);

    ProgramRun json = plan(input, "--json");
    ProgramRun text = plan(input);

    assertThat(json.exitCode()).isEqualTo(ExitCode.REFUSED);
    JsonNode object = JSON.readTree(json.out().getFirst());
    assertThat(object.fieldNames()).toIterable().containsExactly("refused");
    assertThat(object.get("refused").toString()).contains(reason);
    assertThat(json.err()).singleElement().asString().contains("no plan: ").contains(reason);
    assertThat(text.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(text.err()).isEqualTo(json.err());
    assertThat(text.out()).noneMatch(line -> line.contains("SELL"));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      "net_liq": 30000.0,  |                   | the object has no net_liq
      30000.0              | "much"            | net_liq must be a number, was much
      {                    | {"id": [],        | id must be a text or a number
      ["GLD", 0.5]         | ["GLD"]           | weights.GLD must be a number
      ["BIL", 0.5]         | ["GLD", 0.5]      | weights has GLD twice
      ["BIL", 0.5]         | ["", 0.5]         | weights: '' is no symbol
      "shares": 45.0, "avg_cost" | "avg_cost"  | positions.GLD has no shares
      "weights"            | weights           | not JSON
      """)
  void shouldNameFileAndLineOfWhatHasTheWrongShape(String good, String bad, String problem)
      throws IOException {
    ProgramRun run = plan(DRIFTED.replace(good, bad == null ? "" : bad));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString()
        .matches("evenkeel: .*portfolio\\.json:[0-9]+: .*").contains(problem);
  }

  @Test
  void shouldSayThatAFileIsMissingOrEmpty() throws IOException {
    ProgramRun missing = ProgramRun.of("plan", "--from", folder.resolve("none.json").toString());

    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).singleElement().asString().contains("none.json: cannot be read");
    assertThat(plan("").err()).singleElement().asString().contains("is empty");
  }

  @Test
  void shouldNotChokeOnNumbersWithAbsurdExponents() throws IOException {
    assertThat(plan(DRIFTED.replace("400.0", "1e999999")).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(plan(DRIFTED.replace("400.0", "1e-999999")).exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(plan(DRIFTED.replace("400.0", "1e" + "8".repeat(80))).exitCode()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void shouldPlanTheWorkedExamples() throws IOException {
    Path examples = Path.of(System.getProperty("evenkeel.shared"), "data", "plan_examples.jsonl");
    Assumptions.assumeTrue(Files.exists(examples), "the worked examples are not here");
    List<JsonNode> expected = new ArrayList<>();
    for (String line : Files.readAllLines(examples)) {
      expected.add(JSON.readTree(line));
    }

    ProgramRun run = ProgramRun.of("plan", "--from", examples.toString(), "--rule", "breached-legs", "--json");

    assertThat(run.out()).hasSize(expected.size());
    for (int index = 0; index < expected.size(); index++) {
      compare(expected.get(index), JSON.readTree(run.out().get(index)));
    }
  }

  private static void compare(JsonNode example, JsonNode actual) {
    String id = example.get("id").asText();
    assertThat(actual.get("id").asText()).isEqualTo(id);
    boolean isShort = false;
    for (JsonNode position : example.get("input").get("positions")) {
      isShort |= position.get("shares").asDouble() < 0;
    }
    if (isShort) {
      // The prototype traded on; a short position is never touched here.
      assertThat(actual.get("refused")).as(id).isNotEmpty();
      return;
    }
    JsonNode plan = example.get("expected");
    compareNumbers(id, plan.get("drift"), actual.get("drift"));
    if (example.get("float_sensitive").asBoolean()) {
      compareExact(id, plan.get("exact_arithmetic"), actual);
    } else {
      compareNumbers(id, plan.get("orders"), actual.get("orders"));
      assertThat(actual.get("skipped")).as(id).isEqualTo(plan.get("skipped"));
    }
  }

  /** Same objects in the same order; numbers to within what doubles lose. */
  private static void compareNumbers(String id, JsonNode expected, JsonNode actual) {
    assertThat(actual).as(id).hasSameSizeAs(expected);
    for (int index = 0; index < expected.size(); index++) {
      JsonNode wanted = expected.get(index);
      JsonNode found = actual.get(index);
      assertThat(found.fieldNames()).toIterable().as(id)
          .containsExactlyElementsOf(() -> wanted.fieldNames());
      wanted.properties().forEach(field -> {
        JsonNode value = found.get(field.getKey());
        if (field.getValue().isNumber()) {
          double number = field.getValue().asDouble();
          assertThat(value.asDouble()).as(id + " " + field.getKey())
              .isCloseTo(number, within(1e-9 * Math.max(1, Math.abs(number))));
        } else {
          assertThat(value).as(id).isEqualTo(field.getValue());
        }
      });
    }
  }

  private static void compareExact(String id, JsonNode expected, JsonNode actual) {
    assertThat(actual.get("orders")).as(id).hasSameSizeAs(expected.get("orders"));
    for (int index = 0; index < expected.get("orders").size(); index++) {
      JsonNode wanted = expected.get("orders").get(index);
      JsonNode found = actual.get("orders").get(index);
      assertThat(List.of(found.get("symbol"), found.get("action"), found.get("quantity"))).as(id)
          .isEqualTo(List.of(wanted.get(0), wanted.get(1), wanted.get(2)));
    }
    assertThat(actual.get("skipped")).as(id).isEqualTo(expected.get("skipped"));
  }

  private ProgramRun plan(String content, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("portfolio.json"), content);
    List<String> arguments = new ArrayList<>(List.of("plan", "--from", file.toString()));
    arguments.addAll(List.of(options));
    return ProgramRun.of(arguments.toArray(String[]::new));
  }
}

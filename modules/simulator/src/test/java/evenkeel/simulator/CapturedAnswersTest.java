package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.ContractData;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.HistoricalSchedule;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a real paper Gateway answered to questions, asked of the simulated one: the same kinds of
 * messages in the same order, with those values that do not depend on the account or the market.
 * Left out are a future and real-time bars, which the simulated Gateway does not have.
 */
class CapturedAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LENGTH_BYTES = 4;
  private static final String FOLDER = "data/wire/ibkr-go-sequences.jsonl";

  @ParameterizedTest(name = "{0}")
  @CsvSource({"grounded_bootstrap, 2026-04-05T17:49:26", "current_time, 2026-04-11T14:12:08",
      "req_ids, 2026-04-11T14:12:16", "grounded_account_summary, 2026-04-05T17:50:23",
      "grounded_positions, 2026-04-05T17:50:51",
      "grounded_contract_details_aapl, 2026-04-05T17:49:38",
      "grounded_historical_bars, 2026-04-05T17:50:55",
      "historical_schedule_aapl, 2026-04-11T13:52:12",
      "completed_orders_cancelled_system_live, 2026-04-12T12:39:37",
      "executions_missing_end_live, 2026-04-12T12:39:38"})
  void shouldAnswerAsTheRealGatewayDid(String name, String start) throws IOException {
    List<JsonNode> steps = steps(name);
    Conversation conversation = new Conversation(scenario(steps), 1, start);
    if (name.equals("executions_missing_end_live")) {
      conversation.inject(Fault.parse("fault = lose-messages, message = execDetailsEnd"));
    }
    TestClient client = conversation.dial().hello("v200").start(1);
    List<String> said = new ArrayList<>(words(client));
    for (JsonNode step : steps) {
      if (step.path("direction").asText().equals("out")) {
        ask(client, step.get("message").asText(), step.get("decoded"));
        conversation.passes(Duration.ofMillis(200));
        said.addAll(words(client));
      }
    }
    List<String> heard = new ArrayList<>();
    for (JsonNode step : steps) {
      if (step.path("direction").asText().equals("in")) {
        heard.addAll(words(step.get("message").asText(), step.path("decoded"), step));
      }
    }
    assertThat(ordered(said)).containsExactlyElementsOf(ordered(heard));
    assertThat(said).filteredOn(it -> it.startsWith("farm")).hasSize(3);
  }

  /**
   * Without the notices of the farms, which come in any order and have many places; positions,
   * which have no order either, by contract.
   */
  private static List<String> ordered(List<String> words) {
    List<String> positions = words.stream().filter(it -> it.startsWith("position ")).sorted()
        .toList();
    List<String> others = words.stream()
        .filter(it -> !it.startsWith("farm") && !it.startsWith("position ")).toList();
    return Stream.concat(others.stream(), positions.stream()).toList();
  }

  private static List<JsonNode> steps(String name) throws IOException {
    Path file = Path.of(System.getProperty("evenkeel.shared", "")).resolve(FOLDER);
    assumeTrue(Files.isRegularFile(file), "no recordings beside the project");
    for (String line : Files.readAllLines(file)) {
      JsonNode recording = JSON.readTree(line);
      if (recording.get("path").asText().endsWith("/" + name + ".txt")) {
        return StreamSupport.stream(recording.get("steps").spliterator(), false).toList();
      }
    }
    throw new IllegalArgumentException("no recording " + name);
  }

  private static Scenario scenario(List<JsonNode> steps) {
    String account = "";
    String firstId = "";
    StringBuilder positions = new StringBuilder();
    StringBuilder contracts = new StringBuilder();
    for (JsonNode step : steps) {
      JsonNode it = step.path("decoded");
      switch (step.path("message").asText()) {
        case "managed_accounts" -> account = it.get("accounts").get(0).asText();
        case "next_valid_id" ->
          firstId = firstId.isEmpty() ? it.get("order_id").asText() : firstId;
        case "position" -> {
          JsonNode contract = it.get("contract");
          if (contract.get("sec_type").asText().equals("STK")) {
            String symbol = contract.get("symbol").asText();
            positions.append("%s = \"%s@100\"\n".formatted(symbol, it.get("position").asText()));
            contracts.append("%s { con-id = %s, exchange = %s, trading-class = %s }\n".formatted(
                symbol, contract.get("con_id").asText(), contract.get("exchange").asText(),
                contract.get("trading_class").asText()));
          }
        }
        default -> {
          // Nothing that the Gateway would have had from the start.
        }
      }
    }
    return Scenarios.of("""
        server-version = 200
        first-order-id = %s
        short-sales = true
        exchange-rates { USD = 0.9 }
        contracts { %s }
        accounts = [{ id = %s, base-currency = EUR, cash = 50000, positions { %s } }]
        """.formatted(firstId, contracts, account, positions));
  }

  private static void ask(TestClient client, String message, JsonNode it) {
    ClientMessage request = switch (message) {
      case "req_current_time" -> new RequestCurrentTime();
      case "req_ids" -> new RequestIds(1);
      case "req_positions" -> new RequestPositions();
      case "req_completed_orders" -> new RequestCompletedOrders(it.get("api_only").asBoolean());
      case "req_executions" -> new RequestExecutions(1, ExecutionFilter.ALL);
      case "req_contract_details" ->
        new RequestContractDetails(1, TestClient.stock("AAPL"), false, "");
      case "req_account_summary" -> new RequestAccountSummary(1, "All",
          StreamSupport.stream(it.get("tags").spliterator(), false).map(JsonNode::asText)
              .toList());
      case "req_historical_bars" -> new RequestHistoricalData(1, TestClient.stock("AAPL"), false,
          "", it.get("bar_size").asText(), it.get("duration").asText(), true,
          it.get("what_to_show").asText(), 1, false, List.of());
      // What only ends a subscription.
      default -> null;
    };
    if (request != null) {
      client.send(request);
    }
  }

  private static List<String> words(TestClient client) {
    List<String> words = new ArrayList<>();
    client.heard().forEach(it -> words.addAll(words(it)));
    return words;
  }

  private static List<String> words(ServerMessage message) {
    // Kinds that are not looked into are named, so this switch has a default.
    return switch (message) {
      case ErrorMessage it when it.id() < 0 -> List.of("farm " + it.code());
      case ManagedAccounts it -> List.of("accounts");
      case CurrentTime it -> List.of("time");
      case AccountSummary it -> List.of("summary " + it.tag() + " " + it.currency());
      case Position it -> List.of("position " + it.contract().conId() + " "
          + it.contract().symbol() + " " + it.contract().exchange() + " "
          + it.contract().tradingClass());
      case ContractData it -> List.of("contract " + it.details().contract().conId() + " "
          + it.details().contract().primaryExchange() + " " + it.details().contract().tradingClass());
      case HistoricalData it -> it.bars().stream().map(bar -> "bar " + bar.time()).toList();
      case HistoricalSchedule it -> List.of("schedule " + it.start() + " " + it.end() + " "
          + it.timeZone() + " " + it.sessions().stream().map(session -> session.refDate()).toList());
      case CompletedOrder it -> List.of("completed");
      default -> List.of(Words.of(message));
    };
  }

  private static List<String> words(String message, JsonNode it, JsonNode step)
      throws IOException {
    return switch (message) {
      case "api_error" -> List.of("farm " + it.get("code").asText());
      case "managed_accounts" -> List.of("accounts");
      case "next_valid_id" -> List.of("next id " + it.get("order_id").asText());
      case "current_time" -> List.of("time");
      case "account_summary" -> List.of("summary " + it.get("tag").asText() + " "
          + it.get("currency").asText());
      case "account_summary_end" -> List.of("accountSummaryEnd");
      case "position" -> it.get("contract").get("sec_type").asText().equals("STK")
          ? List.of("position " + it.get("contract").get("con_id").asText() + " "
              + it.get("contract").get("symbol").asText() + " "
              + it.get("contract").get("exchange").asText() + " "
              + it.get("contract").get("trading_class").asText())
          : List.of();
      case "position_end" -> List.of("positionEnd");
      case "contract_details" -> List.of("contract " + it.get("contract").get("con_id").asText()
          + " " + it.get("contract").get("primary_exchange").asText() + " "
          + it.get("contract").get("trading_class").asText());
      case "contract_details_end" -> List.of("contractDataEnd");
      case "historical_bar" -> List.of("bar " + it.get("time").asText());
      case "historical_bars_end" -> List.of("historicalDataEnd");
      case "historical_schedule" -> List.of("schedule " + it.get("start_date_time").asText() + " "
          + it.get("end_date_time").asText() + " " + it.get("time_zone").asText() + " "
          + StreamSupport.stream(it.get("sessions").spliterator(), false)
              .map(session -> session.get("ref_date").asText()).toList());
      case "raw" -> new String(step.get("base64").binaryValue(), StandardCharsets.UTF_8)
          .startsWith("102", LENGTH_BYTES) ? List.of("completedOrdersEnd") : List.of();
      // The greeting, and the order that somebody had had cancelled on that day.
      default -> List.of();
    };
  }
}

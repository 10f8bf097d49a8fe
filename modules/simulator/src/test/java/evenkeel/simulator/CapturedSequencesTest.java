package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.tws.AccountId;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.Contract;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.Order;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.ServerMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conversations of a real paper Gateway, played against the simulated one: what the real one said
 * about each order comes in the same order here. More may be said, since the recordings leave out
 * repetitions. What other recordings answer is compared in {@link CapturedAnswersTest}.
 */
class CapturedSequencesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> NOT_TAKEN = Set.of("STP", "TRAIL");
  private static final String FOLDER = "data/wire/ibkr-go-sequences.jsonl";

  @ParameterizedTest
  @ValueSource(strings = {"api_client_id0_order_observation_aapl", "api_cross_client_cancel_aapl",
      "api_completed_orders_variants_aapl", "api_dollar_cost_averaging_aapl",
      "api_order_handle_reconnect_cancel_aapl", "api_order_rest_cancel_aapl",
      "api_pairs_trading_aapl_msft", "api_reconnect_active_order_aapl",
      "api_transmit_false_then_transmit_aapl", "direct_cancel_order",
      "place_order_fill_native_execution_time", "place_order_invalid_type_live_error",
      "place_order_modify_to_market_late_execution", "api_tif_attribute_matrix_aapl",
      "api_stop_loss_management_aapl"})
  void shouldSayWhatTheRealGatewaySaid(String name) throws IOException {
    Recording recording = Recording.load(name);
    Conversation conversation = new Conversation(recording.scenario(), 1, "2026-04-15T12:00:00");
    for (Leg leg : recording.legs()) {
      TestClient client = conversation.dial().hello("v200").start(leg.clientId());
      List<String> said = new ArrayList<>();
      for (JsonNode step : leg.steps()) {
        if (step.path("direction").asText().equals("out")) {
          act(client, step.get("message").asText(), step.get("decoded"));
          conversation.passes(Duration.ofSeconds(1));
          client.heard().forEach(it -> words(it).ifPresent(said::add));
        }
      }
      client.disconnect();
      assertThat(said).as("client %d", leg.clientId()).containsSubsequence(leg.heard());
    }
  }

  @Test
  void shouldEndOrdersThatMustFillAtOnceAsTheRealGatewayDid() throws IOException {
    // Recorded with limits that IBKR did not let through; here the market is out of their reach.
    Recording recording = Recording.load("api_ioc_fok_aapl");
    Scenario scenario = Scenarios.of("""
        server-version = 200
        accounts = [{ id = DU9000001, cash = 1000000 }]
        contracts { AAPL.quote = 400 }
        first-order-id = 61
        """);
    TestClient client = new Conversation(scenario, 1, "2026-04-13T14:49:16").dial().hello("v200")
        .start(1);
    List<String> said = new ArrayList<>();
    Leg leg = recording.legs().getFirst();
    leg.steps().stream().filter(it -> it.path("message").asText().equals("place_order"))
        .forEach(it -> client.send(placed(it.get("decoded"))));
    client.heard().forEach(it -> words(it).ifPresent(said::add));
    assertThat(said).contains("status 61 PendingCancel 0/1").containsSubsequence(leg.heard());
  }

  /** Orders of a type that the simulated exchange does not take are left out on both sides. */
  private static boolean isTaken(JsonNode placed) {
    return !NOT_TAKEN.contains(placed.get("order_type").asText());
  }

  private static void act(TestClient client, String message, JsonNode it) {
    switch (message) {
      case "place_order" -> {
        if (isTaken(it)) {
          client.send(placed(it));
        }
      }
      case "cancel_order" -> client.send(new CancelOrder(it.get("order_id").asInt()));
      case "req_open_orders" -> client.send(it.path("scope").asText().equals("all")
          ? new RequestAllOpenOrders()
          : new RequestOpenOrders());
      default -> {
        // Nothing about the fate of an order.
      }
    }
  }

  private static PlaceOrder placed(JsonNode it) {
    Order.Builder order = Order.builder().action(it.get("action").asText())
        .totalQuantity(new BigDecimal(it.get("total_quantity").asText()))
        .orderType(it.get("order_type").asText()).tif(it.path("tif").asText("DAY"))
        .transmit(it.path("transmit").asBoolean(true)).account(new AccountId("DU9000001"));
    String limit = it.path("lmt_price").asText("");
    if (!limit.isEmpty()) {
      order.limitPrice(new BigDecimal(limit));
    }
    String symbol = it.path("contract").path("symbol").asText("AAPL");
    return new PlaceOrder(it.get("order_id").asInt(),
        Contract.stock(symbol, "SMART", "", "USD"), order.build());
  }

  private static Optional<String> words(ServerMessage message) {
    boolean about = message instanceof OrderStatus || message instanceof ExecutionDetails
        || message instanceof OpenOrderEnd
        || (message instanceof ErrorMessage error && error.id() >= 0);
    return about ? Optional.of(Words.of(message)) : Optional.empty();
  }

  /** What was recorded of one connection. */
  private record Leg(List<JsonNode> steps) {

    /** The canceller's where a status shows it, else the order's owner. */
    int clientId() {
      int found = 1;
      for (JsonNode step : steps) {
        if (step.path("message").asText().equals("order_status")) {
          found = step.get("decoded").get("client_id").asInt();
        }
      }
      return found;
    }

    List<String> heard() {
      List<String> heard = new ArrayList<>();
      for (JsonNode step : steps) {
        if (step.path("direction").asText().equals("in")) {
          String words = words(step.get("message").asText(), step.get("decoded"));
          if (words != null && (heard.isEmpty() || !heard.getLast().equals(words))) {
            heard.add(words);
          }
        }
      }
      for (JsonNode step : steps) {
        if (step.path("message").asText().equals("place_order")
            && !isTaken(step.get("decoded"))) {
          String left = " " + step.get("decoded").get("order_id").asText() + " ";
          heard.removeIf(it -> (it + " ").contains(left));
        }
      }
      // Seen in half of the cancels, so said in half of ours.
      heard.removeIf(it -> it.contains("PendingCancel"));
      return heard;
    }

    private static @Nullable String words(String message, JsonNode it) {
      return switch (message) {
        case "order_status" -> "status " + it.get("order_id").asInt() + " "
            + it.get("status").asText() + " " + it.get("filled").asText() + "/"
            + it.get("remaining").asText();
        case "execution_detail" -> "execution " + it.get("order_id").asInt() + " "
            + it.get("side").asText() + " " + it.get("shares").asText();
        case "api_error" -> it.get("req_id").asInt() >= 0
            ? "error " + it.get("req_id").asInt() + " " + it.get("code").asInt()
            : null;
        case "open_order_end" -> "openOrderEnd";
        default -> null;
      };
    }
  }

  /** One conversation with all its connections. */
  private record Recording(List<Leg> legs, int firstOrderId) {

    static Recording load(String name) throws IOException {
      Path file = Path.of(System.getProperty("evenkeel.shared", "")).resolve(FOLDER);
      assumeTrue(Files.isRegularFile(file), "no recordings beside the project");
      for (String line : Files.readAllLines(file)) {
        JsonNode recording = JSON.readTree(line);
        if (recording.get("path").asText().endsWith("/" + name + ".txt")) {
          return of(recording.get("steps"));
        }
      }
      throw new IllegalArgumentException("no recording " + name);
    }

    private static Recording of(JsonNode steps) {
      List<Leg> legs = new ArrayList<>();
      List<JsonNode> current = new ArrayList<>();
      int first = 1;
      for (JsonNode step : steps) {
        if (step.path("message").asText().equals("next_valid_id") && legs.isEmpty()) {
          first = step.get("decoded").get("order_id").asInt();
        }
        if (step.path("step").asText().equals("disconnect")) {
          legs.add(new Leg(List.copyOf(current)));
          current.clear();
        } else {
          current.add(step);
        }
      }
      return new Recording(List.copyOf(legs), first);
    }

    Scenario scenario() {
      return Scenarios.of("""
          server-version = 200
          short-sales = true
          accounts = [{ id = DU9000001, cash = 1000000 }]
          contracts { AAPL.quote = 265.00, MSFT.quote = 408.50 }
          first-order-id = %d
          """.formatted(firstOrderId));
    }
  }
}

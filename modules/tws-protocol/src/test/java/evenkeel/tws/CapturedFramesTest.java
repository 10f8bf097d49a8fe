package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of a real paper Gateway, compared with what IBKR's own decoder makes of them. Skipped
 * where the captures are absent; see the property {@code evenkeel.shared}.
 */
class CapturedFramesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One capture under a name for the report. */
  record Capture(String name, JsonNode line) {
    boolean isFromServer() {
      return line.get("direction").asText().equals("in");
    }

    byte[] frame() {
      List<String> fields = new ArrayList<>();
      line.get("fields").forEach(field -> fields.add(field.asText()));
      return FrameWriter.frame(fields);
    }

    /** Captures above the last text version differ in the spelling of the message id alone. */
    int serverVersion() {
      return Math.min(line.get("server_version").asInt(), ServerVersions.MAX);
    }

    JsonNode calls() {
      return line.get("expected_official").get("calls");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Capture> captures() throws IOException {
    Path file = Path.of(System.getProperty("evenkeel.shared", "absent"), "data", "wire", "ibkr-go.jsonl");
    if (!Files.exists(file)) {
      return Stream.empty();
    }
    List<Capture> captures = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      JsonNode json = JSON.readTree(line);
      captures.add(new Capture(captures.size() + " " + json.get("message").asText(), json));
    }
    return captures.stream();
  }

  @Test
  void shouldHaveTheCaptures() throws IOException {
    assumeTrue(captures().findAny().isPresent(), "captures are not beside the project");
    assertThat(captures()).hasSize(60);
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("captures")
  void shouldDecodeWhatARealGatewaySent(Capture capture) {
    if (capture.isFromServer()) {
      ServerMessage message = Wire.decodeServer(capture.serverVersion(), capture.frame());
      assertThat(ours(message)).containsAllEntriesOf(theirs(message, capture.calls()));
    } else {
      assertThat(Wire.decodeClient(capture.serverVersion(), capture.frame()))
          .isNotInstanceOf(UnknownRequest.class);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("captures")
  void shouldSurviveBeingSentAgain(Capture capture) {
    int serverVersion = capture.serverVersion();
    if (capture.isFromServer()) {
      ServerMessage message = Wire.decodeServer(serverVersion, capture.frame());
      byte[] again = new ServerCodec(serverVersion).encode(message);
      assertThat(Wire.decodeServer(serverVersion, again)).isEqualTo(message);
    } else {
      ClientMessage message = Wire.decodeClient(serverVersion, capture.frame());
      byte[] again = new ClientCodec(serverVersion).encode(message);
      assertThat(Wire.decodeClient(serverVersion, again)).isEqualTo(message);
    }
  }

  private static Map<String, String> ours(ServerMessage message) {
    Map<String, String> plain = new LinkedHashMap<>();
    view(message).forEach((name, value) -> plain.put(name, OfficialView.plain(value)));
    return plain;
  }

  /** Our values under the official names, and by position where the callback has no names. */
  private static Map<String, Object> view(ServerMessage message) {
    Map<String, Object> view = new LinkedHashMap<>();
    switch (message) {
      case ContractData it -> {
        put(view, 1, OfficialView.details(it.details()));
        put(view, 1, "contract.", OfficialView.contract(it.details().contract()));
      }
      case OpenOrder it -> {
        view.put("0", it.orderId());
        put(view, 1, OfficialView.contract(it.contract()));
        put(view, 2, OfficialView.order(it.order()));
        put(view, 3, OfficialView.state(it.state()));
        // The official reader has 0 for a duration that is not there.
        view.put("2.duration", it.order().times().duration().orElse(0));
      }
      case CompletedOrder it -> {
        put(view, 0, OfficialView.contract(it.contract()));
        put(view, 1, OfficialView.order(it.order()));
        put(view, 2, OfficialView.state(it.state()));
      }
      case ExecutionDetails it -> {
        view.put("0", it.reqId());
        put(view, 1, OfficialView.contract(it.contract()));
        put(view, 2, OfficialView.execution(it.execution()));
      }
      case Position it -> {
        values(view, it.account(), "", it.position(), it.avgCost());
        put(view, 1, OfficialView.contract(it.contract()));
      }
      case PositionMulti it -> {
        values(view, it.reqId(), it.account(), it.modelCode(), "", it.position(), it.avgCost());
        put(view, 3, OfficialView.contract(it.contract()));
      }
      case PortfolioValue it -> {
        values(view, "", it.position(), it.marketPrice(), it.marketValue(), it.averageCost(),
            it.unrealizedPnl(), it.realizedPnl(), it.account());
        put(view, 0, OfficialView.contract(it.contract()));
      }
      case CommissionReport it -> {
        view.put("0.execId", it.execId());
        view.put("0.commissionAndFees", it.commission());
        view.put("0.currency", it.currency());
        view.put("0.realizedPNL", it.realizedPnl());
        view.put("0.yield", it.bondYield());
      }
      case ErrorMessage it -> values(view, it.id(),
          it.errorTime().orElseThrow().toEpochMilli(), it.code(), it.text(),
          it.advancedOrderRejectJson());
      case ManagedAccounts it -> values(view,
          String.join(",", it.accounts().stream().map(AccountId::value).toList()));
      case HistoricalData it -> {
        for (int i = 0; i < it.bars().size(); i++) {
          HistoricalBar bar = it.bars().get(i);
          values(view, i + ".1.", List.of("time", bar.time(), "open", bar.open(), "high",
              bar.high(), "low", bar.low(), "close", bar.close(), "volume", bar.volume(), "wap",
              bar.wap(), "count", bar.barCount()));
        }
      }
      case HistoricalSchedule it -> putSchedule(view, it);
      case SymbolSamples it -> view.put("0", it.reqId());
      case TickPrice it -> values(view, it.tickerId(), it.tickType(), it.price());
      default -> values(view, components(message));
    }
    return view;
  }

  private static void putSchedule(Map<String, Object> view, HistoricalSchedule it) {
    values(view, it.reqId(), it.start(), it.end(), it.timeZone());
    for (int i = 0; i < it.sessions().size(); i++) {
      ScheduleSession session = it.sessions().get(i);
      values(view, "4." + i + ".", List.of("startDateTime", session.start(), "endDateTime",
          session.end(), "refDate", session.refDate()));
    }
  }

  /** What the official decoder said, as far as our records have a place for it. */
  private static Map<String, String> theirs(ServerMessage message, JsonNode calls) {
    Map<String, String> flat = new LinkedHashMap<>();
    if (message instanceof HistoricalData) {
      // One call for each bar.
      for (int i = 0; i < calls.size(); i++) {
        flatten(i + ".", calls.get(i).get("args"), flat);
      }
    } else {
      flatten("", calls.get(0).get("args"), flat);
    }
    Map<String, String> known = new LinkedHashMap<>(flat);
    known.keySet().retainAll(ours(message).keySet());
    assertThat(known.isEmpty()).as("no fields to compare").isEqualTo(flat.isEmpty());
    return known;
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(prefix + i + ".", node.get(i), into);
      }
    } else if (node.isObject()) {
      node.properties().forEach(each -> flatten(prefix + each.getKey() + ".", each.getValue(), into));
    } else {
      into.put(prefix.substring(0, prefix.length() - 1), OfficialView.plain(node.asText()));
    }
  }

  private static void put(Map<String, Object> view, int argument, Map<String, Object> values) {
    put(view, argument, "", values);
  }

  private static void put(Map<String, Object> view, int argument, String path,
      Map<String, Object> values) {
    values.forEach((name, value) -> view.put(argument + "." + path + name, value));
  }

  private static void values(Map<String, Object> view, Object... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      view.put(String.valueOf(i), arguments[i]);
    }
  }

  private static void values(Map<String, Object> view, String path, List<Object> namesAndValues) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      view.put(path + namesAndValues.get(i), namesAndValues.get(i + 1));
    }
  }

  private static Object[] components(ServerMessage message) {
    return RandomMessages.components(message).toArray();
  }
}

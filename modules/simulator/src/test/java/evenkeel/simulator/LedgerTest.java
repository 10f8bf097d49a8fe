package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerMessage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerTest {
  private static final String MORNING = "2025-10-31T10:00:00";

  @Test
  void shouldWriteOneObjectALineWithTheAgreedNames(@TempDir Path folder) throws IOException {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 10 DBMF MKT").place(2, "BUY 1 DBMF LMT 10 GTC");
    conversation.passes(Duration.ofSeconds(1));
    client.place(2, "BUY 2 DBMF LMT 10 GTC").send(new CancelOrder(2)).place(3, "BUY 0 GLD MKT");
    client.disconnect();
    Path file = folder.resolve("ledger.jsonl");
    try (LedgerWriter writer = new LedgerWriter(file)) {
      for (LedgerEntry entry : conversation.ledger()) {
        writer.write(entry);
      }
    }
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).extracting(line -> mapper.readTree(line).get("event").asText())
        .containsExactly("connected", "received", "accepted", "received", "accepted", "filled",
            "received", "modified", "cancelled", "received", "rejected", "disconnected");
  }

  @Test
  void shouldSayOfAFillWhatWasTraded() throws IOException {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
    conversation.connect(7).place(1, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofSeconds(1));
    JsonNode fill = new ObjectMapper()
        .readTree(LedgerWriter.json(conversation.ledger().getLast()));
    assertThat(fill.fieldNames()).toIterable().containsExactly("time", "event", "clientId",
        "orderId", "permId", "orderRef", "account", "symbol", "conId", "action", "orderType", "tif",
        "quantity", "price", "filled", "remaining", "execId", "cause", "currency", "amount");
    assertThat(fill.get("time").asText()).startsWith("2025-10-31T14:00:00");
    assertThat(fill.get("quantity").decimalValue()).isEqualByComparingTo("10");
    assertThat(fill.get("price").decimalValue()).isBetween(new BigDecimal("27"),
        new BigDecimal("30"));
    assertThat(fill.get("orderRef").asText()).isEqualTo("ref-DBMF");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldAddUpToThePositionsAndTheCash(long seed) {
    Scenario scenario = Scenario.named("month-end").withCash(new BigDecimal("100000"));
    Conversation conversation = new Conversation(scenario, seed, MORNING);
    TestClient client = conversation.connect(7);
    Random random = new Random(seed);
    List<String> symbols = List.of("DBMF", "GLD", "BIL", "SPY");
    List<String> types = List.of("MKT", "MOC", "LMT 95.5", "LMT 28.3 GTC", "LOC 366");
    for (int id = 1; id <= 60; id++) {
      client.place(id, (random.nextBoolean() ? "BUY " : "SELL ") + (1 + random.nextInt(40)) + " "
          + symbols.get(random.nextInt(4)) + " " + types.get(random.nextInt(5)));
      if (random.nextInt(4) == 0) {
        client.send(new CancelOrder(1 + random.nextInt(id)));
      }
      if (random.nextInt(10) == 0) {
        conversation.inject(new Fault.PartialFills(1 + random.nextInt(3)));
      }
      conversation.passes(Duration.ofMinutes(random.nextInt(30)));
    }
    conversation.inject(new Fault.PartialFills(1));
    conversation.passes(Duration.ofDays(1));
    client.send(new RequestPositions())
        .send(new RequestAccountSummary(900, "All", List.of("TotalCashValue")));
    audit(conversation.ledger(), client.heard());
  }

  /** The sums of the ledger against what the client was told. */
  private static void audit(List<LedgerEntry> ledger, List<ServerMessage> heard) {
    Map<String, BigDecimal> held = new HashMap<>(Map.of("DBMF", new BigDecimal("720"), "GLD",
        new BigDecimal("38"), "BIL", new BigDecimal("170"), "SPY", BigDecimal.ZERO));
    BigDecimal cash = new BigDecimal("100000");
    BigDecimal cashWithFees = BigDecimal.ZERO;
    for (LedgerEntry entry : ledger) {
      if (entry.event() == LedgerEntry.Event.FILLED) {
        BigDecimal shares = entry.quantity().orElseThrow();
        BigDecimal signed = entry.action().orElseThrow().equals("BUY") ? shares : shares.negate();
        held.merge(entry.symbol().orElseThrow(), signed, BigDecimal::add);
        cash = cash.subtract(signed.multiply(entry.price().orElseThrow()));
      }
      if (entry.booking().orElse(null) instanceof LedgerEntry.Booking.Cash change) {
        cashWithFees = cashWithFees.add(change.amount());
      }
    }
    Map<String, BigDecimal> told = new HashMap<>();
    BigDecimal fees = BigDecimal.ZERO;
    BigDecimal toldCash = BigDecimal.ZERO;
    for (ServerMessage message : heard) {
      if (message instanceof Position position) {
        told.put(position.contract().symbol(), position.position().orElseThrow());
      } else if (message instanceof CommissionReport report) {
        fees = fees.add(report.commission().orElseThrow());
      } else if (message instanceof AccountSummary line) {
        toldCash = new BigDecimal(line.value());
      }
    }
    assertThat(toldCash).as("the lines of the ledger alone")
        .isCloseTo(cash.add(cashWithFees), within(new BigDecimal("0.01")));
    held.forEach((symbol, quantity) -> assertThat(told.getOrDefault(symbol, BigDecimal.ZERO))
        .as(symbol).isEqualByComparingTo(quantity));
    assertThat(toldCash).isCloseTo(cash.subtract(fees),
        within(new BigDecimal("0.01")));
    assertThat(held.values()).allSatisfy(it -> assertThat(it.signum()).isNotNegative());
  }
}

package evenkeel.operations;

import evenkeel.domain.DecimalText;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.domain.ContractId;
import evenkeel.domain.Symbol;
import evenkeel.engine.Contracts;
import evenkeel.gateway.Instrument;
import evenkeel.gateway.InstrumentDetails;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code contracts.json}: what the broker calls each symbol and when it was looked up, so that a restart does not ask
 * again for a week. A file that cannot be read counts as none, one that cannot be written costs a question: neither
 * stops anything. Hours of trading are not kept, as they change from day to day.
 */
public final class ContractFile implements Contracts {
  private static final Logger LOG = LoggerFactory.getLogger(ContractFile.class);

  private final Path file;
  private final SortedMap<Symbol, Known> all = new TreeMap<>();

  /** Reads what is there. */
  public ContractFile(DataDirectory directory) {
    this.file = directory.contractsFile();
    read();
  }

  @Override
  public synchronized Optional<Known> kept(Symbol symbol) {
    return Optional.ofNullable(all.get(symbol));
  }

  @Override
  public synchronized void keep(Symbol symbol, Known known) {
    // Another process may have looked something up since.
    read();
    all.put(symbol, known);
    write();
  }

  @Override
  public synchronized void drop(Symbol symbol) {
    LOG.info("A contract is looked up anew, as the broker refused it symbol={}", symbol);
    Contracts.super.drop(symbol);
  }

  private void read() {
    if (!Files.exists(file)) {
      return;
    }
    try {
      JsonNode list = Json.read(Files.readAllBytes(file)).orElseGet(Json::object).path("contracts");
      all.clear();
      for (JsonNode node : list) {
        read(node);
      }
    } catch (IOException unreadable) {
      LOG.warn("The file of contracts cannot be read file={} why=\"{}\"", file, DataDirectory.reason(unreadable));
    }
  }

  /** An entry that is not whole is left out, and so looked up anew. */
  private void read(JsonNode node) {
    Optional<Symbol> symbol = Symbol.of(node.path("symbol").asText());
    int contractId = node.path("contract_id").asInt();
    if (symbol.isEmpty() || contractId <= 0) {
      return;
    }
    Set<String> orderTypes = new HashSet<>();
    node.path("order_types").forEach(type -> orderTypes.add(type.asText()));
    try {
      var instrument = new Instrument(
          contractId, symbol.get(), node.path("type").asText(), node.path("exchange").asText(),
          node.path("primary_exchange").asText(), node.path("currency").asText());
      all.put(symbol.get(), new Known(
          new InstrumentDetails(
              instrument, node.path("name").asText(), DecimalText.require(node.path("min_tick").asText()), orderTypes),
          Instant.parse(node.path("looked_up").asText()), node.path("refused").asBoolean(), change(node)));
    } catch (DateTimeException | NumberFormatException damaged) {
      LOG.warn("An entry of the file of contracts cannot be read symbol={}", symbol.get());
    }
  }

  private static Optional<Change> change(JsonNode node) {
    return node.path("changed_from").asInt() <= 0
        ? Optional.empty()
        : Optional.of(new Change(
            new ContractId(node.path("changed_from").asInt()), Instant.parse(node.path("changed_at").asText())));
  }

  private void write() {
    ObjectNode content = Json.object();
    ArrayNode list = content.putArray("contracts");
    all.forEach((symbol, known) -> {
      InstrumentDetails details = known.details();
      ObjectNode node = list.addObject();
      node.put("symbol", symbol.value()).put("contract_id", details.instrument().contractId())
          .put("type", details.instrument().securityType()).put("exchange", details.instrument().exchange())
          .put("primary_exchange", details.instrument().primaryExchange())
          .put("currency", details.instrument().currency()).put("name", details.longName())
          .put("min_tick", details.minTick().toPlainString()).put("looked_up", known.lookedUp().toString());
      if (known.isRefused()) {
        node.put("refused", true);
      }
      known.change().ifPresent(change -> node.put("changed_from", change.from().value())
          .put("changed_at", change.at().toString()));
      ArrayNode orderTypes = node.putArray("order_types");
      details.orderTypes().stream().sorted().forEach(orderTypes::add);
    });
    try {
      AtomicFile.write(file, Json.document(content));
    } catch (IOException refused) {
      LOG.warn("The file of contracts cannot be written file={} why=\"{}\"", file, DataDirectory.reason(refused));
    }
  }
}

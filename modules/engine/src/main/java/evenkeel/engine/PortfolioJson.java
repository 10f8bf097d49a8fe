package evenkeel.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.module.SimpleModule;
import evenkeel.domain.Cash;
import evenkeel.domain.Contract;
import evenkeel.domain.ContractId;
import evenkeel.domain.Holding;
import evenkeel.domain.Portfolio;
import evenkeel.domain.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a portfolio is written to the journal. Versions until 2026 filed holdings by symbol and kept no contract: these
 * are read with stand-ins for the contracts, and written again as they were.
 */
final class PortfolioJson {
  private PortfolioJson() {}

  static SimpleModule module() {
    return new SimpleModule()
        .setMixInAnnotation(Portfolio.class, Filed.class)
        .addDeserializer(Portfolio.class, new PortfolioReader())
        .addSerializer(Holding.class, new HoldingWriter())
        .addDeserializer(Holding.class, new HoldingReader());
  }

  private abstract static class Filed {
    @SuppressWarnings("unused") // Jackson reads the annotations only.
    @JsonSerialize(using = HoldingsWriter.class)
    SortedMap<ContractId, Holding> holdings = new TreeMap<>();

    @SuppressWarnings("unused")
    @JsonSerialize(using = ContractsWriter.class)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    SortedMap<Symbol, ContractId> contracts = new TreeMap<>();

    @SuppressWarnings("unused")
    @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = NothingKnown.class)
    Cash currencies = Cash.NONE;
  }

  /** Equal to what is not written. */
  private static final class NothingKnown {
    @Override
    public boolean equals(Object other) {
      return Cash.NONE.equals(other);
    }

    @Override
    public int hashCode() {
      return Cash.NONE.hashCode();
    }
  }

  private static final class PortfolioReader extends JsonDeserializer<Portfolio> {
    @Override
    public Portfolio deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode node = context.readTree(parser);
      List<Holding> held = new ArrayList<>();
      for (JsonNode holding : node.path("holdings")) {
        held.add(context.readTreeAsValue(holding, Holding.class));
      }
      Portfolio portfolio = Portfolio.of(
          node.path("currency").asText(), decimal(node, "netLiquidation"), decimal(node, "cash"), held);
      if (node.has("currencies")) {
        portfolio = portfolio.with(context.readTreeAsValue(node.get("currencies"), Cash.class));
      }
      if (!node.has("contracts")) {
        return portfolio;
      }
      var contracts = new TreeMap<Symbol, ContractId>();
      for (Map.Entry<String, JsonNode> each : node.path("contracts").properties()) {
        contracts.put(new Symbol(each.getKey()), new ContractId(each.getValue().asInt()));
      }
      return portfolio.meaning(contracts);
    }
  }

  private static final class HoldingReader extends JsonDeserializer<Holding> {
    @Override
    public Holding deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      JsonNode node = context.readTree(parser);
      BigDecimal shares = decimal(node, "shares");
      BigDecimal averageCost = decimal(node, "averageCost");
      return node.has("contract")
          ? new Holding(context.readTreeAsValue(node.get("contract"), Contract.class), shares, averageCost)
          : Holding.of(new Symbol(node.path("symbol").asText()), shares, averageCost);
    }
  }

  private static BigDecimal decimal(JsonNode node, String name) {
    return new BigDecimal(node.path(name).asText());
  }

  private static final class HoldingWriter extends JsonSerializer<Holding> {
    @Override
    public void serialize(Holding holding, JsonGenerator json, SerializerProvider provider) throws IOException {
      json.writeStartObject();
      if (holding.id().isStandIn()) {
        json.writeStringField("symbol", holding.symbol().value());
      } else {
        provider.defaultSerializeField("contract", holding.contract(), json);
      }
      json.writeStringField("shares", holding.shares().toString());
      json.writeStringField("averageCost", holding.averageCost().toString());
      json.writeEndObject();
    }
  }

  private static final class HoldingsWriter extends JsonSerializer<SortedMap<ContractId, Holding>> {
    @Override
    public void serialize(
        SortedMap<ContractId, Holding> holdings, JsonGenerator json, SerializerProvider provider) throws IOException {
      json.writeStartObject();
      for (Holding holding : holdings.values()) {
        String name = holding.id().isStandIn() ? holding.symbol().value() : holding.id().toString();
        provider.defaultSerializeField(name, holding, json);
      }
      json.writeEndObject();
    }
  }

  private static final class ContractsWriter extends JsonSerializer<SortedMap<Symbol, ContractId>> {
    @Override
    public boolean isEmpty(SerializerProvider provider, SortedMap<Symbol, ContractId> contracts) {
      return contracts.values().stream().allMatch(ContractId::isStandIn);
    }

    @Override
    public void serialize(
        SortedMap<Symbol, ContractId> contracts, JsonGenerator json, SerializerProvider provider) throws IOException {
      json.writeStartObject();
      for (Map.Entry<Symbol, ContractId> each : contracts.entrySet()) {
        json.writeNumberField(each.getKey().value(), each.getValue().value());
      }
      json.writeEndObject();
    }
  }
}

package evenkeel.app;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import evenkeel.domain.DecimalText;
import evenkeel.domain.Symbol;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Portfolios to plan for, from a file: one JSON object, or many one after the other (JSONL). Numbers
 * keep every digit. What has the wrong shape is a {@link CommandFailure} that names file and line;
 * what has the right shape and cannot be, such as a price of NaN, is kept for the planner to refuse.
 */
final class PlanFile {
  /** NaN and the infinities are no JSON, but Python and JavaScript programs write them. */
  private static final JsonFactory FACTORY = new JsonFactoryBuilder()
      .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .build();

  private final Path file;
  private final JsonParser parser;

  private PlanFile(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * A number as it was written.
   *
   * @param value empty for NaN and the infinities
   */
  record Amount(String text, Optional<BigDecimal> value) {}

  record Position(Amount shares, Amount averageCost) {}

  /**
   * One portfolio and its rules.
   *
   * @param line where it begins in the file
   * @param id the name it has in the file, if any
   * @param driftThreshold a fraction; empty where the file leaves it to the configuration
   * @param minimumTradeValue likewise
   * @param cash the account's cash; empty where it is what the holdings leave of the net liquidation
   * @param weights fractions in their order, which breaks ties
   */
  record Input(
      int line, Optional<String> id, Amount netLiquidation, Optional<Amount> driftThreshold,
      Optional<Amount> minimumTradeValue, Optional<Amount> cash, SequencedMap<Symbol, Amount> weights,
      SequencedMap<Symbol, Position> positions, SequencedMap<Symbol, Amount> prices) {}

  /** Every portfolio of the file, in its order. */
  static List<Input> read(Path file) {
    List<Input> inputs = new ArrayList<>();
    try (JsonParser parser = FACTORY.createParser(file.toFile())) {
      var reader = new PlanFile(file, parser);
      while (parser.nextToken() != null) {
        inputs.add(reader.input(Optional.empty()));
      }
    } catch (JsonProcessingException noJson) {
      throw new CommandFailure(ExitCode.USAGE,
          new ComplaintText.NotJson(file, noJson.getLocation().getLineNr(), noJson.getOriginalMessage()), noJson);
    } catch (IOException unreadable) {
      throw new CommandFailure(ExitCode.USAGE,
          new ComplaintText.PlanFileUnreadable(file, reason(unreadable)), unreadable);
    }
    if (inputs.isEmpty()) {
      throw new CommandFailure(ExitCode.USAGE, new ComplaintText.PlanFileEmpty(file));
    }
    return inputs;
  }

  private static String reason(IOException unreadable) {
    return String.valueOf(unreadable.getMessage()).replaceAll("\\s*\\R\\s*", " ");
  }

  /** Collects the fields of one object, then checks that none is missing. */
  private final class Fields {
    private Optional<Amount> netLiquidation = Optional.empty();
    private Optional<Amount> driftThreshold = Optional.empty();
    private Optional<Amount> minimumTradeValue = Optional.empty();
    private Optional<Amount> cash = Optional.empty();
    private Optional<SequencedMap<Symbol, Amount>> weights = Optional.empty();
    private Optional<SequencedMap<Symbol, Position>> positions = Optional.empty();
    private Optional<SequencedMap<Symbol, Amount>> prices = Optional.empty();

    private Input check(int line, Optional<String> id) {
      return new Input(
          line, id, present("net_liq", netLiquidation), driftThreshold, minimumTradeValue, cash,
          present("weights", weights), present("positions", positions), present("prices", prices));
    }

    private <T> T present(String name, Optional<T> value) {
      return value.orElseThrow(() -> failure("the object has no " + name));
    }
  }

  /** The object at the parser, or the {@code input} inside of it. */
  private Input input(Optional<String> outerId) throws IOException {
    int line = line();
    expect(JsonToken.START_OBJECT, "an object with net_liq, weights, positions and prices");
    Optional<String> id = outerId;
    Optional<Input> inner = Optional.empty();
    var fields = new Fields();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "id" -> id = Optional.of(scalar(name));
        // A worked example: its input is what there is to plan for.
        case "input" -> inner = Optional.of(input(id));
        case "net_liq" -> fields.netLiquidation = Optional.of(amount(name));
        case "drift_threshold" -> fields.driftThreshold = Optional.of(amount(name));
        case "min_trade_value" -> fields.minimumTradeValue = Optional.of(amount(name));
        case "cash" -> fields.cash = Optional.of(amount(name));
        case "weights" -> fields.weights = Optional
            .of(value == JsonToken.START_ARRAY ? pairs() : amounts("weights"));
        case "positions" -> fields.positions = Optional.of(positions());
        case "prices" -> fields.prices = Optional.of(amounts("prices"));
        default -> parser.skipChildren();
      }
    }
    return inner.isPresent() ? inner.get() : fields.check(line, id);
  }

  private String scalar(String name) throws IOException {
    if (!parser.currentToken().isScalarValue()) {
      throw failure(name + " must be a text or a number, was " + parser.getText());
    }
    return parser.getText();
  }

  private Amount amount(String name) throws IOException {
    JsonToken token = parser.currentToken();
    if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw failure(name + " must be a number, was " + parser.getText());
    }
    String text = parser.getText();
    if (token == JsonToken.VALUE_NUMBER_FLOAT && parser.isNaN()) {
      return new Amount(text, Optional.empty());
    }
    // Not the parser's own number: it fails where an exponent has too many digits.
    return new Amount(text, DecimalText.parse(text));
  }

  /** {@code {"GLD": 0.25, ...}}. */
  private SequencedMap<Symbol, Amount> amounts(String name) throws IOException {
    expect(JsonToken.START_OBJECT, name + " as an object with a number for each symbol");
    SequencedMap<Symbol, Amount> amounts = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Symbol symbol = symbol(parser.currentName(), name);
      parser.nextToken();
      amounts.put(symbol, amount(name + "." + symbol));
    }
    return amounts;
  }

  /** {@code [["GLD", 0.25], ...]}: the order counts. */
  private SequencedMap<Symbol, Amount> pairs() throws IOException {
    SequencedMap<Symbol, Amount> amounts = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(JsonToken.START_ARRAY, "weights as a list of [symbol, weight]");
      parser.nextToken();
      expect(JsonToken.VALUE_STRING, "weights as a list of [symbol, weight]");
      Symbol symbol = symbol(parser.getText(), "weights");
      parser.nextToken();
      if (amounts.put(symbol, amount("weights." + symbol)) != null) {
        throw failure("weights has " + symbol + " twice");
      }
      parser.nextToken();
      expect(JsonToken.END_ARRAY, "weights as a list of [symbol, weight]");
    }
    return amounts;
  }

  /** {@code {"GLD": {"shares": 10, "avg_cost": 180.5}, ...}}, or the shares alone. */
  private SequencedMap<Symbol, Position> positions() throws IOException {
    expect(JsonToken.START_OBJECT,
        "positions as an object with shares and avg_cost for each symbol");
    SequencedMap<Symbol, Position> positions = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Symbol symbol = symbol(parser.currentName(), "positions");
      positions.put(symbol, position("positions." + symbol, parser.nextToken()));
    }
    return positions;
  }

  private Position position(String name, JsonToken token) throws IOException {
    Amount averageCost = new Amount("0", Optional.of(BigDecimal.ZERO));
    if (token != JsonToken.START_OBJECT) {
      return new Position(amount(name), averageCost);
    }
    Optional<Amount> shares = Optional.empty();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "shares" -> shares = Optional.of(amount(name + ".shares"));
        case "avg_cost" -> averageCost = amount(name + ".avg_cost");
        default -> parser.skipChildren();
      }
    }
    return new Position(shares.orElseThrow(() -> failure(name + " has no shares")), averageCost);
  }

  private Symbol symbol(String text, String where) {
    return Symbol.of(text).orElseThrow(() -> failure(where + ": '" + text + "' is no symbol"));
  }

  private void expect(JsonToken token, String wanted) throws IOException {
    if (parser.currentToken() != token) {
      throw failure("expected " + wanted + ", found " + parser.getText());
    }
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private CommandFailure failure(String what) {
    return new CommandFailure(ExitCode.USAGE, new ComplaintText.PlanFileWrong(file, line(), what));
  }
}

package evenkeel.verification;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import evenkeel.simulator.LedgerEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The exchange's own books as {@code sim --ledger} writes them, one JSON object a line. */
final class LedgerFile {
  private static final ObjectReader JSON = new ObjectMapper().reader()
      .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private LedgerFile() {}

  /** What is in the file by now; half a line that is still being written is left out. */
  static List<LedgerEntry> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return List.of();
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(LedgerFile::entry).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static LedgerEntry entry(String line) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the ledger is not JSON: " + line, unreadable);
    }
    return new LedgerEntry(
        Instant.parse(json.path("time").asText()),
        LedgerEntry.Event.valueOf(json.path("event").asText().toUpperCase(Locale.ROOT)),
        number(json, "clientId"), number(json, "orderId"),
        json.has("permId") ? OptionalLong.of(json.path("permId").longValue()) : OptionalLong.empty(),
        text(json, "orderRef"), text(json, "account"), text(json, "symbol"), number(json, "conId"),
        text(json, "action"), text(json, "orderType"), text(json, "tif"), decimal(json, "quantity"),
        decimal(json, "price"),
        decimal(json, "filled"), decimal(json, "remaining"), text(json, "execId"), number(json, "code"),
        text(json, "text"), booking(json));
  }

  private static Optional<LedgerEntry.Booking> booking(JsonNode json) {
    return text(json, "cause").map(LedgerFile::cause).map(cause -> json.has("currency")
        ? new LedgerEntry.Booking.Cash(
            cause, json.path("currency").asText(), json.path("amount").decimalValue())
        : new LedgerEntry.Booking.Position(
            cause, json.path("change").decimalValue(), json.path("shares").decimalValue(),
            json.path("cost").decimalValue()));
  }

  private static LedgerEntry.Cause cause(String text) {
    return LedgerEntry.Cause.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static OptionalInt number(JsonNode json, String name) {
    return json.has(name) ? OptionalInt.of(json.path(name).intValue()) : OptionalInt.empty();
  }

  private static Optional<String> text(JsonNode json, String name) {
    return json.has(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(JsonNode json, String name) {
    return json.has(name) ? Optional.of(json.path(name).decimalValue()) : Optional.empty();
  }
}

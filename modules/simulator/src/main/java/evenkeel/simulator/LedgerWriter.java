package evenkeel.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Appends ledger entries to a file, one JSON object a line, flushed at each. */
public final class LedgerWriter implements Closeable {
  private static final JsonFactory JSON = new JsonFactory();

  private final Writer out;

  /**
   * Opens the file for appending and makes it when it is not there.
   *
   * @throws IOException when it cannot be written
   */
  public LedgerWriter(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** Writes one line. */
  public void write(LedgerEntry entry) throws IOException {
    out.write(json(entry));
    out.write('\n');
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** The JSON object of an entry, without the fields that do not apply to it. */
  public static String json(LedgerEntry entry) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("time", entry.time().toString());
      json.writeStringField("event", entry.event().name().toLowerCase(Locale.ROOT));
      if (entry.clientId().isPresent()) {
        json.writeNumberField("clientId", entry.clientId().getAsInt());
      }
      if (entry.orderId().isPresent()) {
        json.writeNumberField("orderId", entry.orderId().getAsInt());
      }
      if (entry.permId().isPresent()) {
        json.writeNumberField("permId", entry.permId().getAsLong());
      }
      write(json, "orderRef", entry.orderRef());
      write(json, "account", entry.account());
      write(json, "symbol", entry.symbol());
      if (entry.conId().isPresent()) {
        json.writeNumberField("conId", entry.conId().getAsInt());
      }
      write(json, "action", entry.action());
      write(json, "orderType", entry.orderType());
      write(json, "tif", entry.tif());
      writeNumber(json, "quantity", entry.quantity());
      writeNumber(json, "price", entry.price());
      writeNumber(json, "filled", entry.filled());
      writeNumber(json, "remaining", entry.remaining());
      write(json, "execId", entry.execId());
      if (entry.code().isPresent()) {
        json.writeNumberField("code", entry.code().getAsInt());
      }
      write(json, "text", entry.text());
      if (entry.booking().isPresent()) {
        write(json, entry.booking().get());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, LedgerEntry.Booking booking) throws IOException {
    json.writeStringField("cause", Section.wire(booking.cause()));
    switch (booking) {
      case LedgerEntry.Booking.Cash cash -> {
        json.writeStringField("currency", cash.currency());
        writeNumber(json, "amount", Optional.of(cash.amount()));
      }
      case LedgerEntry.Booking.Position position -> {
        writeNumber(json, "change", Optional.of(position.change()));
        writeNumber(json, "shares", Optional.of(position.shares()));
        writeNumber(json, "cost", Optional.of(position.cost()));
      }
    }
  }

  private static void write(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    }
  }

  private static void writeNumber(JsonGenerator json, String name, Optional<BigDecimal> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeFieldName(name);
      json.writeNumber(value.get().toPlainString());
    }
  }
}

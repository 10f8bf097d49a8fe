package evenkeel.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import evenkeel.engine.Alert.Severity;
import evenkeel.operations.DataDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of each alert, a line of JSON each, in {@code logs/alerts.jsonl}; and that the owner has seen them.
 *
 * <p>Events: {@code delivered} (a service took it), {@code shown} (on this machine's screen), {@code escalated} (one
 * was given up for the next), {@code expired} (no channel took it in time), {@code failed} (a test),
 * {@code acknowledged} (by the owner). Several processes may append.
 */
public final class DeliveryRecord {
  private static final String ACKNOWLEDGED = "acknowledged";
  private static final String DELIVERED = "delivered";
  private static final String SHOWN = "shown";

  /**
   * A line of the record.
   *
   * @param at when it happened
   * @param channel and {@code severity} and {@code key} are empty for an acknowledgement
   */
  public record Entry(Instant at, String event, String channel, String severity, String key) {
    public boolean isDelivery() {
      return event.equals(DELIVERED);
    }

    /** Whether it left by this channel, as far as the channel can tell. */
    public boolean isTaken() {
      return isDelivery() || event.equals(SHOWN);
    }

    /** Whether no channel took it in time. */
    public boolean isExpiry() {
      return event.equals(text(Outbox.Event.EXPIRED));
    }

    public boolean isCritical() {
      return severity.equals(Severity.CRITICAL.name());
    }

    public boolean isAcknowledgement() {
      return event.equals(ACKNOWLEDGED);
    }
  }

  private final Path file;

  public DeliveryRecord(DataDirectory directory) {
    this.file = directory.logs().resolve("alerts.jsonl");
  }

  public Path file() {
    return file;
  }

  void add(Outbox.Outcome outcome, Instant now) throws IOException {
    for (Notice notice : outcome.notices()) {
      add(text(outcome.event()), outcome.channel(), notice, outcome.why(), now);
    }
  }

  private static String text(Outbox.Event event) {
    return event.name().toLowerCase(Locale.ROOT);
  }

  /** A delivery that was tried by hand. */
  public void addTest(ChannelSettings channel, Notice notice, Receipt receipt, Instant now) throws IOException {
    switch (receipt) {
      case Receipt.Delivered delivered ->
        add(channel.confirms() ? DELIVERED : SHOWN, channel.name(), notice, "", now);
      case Receipt.Failed failed -> add("failed", channel.name(), notice, failed.why(), now);
    }
  }

  private void add(String event, String channel, Notice notice, String why, Instant now) throws IOException {
    ObjectNode line = Json.object();
    line.put("at", now.toString());
    line.put("event", event);
    line.put("channel", channel);
    line.put("severity", notice.severity().name());
    line.put("key", notice.key());
    line.put("raised_at", notice.at().toString());
    line.put("delay_seconds", Duration.between(notice.at(), now).toSeconds());
    line.put("confirmed", event.equals(DELIVERED));
    if (!why.isEmpty()) {
      line.put("why", why);
    }
    append(line);
  }

  /** The owner has seen what was delivered until now. */
  public void acknowledge(Instant now) throws IOException {
    ObjectNode line = Json.object();
    line.put("at", now.toString());
    line.put("event", ACKNOWLEDGED);
    append(line);
  }

  private void append(ObjectNode line) throws IOException {
    DataDirectory.createFile(file);
    Files.write(file, (Json.line(line) + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
  }

  /** Every line that can be read, the oldest first. */
  public List<Entry> entries() throws IOException {
    var entries = new ArrayList<Entry>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        read(line).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<Entry> read(String line) {
    JsonNode node = Json.read(line);
    try {
      return Optional.of(new Entry(
          Instant.parse(node.path("at").asText("")), node.path("event").asText(""), node.path("channel").asText(""),
          node.path("severity").asText(""), node.path("key").asText("")));
    } catch (DateTimeException torn) {
      return Optional.empty();
    }
  }

  /** What was delivered since the owner last acknowledged anything. */
  public List<Entry> unacknowledged() throws IOException {
    var open = new ArrayList<Entry>();
    for (Entry entry : entries()) {
      if (entry.isAcknowledgement()) {
        open.clear();
      } else if (entry.isDelivery()) {
        open.add(entry);
      }
    }
    return open;
  }

  /** When the owner last acknowledged something that had been delivered before; empty where that never happened. */
  public Optional<Instant> acknowledgedDelivery() throws IOException {
    Optional<Instant> newest = Optional.empty();
    boolean isDelivered = false;
    for (Entry entry : entries()) {
      isDelivered |= entry.isDelivery();
      if (entry.isAcknowledgement() && isDelivered) {
        newest = Optional.of(entry.at());
      }
    }
    return newest;
  }
}

package evenkeel.verification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a year leaves: decisions in the journal's text, lines in the report files, orders in the exchange's own books,
 * words to the owner in the log. It shares no code with those who wrote them.
 */
final class YearBooks implements Witness {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A decision as it was journalled; the verdict is its first word. */
  record Decided(String run, Instant at, String verdict) {}

  /** A word to the owner. */
  record Told(Instant at, String severity, String key) {}

  private final World world;
  private final List<Decided> decisions = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final List<LedgerEntry> ledger = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  YearBooks(World world) {
    this.world = world;
  }

  List<Decided> decisions() {
    return List.copyOf(decisions);
  }

  List<Told> told() {
    return List.copyOf(told);
  }

  /** Of orders alone. */
  List<LedgerEntry> ledger() {
    return List.copyOf(ledger);
  }

  /** Actors that failed, which none may. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The lines of all report files. */
  static List<JsonNode> reports(Path logs) {
    List<JsonNode> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(it -> it.getFileName().toString().startsWith("rebalance_")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          lines.add(JSON.readTree(line));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return lines;
  }

  @Override
  public void opened(long connection) {
    // In the log.
  }

  @Override
  public void sent(long connection, ClientMessage message) {
    // In the log.
  }

  @Override
  public void heard(long connection, ServerMessage message) {
    // In the log.
  }

  @Override
  public void ended(long connection) {
    // In the log.
  }

  @Override
  public void booked(LedgerEntry entry) {
    if (entry.orderRef().isPresent()) {
      ledger.add(entry);
    }
  }

  @Override
  public void journalled(Journal.Entry entry) {
    if (entry.manifest().equals("decision-made")) {
      try {
        JsonNode decision = JSON.readTree(entry.bytes()).path("decision");
        decisions.add(new Decided(
            decision.path("trigger").path("run").asText(), Instant.parse(decision.path("at").asText()),
            decision.path("verdict").path("verdict").asText()));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }

  @Override
  public void lost(int count) {
    throw new IllegalStateException("nothing is lost in a year");
  }

  @Override
  public void logged(String line) {
    if (line.startsWith("ERROR SupervisorStrategy") || line.contains("saw failure")) {
      failures.add(world.now() + " an actor failed: " + line);
    }
    if (line.contains(" Notifier ")) {
      AlertLine.key(line).ifPresent(
          key -> told.add(new Told(world.now(), line.substring(0, line.indexOf(' ')), key)));
    }
  }

  @Override
  public void mishap(String what) {
    // In the log.
  }
}

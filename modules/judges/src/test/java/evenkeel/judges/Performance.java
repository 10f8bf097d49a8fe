package evenkeel.judges;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One run of the script against Gateways of one server version. It moves the Gateways' clocks when
 * the script asks for it, tells it what the exchanges have booked, and keeps what both say.
 */
final class Performance implements AutoCloseable {
  private static final Instant START = Instant.parse("2025-10-31T14:00:00Z");
  private static final long SECONDS_MAX = 180;
  private static final long SEED = 1;
  private static final Pattern STEP = Pattern
      .compile("(?<not>not )?ok [0-9]+ - (?<name>.*?)(?<skip> # SKIP .*)?");
  private static final Pattern CLOCK = Pattern.compile("clock (?<gateway>\\S+) (?<time>\\S+)");
  private static final Pattern PLAN = Pattern.compile("1\\.\\.(?<steps>[0-9]+)");
  private static final String SEEN = "seen ";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SortedMap<String, SteeredClock> clocks = new TreeMap<>();
  private final SortedMap<String, SimulatorServer> servers = new TreeMap<>();
  private final Map<String, List<LedgerEntry>> books = new TreeMap<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<JsonNode> orders = new ArrayList<>();
  private OptionalInt planned = OptionalInt.empty();
  private String errors = "";
  private volatile @Nullable PrintWriter script;

  /**
   * One step as the script tells of it.
   *
   * @param problem what was wrong; empty when nothing was
   * @param skip why it was left out; empty when it was not
   */
  record Step(String name, String problem, String skip) {}

  /** Opens a Gateway of this name. */
  void open(String gateway, Scenario scenario) throws IOException {
    SteeredClock clock = new SteeredClock(START);
    List<LedgerEntry> entries = Collections.synchronizedList(new ArrayList<>());
    clocks.put(gateway, clock);
    books.put(gateway, entries);
    servers.put(gateway,
        SimulatorServer.start(scenario, clock, SEED, Optional.empty(), 0, entry -> {
          entries.add(entry);
          if (entry.orderId().isPresent()) {
            tell("booked %s %s %d %d".formatted(gateway, entry.event(),
                entry.clientId().orElse(-1), entry.orderId().getAsInt()));
          }
        }));
  }

  /** Plays the script to its end, or for as long as it may take. */
  void play(NodeProject project, int serverVersion) throws IOException {
    Path log = project.folder().resolve("errors-" + serverVersion + ".log");
    List<String> command = new ArrayList<>(
        List.of(project.node().toString(), "judge.mjs", "" + serverVersion));
    servers.forEach((name, server) -> command.add(name + "=" + server.port()));
    Process process = new ProcessBuilder(command).directory(project.folder().toFile())
        .redirectError(log.toFile()).start();
    Executor late = CompletableFuture.delayedExecutor(SECONDS_MAX, TimeUnit.SECONDS);
    CompletableFuture<Process> limit = CompletableFuture.supplyAsync(process::destroyForcibly, late);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        PrintWriter answers = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8))) {
      script = answers;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        hear(line);
      }
    } finally {
      script = null;
      limit.cancel(false);
    }
    errors = Files.readString(log, StandardCharsets.UTF_8);
  }

  private synchronized void tell(String line) {
    PrintWriter listener = script;
    if (listener != null) {
      listener.println(line);
      listener.flush();
    }
  }

  private void hear(String line) throws IOException {
    Matcher step = STEP.matcher(line);
    Matcher clock = CLOCK.matcher(line);
    Matcher plan = PLAN.matcher(line);
    if (step.matches()) {
      String skip = step.group("skip");
      steps.add(new Step(step.group("name"), step.group("not") == null ? "" : "not ok",
          skip == null ? "" : skip.strip()));
    } else if (clock.matches()) {
      clocks.get(clock.group("gateway"))
          .moveTo(OffsetDateTime.parse(clock.group("time")).toInstant());
      tell(line);
    } else if (plan.matches()) {
      planned = OptionalInt.of(Integer.parseInt(plan.group("steps")));
    } else if (line.startsWith(SEEN)) {
      orders.add(JSON.readTree(line.substring(SEEN.length())));
    } else if (line.startsWith("  ") && !steps.isEmpty()) {
      Step failed = steps.removeLast();
      steps.add(new Step(failed.name(), failed.problem() + "\n" + line, failed.skip()));
    }
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  /** How many steps the script says it has; empty when it did not come to its end. */
  OptionalInt planned() {
    return planned;
  }

  /** What the script has said besides. */
  String errors() {
    return errors;
  }

  /** The orders at this Gateway as the clients saw them. */
  List<JsonNode> orders(String gateway) {
    return orders.stream().filter(it -> it.get("gateway").asText().equals(gateway)).toList();
  }

  /** The exchange's own books. */
  List<LedgerEntry> book(String gateway) {
    return List.copyOf(books.getOrDefault(gateway, List.of()));
  }

  @Override
  public void close() throws IOException {
    for (SimulatorServer server : servers.values()) {
      server.close();
    }
  }
}

package evenkeel.verification;

import com.sun.net.httpserver.HttpServer;
import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Two months on the owner's set-up, of real processes, in phases: each has a clock of its own, a simulated Gateway that
 * goes on with what the exchange's ledger says, and a {@code run} on the same data directory, as after a night with the
 * machine off.
 */
final class OwnerMonths {
  /** What came of them. */
  record Result(List<String> violations, SortedMap<String, Integer> counts, OwnerAccount account, Duration took) {
    Result {
      violations = List.copyOf(violations);
    }
  }

  /** Until both processes are up; on the wall, as everything below. */
  private static final Duration START = Duration.ofSeconds(3);
  private static final Duration START_WITHIN = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(50);
  private static final Duration REST_LOOK = Duration.ofMillis(500);
  private static final Duration REST_WITHIN = Duration.ofSeconds(40);
  private static final int END_SECONDS = 10;
  private static final String LISTENING = "listening on 127.0.0.1:";

  private final List<String> command;
  private final Path folder;
  private final Cable cable;
  private final HttpServer owner;
  private final AuditedPeriod period;
  private final List<String> violations = new ArrayList<>();

  private OwnerMonths(List<String> command, Path folder, Cable cable, HttpServer owner) {
    this.command = List.copyOf(command);
    this.folder = folder;
    this.cable = cable;
    this.owner = owner;
    OwnerPlan.prices().write(prices());
    this.period = OwnerPlan.period(prices());
  }

  /**
   * Lives through them in this folder.
   *
   * @param command starts the program, before its arguments
   * @param progress hears a line when a phase begins and when it is over
   */
  static Result live(List<String> command, Path folder, PrintStream progress) throws InterruptedException {
    long began = System.nanoTime();
    try (Cable cable = Cable.open()) {
      HttpServer owner = mailbox();
      try {
        var months = new OwnerMonths(command, folder, cable, owner);
        for (OwnerPhase phase : OwnerPlan.phases()) {
          months.live(phase, progress);
        }
        return months.audited(Duration.ofNanos(System.nanoTime() - began));
      } finally {
        owner.stop(0);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Takes every alert that is sent to it. */
  private static HttpServer mailbox() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    server.start();
    return server;
  }

  private Path prices() {
    return folder.resolve("prices");
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path ledger() {
    return folder.resolve("ledger.jsonl");
  }

  private ChaosBooks books() {
    return new ChaosBooks(period, data(), ledger(), folder);
  }

  private OwnerAccount account() {
    return OwnerPlan.account().after(LedgerFile.read(ledger()));
  }

  private void live(OwnerPhase phase, PrintStream progress) throws IOException, InterruptedException {
    long began = System.nanoTime();
    progress.println(phase.name() + ": " + phase.from() + " to " + phase.to() + " at " + (long) phase.speed()
        + " times the wall's speed, with " + account().text().replaceAll("\\s+", " "));
    Instant wall = EvenkeelClock.system().instant().plus(START);
    var clock = new FasterClock(phase.from(), wall, phase.speed());
    var program = new Program(
        command, Map.of("EVENKEEL_CLOCK", clock.text(), "HOME", folder.toString()), folder);
    Process gateway = program.start(
        "sim-" + phase.name(), "sim", "--port", "0", "--scenario", scenario(phase), "--seed",
        Integer.toString(OwnerPlan.phases().indexOf(phase) + 1), "--ledger", ledger().toString());
    Process run = program.start(
        "run-" + phase.name(), "--config", configuration(), "run", "--mode", "paper");
    try {
      cable.leadTo(port(program, gateway, phase));
      BooleanSupplier isOver = () -> !clock.instant().isBefore(phase.to()) || !run.isAlive();
      Duration lasts = Duration.between(phase.from(), phase.to());
      ChaosRound.waitUntil(isOver, LOOK, START.plus(Duration.ofMillis(
          (long) (lasts.toMillis() / phase.speed()))).plus(START_WITHIN));
      ChaosRound.waitUntil(() -> books().isSettled() || !run.isAlive(), REST_LOOK, REST_WITHIN);
      if (!run.isAlive()) {
        throw new IllegalStateException("run ended by itself in phase " + phase.name() + " with exit code "
            + run.exitValue() + "; see " + folder);
      } else if (!Program.end(run, END_SECONDS)) {
        violations.add("6: run did not end within " + END_SECONDS + " s of SIGTERM in phase " + phase.name());
      }
    } finally {
      run.destroyForcibly();
      cable.cut(Duration.ZERO);
      boolean unused = Program.end(gateway, END_SECONDS);
    }
    ChaosBooks now = books();
    progress.println(String.format(Locale.ROOT, "%s: over after %.0f s; %d orders, %d fills so far", phase.name(),
        (System.nanoTime() - began) / 1e9, now.orders(), now.fills()));
  }

  private int port(Program program, Process gateway, OwnerPhase phase) throws InterruptedException {
    String name = "sim-" + phase.name();
    ChaosRound.waitUntil(
        () -> !gateway.isAlive() || program.out(name).stream().anyMatch(line -> line.startsWith(LISTENING)), LOOK,
        START_WITHIN);
    return program.out(name).stream().filter(line -> line.startsWith(LISTENING)).findFirst()
        .map(line -> Integer.parseInt(line.substring(LISTENING.length())))
        .orElseThrow(() -> new IllegalStateException("the simulated Gateway does not start; see " + folder));
  }

  private String scenario(OwnerPhase phase) throws IOException {
    int firstOrderId = 1 + LedgerFile.read(ledger()).stream().mapToInt(entry -> entry.orderId().orElse(0)).max()
        .orElse(0);
    return Files.writeString(folder.resolve("scenario-" + phase.name() + ".conf"),
        OwnerPlan.scenario(phase, account(), prices(), firstOrderId)).toString();
  }

  private String configuration() throws IOException {
    Path file = folder.resolve("evenkeel.conf");
    Files.writeString(file, """
        evenkeel {
          data-directory = "%s"
          local-time-zone = "Asia/Shanghai"
          gateway {
            port = %d
            restart.time-zone = "Asia/Shanghai"
          }
          alerts {
            channels = [webhook]
            webhook {
              severity = information
              url = "http://127.0.0.1:%d/"
            }
          }
        }
        """.formatted(data(), cable.port(), owner.getAddress().getPort()));
    // The webhook's address is a secret; a file that others may read is refused.
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file.toString();
  }

  private Result audited(Duration took) {
    var counts = new TreeMap<String, Integer>();
    ChaosBooks books = books();
    OwnerAccount account = account();
    var audit = new OwnerAudit(OwnerPlan.phases(), period, books, account, data(), violations::add);
    audit.audit(what -> counts.merge(what, 1, Integer::sum));
    counts.put("orders", books.orders());
    counts.put("fills", books.fills());
    counts.put("daily looks", books.journal().events("account-seen").size());
    counts.put("reinvested dividends", books.journal().events("corporate-action-booked").size());
    counts.put("trades of others", books.journal().events("foreign-executions-booked").size());
    audit.alertsByKind().forEach((kind, times) -> counts.put("alerts " + kind, Math.toIntExact(times)));
    return new Result(violations, counts, account, took);
  }

  /** For {@code scripts/chaos --owner-months}: {@code -- JAVA.. -- PROGRAM..}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    List<String> words = List.of(arguments);
    int middle = words.lastIndexOf("--");
    Path folder = Files.createTempDirectory("evenkeel-owner-months-");
    Runtime.getRuntime().addShutdownHook(new Thread(
        () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly), "clear-up"));
    out.println("preparing a fast start");
    List<String> command = Chaos.quickened(
        words.subList(words.indexOf("--") + 1, middle), words.subList(middle + 1, words.size()), folder);
    Result result = live(command, folder, out);
    out.println();
    result.counts().forEach((what, times) -> Chaos.row(out, what, times));
    Chaos.row(out, "seconds", result.took().toSeconds());
    out.println("lowest cash " + result.account().lowest() + ", at the end " + result.account().cash());
    result.violations().forEach(violation -> out.println("  " + violation));
    boolean isGood = result.violations().isEmpty();
    if (isGood) {
      Folders.remove(folder);
    } else {
      out.println("  what is left of it: " + folder);
    }
    out.println(isGood ? "both month ends settled" : "FAILED");
    System.exit(isGood ? 0 : 1);
  }
}

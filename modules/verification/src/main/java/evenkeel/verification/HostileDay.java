package evenkeel.verification;

import evenkeel.domain.InstanceMark;
import evenkeel.domain.TradingMode;
import evenkeel.engine.EngineSettings;
import evenkeel.gateway.Transport;
import evenkeel.operations.DataDirectory;
import evenkeel.simulator.LedgerEntry;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ServerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A month-end day with a {@link HostileGateway} until a quarter of an hour after the close, and an honest one from then
 * on, under virtual time. What the Gateway says cannot be believed, so the audit goes by the exchange's own books: no
 * order fills beyond what was intended, each fill is in the journal or its order was told of, the process is connected
 * in the end and every run is reported or told of, and nothing that the Gateway planted stands raw in what the day
 * wrote and told.
 */
final class HostileDay implements Witness {
  private static final Duration HOSTILE_AFTER_CLOSE = Duration.ofMinutes(15);
  private static final Duration HONEST = Duration.ofMinutes(75);

  /**
   * How the day went.
   *
   * @param counts what the Gateway did, and what was told, each with its number
   */
  record Result(long seed, List<String> violations, SortedMap<String, Integer> counts, String log) {}

  private final DayPlan plan;
  private final World world;
  private final EventLog log;
  private final Exchange exchange;
  private final RandomGenerator wires;
  private final HostileGateway gateway;
  private final Journal journal;
  private final Books books = new Books();
  private final List<String> violations = new ArrayList<>();
  private final SortedMap<String, Integer> counts = new TreeMap<>();
  private final List<String> told = new ArrayList<>();
  private final Map<String, BigDecimal> wanted = new LinkedHashMap<>();
  private final Map<String, Map<String, BigDecimal>> filled = new LinkedHashMap<>();
  private final Path data;

  private HostileDay(DayPlan plan, Path data) {
    this.plan = plan;
    this.data = data;
    var seeds = new SplittableRandom(plan.seed());
    this.world = new World(plan.begin(), seeds.split());
    this.wires = seeds.split();
    this.log = new EventLog(world);
    this.journal = new Journal(this::journalled, entry -> false);
    Instant honestFrom = plan.closing().plus(HOSTILE_AFTER_CLOSE);
    this.gateway = new HostileGateway(
        seeds.split(), plan.account(), () -> world.now().isBefore(honestFrom), kind -> count("hostile " + kind));
    this.exchange = new Exchange(world, plan.scenario(), plan.seed(), this);
  }

  /** Lives through the day of a seed. */
  static Result live(long seed) {
    return SeededLife.live("hostile", seed, folder -> {
      var day = new HostileDay(DayPlan.quiet(seed), folder.resolve("data"));
      LogTap.listen(day::logged);
      return day.live();
    });
  }

  private Result live() {
    EngineSettings engine = Day.engine(TradingMode.PAPER, plan.habits()).with(plan.triggers())
        .with(new InstanceMark("h0"));
    var machine = new Machine[1];
    Transport transport = listener -> {
      var wire = new Wire(
          machine[0].lane(), exchange, listener, this, wires, new TamperedWire(Tampering.NONE, world),
          gateway.connection());
      wire.dial();
      return wire;
    };
    machine[0] = Machine.start(
        new Lane(world, journal), new Machine.Blueprint(
            engine, Day.gateway(), transport, DataDirectory.open(data), new SplittableRandom(plan.seed() + 1),
            plan.begin(), Tampering.NONE));
    Instant end = plan.closing().plus(HOSTILE_AFTER_CLOSE).plus(HONEST);
    boolean isStuck = false;
    while (!isStuck && world.step(end)) {
      isStuck = world.isStuck();
    }
    if (isStuck) {
      violation("the process does the same over and over and time stands still");
    }
    finish();
    machine[0].kill();
    return new Result(plan.seed(), List.copyOf(violations), counts, log.text());
  }

  private void finish() {
    if (exchange.newest().isEmpty()) {
      violation(
          "the process is not connected though the Gateway has been honest for " + HONEST.toMinutes() + " minutes");
    }
    filled.forEach((ref, fills) -> {
      boolean isBooked = books.fills(ref).keySet().containsAll(fills.keySet());
      if (!isBooked && !isTold(ref)) {
        violation("lost: fills of " + ref + " are neither in the journal nor told: " + fills + ", " + books.fills(ref));
      }
    });
    books.runs().stream().filter(run -> !books.isSettledAndReported(run) && told.isEmpty())
        .forEach(run -> violation("silent: run " + run + " has no end, and nothing was told"));
    if (books.events("decision-made").isEmpty() && told.isEmpty()) {
      violation("silent: nothing was decided and nothing told");
    }
    journal.entries().forEach(entry -> checkRaw("journal", entry.json()));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        checkRaw(String.valueOf(file.getFileName()), Files.readString(file).replace("\n", ""));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Anything that a terminal or a reader would obey in place of showing it. */
  private void checkRaw(String where, String text) {
    text.codePoints().filter(HostileDay::isObeyed).findFirst().ifPresent(character -> violation(
        String.format(Locale.ROOT, "raw: U+%04X in %s: %s", character, where, shown(text))));
  }

  private static boolean isObeyed(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
        true;
      default -> false;
    };
  }

  private static String shown(String text) {
    var shown = new StringBuilder();
    text.codePoints().limit(400).forEach(character -> {
      if (isObeyed(character)) {
        shown.append('?');
      } else {
        shown.appendCodePoint(character);
      }
    });
    return shown.toString();
  }

  private boolean isTold(String words) {
    return told.stream().anyMatch(line -> line.contains(words));
  }

  private void violation(String words) {
    violations.add(words);
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  @Override
  public void journalled(Journal.Entry entry) {
    books.add(Books.read(entry));
    log.journalled(entry);
  }

  @Override
  public void logged(String line) {
    log.logged(line);
    checkRaw("log", line);
    if (line.contains(plan.account())) {
      violation("an account number in the log: " + line);
    }
    if (line.startsWith("ERROR SupervisorStrategy") || line.contains("saw failure")) {
      violation("an actor failed: " + line);
    }
    if (line.contains(" Notifier ") && !line.startsWith("INFO")) {
      told.add(line);
      AlertLine.kind(line).ifPresent(kind -> count("told " + kind));
    }
  }

  @Override
  public void booked(LedgerEntry entry) {
    log.booked(entry);
    String ref = entry.orderRef().orElse("");
    if (!ref.startsWith(Truth.OURS)) {
      return;
    }
    switch (entry.event()) {
      case ACCEPTED -> wanted.merge(ref, entry.quantity().orElseThrow(), BigDecimal::min);
      case FILLED -> {
        Map<String, BigDecimal> fills = filled.computeIfAbsent(ref, first -> new LinkedHashMap<>());
        fills.put(Truth.family(entry.execId().orElseThrow()), entry.quantity().orElseThrow());
        count("exchange FILLED");
        BigDecimal shares = fills.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (shares.compareTo(wanted.get(ref)) > 0) {
          violation("doubled: " + shares + " of " + wanted.get(ref) + " were filled of " + ref);
        }
      }
      default -> {
        // Nothing that is filled.
      }
    }
  }

  @Override
  public void opened(long connection) {
    log.opened(connection);
    count("connections");
  }

  @Override
  public void sent(long connection, ClientMessage message) {
    log.sent(connection, message);
  }

  @Override
  public void heard(long connection, ServerMessage message) {
    // What it says is not believed.
  }

  @Override
  public void ended(long connection) {
    log.ended(connection);
  }

  @Override
  public void lost(int events) {
    // The disk is sound.
  }

  @Override
  public void mishap(String what) {
    // Nothing else goes wrong.
  }
}

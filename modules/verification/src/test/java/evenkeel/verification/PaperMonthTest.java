package evenkeel.verification;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.domain.AccountKind;
import evenkeel.domain.OrderType;
import evenkeel.domain.TradingMode;
import evenkeel.engine.JournalSerializer;
import evenkeel.gateway.Transport;
import evenkeel.operations.DataDirectory;
import evenkeel.operations.LinkDiary;
import evenkeel.operations.Preflight;
import evenkeel.operations.PreflightEvidence;
import evenkeel.operations.RunLog;
import evenkeel.simulator.Fault;
import evenkeel.simulator.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month on paper, lived by the whole engine under virtual time, proves what has to be proven before mode live. */
class PaperMonthTest {
  private static final List<String> BY_HAND = List.of("funding", "market-data", "phone-app", "broker-phone");

  @TempDir
  Path folder;

  private final JournalSerializer serializer = new JournalSerializer();

  /** Keeps everything to itself. */
  private static Witness nobody() {
    return new Witnesses(List.of());
  }

  private static Instant newYork(String time) {
    return LocalDateTime.parse(time).atZone(DayPlan.NEW_YORK).toInstant();
  }

  /** One life of the process between these times, with a Gateway of its own, on the journal and the directory. */
  private static void live(
      String from, String to, TradingMode mode, String scenario, Journal journal, DataDirectory directory,
      Map<String, String> faults) {
    var seeds = new SplittableRandom(1);
    var world = new World(newYork(from), seeds.split());
    ThreadRandom.seed(1);
    var exchange = new Exchange(world, Scenario.named(scenario), 1, nobody());
    var lane = new Lane(world, journal);
    Transport transport = listener -> {
      var wire = new Wire(
          lane, exchange, listener, nobody(), seeds, new TamperedWire(Tampering.NONE, world));
      wire.dial();
      return wire;
    };
    Machine machine = Machine.start(lane, new Machine.Blueprint(
        Day.engine(mode), Day.gateway(), transport, directory, seeds.split(), newYork(from), Tampering.NONE, true,
        false));
    faults.forEach((at, fault) -> world.at(newYork(at), () -> exchange.inject(Fault.parse(fault))));
    while (world.step(newYork(to))) {
      // Each step is one task or one moment.
    }
    machine.kill();
  }

  private PreflightEvidence evidence(
      Instant now, Journal journal, DataDirectory directory, List<PreflightEvidence.Told> alerts,
      Map<String, Instant> acknowledged, Optional<AccountKind> port) throws IOException {
    List<PreflightEvidence.Journalled> events = journal.entries().stream()
        .map(entry -> new PreflightEvidence.Journalled(
            entry.persistenceId(), serializer.fromBinary(entry.bytes(), entry.manifest())))
        .toList();
    return new PreflightEvidence(
        now, events, LinkDiary.read(directory), new RunLog(directory.logs()).runs(), alerts, acknowledged,
        Set.of(OrderType.MOC), port.isPresent() ? 4001 : 5000, port, Optional.empty());
  }

  private static List<String> missing(PreflightEvidence evidence) {
    return Preflight.items(evidence).stream().filter(item -> !item.isComplete()).map(Preflight.Item::name).toList();
  }

  @Test
  void shouldLackEveryItemOnAFreshJournal() throws IOException {
    var directory = DataDirectory.open(folder.resolve("fresh"));
    var journal = new Journal(entry -> {}, entry -> false);

    assertThat(missing(evidence(
        newYork("2025-10-01T08:00"), journal, directory, List.of(), Map.of(), Optional.empty()))).containsExactly(
            "paper-month", "order-types", "disconnect", "rejection", "traceable", "reports", "alerts", "live-port",
            "live-dry-run", "funding", "market-data", "phone-app", "broker-phone");
  }

  @Test
  void shouldProveEveryItemAfterAMonthOnPaperAndADryRunOnTheLiveAccount() throws IOException {
    var directory = DataDirectory.open(folder.resolve("month"));
    var journal = new Journal(entry -> {}, entry -> false);
    live("2025-10-01T08:00", "2025-10-31T17:00", TradingMode.PAPER, "month-end", journal, directory, Map.of(
        "2025-10-14T11:00", "fault = restart, down = 3m",
        "2025-10-31T14:00", "fault = reject-symbol, symbol = GLD, code = 201, text = \"not today\""));
    Instant now = newYork("2025-10-31T17:00");

    assertThat(missing(evidence(now, journal, directory, List.of(), Map.of(), Optional.empty()))).containsExactly(
        "alerts", "live-port", "live-dry-run", "funding", "market-data", "phone-app", "broker-phone");

    live("2025-11-28T08:00", "2025-11-28T14:00", TradingMode.DRY_RUN, "live-account", journal, directory, Map.of());
    now = newYork("2025-11-28T14:00");
    var told = new PreflightEvidence.Told(now.minus(Duration.ofDays(1)), "test", false, true, true);
    var acknowledged = new HashMap<String, Instant>();
    BY_HAND.forEach(item -> acknowledged.put(item, newYork("2025-11-01T09:00")));

    PreflightEvidence all = evidence(
        now, journal, directory, List.of(told), acknowledged, Optional.of(AccountKind.LIVE));
    assertThat(missing(all)).isEmpty();
    // One critical alert that nobody confirmed is a fault, until it is explained.
    var alarm = new PreflightEvidence.Told(newYork("2025-10-20T12:00"), "parked-x", true, true, false);
    assertThat(missing(evidence(
        now, journal, directory, List.of(told, alarm), acknowledged, Optional.of(AccountKind.LIVE))))
        .containsExactly("paper-month");
    acknowledged.put("alert:parked-x", now);
    assertThat(missing(evidence(
        now, journal, directory, List.of(told, alarm), acknowledged, Optional.of(AccountKind.LIVE)))).isEmpty();
  }
}

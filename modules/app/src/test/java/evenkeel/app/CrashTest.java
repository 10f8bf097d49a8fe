package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.LedgerEntry.Event;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code run} is killed while its orders are at the exchange, and started again. The exchange's ledger says what was
 * really sent and filled.
 */
@Execution(ExecutionMode.CONCURRENT)
class CrashTest {
  private static final int ORDERS = 3;
  /** From the afternoon to the close in 20 seconds. */
  private static final double FAST = 300;
  /** Prices stand for a minute, of which there are five in a second then. */
  private static final String DRIFTED = """
      tick-interval = 60s
      accounts = [{
        id = DU1234567
        cash = 1900
        positions { DBMF = "720@27.10", GLD = "38@265.40", BIL = "170@91.55" }
      }]
      """;

  @TempDir
  Path folder;

  /** When the process is killed: as the exchange books this, before anybody is told. */
  enum Moment {
    FIRST_ORDER_ACCEPTED("MKT", Event.ACCEPTED, 1), ALL_ORDERS_FILLED("MKT", Event.FILLED, ORDERS), ALL_ORDERS_ACCEPTED(
        "MOC", Event.ACCEPTED, ORDERS);

    private final String orderType;
    private final Event event;
    private final int count;

    Moment(String orderType, Event event, int count) {
      this.orderType = orderType;
      this.event = event;
      this.count = count;
    }

    boolean isNow(SimulatedDay day, LedgerEntry entry) {
      return entry.event() == event && day.ledger(event).size() == count;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldTradeOnceThoughItWasKilledAfter(Moment moment) throws Exception {
    String configuration = "evenkeel.order-type = " + moment.orderType;
    try (SimulatedDay day = day()) {
      var first = new CompletableFuture<ProgramProcess>();
      // On the exchange's own thread, so that nothing goes on there until the process is gone.
      day.onLedger(entry -> {
        if (moment.isNow(day, entry)) {
          first.join().kill();
        }
      });
      first.complete(run(day, configuration));
      assertThat(first.join().awaitExit()).isEqualTo(128 + 9);

      if (moment == Moment.ALL_ORDERS_ACCEPTED) {
        day.hurry(FAST);
      }
      assertSettles(day, configuration);
    }
  }

  @Test
  void shouldSayThatOrdersStayWhenARebalanceIsInterrupted() throws Exception {
    try (SimulatedDay day = day()) {
      String[] arguments = SimulatedDay.with(day.configuration(""), "rebalance", "--yes");
      try (ProgramProcess rebalance = ProgramProcess.start(day.environment(), arguments)) {
        rebalance.awaitLine("BIL    accepted by the broker");
        rebalance.terminate();

        assertThat(rebalance.awaitExit()).isEqualTo(128 + 15);
        assertThat(rebalance.err()).last().asString().contains("what is at the broker stays there");
      }
      assertThat(day.ledger(Event.CANCELLED)).isEmpty();
    }
  }

  @Test
  void shouldSayWhatStaysAtTheBrokerWhenItIsToldToEnd() throws Exception {
    try (SimulatedDay day = day()) {
      try (ProgramProcess first = run(day, "")) {
        first.awaitLine("DBMF   accepted by the broker");
        first.awaitLine("GLD    accepted by the broker");
        first.awaitLine("BIL    accepted by the broker");
        long told = System.nanoTime();
        first.terminate();

        assertThat(first.awaitExit()).isEqualTo(128 + 15);
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(10));
        // Prices walk on while a slow machine starts the process, and the shares with them.
        assertThat(first.out()).last().asString().matches("Stopping; 3 orders stay at the broker and are taken up again"
            + " at the next start: SELL 11[0-9] DBMF, BUY [89] GLD, BUY 1[5-9] BIL\\.");
      }
      day.hurry(FAST);
      List<String> told = assertSettles(day, "");
      // Their run began in another process; they are told by name all the same.
      assertThat(told).filteredOn(line -> line.matches(".* (DBMF|GLD|BIL) +filled [0-9]+ at .*")).hasSize(ORDERS);
    }
  }

  /** The second process brings the run to its end; what it printed is given back. */
  private static List<String> assertSettles(SimulatedDay day, String configuration) throws Exception {
    List<String> told;
    try (ProgramProcess second = run(day, configuration)) {
      second.awaitLine("Reported: run 20251031-month-end");
      assertThat(second.out()).anySatisfy(line -> assertThat(line).contains("settled: every order is over"));
      assertThat(second.out()).anySatisfy(line -> assertThat(line)
          .isEqualTo("Decided before this start: 20251031-month-end: trade, 3 orders"));
      assertThat(day.run(configuration, "status").out())
          .anySatisfy(line -> assertThat(line).matches("Last decision +20251031-month-end: trade, 3 orders"))
          .anySatisfy(line -> assertThat(line).matches("Last run +settled: 3 of 3 orders filled"))
          .anySatisfy(line -> assertThat(line).matches("Next trigger +month-end on Fri 2025-11-28 .*"));
      assertThat(day.run(configuration, "stop").exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(second.awaitExit()).isEqualTo(ExitCode.DONE);
      told = second.out();
      assertThat(told).last().isEqualTo("Stopping; no order is at the broker.");
    }
    List<String> accepted = day.ledger(Event.ACCEPTED).stream().map(entry -> entry.orderRef().orElseThrow()).toList();
    assertThat(accepted).hasSize(ORDERS).doesNotHaveDuplicates();
    assertThat(day.ledger(Event.REJECTED)).isEmpty();
    List<JsonNode> runs = ReportFile.runs(day.dataDirectory());
    assertThat(runs).singleElement().satisfies(run -> {
      assertThat(run.path("run_id").asText()).isEqualTo("20251031-month-end");
      assertThat(run.path("settled_at").asText()).isNotEmpty();
      assertThat(run.path("commission").decimalValue()).isEqualByComparingTo("3.00");
    });
    // What the report says was filled is what the exchange filled, and all that was ordered.
    var filled = day.ledger(Event.FILLED).stream().collect(Collectors.toMap(
        entry -> entry.orderRef().orElseThrow(), entry -> entry.quantity().orElseThrow(), BigDecimal::add));
    assertThat(runs.getFirst().path("execution")).hasSize(ORDERS).allSatisfy(order -> {
      assertThat(order.path("status").asText()).isEqualTo("Filled");
      assertThat(order.path("filled").decimalValue())
          .isEqualByComparingTo(order.path("quantity").decimalValue())
          .isEqualByComparingTo(filled.get(order.path("order_ref").asText()));
    });
    return told;
  }

  private SimulatedDay day() throws IOException {
    return SimulatedDay.of(Files.writeString(folder.resolve("drifted.conf"), DRIFTED).toString(), folder);
  }

  private static ProgramProcess run(SimulatedDay day, String configuration) {
    return ProgramProcess.start(day.environment(), SimulatedDay.with(day.configuration(configuration), "run"));
  }
}

package evenkeel.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import evenkeel.simulator.LedgerEntry;
import evenkeel.simulator.Scenario;
import evenkeel.tws.ServerVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The npm package {@code @stoqey/ib} in the client's place. The script in {@code src/test/node} asks
 * and asserts; each of its steps is a test here. Afterwards the exchange's books must say of every
 * order what the clients were told.
 */
class StoqeyClientTest {
  private static final int CLIENT_MAX = 193;
  /** The pinned version, the lowest that we speak, and the highest that this client does. */
  private static final List<Integer> VERSIONS = List.of(ServerVersions.PINNED,
      ServerVersions.MIN, CLIENT_MAX);
  private static final int STEPS_MIN = 40;

  @TestFactory
  List<DynamicContainer> shouldSatisfyAClientThatWeDidNotWrite()
      throws IOException, InterruptedException {
    Path base = Path.of(Optional.ofNullable(System.getProperty("basedir")).orElse("."));
    NodeProject project = NodeProject.installed(base.resolve("src/test/node").toAbsolutePath(),
        base.resolve("target").toAbsolutePath());
    // Mostly they wait for one another's bytes, so that all versions take hardly longer than one.
    List<CompletableFuture<DynamicContainer>> plays = VERSIONS.stream()
        .map(version -> CompletableFuture.supplyAsync(() -> play(project, version),
            task -> Thread.ofPlatform().start(task)))
        .toList();
    return plays.stream().map(CompletableFuture::join).toList();
  }

  static DynamicContainer play(NodeProject project, int version) {
    SortedMap<String, Scenario> gateways = gateways(version);
    Performance played = new Performance();
    try (Performance playing = played) {
      for (var gateway : gateways.entrySet()) {
        playing.open(gateway.getKey(), gateway.getValue());
      }
      playing.play(project, version);
    } catch (IOException failure) {
      throw new UncheckedIOException("server version " + version, failure);
    }
    List<DynamicTest> tests = new ArrayList<>();
    played.steps().forEach(it -> tests.add(step(it)));
    tests.add(dynamicTest("the script comes to its end", () -> {
      assertThat(played.planned()).as(played.errors()).hasValue(played.steps().size());
      assertThat(played.steps()).hasSizeGreaterThanOrEqualTo(STEPS_MIN);
    }));
    gateways.keySet().forEach(it -> tests.add(dynamicTest(
        "the books of " + it + " say what the clients were told",
        () -> compare(played.book(it), played.orders(it)))));
    return dynamicContainer("server version " + version, tests);
  }

  private static DynamicTest step(Performance.Step step) {
    return dynamicTest(step.name(), () -> {
      assumeTrue(step.skip().isEmpty(), step.skip());
      assertThat(step.problem()).isEmpty();
    });
  }

  private static SortedMap<String, Scenario> gateways(int version) {
    SortedMap<String, Scenario> gateways = new TreeMap<>();
    for (String name : List.of("day", "faults", "paced", "patient", "live")) {
      gateways.put(name,
          Scenario.parse(ConfigFactory.parseResources(StoqeyClientTest.class, name + ".conf")));
    }
    gateways.put("hkd", Scenario.named("hkd-account"));
    gateways.put("read-only", Scenario.named("read-only"));
    // The client's highest version comes about as in life: the Gateway would speak a higher one.
    int served = version == CLIENT_MAX ? ServerVersions.MAX : version;
    gateways.replaceAll((name, scenario) -> scenario.withServerVersion(served));
    return gateways;
  }

  private static void compare(List<LedgerEntry> book, List<JsonNode> orders) {
    SoftAssertions softly = new SoftAssertions();
    for (LedgerEntry entry : book) {
      entry.orderId().ifPresent(id -> {
        Optional<JsonNode> seen = orders.stream()
            .filter(it -> it.get("client").asInt() == entry.clientId().orElse(-1)
                && it.get("order").asInt() == id)
            .findFirst();
        if (seen.map(it -> !it.get("untold").asBoolean()).orElse(true)) {
          compare(softly, entry, seen);
        }
      });
    }
    long fills = orders.stream().mapToLong(it -> it.get("fills").size()).sum();
    long booked = book.stream().filter(it -> it.event() == LedgerEntry.Event.FILLED).count();
    softly.assertThat(fills).as("fills").isEqualTo(booked);
    softly.assertAll();
  }

  private static void compare(
      SoftAssertions softly, LedgerEntry entry, Optional<JsonNode> order) {
    String what = entry.event() + " order " + entry.orderId() + " of " + entry.clientId() + ": "
        + order;
    switch (entry.event()) {
      case ACCEPTED -> softly.assertThat(order).as(what).hasValueSatisfying(
          it -> assertThat(it.get("shown").asBoolean()).isTrue());
      case FILLED -> softly.assertThat(order.map(it -> it.get("fills").get(entry.execId().orElseThrow())))
          .as(what).hasValueSatisfying(fill -> {
            assertThat(number(fill, "shares")).isEqualByComparingTo(entry.quantity().orElseThrow());
            assertThat(number(fill, "price")).isEqualByComparingTo(entry.price().orElseThrow());
          });
      case CANCELLED -> softly.assertThat(order.map(it -> it.get("status").asText())).as(what)
          .hasValueSatisfying(it -> assertThat(it).isIn("Cancelled", "Inactive"));
      case REJECTED -> softly.assertThat(order.map(it -> it.get("codes").toString())).as(what)
          .hasValueSatisfying(it -> assertThat(it).contains("" + entry.code().orElseThrow()));
      case CONNECTED, DISCONNECTED, RECEIVED, MODIFIED, CORRECTED, PACING_VIOLATION, CASH, POSITION -> {
        // Nobody is told of these.
      }
    }
  }

  private static BigDecimal number(JsonNode fill, String key) {
    return new BigDecimal(fill.get(key).asText());
  }
}

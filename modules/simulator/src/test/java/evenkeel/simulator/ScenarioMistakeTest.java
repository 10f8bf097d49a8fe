package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a scenario is one line with the place, and never a failure of the program. */
class ScenarioMistakeTest {
  private static final Instant START = Instant.parse("2025-10-31T18:00:00Z");
  private static final List<String> VALUES = List.of(
      "null", "\"\"", "text", "-1", "0", "1.5", "99999999999999", "true", "[]", "[1]", "{}", "{ a = 1 }", "-5s",
      "100000000000000d", "NaN", "1e400", "\"a b\"", "\"2025-13-45T99:00:00\"");

  @TempDir
  private Path folder;

  static Stream<String> places() {
    Config usual = ConfigFactory.parseResources(
        ScenarioMistakeTest.class.getClassLoader(), "evenkeel/simulator/scenarios/usual.conf");
    return Stream.of(
        usual.root().keySet().stream().map(key -> key + " = @"),
        Stream.of("id", "cash", "positions", "base-currency", "cash.USD", "positions.DBMF", "nonsense")
            .map(key -> "accounts = [{ id = DU1234567, cash = 100, " + key + " = @ }]"),
        Stream.of(
            "symbol", "con-id", "currency", "exchange", "trading-class", "name", "kind", "order-types", "price",
            "volatility", "quote", "entitlement").map(key -> "contracts { DBMF { " + key + " = @ } }"),
        Stream.of("at", "daily", "after", "on").map(key -> "timeline = [{ " + key + " = @, fault = restart }]"),
        Stream.of("fault", "down", "ids-back", "nonsense")
            .map(key -> "timeline = [{ after = 1s, fault = restart, " + key + " = @ }]"),
        Stream.of("client", "order", "symbol", "action", "quantity", "type", "pushed").map(
            key -> "timeline = [{ after = 1s, fault = foreign-order, client = 0, order = 0, symbol = DBMF,"
                + " action = SELL, quantity = 1, " + key + " = @ }]"),
        Stream.of("zone", "charset").map(
            key -> "timeline = [{ after = 1s, fault = greeting-zone, zone = UTC, " + key + " = @ }]"))
        .flatMap(places -> places);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("places")
  void shouldTakeOrRefuseEveryValue(String place) {
    for (String value : VALUES) {
      String text = place.replace("@", value);
      try {
        var gateway = new SimulatedGateway(Scenario.parse(ConfigFactory.parseString(text)), 1, START);
        assertThat(gateway).isNotNull();
      } catch (ScenarioProblem problem) {
        assertThat(problem).as(text).hasMessageMatching("[^\n]+");
      } catch (RuntimeException wrong) {
        fail(text, wrong);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(delimiter = '|', textBlock = """
      time-zone = Mars/Base                             | time-zone: 'Mars/Base' is not a time zone
      contracts { AA { con-id = 5 }, BB { con-id = 5 } } | contracts.AA: has the con-id 5 of BB
      exchange-rates { EUR = 0 }                        | exchange-rates: EUR must be above 0, was 0
      accounts = [{ id = DU1234567, cash { EUR = 2 } }] | exchange-rates: what is 1 EUR in USD?
      include "nowhere"                                 | nowhere
      include classpath("evenkeel/simulator/scenarios/nowhere") | nowhere
      description = ${NOWHERE}                          | 1: Could not resolve substitution
      accounts = [ { id = 1 }                           | 1: List should have ended
      """)
  void shouldNameFileLineAndKey(String text, String words) throws IOException {
    Path file = Files.writeString(folder.resolve("mistake.conf"), text);
    assertThatThrownBy(() -> Scenario.named(file.toString())).isInstanceOf(ScenarioProblem.class)
        .hasMessageMatching("[^\n]+").hasMessageContaining(words);
  }

  /** The parser of the language recurses once a bracket. */
  @Test
  void shouldSayThatBracketsAreNestedTooDeeply() throws IOException {
    Path file = Files.writeString(folder.resolve("deep.conf"), "accounts = " + "[".repeat(200_000));

    assertThatThrownBy(() -> Scenario.named(file.toString())).isInstanceOf(ScenarioProblem.class)
        .hasMessageContaining("deep.conf: brackets are nested too deeply");
  }

  @Test
  void shouldReadEveryPriceFileBeforeTheStart() throws IOException {
    Path prices = Files.createDirectory(folder.resolve("prices"));
    Files.writeString(prices.resolve("GLD.csv"), "date,open,high,low,close,volume\n2025-10-30,1,2,x,1,1\n");
    assertThatThrownBy(() -> Scenario.usual().withPrices(prices)).isInstanceOf(ScenarioProblem.class)
        .hasMessageContaining("GLD.csv:2: not date,open,high,low,close,volume");
  }
}

package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.tws.AccountId;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestPositions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScenarioTest {

  static Iterable<String> builtIn() {
    return Scenario.builtIn().keySet();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void shouldReadEveryBuiltInScenario(String name) {
    Scenario scenario = Scenario.named(name);
    assertThat(scenario.description()).isEqualTo(Scenario.builtIn().get(name)).isNotBlank();
    if (!name.equals("silent")) {
      Conversation conversation = Conversation.of(scenario, "2025-10-31T10:00:00");
      TestClient client = conversation.dial().hello("v157..178");
      conversation.passes(Duration.ofSeconds(1));
      client.start(1);
      conversation.passes(Duration.ofSeconds(10));
      assertThat(client.words()).contains("next id 1");
    }
  }

  @Test
  void shouldStartFromTheseDefaults() {
    Scenario usual = Scenario.usual();
    assertThat(usual.session().serverVersion()).isEqualTo(178);
    assertThat(usual.session().answerDelay()).isZero();
    assertThat(usual.marketData().snapshotEnd()).isEqualTo(Duration.ofSeconds(11));
    assertThat(usual.marketData().tickInterval()).isEqualTo(Duration.ofSeconds(5));
    assertThat(usual.marketData().entitlement()).isEqualTo(Entitlement.ANY);
    assertThat(usual.accounts()).singleElement()
        .satisfies(it -> assertThat(it.id()).isEqualTo("DU1234567"));
    assertThat(usual.instruments()).extracting(Instrument::symbol).contains("DBMF", "GLD", "BIL",
        "SPY", "AAPL");
  }

  @Test
  void shouldListTheNamesWhenOneIsWrong() {
    assertThatThrownBy(() -> Scenario.named("moth-end")).isInstanceOf(ScenarioProblem.class)
        .hasMessageStartingWith("scenario 'moth-end' is neither a file nor one of ")
        .hasMessageContaining("month-end");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(delimiter = '|', textBlock = """
      server-version = x                       | server-version
      server-version = 150                     | server-version must be from 157 to 200
      tick-intervall = 5s                      | tick-intervall: unknown key
      answer-delay = soon                      | answer-delay
      entitlement = all                        | entitlement: 'all' is none of any
      contracts { DBMF { prise = 1 } }         | contracts.DBMF.prise: unknown key
      contracts { DBMF { price = -1 } }        | contracts.DBMF: price must be above 0
      contracts { DBMF { quote = weird } }     | 'weird' is none of unavailable
      accounts = [{ id = DU1, cash = 1 }]      | accounts[0]: an account is letters and digits
      accounts = [{ id = DU1234567 }]          | accounts[0].cash: is missing
      timeline = [{ fault = silent }]          | give one of at, daily, after and on
      timeline = [{ after = 1s, fault = bang }]| 'bang' is none of restart
      timeline = [{ at = noon, fault = silent }] | timeline[0].at: 2025-10-31T15:00:00 or
      timeline = [{ on = "trade:1", fault = silent }] | timeline[0].on: order:1, fill:1
      prices = /nowhere/at/all                 | prices: '/nowhere/at/all' is not a folder
      """)
  void shouldNameTheLineAndTheKeyOfWhatIsWrong(String text, String message,
      @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.conf"), "# one\n# two\n" + text + "\n");
    assertThatThrownBy(() -> Scenario.parse(file)).isInstanceOf(ScenarioProblem.class)
        .hasMessageContaining("bad.conf: 3").hasMessageContaining(message)
        .extracting(Throwable::getMessage).asString().doesNotContain("\n");
  }

  @Test
  void shouldSayThatAFileIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> Scenario.parse(folder.resolve("none.conf")))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("none.conf");
  }

  @Test
  void shouldTakeWhatTheCommandLineChanges(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("ABC.csv"), """
        date,open,high,low,close,volume
        2025-10-30,10,11,9,10.5,1000
        2025-10-31,10.5,12,10,11.25,2000
        """);
    Scenario scenario = Scenario.usual().withAccount("DU7654321").withCash(new BigDecimal("77"))
        .withPosition("ABC", BigDecimal.TEN, BigDecimal.ONE)
        .withPosition("XYZ", BigDecimal.ONE, BigDecimal.ONE).withPrices(folder);
    Conversation conversation = Conversation.of(scenario, "2025-10-31T15:00:00");
    TestClient client = conversation.connect(7);
    client.send(new RequestPositions());
    assertThat(client.words()).contains("position ABC 10", "position XYZ 1");
    client.send(new PlaceOrder(1, TestClient.stock("ABC"),
        TestClient.order("SELL 10 ABC MOC").account(new AccountId("DU7654321"))
            .build()));
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.heard(ExecutionDetails.class)).singleElement()
        .satisfies(it -> assertThat(it.execution().price())
            .isEqualTo(Optional.of(new BigDecimal("11.25"))));
  }

  @Test
  void shouldFollowIncludesOfBuiltInScenariosFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.conf"),
        "include classpath(\"evenkeel/simulator/scenarios/hkd-account\")");
    assertThat(Scenario.parse(file).accounts().getFirst().baseCurrency()).isEqualTo("HKD");
  }
}

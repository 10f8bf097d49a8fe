package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountValue;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestPositions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The afternoon of each built-in scenario about orders, executions and contracts. */
class OrderScenarioTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** What a client hears that sells in the afternoon, asks for its books, and comes back once. */
  private static List<String> afternoon(String scenario) {
    Conversation conversation = Conversation.of(Scenario.named(scenario), "2025-10-31T15:30:00");
    TestClient client = conversation.connect(10);
    conversation.passes(MINUTE);
    client.send(new RequestPositions()).send(new RequestAllOpenOrders())
        .send(new RequestCurrentTime()).send(new RequestCurrentTime());
    client.place(1, "SELL 114 DBMF MOC").place(2, "SELL 1 GLD MKT").place(3, "SELL 1 BIL MOC");
    conversation.until("2025-10-31T15:55:00");
    TestClient again = client.isClosed() ? conversation.connect(10) : client;
    conversation.until("2025-10-31T16:02:00");
    again.send(new RequestExecutions(9, ExecutionFilter.ALL)).send(new RequestPositions());
    return Stream.of(client, again).distinct().flatMap(it -> it.words().stream()).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "other-listing           | position DBMF -114          |",
      "two-listings            | position DBMF 50            | error 1 200",
      "ambiguous-symbol        | error 1 200                 | execution 1 SLD 114",
      "contract-id-gone        | position DBMF 0             |",
      "foreign-order           | order 0 PreSubmitted        |",
      "foreign-limit-fills     | position DBMF 306           |",
      "foreign-order-cancelled | order 0 PreSubmitted        | position DBMF 20",
      "forgotten-fill          | position GLD 37             | execution 2 SLD 1",
      "executions-empty        | execDetailsEnd              |",
      "gateway-in-shanghai     | execution 1 SLD 114         |",
      "worded-zone             | execution 1 SLD 114         |",
      "stranger-execution      | status 1 Filled 114/0       |",
      "hidden-order            | error 1 163                 | status 1 Inactive 0/114",
      "orders-need-market-data | error 3 354                 | execution 3 SLD 1",
      "precautions             | error 1 451                 | execution 1 SLD 114",
      "no-end-of-executions    | execution 1 SLD 114         | execDetailsEnd",
      "ids-above-foreign       | error 1 103                 | execution 1 SLD 114",
      "deactivated-orders      | status 2 Inactive 0/1       | execution 2 SLD 1",
      "what-if-twice           | execution 1 SLD 114         |",
      "execution-ids-repeat    | execution 1 SLD 114         |",
      "shares-taken-back       | execution 2 SLD 0           |",
      "version-ends            | execution 1 SLD 114         |",
      "time-answers-lost       | currentTime                 |",
      "positions-that-are-no-shares | position US-T 2        |"})
  void shouldBeAsItsDescriptionSays(String scenario, String heard, String unheard) {
    List<String> words = afternoon(scenario);
    assertThat(words).contains(heard);
    if (unheard != null) {
      assertThat(words).doesNotContain(unheard);
    }
  }

  @Test
  void shouldAnswerOneQuestionForTheTime() {
    assertThat(afternoon("time-answers-lost")).containsOnlyOnce("currentTime");
    assertThat(afternoon("month-end")).filteredOn("currentTime"::equals).hasSize(2);
  }

  @Test
  void shouldWordTheZoneOfExecutions() {
    Conversation conversation = Conversation.of(Scenario.named("worded-zone"),
        "2025-10-31T15:30:00");
    TestClient client = conversation.connect(10);
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(MINUTE);
    assertThat(client.heard(ExecutionDetails.class)).singleElement().satisfies(
        it -> assertThat(it.execution().time()).isEqualTo("20251101 03:30:00 China Standard Time"));
  }

  @Test
  void shouldShowTheAccountRowsOfToday() {
    TestClient client = Conversation.of(Scenario.named("account-rows-of-today"),
        "2025-10-31T15:30:00").connect(10);
    client.send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    assertThat(client.heard(AccountValue.class)).extracting(AccountValue::key)
        .contains("$LEDGER-CashBalance").doesNotContain("Currency", "$LEDGER-Currency");
  }

  @Test
  void shouldTellTheNextIdLateAndTwice() {
    Conversation conversation = Conversation.of(Scenario.named("next-id-late"),
        "2025-10-31T15:30:00");
    TestClient client = conversation.connect(10);
    assertThat(client.words()).doesNotContain("next id 1");
    conversation.passes(Duration.ofSeconds(11));
    assertThat(client.words()).containsExactly("next id 1", "next id 1");
  }

  @Test
  void shouldReadTheSharedCases() throws IOException {
    Path cases = Path.of(System.getProperty("evenkeel.shared", "absent"), "data", "cases");
    assumeTrue(Files.isDirectory(cases), "no shared cases");
    try (Stream<Path> files = Files.list(cases)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".conf")).toList()) {
        String text = Files.readString(file).replace("@CASES@", cases.toString());
        assertThat(Scenarios.of(text).description()).as(file.toString()).isNotBlank();
      }
    }
  }
}

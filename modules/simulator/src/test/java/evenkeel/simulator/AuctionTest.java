package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelOrder;
import evenkeel.tws.ExecutionDetails;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuctionTest {

  @ParameterizedTest(name = "{0} closes at {1}")
  @CsvSource({"2025-10-31, 16:00:00", "2025-11-28, 13:00:00", "2024-03-28, 16:00:00",
      "2024-07-03, 13:00:00"})
  void shouldFillAtTheCloseOfTheDay(String day, String close) {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), day + "T10:00:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 100 DBMF MOC").place(2, "BUY 5 GLD MOC");
    conversation.until(day + "T" + close);
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/100", "order 2 PreSubmitted", "status 2 PreSubmitted 0/5");
    conversation.passes(Duration.ofSeconds(10));
    assertThat(client.words()).containsSubsequence("execution 1 SLD 100", "order 1 Filled",
        "status 1 Filled 100/0").containsSubsequence("execution 1 SLD 100", "execution 2 BOT 5",
            "order 2 Filled", "status 2 Filled 5/0", "commission 1");
  }

  @ParameterizedTest(name = "{0} takes orders for the auction until {1}")
  @CsvSource({"2025-10-31, 15:50:00", "2025-11-28, 12:50:00"})
  void shouldTakeNothingAfterTheCutOff(String day, String cutOff) {
    Conversation conversation = Conversation.of(Scenario.named("month-end"), day + "T10:00:00");
    TestClient client = conversation.connect(7);
    conversation.until(day + "T" + cutOff).passes(Duration.ZERO);
    client.place(1, "SELL 100 DBMF MOC").place(2, "SELL 100 DBMF LOC 20")
        .place(3, "SELL 1 DBMF MKT");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(client.words()).contains("error 1 201", "status 1 Inactive 0/100", "error 2 201",
        "status 2 Inactive 0/100", "status 3 Filled 1/0");
  }

  @Test
  void shouldTakeOrdersUntilTheCutOffAndNeitherChangesNorCancelsAfterIt() {
    Conversation conversation = Conversation.of(Scenario.named("month-end"),
        "2025-10-31T15:49:59");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 100 DBMF MOC");
    assertThat(client.words()).contains("status 1 PreSubmitted 0/100");
    conversation.passes(Duration.ofSeconds(1));
    client.send(new CancelOrder(1)).place(1, "SELL 50 DBMF MOC");
    assertThat(client.words()).containsExactly("error 1 161", "error 1 201");
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).contains("status 1 Filled 100/0");
  }

  @Test
  void shouldHoldAMarketOnCloseOrderOfTheEveningForTheNextSession() {
    Conversation conversation = Conversation.of(Scenario.named("month-end"),
        "2025-10-31T16:30:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 100 DBMF MOC");
    assertThat(client.words()).contains("error 1 399", "status 1 PreSubmitted 0/100");
    conversation.until("2025-11-03T15:59:59");
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(11));
    assertThat(client.words()).contains("status 1 Filled 100/0");
  }

  @Test
  void shouldFillALimitOnCloseOrderOnlyWhenTheCloseAllowsIt() {
    Conversation conversation = Conversation.of(Scenario.named("month-end"),
        "2025-10-31T15:00:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 10 DBMF LOC 20").place(2, "SELL 10 DBMF LOC 40");
    client.heard();
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).contains("status 1 Filled 10/0", "status 2 Cancelled 0/10",
        "error 2 202");
  }

  @Test
  void shouldPayTheClosingPriceToEverybody() {
    Conversation conversation = Conversation.of(
        Scenarios.with(Map.of("contracts.DBMF.quote", "28.17")), "2025-10-31T15:00:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 10 DBMF MOC").place(2, "SELL 5 DBMF MOC");
    conversation.until("2025-10-31T16:01:00");
    List<ExecutionDetails> fills = client.heard(ExecutionDetails.class);
    assertThat(fills).hasSize(2).allSatisfy(it -> assertThat(it.execution().price())
        .contains(new BigDecimal("28.17")));
  }

  @Test
  void shouldShowWaitingOrdersAsSubmittedWhenTheScenarioSaysSo() {
    Conversation conversation = Conversation
        .of(Scenarios.with(Map.of("waiting-status", "Submitted")), "2025-10-31T15:00:00");
    assertThat(conversation.connect(7).place(1, "SELL 10 DBMF MOC").words())
        .containsExactly("order 1 Submitted", "status 1 Submitted 0/10");
  }

  @Test
  void shouldCancelWhatTheAuctionDoesNotFill() {
    Conversation conversation = Conversation.of(Scenario.named("no-auction"),
        "2025-10-31T15:00:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 10 DBMF MOC");
    client.heard();
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).containsExactly("status 1 Cancelled 0/10", "error 1 202");
  }

  @Test
  void shouldFillPartAndCancelTheRest() {
    Conversation conversation = Conversation.of(Scenario.named("partial-auction"),
        "2025-10-31T15:00:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 11 DBMF MOC");
    client.heard();
    conversation.until("2025-10-31T16:01:00");
    assertThat(client.words()).containsSubsequence("execution 1 SLD 5", "order 1 Submitted",
        "status 1 Submitted 5/6", "status 1 Cancelled 5/6", "error 1 202");
  }

  @Test
  void shouldTellTheFillsLate() {
    Conversation conversation = Conversation.of(Scenario.named("late-auction"),
        "2025-10-31T15:00:00");
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 11 DBMF MOC");
    client.heard();
    conversation.until("2025-10-31T16:04:59");
    assertThat(client.words()).isEmpty();
    conversation.until("2025-10-31T16:06:00");
    assertThat(client.words()).contains("status 1 Filled 11/0");
  }
}

package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountValue;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.TickGeneric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with quotes, history, farms and the account. */
class DataFaultTest {
  private static final String MORNING = "2025-10-31T10:00:00";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);
  private final TestClient client = conversation.connect(7);

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  private void stream(int id) {
    client.send(new RequestMarketData(id, TestClient.stock("GLD"), "", false, false, List.of()));
  }

  private void history(int id, String duration) {
    client.send(new RequestHistoricalData(id, TestClient.stock("GLD"), false, "", "1 day",
        duration, true, "TRADES", 1, false, List.of()));
  }

  @ParameterizedTest(name = "farm {0} says {1}, {2}, {3}")
  @CsvSource({"market-data, 2103, 2104, 2108", "history, 2105, 2106, 2107",
      "contracts, 2157, 2158, 2158"})
  void shouldSayWhatAFarmDoes(String farm, int down, int up, int idle) {
    inject("fault = farm-down, farm = " + farm);
    inject("fault = farm-connecting, farm = " + farm);
    inject("fault = farm-up, farm = " + farm);
    inject("fault = farm-idle, farm = " + farm);
    assertThat(client.words()).containsExactly("error -1 " + down, "error -1 2119",
        "error -1 " + up, "error -1 " + idle);
  }

  @Test
  void shouldServeNothingOfAFarmThatIsDown() {
    stream(1);
    for (String farm : List.of("market-data", "history", "contracts")) {
      inject("fault = farm-down, farm = " + farm);
    }
    client.heard();
    history(2, "5 D");
    client.send(new RequestContractDetails(3, TestClient.stock("GLD"), false, ""));
    conversation.passes(MINUTE);
    assertThat(client.words()).isEmpty();
    for (String farm : List.of("market-data", "history", "contracts")) {
      inject("fault = farm-up, farm = " + farm);
    }
    history(4, "6 D");
    client.send(new RequestContractDetails(5, TestClient.stock("GLD"), false, ""));
    conversation.passes(MINUTE);
    assertThat(client.words()).contains("price 1 4", "historicalData", "contractDataEnd");
  }

  @Test
  void shouldSwitchAStreamFromLiveToDelayed() {
    stream(1);
    assertThat(client.words()).contains("data kind 1 1", "price 1 4");
    inject("fault = data-kind, kind = delayed");
    assertThat(client.words()).startsWith("data kind 1 3").contains("price 1 68")
        .doesNotContain("price 1 4");
  }

  @ParameterizedTest(name = "{0} as tick {2} with value {1}")
  @CsvSource({"halted, 1.0, 49", "volatility-halt, 2.0, 49", "halt-unknown, -1.0, 49",
      "halted, 1.0, 90", "normal, 0.0, 90"})
  void shouldRaiseTheHaltedFlag(String quote, BigDecimal value, int tick) {
    client.send(new RequestMarketDataType(tick == 49 ? 1 : 3));
    inject("fault = quotes, symbol = GLD, quote = " + quote);
    stream(1);
    assertThat(client.heard(TickGeneric.class)).containsExactly(
        new TickGeneric(1, tick, Optional.of(value)));
  }

  @Test
  void shouldEndASnapshotWithoutSomeOfItsTicks() {
    inject("fault = quotes, symbol = GLD, quote = sparse");
    client.send(new RequestMarketData(1, TestClient.stock("GLD"), "", true, false, List.of()));
    conversation.passes(Duration.ofSeconds(11));
    assertThat(client.words()).containsExactly("tickReqParams", "data kind 1 1", "price 1 4",
        "tickSnapshotEnd");
  }

  @Test
  void shouldTroubleRequestsForHistory() {
    inject("fault = history, kind = silent");
    history(1, "1 D");
    conversation.passes(MINUTE);
    assertThat(client.words()).isEmpty();
    inject("fault = history, kind = empty");
    history(2, "2 D");
    assertThat(client.heard(HistoricalData.class)).singleElement()
        .satisfies(it -> assertThat(it.bars()).isEmpty());
    inject("fault = history, kind = no-data");
    history(3, "3 D");
    inject("fault = history, kind = pacing");
    history(4, "4 D");
    assertThat(client.words()).containsExactly("error 3 162", "error 4 162");
    inject("fault = history, kind = busy");
    history(5, "5 D");
    assertThat(client.words()).containsExactly("error 5 165");
    conversation.passes(Duration.ofSeconds(30));
    assertThat(client.words()).containsExactly("historicalData");
  }

  @Test
  void shouldLoseTheEndOfAnAnswer() {
    inject("fault = lose-messages, message = execDetailsEnd");
    client.send(new RequestExecutions(9, ExecutionFilter.ALL));
    conversation.passes(MINUTE);
    assertThat(client.words()).isEmpty();
    client.send(new RequestExecutions(10, ExecutionFilter.ALL));
    assertThat(client.words()).containsExactly("execDetailsEnd");
  }

  @Test
  void shouldLeaveOutAccountValuesForAWhile() {
    inject("fault = account-values-missing, tags = [NetLiquidation], lasting = 1m");
    client.send(new RequestAccountSummary(1, "All", List.of("NetLiquidation", "TotalCashValue")));
    client.send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    assertThat(client.heard()).noneMatch(DataFaultTest::isNetLiquidation).isNotEmpty();
    conversation.passes(MINUTE);
    assertThat(client.heard()).filteredOn(DataFaultTest::isNetLiquidation).hasSize(2);
  }

  private static boolean isNetLiquidation(Object message) {
    return (message instanceof AccountValue value && value.key().equals("NetLiquidation"))
        || (message instanceof AccountSummary row && row.tag().equals("NetLiquidation"));
  }

  @Test
  void shouldShowPositionsWithoutAnExchange() {
    inject("fault = positions-without-exchange");
    client.send(new RequestPositions());
    assertThat(client.heard(Position.class)).hasSize(3)
        .allSatisfy(it -> assertThat(it.contract().exchange()).isEmpty());
  }

  @Test
  void shouldRefuseAFaultThatThereIsNoneOfOrAWrongArgument() {
    assertThatThrownBy(() -> Fault.parse("fault = earthquake"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("earthquake");
    assertThatThrownBy(() -> Fault.parse("fault = restart, down = 1m, up = 2m"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("up");
    assertThatThrownBy(() -> Fault.parse("fault = lose-messages, message = letter"))
        .isInstanceOf(ScenarioProblem.class).hasMessageContaining("letter");
  }
}

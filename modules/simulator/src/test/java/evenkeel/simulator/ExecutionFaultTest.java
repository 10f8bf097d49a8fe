package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CompletedOrder;
import evenkeel.tws.Execution;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.Position;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestPositions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executions that are not told, told otherwise, or are somebody else's. */
class ExecutionFaultTest {
  private static final String AFTERNOON = "2025-10-31T15:45:00";
  private static final Duration SECOND = Duration.ofSeconds(1);

  private Conversation conversation = Conversation.of(Scenario.named("month-end"), AFTERNOON);
  private TestClient client = conversation.connect(7);

  private void in(Map<String, String> changes, String start) {
    conversation = Conversation.of(Scenarios.with(changes), start);
    client = conversation.connect(7);
  }

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  private List<ExecutionDetails> executions() {
    client.heard();
    client.send(new RequestExecutions(9, ExecutionFilter.ALL));
    List<ExecutionDetails> heard = client.heard(ExecutionDetails.class);
    return heard;
  }

  private int completed() {
    client.heard();
    client.send(new RequestCompletedOrders(false));
    return client.heard(CompletedOrder.class).size();
  }

  private BigDecimal position(String symbol) {
    client.heard();
    client.send(new RequestPositions());
    return client.heard(Position.class).stream()
        .filter(it -> it.contract().symbol().equals(symbol)).findFirst()
        .flatMap(Position::position).orElse(BigDecimal.ZERO);
  }

  @ParameterizedTest
  @CsvSource({"SELL 10 DBMF MKT", "SELL 10 DBMF LMT 10", "SELL 10 DBMF MOC", "SELL 10 DBMF LOC 10"})
  void shouldForgetExecutionsOfEachOrderTypeWhilePositionsAreRight(String order) {
    client.place(1, order);
    conversation.until("2025-10-31T16:01:00");
    assertThat(executions()).hasSize(1);

    inject("fault = executions-forgotten");

    assertThat(executions()).isEmpty();
    assertThat(position("DBMF")).isEqualByComparingTo("710");
  }

  @Test
  void shouldForgetTheNewestExecutionsOnlyAndShowTheNextOnes() {
    client.place(1, "SELL 1 DBMF MKT").place(2, "SELL 2 DBMF MKT");
    conversation.passes(SECOND);
    inject("fault = executions-forgotten, count = 1");
    client.place(3, "SELL 3 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(executions()).extracting(it -> it.execution().orderId()).containsExactly(1, 3);
  }

  @Test
  void shouldAnswerWithTheEndAloneForAWhile() {
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(SECOND);
    inject("fault = executions-empty, lasting = 1m");
    client.heard();
    client.send(new RequestExecutions(9, ExecutionFilter.ALL));
    assertThat(client.words()).containsExactly("execDetailsEnd");
    conversation.passes(Duration.ofMinutes(1));
    assertThat(executions()).hasSize(1);
  }

  /** The account and the average of the order's statuses stay right; a correction has the price that was paid. */
  @ParameterizedTest
  @CsvSource({"-28", "0", "1E30"})
  void shouldTellFillsAtAnImpossiblePriceInAnswersToo(BigDecimal price) {
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(SECOND);
    BigDecimal paid = executions().getFirst().execution().price().orElseThrow();
    inject("fault = mispriced-executions, price = " + price);
    client.place(2, "SELL 1 DBMF MKT").place(3, "SELL 1 DBMF MKT");
    conversation.passes(SECOND);
    List<BigDecimal> averages = client.heard(OrderStatus.class).stream()
        .flatMap(it -> it.avgFillPrice().stream()).filter(it -> it.signum() != 0).toList();
    assertThat(averages).isNotEmpty().allSatisfy(it -> assertThat(it).isEqualByComparingTo(paid));
    assertThat(executions()).extracting(it -> it.execution().price().orElseThrow())
        .usingElementComparator(BigDecimal::compareTo).containsExactly(paid, price, paid);
  }

  @ParameterizedTest
  @CsvSource({"no-shares, 0, DU1234567", "other-account, 10, DU7654321", "other-content, 11, DU1234567"})
  void shouldTellAnExecutionThatIsNoneBesideAFill(String kind, BigDecimal shares, String account) {
    inject("fault = extra-executions, kind = " + kind);
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    List<Execution> told = client.heard(ExecutionDetails.class).stream().map(ExecutionDetails::execution).toList();
    assertThat(told).hasSize(2);
    assertThat(told.getLast().shares().orElseThrow()).isEqualByComparingTo(shares);
    assertThat(told.getLast().account().value()).isEqualTo(account);
    assertThat(told.getLast().execId().equals(told.getFirst().execId())).isEqualTo(kind.equals("other-content"));
    assertThat(position("DBMF")).isEqualByComparingTo("710");
    assertThat(executions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"US/Eastern, 2025-10-31T23:59:00, 2025-11-01T00:01:00",
      "Asia/Shanghai, 2025-11-01T11:59:00, 2025-11-01T12:01:00",
      "Europe/Berlin, 2025-10-31T18:59:00, 2025-10-31T19:01:00"})
  void shouldBeginItsDayAtMidnightOfItsOwnZone(String zone, String before, String after) {
    in(Map.of("time-zone", "\"" + zone + "\""), AFTERNOON);
    client.place(1, "SELL 1 DBMF MOC");
    conversation.until(before);
    assertThat(executions()).hasSize(1);
    assertThat(completed()).isEqualTo(1);
    conversation.until(after);
    assertThat(executions()).isEmpty();
    assertThat(completed()).isZero();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "zone = \"China Standard Time\", of = \"Asia/Shanghai\" | 20251101 03:45:00 China Standard Time",
      "zone = CST, of = \"Asia/Shanghai\"                     | 20251101 03:45:00 CST",
      "zone = \"\", of = \"Asia/Shanghai\"                    | 20251101 03:45:00",
      "zone = \"Asia/Shanghai\"                               | 20251101 03:45:00 Asia/Shanghai",
      "zone = EST                                             | 20251031 15:45:00 EST",
      "zone = MET, of = \"Europe/Berlin\", utc = true         | 20251031-19:45:00"})
  void shouldWordTheZoneInTimesOfExecutionsAndOrders(String fault, String time) {
    inject("fault = greeting-zone, " + fault);
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(executions()).singleElement()
        .satisfies(it -> assertThat(it.execution().time()).isEqualTo(time));
    client.send(new RequestCompletedOrders(false));
    assertThat(client.heard(CompletedOrder.class)).singleElement()
        .satisfies(it -> assertThat(it.state().completedTime()).isEqualTo(time));
  }

  @ParameterizedTest
  @CsvSource({"SELL, -4, 6, 714, 4", "SELL, 3, 13, 707, 0", "BUY, -4, 6, 726, 4", "BUY, -99, 0, 720, 10"})
  void shouldCorrectTheSharesOfAFill(
      String side, String by, String filled, String position, String left) {
    client.place(1, side + " 10 DBMF MKT");
    conversation.passes(SECOND);
    client.heard();
    inject("fault = correct-shares, symbol = DBMF, by = " + by + ", later = 2s");
    conversation.passes(Duration.ofSeconds(2));

    ExecutionDetails corrected = client.heard(ExecutionDetails.class).getFirst();
    assertThat(corrected.execution().execId()).endsWith(".02");
    assertThat(corrected.execution().shares().orElseThrow()).isEqualByComparingTo(filled);
    assertThat(corrected.execution().cumQty().orElseThrow()).isEqualByComparingTo(filled);
    assertThat(executions()).singleElement()
        .satisfies(it -> assertThat(it.execution().execId()).endsWith(".02"));
    assertThat(position("DBMF")).isEqualByComparingTo(position);
    LedgerEntry line = conversation.ledger().getLast();
    assertThat(line.event()).isEqualTo(LedgerEntry.Event.CORRECTED);
    assertThat(line.quantity().orElseThrow()).isEqualByComparingTo(filled);
    assertThat(line.remaining().orElseThrow()).isEqualByComparingTo(left);
  }

  @Test
  void shouldCorrectTheNextFillWhenThereIsNoneYet() {
    inject("fault = correct-shares, by = -4");
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(Duration.ofSeconds(6));
    assertThat(client.words()).contains("execution 1 SLD 10", "execution 1 SLD 6");
  }

  @Test
  void shouldShowAStrangersExecutionUnderOurIds() {
    inject("fault = stranger-execution, symbol = DBMF, action = SELL, quantity = 114, client = 7, order = 1,"
        + " ago = 20m");
    assertThat(conversation.ledger()).extracting(LedgerEntry::event)
        .doesNotContain(LedgerEntry.Event.FILLED);
    assertThat(executions()).singleElement().satisfies(it -> {
      assertThat(it.execution().clientId()).isEqualTo(7);
      assertThat(it.execution().orderId()).isEqualTo(1);
      assertThat(it.execution().orderRef()).isEmpty();
      assertThat(it.execution().time()).isEqualTo("20251031 15:25:00 US/Eastern");
    });
    assertThat(position("DBMF")).isEqualByComparingTo("720");
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).contains("status 1 Filled 10/0");
    assertThat(executions()).extracting(it -> it.execution().permId()).doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void shouldRepeatTheIdsOfExecutions() {
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    String first = executions().getFirst().execution().execId();
    inject("fault = execution-ids-restart");
    client.place(2, "SELL 20 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(executions()).extracting(it -> it.execution().execId()).containsExactly(first, first);
    inject("fault = correct-shares, by = -5, later = 1s");
    conversation.passes(SECOND);
    assertThat(executions()).extracting(it -> it.execution().shares().orElseThrow().intValue())
        .containsExactly(10, 15);
  }
}

package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountValue;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.NextValidId;
import evenkeel.tws.Position;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.RequestPositions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers without an end, the end of a version, order ids and account rows of Gateways of 2026. */
class GatewayOfTodayTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final ExecutionFilter OURS = new ExecutionFilter(7, AccountId.NONE, "", "", "", "",
      "", OptionalInt.empty(), List.of());

  private static final ExecutionFilter SINCE_YESTERDAY = new ExecutionFilter(7, AccountId.NONE,
      "20251030-00:00:00", "", "", "", "", OptionalInt.empty(), List.of());

  private final Conversation conversation = Conversation.of(Scenario.named("hkd-account"),
      "2025-10-31T10:00:00");
  private final TestClient client = conversation.connect(7);

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  @Test
  void shouldLeaveOutTheEndOfExecutionsUnlessTheyAreFilteredByTime() {
    client.place(1, "SELL 1 DBMF MKT");
    conversation.passes(SECOND);
    client.heard();
    inject("fault = end-missing, message = execDetailsEnd, unless-filtered = true");
    client.send(new RequestExecutions(1, ExecutionFilter.ALL));
    assertThat(client.words()).containsExactly("execution 1 SLD 1", "commission 0.2842");
    client.send(new RequestExecutions(2, OURS));
    assertThat(client.words()).containsExactly("execution 1 SLD 1", "commission 0.2842");
    client.send(new RequestExecutions(3, SINCE_YESTERDAY));
    assertThat(client.words()).containsExactly("execution 1 SLD 1", "commission 0.2842",
        "execDetailsEnd");
  }

  @Test
  void shouldLeaveOutTheEndOfOpenOrdersUnlessTheyAreOfTheClientAlone() {
    inject("fault = end-missing, message = openOrderEnd, unless-filtered = true");
    client.send(new RequestAllOpenOrders());
    assertThat(client.words()).isEmpty();
    client.send(new RequestOpenOrders());
    assertThat(client.words()).containsExactly("openOrderEnd");
    client.send(new RequestExecutions(1, SINCE_YESTERDAY));
    assertThat(client.words()).endsWith("execDetailsEnd");
  }

  @Test
  void shouldLeaveOutTheEndAsOftenAsWishedAndForEverOtherwise() {
    inject("fault = end-missing, message = completedOrdersEnd, count = 1");
    client.send(new RequestCompletedOrders(false)).send(new RequestCompletedOrders(false));
    assertThat(client.words()).containsExactly("completedOrdersEnd");
    inject("fault = end-missing, message = positionEnd");
    client.send(new RequestPositions()).send(new RequestPositions());
    assertThat(client.words()).isNotEmpty().doesNotContain("positionEnd");
    assertThatThrownBy(() -> Fault.parse("fault = end-missing, message = execDetails"))
        .hasMessageContaining("'execDetails' is not the end of an answer");
  }

  @Test
  void shouldAnswerOneOfTwoQuestionsForTheTimeWithinASecond() {
    inject("fault = time-answers-lost");
    client.send(new RequestCurrentTime());
    conversation.passes(Duration.ofMillis(900));
    client.send(new RequestCurrentTime());
    assertThat(client.heard(CurrentTime.class)).hasSize(1);
    conversation.passes(SECOND);
    client.send(new RequestCurrentTime());
    assertThat(client.heard(CurrentTime.class)).hasSize(1);
  }

  @Test
  void shouldSayWhenItsVersionEndsAtOnceAndAtEachLogIn() {
    inject("fault = desupported, date = 2026-12-15, minimum = 1046.1");
    String text = "The version of the application you are running, 1045.1, needs to be upgraded, as"
        + " it will be desupported on 20261215. The minimum supported version at that time will be"
        + " 1046.1.";
    assertThat(client.heard(ErrorMessage.class)).singleElement().satisfies(it -> {
      assertThat(it.id()).isEqualTo(-1);
      assertThat(it.code()).isEqualTo(2172);
      assertThat(it.text()).isEqualTo(text);
    });
    TestClient next = conversation.dial().hello("v157..178").start(8);
    assertThat(next.heard(ErrorMessage.class)).extracting(ErrorMessage::code).contains(2172);
    assertThat(((Fault.Desupported) Fault.parse("fault = desupported, date = 2026-12-15")).notice()
        .text()).isEqualTo("The version of the application you are running, 1045.1, needs to be"
            + " upgraded, as it will be desupported on 20261215");
  }

  @Test
  void shouldTellTheNextIdLateAndTwice() {
    inject("fault = next-id-late, delay = 10s");
    inject("fault = next-id-twice, later = 2s");
    TestClient next = conversation.dial().hello("v157..178").start(8);
    conversation.passes(Duration.ofSeconds(9));
    assertThat(next.heard(NextValidId.class)).isEmpty();
    conversation.passes(SECOND);
    assertThat(next.heard(NextValidId.class)).hasSize(1);
    conversation.passes(Duration.ofSeconds(2));
    assertThat(next.heard(NextValidId.class)).hasSize(1);
  }

  @Test
  void shouldTellANextIdAtTheEndAndOneAtTheBeginning() {
    inject("fault = next-id-at, id = 2147483647");
    client.heard();
    client.send(new RequestIds(1));
    assertThat(client.heard(NextValidId.class)).singleElement().extracting(NextValidId::orderId)
        .isEqualTo(Integer.MAX_VALUE);
    assertThat(conversation.dial().hello("v157..178").start(8).heard(NextValidId.class)).singleElement()
        .extracting(NextValidId::orderId).isEqualTo(Integer.MAX_VALUE);
    inject("fault = next-id-at, id = 1");
    assertThat(conversation.dial().hello("v157..178").start(9).heard(NextValidId.class)).singleElement()
        .extracting(NextValidId::orderId).isEqualTo(1);
  }

  private List<AccountValue> rows() {
    client.heard();
    client.send(new RequestAccountUpdates(true, new AccountId("DU1234567")));
    List<AccountValue> rows = client.heard(AccountValue.class);
    client.send(new RequestAccountUpdates(false, new AccountId("DU1234567")));
    return rows;
  }

  @Test
  void shouldPrefixTheRowsOfEachCurrency() {
    assertThat(rows()).extracting(AccountValue::key).contains("CashBalance", "Currency")
        .noneMatch(it -> it.startsWith("$LEDGER-"));
    inject("fault = ledger-prefix");
    assertThat(rows()).extracting(AccountValue::key)
        .contains("$LEDGER-CashBalance", "$LEDGER-ExchangeRate", "NetLiquidation")
        .doesNotContain("CashBalance");
  }

  @Test
  void shouldRepeatATagForEachCurrency() {
    inject("fault = tags-per-currency");
    assertThat(rows()).filteredOn(it -> it.key().equals("NetLiquidation"))
        .extracting(AccountValue::currency).containsExactly("HKD", "USD");
    inject("fault = account-values-missing, tags = [Currency], lasting = 1h");
    assertThat(rows()).extracting(AccountValue::key).doesNotContain("Currency");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CASH", "BOND", "CRYPTO", "FUND", "OPT"})
  void shouldHoldWhatIsNoShare(String type) {
    String before = netLiquidation();
    inject("fault = positions-of-type, type = " + type
        + ", symbol = USD, con-id = 12087792, quantity = -1000, cost = 7.8, currency = HKD");
    client.send(new RequestPositions());
    assertThat(client.heard(Position.class))
        .filteredOn(it -> it.contract().secType().equals(type)).singleElement()
        .satisfies(it -> assertThat(it.position().orElseThrow()).isEqualByComparingTo("-1000"));
    if (type.equals("CASH")) {
      assertThat(netLiquidation()).as("a virtual position is worth nothing").isEqualTo(before);
    }
  }

  private String netLiquidation() {
    return rows().stream().filter(it -> it.key().equals("NetLiquidation")).findFirst()
        .orElseThrow().value();
  }
}

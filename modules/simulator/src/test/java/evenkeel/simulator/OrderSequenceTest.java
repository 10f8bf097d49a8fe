package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.CancelOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The sequences that real Gateways show (IBKR API, typical sequences of order messages). */
class OrderSequenceTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String MORNING = "2025-10-31T10:00:00";

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"), MORNING);

  @Test
  void shouldFillAMarketPurchaseAtOnce() {
    TestClient client = conversation.connect(7);
    client.place(1, "BUY 10 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/10", "execution 1 BOT 10", "order 1 Filled",
        "status 1 Filled 10/0", "order 1 Filled fee 1", "commission 1");
  }

  @Test
  void shouldShowAMarketSaleAsSubmittedFromTheStart() {
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 10 DBMF MKT");
    conversation.passes(SECOND);
    assertThat(client.words()).containsExactly("order 1 Submitted", "status 1 Submitted 0/10",
        "execution 1 SLD 10", "order 1 Filled", "status 1 Filled 10/0",
        "order 1 Filled fee 1", "commission 1");
  }

  @Test
  void shouldKeepAMarketOnCloseOrderWaitingUntilTheAuction() {
    TestClient client = conversation.connect(7);
    client.place(1, "SELL 10 DBMF MOC");
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/10");
    conversation.until("2025-10-31T15:59:59");
    assertThat(client.words()).isEmpty();
    conversation.passes(Duration.ofSeconds(15));
    assertThat(client.words()).containsExactly("execution 1 SLD 10", "order 1 Filled",
        "status 1 Filled 10/0", "order 1 Filled fee 1", "commission 1");
  }

  @Test
  void shouldRestAndCancelALimitOrder() {
    TestClient client = conversation.connect(7);
    client.place(1, "BUY 1 DBMF LMT 10");
    assertThat(client.words()).containsExactly("order 1 PreSubmitted",
        "status 1 PreSubmitted 0/1", "order 1 Submitted", "status 1 Submitted 0/1");
    client.send(new CancelOrder(1));
    assertThat(client.words()).filteredOn(it -> !it.equals("status 1 PendingCancel 0/1"))
        .containsExactly("status 1 Cancelled 0/1", "error 1 202");
  }
}

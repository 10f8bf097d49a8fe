package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.tws.OpenOrder;
import evenkeel.tws.RequestAllOpenOrders;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Orders of others that have limits, fill or are cancelled. */
class ForeignOrderTest {
  private static final String BY_HAND = "fault = foreign-order, client = 0, order = 0, symbol = DBMF,"
      + " action = SELL, quantity = 100, ";

  private final Conversation conversation = Conversation.of(Scenario.named("month-end"),
      "2025-10-31T15:45:00");
  private final TestClient client = conversation.connect(7);

  private void inject(String fault) {
    conversation.inject(Fault.parse(fault));
  }

  private long open() {
    client.heard();
    client.send(new RequestAllOpenOrders());
    return client.heard(OpenOrder.class).size();
  }

  private LedgerEntry last() {
    return conversation.ledger().getLast();
  }

  @Test
  void shouldWaitWithALimitThatTheMarketDoesNotReach() {
    inject(BY_HAND + "limit = 99");
    conversation.passes(Duration.ofMinutes(1));
    client.heard();
    client.send(new RequestAllOpenOrders());
    assertThat(client.heard(OpenOrder.class)).singleElement().satisfies(it -> {
      assertThat(it.order().orderType()).isEqualTo("LMT");
      assertThat(it.order().limitPrice().orElseThrow()).isEqualByComparingTo("99");
    });
  }

  @Test
  void shouldFillAtItsPriceAfterItsTime() {
    inject(BY_HAND + "limit = 99, fills-at = 99, fills-after = 1m");
    conversation.passes(Duration.ofSeconds(59));
    assertThat(open()).isEqualTo(1);
    conversation.passes(Duration.ofSeconds(1));
    assertThat(last().event()).isEqualTo(LedgerEntry.Event.FILLED);
    assertThat(last().price().orElseThrow()).isEqualByComparingTo(new BigDecimal("99"));
    assertThat(last().orderRef()).isEmpty();
    assertThat(open()).isZero();
  }

  @Test
  void shouldFillAtTheMarketWhateverItWaitsFor() {
    inject(BY_HAND + "fills = true");
    conversation.passes(Duration.ofSeconds(1));
    assertThat(last().event()).isEqualTo(LedgerEntry.Event.FILLED);
    assertThat(last().quantity().orElseThrow()).isEqualByComparingTo("100");
  }

  @Test
  void shouldBeCancelledByItsOwnerAndNotWithOurs() {
    inject(BY_HAND + "pushed = true");
    inject("fault = foreign-order, client = 9, order = 4, symbol = GLD, action = SELL, quantity = 1");
    client.place(1, "SELL 1 DBMF MOC");
    inject("fault = cancel-foreign, symbol = DBMF");
    assertThat(client.words()).contains("status 0 Cancelled 0/100");
    assertThat(open()).isEqualTo(2);
    inject("fault = cancel-foreign");
    assertThat(open()).isEqualTo(1);
  }
}

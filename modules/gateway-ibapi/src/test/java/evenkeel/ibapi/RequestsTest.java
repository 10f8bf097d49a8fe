package evenkeel.ibapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.tws.AccountId;
import evenkeel.tws.Contract;
import evenkeel.tws.Order;
import evenkeel.tws.OrderClearing;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.UnknownRequest;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RequestsTest {
  private static final Order LIMIT = Order.builder().action("BUY").totalQuantity(new BigDecimal("0.5"))
      .orderType("LMT").limitPrice(new BigDecimal("91.55")).tif("GTC").account(new AccountId("DU1234567"))
      .orderRef("ek-1").outsideRth(true).build();

  @Test
  void shouldGiveAnOrderToIbkrsClientAsItIs() {
    com.ib.client.Order order = ToIbapi.order(LIMIT);
    assertThat(order.getAction()).isEqualTo("BUY");
    assertThat(order.totalQuantity().value()).isEqualByComparingTo("0.5");
    assertThat(order.getOrderType()).isEqualTo("LMT");
    assertThat(order.lmtPrice()).isEqualTo(91.55);
    assertThat(order.auxPrice()).as("unset").isEqualTo(Double.MAX_VALUE);
    assertThat(order.getTif()).isEqualTo("GTC");
    assertThat(order.orderRef()).isEqualTo("ek-1");
    assertThat(order.outsideRth()).isTrue();
    assertThat(FromIbapi.order(order).limitPrice().orElseThrow()).isEqualByComparingTo("91.55");
  }

  @Test
  void shouldRefuseAnOrderFieldThatItDoesNotCarry() {
    OrderClearing none = OrderClearing.NONE;
    Order order = LIMIT.toBuilder().clearing(new OrderClearing(
        "C", none.origin(), none.rule80A(), none.settlingFirm(), none.account(), none.intent(),
        none.shortSaleSlot(), none.designatedLocation(), none.exemptCode(), none.customerAccount(),
        none.professionalCustomer())).build();
    Contract gld = Contract.stock("GLD", "SMART", "", "USD");
    assertThatThrownBy(() -> Requests.call(new PlaceOrder(1, gld, order)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("not carried");
  }

  @Test
  void shouldRefuseARequestThatHasNoCall() {
    assertThatThrownBy(() -> Requests.call(new UnknownRequest(999, 2)))
        .isInstanceOf(IllegalArgumentException.class).hasMessage("no call sends request 999");
  }
}

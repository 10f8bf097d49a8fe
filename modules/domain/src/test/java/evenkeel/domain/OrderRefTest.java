package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OrderRefTest {
  @Test
  void shouldNeverChange() {
    // The broker keeps these: a change would orphan every order that is out there.
    assertThat(Orders.ref("GLD", Side.SELL)).hasToString("ek-706de7-20251031-month-end-GLD-SELL");
    assertThat(Orders.ref("BRK B", Side.BUY)).hasToString("ek-706de7-20251031-month-end-BRK.B-BUY");
  }

  @Test
  void shouldTellOursFromOthersAndFromAnotherAccounts() {
    AccountId other = new AccountId("DU7654321");
    String ours = Orders.ref("GLD", Side.SELL).value();
    assertThat(OrderRef.isOurs(ours, Orders.ACCOUNT)).isTrue();
    assertThat(OrderRef.isOurs(ours, other)).isFalse();
    assertThat(OrderRef.isOurs("", Orders.ACCOUNT)).isFalse();
    assertThat(OrderRef.isOurs("my own", Orders.ACCOUNT)).isFalse();
    assertThat(ours).doesNotContain("1234567");
  }

  @Test
  void shouldFitTheLongestNames() {
    OrderRef longest = OrderRef.of(
        Orders.ACCOUNT, new RunId("x".repeat(24)), new Symbol("A".repeat(20)), Side.SELL);
    assertThat(longest.value().length()).isLessThanOrEqualTo(64);
    assertThatThrownBy(() -> new OrderRef("ü")).isInstanceOf(IllegalArgumentException.class);
  }
}

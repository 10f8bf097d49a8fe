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
        Orders.ACCOUNT, new InstanceMark("k3"), new RunId("x".repeat(24)), new Symbol("A".repeat(20)), Side.SELL);
    assertThat(longest.value().length()).isLessThanOrEqualTo(64);
    assertThatThrownBy(() -> new OrderRef("ü")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldCarryTheMarkOfItsInstallation() {
    var mark = new InstanceMark("k3");
    OrderRef ref = OrderRef.of(Orders.ACCOUNT, mark, Orders.RUN, new Symbol("DBMF"), Side.SELL);
    assertThat(ref).hasToString("ek-706de7k3-20251031-month-end-DBMF-SELL");
    assertThat(ref.value()).hasSize(40);
    assertThat(OrderRef.instance(ref.value(), Orders.ACCOUNT)).contains(mark);
    assertThat(OrderRef.run(ref.value(), Orders.ACCOUNT, new Symbol("DBMF"), Side.SELL)).contains(Orders.RUN);
    assertThat(OrderRef.isOurs(ref.value(), Orders.ACCOUNT)).isTrue();
    assertThat(OrderRef.isOurs(ref.value(), new AccountId("DU7654321"))).isFalse();
    assertThat(ref.isSameIntent(Orders.ref("DBMF", Side.SELL))).isTrue();
    assertThat(ref.isSameIntent(Orders.ref("DBMF", Side.BUY))).isFalse();
  }

  @Test
  void shouldTellAnotherInstallationAndLeaveUnmarkedReferencesToUs() {
    var ours = new InstanceMark("k3");
    String theirs = OrderRef.of(
        Orders.ACCOUNT, new InstanceMark("9Z"), Orders.RUN, new Symbol("GLD"), Side.BUY).value();
    assertThat(OrderRef.otherInstance(theirs, Orders.ACCOUNT, ours)).contains(new InstanceMark("9Z"));
    assertThat(OrderRef.otherInstance(theirs, Orders.ACCOUNT, new InstanceMark("9Z"))).isEmpty();
    assertThat(OrderRef.otherInstance(Orders.ref("GLD", Side.BUY).value(), Orders.ACCOUNT, ours)).isEmpty();
    assertThat(OrderRef.otherInstance("ek-706de7?-GLD", Orders.ACCOUNT, ours)).isEmpty();
    assertThat(OrderRef.otherInstance("ek-706de7", Orders.ACCOUNT, ours)).isEmpty();
  }
}

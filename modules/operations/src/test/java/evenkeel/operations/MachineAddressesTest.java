package evenkeel.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineAddressesTest {
  private static InetAddress address(String literal) {
    try {
      // A literal is never looked up.
      return InetAddress.getByName(literal);
    } catch (UnknownHostException none) {
      throw new IllegalArgumentException(literal, none);
    }
  }

  @ParameterizedTest(name = "{0}, out by {1}: {2}")
  @CsvSource(delimiter = '|', value = {
      "203.0.113.7|203.0.113.7|203.0.113.7",
      "203.0.113.7 192.168.1.5|192.168.1.5|192.168.1.0/24, 203.0.113.7",
      "192.168.1.5 172.17.0.1|192.168.1.5|192.168.1.0/24",
      "192.168.1.77|192.168.1.77|192.168.1.0/24",
      "100.64.3.4|100.64.3.4|100.64.3.0/24",
      "2001:db8:1:2:aaaa:bbbb:cccc:dddd 10.0.0.3|10.0.0.3|10.0.0.0/24, 2001:db8:1:2::/64",
      "fe80::1 fd00::5 169.254.1.1 127.0.0.1||''"})
  void shouldSeeWhatIsPublicAndTheNetworkByWhichConnectionsLeave(String all, String outward, String seen) {
    MachineAddresses addresses = MachineAddresses.of(
        Arrays.stream(all.split(" ")).map(MachineAddressesTest::address).toList(),
        Optional.ofNullable(outward).map(MachineAddressesTest::address));

    assertThat(addresses.shown()).isEqualTo(seen);
  }

  /** A temporary IPv6 address of today is of the same network as yesterday's. */
  @Test
  void shouldTakeNoNoticeOfTheLastHalfOfAnAddress() {
    assertThat(MachineAddresses.of(List.of(address("2001:db8:1:2:1:1:1:1")), Optional.empty()))
        .isEqualTo(MachineAddresses.of(
            List.of(address("2001:db8:1:2:9:9:9:9"), address("2001:db8:1:2:8:8:8:8")), Optional.empty()));
  }

  @Test
  void shouldKnowThatItIsBehindARouter() {
    assertThat(MachineAddresses.of(List.of(), Optional.of(address("192.168.1.5"))).isBehindRouter()).isTrue();
    assertThat(MachineAddresses.of(List.of(address("203.0.113.7")), Optional.of(address("192.168.1.5")))
        .isBehindRouter()).isFalse();
    assertThat(MachineAddresses.NONE.isBehindRouter()).isFalse();
  }

  /** Whatever this machine is on: it is told without a failure, and the same twice. */
  @Test
  void shouldReadTheOperatingSystem() {
    assertThat(new NetworkInterfaces().now()).isEqualTo(new NetworkInterfaces().now());
  }
}

package evenkeel.operations;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which addresses IBKR may see this machine, as far as the machine itself can tell: its public addresses, and the
 * network of the address from which connections to others leave. Behind a router the public address is not among them,
 * so that nothing here tells when that one changes.
 *
 * @param networks sorted; a public IPv4 address as it is, of an IPv6 address the first 64 bits, since the others change
 *     by themselves (RFC 8981), and of a private address the network, since a router may hand out another one of it
 */
public record MachineAddresses(List<String> networks) {
  private static final int IPV6_PREFIX_BYTES = 8;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int SHARED_FIRST = 100;
  private static final int SHARED_SECOND_MASK = 0xc0;
  private static final int SHARED_SECOND = 0x40;

  /** Where nothing can be seen, as in a machine that is offline. */
  public static final MachineAddresses NONE = new MachineAddresses(List.of());

  public MachineAddresses {
    networks = networks.stream().sorted().distinct().toList();
  }

  /** Tells the addresses as they are now; asks nobody outside the machine. */
  @FunctionalInterface
  public interface Source {
    MachineAddresses now();
  }

  /**
   * What IBKR may see of these.
   *
   * @param all of every interface that is up
   * @param outward the one from which connections leave; empty where there is none
   */
  public static MachineAddresses of(Collection<InetAddress> all, Optional<InetAddress> outward) {
    return new MachineAddresses(Stream.concat(
        all.stream().filter(MachineAddresses::isPublic), outward.filter(MachineAddresses::isUsable).stream())
        .map(MachineAddresses::network).toList());
  }

  public boolean isNone() {
    return networks.isEmpty();
  }

  /** Whether IBKR sees this machine by an address that it does not know itself. */
  public boolean isBehindRouter() {
    return !isNone() && networks.stream().allMatch(MachineAddresses::isPrivateNetwork);
  }

  public String shown() {
    return String.join(", ", networks);
  }

  private static boolean isPrivateNetwork(String network) {
    return network.endsWith("/24") || network.startsWith("fc") || network.startsWith("fd");
  }

  private static boolean isUsable(InetAddress address) {
    return !address.isLoopbackAddress() && !address.isLinkLocalAddress() && !address.isAnyLocalAddress()
        && !address.isMulticastAddress();
  }

  private static boolean isPublic(InetAddress address) {
    return isUsable(address) && !isPrivate(address);
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return switch (address) {
      // Site local for Java: 10/8, 172.16/12, 192.168/16; shared by a provider's customers: 100.64/10 (RFC 6598).
      case Inet4Address four -> four.isSiteLocalAddress()
          || (Byte.toUnsignedInt(bytes[0]) == SHARED_FIRST && (bytes[1] & SHARED_SECOND_MASK) == SHARED_SECOND);
      // Unique local: fc00::/7 (RFC 4193).
      case Inet6Address six -> six.isSiteLocalAddress() || (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
      default -> true;
    };
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address) {
      var prefix = new StringBuilder();
      for (int i = 0; i < IPV6_PREFIX_BYTES; i += 2) {
        prefix.append(Integer.toHexString(Byte.toUnsignedInt(bytes[i]) << Byte.SIZE | Byte.toUnsignedInt(bytes[i + 1])))
            .append(':');
      }
      return prefix + ":/64";
    }
    String text = address.getHostAddress();
    return isPrivate(address) ? text.substring(0, text.lastIndexOf('.')) + ".0/24" : text;
  }
}

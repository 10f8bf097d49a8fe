package evenkeel.operations;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.DatagramChannel;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** This machine's addresses from the operating system. */
public final class NetworkInterfaces implements MachineAddresses.Source {
  /** For documents (RFC 5737): nobody has it, and routes to it are those of everything outside. */
  private static final byte[] OUTSIDE = {(byte) 192, 0, 2, 1};
  private static final int DISCARD_PORT = 9;

  /** Where the operating system does not tell, there is none. */
  @Override
  public MachineAddresses now() {
    try {
      List<InetAddress> all = Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
          .filter(NetworkInterfaces::isUp).flatMap(NetworkInterface::inetAddresses).toList();
      return MachineAddresses.of(all, outward());
    } catch (SocketException untold) {
      return MachineAddresses.NONE;
    }
  }

  private static boolean isUp(NetworkInterface face) {
    try {
      return face.isUp() && !face.isLoopback();
    } catch (SocketException untold) {
      return false;
    }
  }

  /** A datagram channel that is connected sends nothing: the operating system only chooses the route. */
  private static Optional<InetAddress> outward() {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(InetAddress.getByAddress(OUTSIDE), DISCARD_PORT));
      return channel.getLocalAddress() instanceof InetSocketAddress local
          && local.getAddress() instanceof Inet4Address address ? Optional.of(address) : Optional.empty();
    } catch (IOException noRoute) {
      return Optional.empty();
    }
  }
}

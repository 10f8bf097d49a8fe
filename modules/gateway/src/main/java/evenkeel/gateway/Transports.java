package evenkeel.gateway;

import java.util.Optional;
import java.util.ServiceLoader;

/** Which transport the settings choose. */
public final class Transports {
  private Transports() {}

  /** The transport of these settings; empty when this build is without the module that has it. */
  public static Optional<Transport> of(GatewaySettings settings) {
    return switch (settings.transport()) {
      case TCP -> Optional.of(new TcpTransport(settings));
      case IBAPI -> ServiceLoader.load(TransportProvider.class).stream().map(ServiceLoader.Provider::get)
          .filter(provider -> provider.kind() == TransportKind.IBAPI).findFirst()
          .map(provider -> provider.transport(settings));
    };
  }
}

package evenkeel.gateway;

/** Makes transports of one kind; found with {@link java.util.ServiceLoader}. */
public interface TransportProvider {
  TransportKind kind();

  Transport transport(GatewaySettings settings);
}

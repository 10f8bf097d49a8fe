package evenkeel.ibapi;

import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.Transport;
import evenkeel.gateway.TransportKind;
import evenkeel.gateway.TransportProvider;

/** How the rest of Evenkeel finds this module when it is there. */
public final class IbapiTransportProvider implements TransportProvider {
  @Override
  public TransportKind kind() {
    return TransportKind.IBAPI;
  }

  @Override
  public Transport transport(GatewaySettings settings) {
    return new IbapiTransport(settings);
  }
}

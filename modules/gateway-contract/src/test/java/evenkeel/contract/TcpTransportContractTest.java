package evenkeel.contract;

import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.TcpTransport;
import evenkeel.gateway.Transport;

class TcpTransportContractTest extends TransportContract {
  @Override
  protected Transport transport(GatewaySettings settings) {
    return new TcpTransport(settings);
  }
}

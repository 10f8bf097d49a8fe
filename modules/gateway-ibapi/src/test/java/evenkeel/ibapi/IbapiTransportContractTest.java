package evenkeel.ibapi;

import evenkeel.contract.TransportContract;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.Transport;

class IbapiTransportContractTest extends TransportContract {
  @Override
  protected Transport transport(GatewaySettings settings) {
    return new IbapiTransport(settings);
  }
}

package evenkeel.ibapi;

import com.ib.client.EClient;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.Transport;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The transport on IBKR's own Java client. It decides nothing: requests become that client's calls, its callbacks
 * become messages, and the session keeps all rules.
 *
 * <p>The client announces and decodes server versions of its own choice, so a session over it may speak any of these.
 */
public final class IbapiTransport implements Transport {
  private final GatewaySettings settings;
  private final AtomicInteger connections = new AtomicInteger();

  public IbapiTransport(GatewaySettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean speaks(int serverVersion) {
    return serverVersion >= EClient.MIN_VERSION && serverVersion <= EClient.MAX_VERSION;
  }

  @Override
  public Link dial(Listener listener) {
    int number = connections.incrementAndGet();
    var link = new IbapiLink(settings, number, listener);
    Thread.ofPlatform().daemon().name("ibapi-tell-" + number).start(link::run);
    return link;
  }
}

package evenkeel.gateway;

import evenkeel.clock.EvenkeelClock;
import java.time.Duration;

/**
 * How to reach the Gateway and how patient to be with it.
 *
 * @param clientId the API client id; 0 would bind orders placed by hand, so it is refused
 * @param connectTimeout from dialling to the account list; the next order id may come six times as long after that
 * @param requestTimeout from a question to its complete answer
 * @param messagesPerSecond all messages together; also how many may leave at once after a pause
 * @param paceApi asks the Gateway to delay messages above its limit instead of dropping them
 * @param backoffMin wait after the first failure; doubles with each, up to {@code backoffMax}
 * @param heartbeat how often the Gateway is asked for its time when nothing else comes from it
 * @param heartbeatTimeout silence after a heartbeat that means the connection is dead
 * @param restart when the Gateway restarts by itself
 * @param transport what speaks to the Gateway; see {@link Transports}
 */
public record GatewaySettings(
    String host,
    int port,
    int clientId,
    Duration connectTimeout,
    Duration requestTimeout,
    int messagesPerSecond,
    boolean paceApi,
    Duration backoffMin,
    Duration backoffMax,
    Duration heartbeat,
    Duration heartbeatTimeout,
    MarketDataFeed marketData,
    TransportKind transport,
    RestartWindow restart) {
  /** A Gateway that stopped answering is noticed within this time. */
  public static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  public GatewaySettings {
    require(!host.isBlank(), "gateway.host", "must not be empty");
    require(port >= 1 && port <= 65_535, "gateway.port", "must be 1 to 65535, was " + port);
    require(clientId >= 1, "gateway.client-id", "must be at least 1, was " + clientId);
    require(messagesPerSecond >= 1, "gateway.messages-per-second", "must be at least 1, was " + messagesPerSecond);
    requirePositive(connectTimeout, "gateway.connect-timeout");
    requirePositive(requestTimeout, "gateway.request-timeout");
    requirePositive(backoffMin, "gateway.backoff.min");
    requirePositive(heartbeat, "gateway.heartbeat");
    requirePositive(heartbeatTimeout, "gateway.heartbeat-timeout");
    require(backoffMax.compareTo(backoffMin) >= 0, "gateway.backoff.max",
        "must not be below gateway.backoff.min");
  }

  /** For a Gateway that does not restart by itself. */
  public GatewaySettings(
      String host, int port, int clientId, Duration connectTimeout, Duration requestTimeout, int messagesPerSecond,
      boolean paceApi, Duration backoffMin, Duration backoffMax, Duration heartbeat, Duration heartbeatTimeout,
      MarketDataFeed marketData, TransportKind transport) {
    this(
        host, port, clientId, connectTimeout, requestTimeout, messagesPerSecond, paceApi, backoffMin, backoffMax,
        heartbeat, heartbeatTimeout, marketData, transport, RestartWindow.NONE);
  }

  /** The same with another restart. */
  public GatewaySettings with(RestartWindow other) {
    return new GatewaySettings(
        host, port, clientId, connectTimeout, requestTimeout, messagesPerSecond, paceApi, backoffMin, backoffMax,
        heartbeat, heartbeatTimeout, marketData, transport, other);
  }

  /** The same at another port. */
  public GatewaySettings withPort(int other) {
    return new GatewaySettings(
        host, other, clientId, connectTimeout, requestTimeout, messagesPerSecond, paceApi, backoffMin, backoffMax,
        heartbeat, heartbeatTimeout, marketData, transport, restart);
  }

  /** The same under another client id. */
  public GatewaySettings withClientId(int other) {
    return new GatewaySettings(
        host, port, other, connectTimeout, requestTimeout, messagesPerSecond, paceApi, backoffMin, backoffMax,
        heartbeat, heartbeatTimeout, marketData, transport, restart);
  }

  /** The same, as patient as this clock's speed demands of answers that real processors have to give. */
  GatewaySettings under(EvenkeelClock clock) {
    return new GatewaySettings(
        host, port, clientId, clock.patience(connectTimeout), clock.patience(requestTimeout), messagesPerSecond,
        paceApi,
        backoffMin, backoffMax, clock.patience(heartbeat), clock.patience(heartbeatTimeout), marketData,
        transport, restart);
  }

  private static void requirePositive(Duration value, String key) {
    require(value.isPositive(), key, "must be above 0, was " + value);
  }

  private static void require(boolean holds, String key, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(key + " " + rule);
    }
  }
}

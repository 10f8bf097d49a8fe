package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.OrderRef;
import evenkeel.domain.OrderType;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.TimeInForce;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Values that many tests need. */
final class Samples {
  static final AccountId ACCOUNT = new AccountId("DU1234567");
  static final Instant START = Instant.parse("2025-10-31T14:00:00Z");
  /** Client id 7, 15 s to connect, 10 s to answer, 50 messages a second, a heartbeat after 30 s. */
  static final GatewaySettings SETTINGS = settings(50);

  private Samples() {}

  static GatewaySettings settings(int messagesPerSecond) {
    return settings(messagesPerSecond, MarketDataFeed.of(MarketDataFeed.Type.DELAYED));
  }

  static GatewaySettings settings(int messagesPerSecond, MarketDataFeed feed) {
    return new GatewaySettings(
        "127.0.0.1", 4002, 7, Duration.ofSeconds(15), Duration.ofSeconds(10), messagesPerSecond, false,
        Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10), feed,
        TransportKind.TCP);
  }

  static GatewaySettings settings(int port, Duration connectTimeout) {
    return new GatewaySettings(
        "127.0.0.1", port, 7, connectTimeout, Duration.ofSeconds(10), 50, false, Duration.ofSeconds(1),
        Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
  }

  static Instrument stock(String symbol) {
    return Instrument.usStock(new Symbol(symbol));
  }

  /** An order of these words, for example {@code BUY 100 GLD MOC} or {@code SELL 5 BIL LMT 91.5}. */
  static HandOrder handOrder(String words) {
    Leg leg = ticket(1, words).leg();
    return new HandOrder(leg.symbol(), leg.side(), leg.quantity(), leg.type(), leg.timeInForce(), leg.limit());
  }

  /** A ticket of these words, for example {@code BUY 100 GLD MOC} or {@code SELL 5 BIL LMT 91.5}. */
  static OrderTicket ticket(int orderId, String words) {
    String[] parts = words.split(" ", -1);
    Optional<BigDecimal> limit = parts.length > 4 ? Optional.of(new BigDecimal(parts[4])) : Optional.empty();
    var leg = new Leg(
        new OrderRef("reb-" + orderId), new Symbol(parts[2]), Side.valueOf(parts[0]), new BigDecimal(parts[1]),
        new BigDecimal("100"), OrderType.valueOf(parts[3]), TimeInForce.DAY, limit, BigDecimal.ZERO, Optional.empty());
    return new OrderTicket(orderId, ACCOUNT, stock(parts[2]), leg);
  }
}

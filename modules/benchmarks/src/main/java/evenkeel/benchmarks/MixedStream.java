package evenkeel.benchmarks;

import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountValue;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.Contract;
import evenkeel.tws.Execution;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.Order;
import evenkeel.tws.OrderState;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.Pnl;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.Position;
import evenkeel.tws.ServerCodec;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSize;
import evenkeel.tws.TickString;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/**
 * What a Gateway sends on a busy day, as bytes: 80 % ticks, 10 % messages of orders and 10 % of the account, shuffled.
 * The same for the same seed.
 */
final class MixedStream {
  private static final int TICKS_OF_TEN = 8;
  private static final int ORDER_MESSAGES_OF_TEN = 1;
  private static final int SYMBOLS = 100;
  private static final AccountId ACCOUNT = new AccountId("DU1234567");

  private final List<ServerMessage> messages;
  private final byte[] bytes;

  private MixedStream(List<ServerMessage> messages, byte[] bytes) {
    this.messages = List.copyOf(messages);
    this.bytes = bytes;
  }

  static MixedStream of(int messageCount, long seed) {
    Random random = new Random(seed);
    List<ServerMessage> messages = new ArrayList<>();
    for (int i = 0; i < messageCount; i++) {
      int kind = i % 10;
      if (kind < TICKS_OF_TEN) {
        messages.add(tick(random));
      } else if (kind < TICKS_OF_TEN + ORDER_MESSAGES_OF_TEN) {
        messages.add(orderMessage(random));
      } else {
        messages.add(accountMessage(random));
      }
    }
    Collections.shuffle(messages, random);
    ServerCodec codec = new ServerCodec(ServerVersions.PINNED);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    messages.forEach(message -> bytes.writeBytes(codec.encode(message)));
    return new MixedStream(messages, bytes.toByteArray());
  }

  /** In the order of the bytes. */
  List<ServerMessage> messages() {
    return messages;
  }

  /** The stream itself, not a copy. */
  byte[] bytes() {
    return bytes;
  }

  /** Orders as they leave Evenkeel, half of them with a limit. */
  static List<PlaceOrder> orders(int count, long seed) {
    Random random = new Random(seed);
    List<PlaceOrder> orders = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      orders.add(new PlaceOrder(1000 + i, contract(random), order(random)));
    }
    return List.copyOf(orders);
  }

  private static ServerMessage tick(Random random) {
    int id = 1_000_000_000 + random.nextInt(SYMBOLS);
    return switch (random.nextInt(10)) {
      case 0 -> new TickString(id, 45, Long.toString(1_761_900_000L + random.nextInt(30_000)));
      case 1 -> new TickGeneric(id, 49, Optional.of(BigDecimal.ZERO));
      case 2, 3, 4, 5 -> new TickSize(id, random.nextInt(4), Optional.of(shares(random)));
      // Bid, ask, last, each with its size.
      default -> new TickPrice(id, new int[]{1, 2, 4}[random.nextInt(3)], Optional.of(price(random)),
          Optional.of(shares(random)), 1);
    };
  }

  private static ServerMessage orderMessage(Random random) {
    int orderId = 1000 + random.nextInt(1000);
    return switch (random.nextInt(5)) {
      case 0 -> new OpenOrder(orderId, contract(random), order(random), OrderState.of("Submitted"));
      case 1 -> new ExecutionDetails(-1, contract(random), execution(orderId, random));
      case 2 -> new CommissionReport(execId(random), Optional.of(new BigDecimal("1.00")), "USD", Optional.empty(),
          Optional.empty(), OptionalInt.empty());
      default -> new OrderStatus(orderId, "Submitted", Optional.of(shares(random)), Optional.of(shares(random)),
          Optional.of(price(random)), 1_900_000_000L + orderId, 0, Optional.of(price(random)), 10, "",
          Optional.of(BigDecimal.ZERO));
    };
  }

  private static ServerMessage accountMessage(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> new Pnl(7, Optional.of(amount(random)), Optional.of(amount(random)), Optional.of(amount(random)));
      case 1, 2 -> new AccountSummary(8, ACCOUNT, "NetLiquidation", amount(random).toPlainString(), "USD");
      case 3, 4 -> new Position(ACCOUNT, contract(random), Optional.of(shares(random)), Optional.of(price(random)));
      case 5, 6 -> new PortfolioValue(contract(random), Optional.of(shares(random)), Optional.of(price(random)),
          Optional.of(amount(random)), Optional.of(price(random)), Optional.of(amount(random)),
          Optional.of(BigDecimal.ZERO), ACCOUNT);
      default -> new AccountValue("UnrealizedPnL", amount(random).toPlainString(), "USD", ACCOUNT);
    };
  }

  private static Contract contract(Random random) {
    int number = random.nextInt(SYMBOLS);
    String symbol = "S" + (100 + number);
    return Contract.stock(symbol, "SMART", "", "USD").toBuilder().conId(260_000_000 + number).localSymbol(symbol)
        .tradingClass("NMS").build();
  }

  private static Order order(Random random) {
    Order.Builder order = Order.builder().action(random.nextBoolean() ? "BUY" : "SELL")
        .totalQuantity(shares(random)).tif("DAY").account(ACCOUNT)
        .orderRef("ek-" + Integer.toHexString(random.nextInt()));
    return random.nextBoolean()
        ? order.orderType("LMT").limitPrice(price(random)).build()
        : order.orderType("MOC").build();
  }

  private static Execution execution(int orderId, Random random) {
    return new Execution(execId(random), "20251031 16:00:00 US/Eastern", ACCOUNT, "NYSE", "BOT",
        Optional.of(shares(random)), Optional.of(price(random)), 1_900_000_000L + orderId, 10, orderId, 0,
        Optional.of(shares(random)), Optional.of(price(random)), "ek-" + Integer.toHexString(random.nextInt()), "",
        Optional.empty(), "", 2, false, "");
  }

  private static String execId(Random random) {
    return "0000e0d5." + Integer.toHexString(random.nextInt()) + ".01.01";
  }

  private static BigDecimal shares(Random random) {
    return BigDecimal.valueOf(1 + random.nextInt(20_000));
  }

  private static BigDecimal price(Random random) {
    return BigDecimal.valueOf(1000 + random.nextInt(50_000), 2);
  }

  private static BigDecimal amount(Random random) {
    return BigDecimal.valueOf(random.nextInt(100_000_000) - 20_000_000, 2);
  }
}

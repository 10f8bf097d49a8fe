package evenkeel.verification;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Draws faults of the simulated Gateway, in the words of its scenario language. {@code second-perm-id, twin}, which
 * makes a second live order by itself, is left to the {@link Detours}; the loss of single lines of an answer that then
 * claims to be complete is drawn nowhere, as no socket does that.
 */
final class GatewayWeather {
  static final List<String> SYMBOLS = List.of("DBMF", "GLD", "BIL");

  private final RandomGenerator random;

  GatewayWeather(RandomGenerator random) {
    this.random = random;
  }

  /** One fault, and where there is one the fault that ends it. */
  List<String> draw() {
    int kind = random.nextInt(100);
    if (kind < 25) {
      return List.of(transport());
    }
    if (kind < 40) {
      return link();
    }
    if (kind < 70) {
      return List.of(orders());
    }
    if (kind < 87) {
      return List.of(fills());
    }
    return data();
  }

  /** One of those that hardly matter to a day without cancels, history and strange holdings. */
  String odd() {
    return switch (random.nextInt(7)) {
      case 0 -> "fault = farm-idle, farm = " + one("market-data", "history", "contracts");
      case 1 -> "fault = farm-connecting, farm = " + one("market-data", "history", "contracts");
      case 2 -> "fault = greeting-zone, zone = "
          + one("\"Asia/Shanghai\"", "\"EST\"", "\"中国标准时间\", of = Asia/Shanghai");
      case 3 -> "fault = history, kind = " + one("silent", "empty", "no-data", "pacing") + ", count = " + between(1, 5);
      case 4 -> "fault = notice, code = " + one("2100", "2109", "2137", "10167") + ", text = \"A notice\"";
      case 5 -> "fault = unknown-position, symbol = " + Truth.STRANGE + ", con-id = 987654, quantity = 5, cost = 10";
      default -> "fault = positions-without-exchange";
    };
  }

  /** What becomes of a cancel. */
  String cancel() {
    return "fault = " + one("cancel-overtaken", "cancel-not-found", "swallow-cancels", "fill-after-cancel",
        "cancelled-without-remaining");
  }

  private String transport() {
    return switch (random.nextInt(14)) {
      case 0, 1 -> "fault = restart, down = " + seconds(5, 600) + ", ids-back = " + random.nextInt(6);
      case 2, 3 ->
        "fault = drop-connections, mid-frame = " + random.nextBoolean() + ", reset = " + random.nextBoolean();
      case 4 -> "fault = silent, lasting = " + seconds(5, 600);
      case 5 -> "fault = half-open, deaf = " + random.nextBoolean();
      case 6 -> "fault = slow-socket, bytes = " + between(20, 500) + ", pause = " + between(0, 5) + "ms, way = "
          + one("written", "read", "both");
      case 7 -> "fault = bundled-writes, every = " + between(100, 3000) + "ms";
      case 8 -> "fault = close-after-hello, count = " + between(1, 3);
      case 9 -> "fault = client-id-in-use, count = " + between(1, 3) + ", said = " + random.nextBoolean();
      case 10 -> "fault = client-ids-held, lasting = " + seconds(5, 90);
      case 11 -> "fault = welcome, kind = "
          + one("id-first", "no-id", "no-accounts", "accounts-late", "trailing-comma", "orders-first");
      case 12 -> "fault = " + one("strange-messages", "garbage");
      default -> "fault = pacing-violation, count = " + between(1, 3);
    };
  }

  private List<String> link() {
    String farm = one("market-data", "history", "contracts");
    return switch (random.nextInt(5)) {
      case 0, 1, 2 -> List.of(
          "fault = link-lost, code = " + one("1100", "1100", "2110") + ", times = " + between(1, 3) + ", every = 30s",
          "fault = link-restored, subscriptions-kept = " + random.nextBoolean() + ", fills-told = "
              + random.nextBoolean());
      case 3 -> List.of("fault = farm-down, farm = " + farm, "fault = farm-up, farm = " + farm);
      default -> List.of("fault = port-changed, port = 4003, away = " + seconds(20, 600));
    };
  }

  private String orders() {
    return switch (random.nextInt(18)) {
      case 0 -> "fault = duplicate-statuses, times = " + between(2, 3);
      case 1 -> "fault = duplicate-messages, times = " + between(2, 3);
      case 2 -> "fault = swapped-statuses";
      case 3 -> "fault = perm-id-late, count = " + between(1, 3);
      case 4 -> "fault = second-perm-id";
      case 5 -> "fault = size-reduced, part = " + one("0.2", "0.5", "0.9");
      case 6 -> "fault = inactive" + one("", ", works-after = 5s", ", works-after = 20m");
      case 7 -> "fault = held-order" + one("", ", works-after = 5s", ", works-after = 20m");
      case 8, 9 -> "fault = swallow-orders, count = " + between(1, 5);
      case 10 -> "fault = silent-orders, count = " + between(1, 3);
      case 11 -> "fault = order-news-late, delay = " + seconds(1, 90);
      case 12 -> "fault = refuse-next-order, " + one("code = 103, text = \"Duplicate order id\"",
          "code = 201, text = \"Order rejected - reason: no\"", "code = 110, text = \"The price does not conform\"");
      case 13 -> "fault = random-refusals, share = 0.3";
      case 14 -> "fault = reject-symbol, symbol = " + symbol() + ", text = \"Order rejected - reason: restricted\"";
      case 15 -> "fault = order-note, " + one("code = 10349, text = \"Order TIF was set to DAY\"",
          "code = 399, text = \"Order message: Warning: held until the open\"",
          "code = 202, text = \"Order Canceled - reason:\"");
      case 16 -> "fault = cancel-orders, reason = \"margin\"";
      default ->
        "fault = foreign-order, client = " + one("0, order = 0", "7, order = 70", "10, order = 3") + ", symbol = "
            + symbol() + ", action = BUY, quantity = 1, pushed = " + random.nextBoolean();
    };
  }

  private String fills() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> "fault = fill-messages, sequence = "
          + one("status-first", "execution-only", "status-only", "commission-first");
      case 2 -> "fault = commission-late, delay = " + seconds(1, 600);
      case 3 -> "fault = commission-reports, times = " + one("0", "2", "3");
      case 4 -> "fault = revised-commissions, by = 0.35, later = " + seconds(1, 300);
      case 5 ->
        "fault = corrected-executions, price-by = " + one("0.01", "-0.01", "0") + ", later = " + seconds(1, 300);
      case 6 -> "fault = partial-fills, parts = " + between(2, 4);
      case 7 -> "fault = part-then-cancelled, part = " + one("0", "0.3", "0.7");
      default -> "fault = auction, part = " + one("0", "0.5", "1") + ", late = " + seconds(0, 300);
    };
  }

  private List<String> data() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> quotes();
      case 2 -> List.of("fault = data-kind, kind = " + one("live", "frozen", "delayed", "delayed-frozen"));
      case 3 -> List.of("fault = competing-session, lasting = " + seconds(30, 900));
      case 4 -> List.of("fault = account-not-ready, lasting = " + seconds(10, 900));
      case 5 -> List.of("fault = account-values-missing, tags = [" + one("NetLiquidation", "TotalCashValue",
          "NetLiquidation, TotalCashValue") + "], lasting = " + seconds(10, 900));
      case 6 -> List.of("fault = positions-without-exchange");
      default -> List.of("fault = lose-messages, message = " + one("openOrderEnd", "completedOrdersEnd",
          "execDetailsEnd", "nextValidId", "orderStatus", "execDetails", "commissionReport", "positionEnd")
          + ", count = " + between(1, 2));
    };
  }

  private List<String> quotes() {
    String symbol = symbol();
    String trouble = one("unavailable", "no-quote", "not-a-number", "zero", "no-last", "crossed", "stale",
        "implausible", "silent", "halted");
    return List.of("fault = quotes, symbol = " + symbol + ", quote = " + trouble,
        "fault = quotes, symbol = " + symbol + ", quote = normal");
  }

  private String symbol() {
    return SYMBOLS.get(random.nextInt(SYMBOLS.size()));
  }

  private String one(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** Short ones more often than long ones. */
  private String seconds(int least, int most) {
    double part = random.nextDouble();
    return String.format(Locale.ROOT, "%ds", least + (int) ((most - least) * part * part));
  }
}

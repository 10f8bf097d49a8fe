package evenkeel.verification;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Draws what users have reported of real Gateways and accounts: executions that are forgotten, contracts that get
 * another id, orders that the Gateway refuses or answers twice, and changes of the account that are no trades. The
 * scenarios of the simulator name the source of each.
 */
final class ReportedFaults {
  private static final int KINDS = 36;
  private static final int ALONE = 31;

  private final RandomGenerator random;

  ReportedFaults(RandomGenerator random) {
    this.random = random;
  }

  /**
   * One fault, and where there is one the fault that ends it.
   *
   * @param fault in the scenario language
   * @param later what belongs to it and comes some time later
   * @param isEarly whether it says nothing unless it is there a minute before the day's first look
   */
  record Reported(String fault, Optional<String> later, boolean isEarly) {}

  /** One of them; changes of the account are a third of all. */
  Reported draw() {
    int kind = random.nextInt(KINDS);
    if (kind < 9) {
      return alone(executions(kind));
    }
    if (kind == 9) {
      return new Reported(foreign(), Optional.of("fault = cancel-foreign"), random.nextBoolean());
    }
    if (kind >= ALONE + 3) {
      String quote = "fault = quotes, symbol = " + symbol() + ", quote = ";
      return new Reported(quote + "no-quote", Optional.of(quote + "normal"), true);
    }
    if (kind >= ALONE) {
      return new Reported(foreign(), Optional.of("fault = cancel-foreign"), true);
    }
    return alone(kind < 22 ? orders(kind) : account(kind));
  }

  /** The owner's own order, mostly for so much that ours beside it would be too much. */
  private String foreign() {
    String terms = switch (random.nextInt(4)) {
      case 0 -> "symbol = DBMF, action = SELL, quantity = " + between(600, 720) + ", limit = 400";
      case 1 -> "symbol = BIL, action = SELL, quantity = " + between(100, 170) + ", limit = 400";
      case 2 -> "symbol = " + symbol() + ", action = BUY, quantity = " + between(200, 900) + ", limit = 5";
      default -> "symbol = " + symbol() + ", action = " + one("BUY", "SELL") + ", quantity = " + between(1, 30)
          + ", limit = " + one("5", "400");
    };
    return "fault = foreign-order, client = 0, order = 0, " + terms + ", type = LMT, pushed = " + random.nextBoolean();
  }

  private String executions(int kind) {
    return switch (kind) {
      case 0, 1, 2 -> "fault = executions-forgotten" + one("", ", count = 1", ", count = 2");
      case 3 -> "fault = executions-empty, lasting = " + seconds(5, 900);
      case 4 -> "fault = stranger-execution, symbol = " + symbol() + ", action = " + one("BUY", "SELL")
          + ", quantity = " + between(1, 12) + ", client = 10, order = " + between(1, 9) + ", ago = "
          + one("2h", "20m", "1m");
      case 5 -> "fault = execution-ids-restart";
      case 6 -> "fault = end-missing, message = "
          + one("execDetailsEnd", "completedOrdersEnd", "positionEnd", "openOrderEnd") + ", count = " + between(1, 3);
      case 7 -> "fault = correct-shares, symbol = " + symbol() + ", by = " + one("-1", "-3", "1", "2") + ", later = "
          + seconds(1, 300);
      default -> "fault = time-answers-lost";
    };
  }

  private String orders(int kind) {
    return switch (kind) {
      case 10 -> "fault = order-needs-market-data, symbol = " + symbol() + ", code = " + one("354", "10089");
      case 11 -> "fault = precaution, size = " + between(20, 200);
      case 12 -> "fault = hidden-order, code = " + one("163", "382", "383", "10311") + ", count = " + between(1, 3)
          + one("", ", transmitted-after = 5m");
      case 13 -> "fault = ids-above-foreign";
      case 14 -> "fault = deactivate-orders" + one("", ", newest = 1");
      case 15, 16 -> "fault = what-if-twice, delay = " + between(10, 400) + "ms";
      case 17 -> "fault = desupported, date = " + one("2026-12-15", "2025-11-05", "2026-04-20");
      case 18 -> "fault = next-id-late, delay = " + seconds(1, 60);
      case 19 -> "fault = next-id-twice, later = " + seconds(1, 30);
      case 20 -> "fault = ledger-prefix";
      default -> "fault = tags-per-currency";
    };
  }

  private String account(int kind) {
    String symbol = symbol();
    return switch (kind) {
      case 22 -> "fault = dividend, symbol = " + symbol + ", per-share = 0." + between(10, 60) + ", reinvest = "
          + random.nextBoolean();
      case 23 -> "fault = split, symbol = " + symbol + ", ratio = \"" + one("2:1", "3:1", "1:2") + "\""
          + one("", ", con-id = 77112244");
      case 24 -> "fault = symbol-change, symbol = " + symbol + ", to = " + symbol + "X"
          + one("", ", con-id = 77112245");
      case 25 -> "fault = spin-off, symbol = " + symbol + ", to = SPNOFF, con-id = 77112255, ratio = \"1:"
          + between(2, 10) + "\", cost = 2";
      case 26 -> "fault = deposit, amount = " + between(100, 20_000) + ", currency = USD";
      case 27 -> "fault = withdrawal, amount = " + between(50, 1_500) + ", currency = USD";
      case 28 -> "fault = interest, currency = USD, amount = " + one("3.17", "-1.20", "41.08");
      case 29 -> one(
          "fault = positions-of-type, type = CASH, symbol = USD, con-id = 12345777, quantity = -1000, cost = 7.8"
              + ", currency = HKD",
          "fault = positions-of-type, type = BOND, symbol = T2030, con-id = 12345778, quantity = 10, cost = 99",
          "fault = positions-of-type, type = OPT, symbol = GLD, con-id = 12345779, quantity = -1, cost = 300",
          "fault = positions-of-type, type = CRYPTO, symbol = BTC, con-id = 12345780, quantity = 0.01, cost = 60000");
      default -> "fault = contract-gone, symbol = " + symbol + one("", ", con-id = 77112266");
    };
  }

  private static Reported alone(String fault) {
    return new Reported(fault, Optional.empty(), false);
  }

  private String symbol() {
    return GatewayWeather.SYMBOLS.get(random.nextInt(GatewayWeather.SYMBOLS.size()));
  }

  private int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  private String seconds(int least, int most) {
    return String.format(Locale.ROOT, "%ds", between(least, most));
  }

  private String one(String... choices) {
    return List.of(choices).get(random.nextInt(choices.length));
  }
}

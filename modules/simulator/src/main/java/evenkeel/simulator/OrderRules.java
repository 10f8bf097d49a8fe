package evenkeel.simulator;

import evenkeel.domain.Session;
import evenkeel.tws.Order;
import evenkeel.tws.OrderFlags;
import evenkeel.tws.PlaceOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which orders the Gateway refuses by itself, and which IBKR refuses after it has taken them. */
final class OrderRules {
  /** Order types of IBKR that exist and that no instrument here takes. */
  private static final Set<String> OTHER_TYPES = Set.of("STP", "STP LMT", "TRAIL", "TRAIL LIMIT",
      "MIT", "LIT", "MTL", "REL", "MIDPRICE", "PEG MID", "PEG BEST", "PEG MKT", "SNAP MID",
      "SNAP MKT", "SNAP PRIM", "BOX TOP", "MKT PRT", "STP PRT", "VOL", "PEG BENCH");
  private static final Set<String> TYPES = Set.of("MKT", "LMT", "MOC", "LOC");
  private static final Set<String> TIFS = Set.of("DAY", "GTC", "IOC", "FOK", "OPG");

  /** So many orders of one contract, side and account may work (IBKR, order limits). */
  private static final int ACTIVE_MAX = 20;
  /** Nasdaq's opening auction takes orders until 9:28. */
  private static final Duration OPENING_CUT_OFF = Duration.ofMinutes(2);
  /** Seconds after 16:00 an order for the next opening was seen refused. */
  private static final Duration CLOSED_FOR = Duration.ofMinutes(1);
  private static final int FRACTION_DIGITS = 4;

  private final House house;

  /** Why an order is refused: code and text as they are sent. */
  record Refusal(int code, String text) {}

  OrderRules(House house) {
    this.house = house;
  }

  /** What the Gateway objects to: one error, and nothing has happened. */
  Optional<Refusal> gateway(PlaceOrder request, Optional<Instrument> found) {
    Order order = request.order();
    return deprecated(order.flags()).or(() -> type(request, found)).or(() -> size(order))
        .or(() -> price(order, found.orElseThrow())).or(() -> situation(order, found.orElseThrow()));
  }

  private static Optional<Refusal> deprecated(OrderFlags flags) {
    if (flags.eTradeOnly()) {
      return refusal(10268, "The 'EtradeOnly' order attribute is not supported.");
    }
    if (flags.firmQuoteOnly()) {
      return refusal(10269, "The 'FirmQuoteOnly' order attribute is not supported.");
    }
    if (flags.nbboPriceCap().isPresent()) {
      return refusal(10270, "The 'NbboPriceCap' order attribute is not supported.");
    }
    return Optional.empty();
  }

  private Optional<Refusal> type(PlaceOrder request, Optional<Instrument> found) {
    Order order = request.order();
    String type = order.orderType();
    if (!TYPES.contains(type) && !OTHER_TYPES.contains(type)) {
      return refusal(321,
          "Error validating request.-'bF' : cause - Invalid order type was entered");
    }
    if (!order.action().equals("BUY") && !order.action().equals("SELL")) {
      return refusal(321, "Error validating request.-'bF' : cause - Invalid side was entered");
    }
    if (found.isEmpty()) {
      return refusal(200, house.instruments().whyNot(request.contract()));
    }
    if (!TYPES.contains(type) || !found.get().takes(type)) {
      return refusal(387, "Unsupported order type for this exchange and security type.");
    }
    boolean auction = type.equals("MOC") || type.equals("LOC");
    if (auction && !order.tif().equals("DAY") && !order.tif().isEmpty()) {
      return refusal(113, "The time-in-force for MOC and LOC orders must be DAY");
    }
    if (!order.tif().isEmpty() && !TIFS.contains(order.tif())) {
      return refusal(111, "The TIF (Tif type) and the order type are incompatible.");
    }
    return Optional.empty();
  }

  private Optional<Refusal> size(Order order) {
    BigDecimal quantity = order.totalQuantity().orElse(BigDecimal.ZERO);
    if (quantity.signum() <= 0) {
      return refusal(434, "The order size cannot be zero.");
    }
    if (quantity.stripTrailingZeros().scale() > 0) {
      if (order.orderType().equals("MOC") || order.orderType().equals("LOC")) {
        return refusal(10246, "Fractional-sized orders are not supported for this order type.");
      }
      if (!house.scenario().orders().fractions()) {
        return refusal(10243, "Fractional-sized order cannot be placed via API. Please use"
            + " desktop version to place this order.");
      }
      if (quantity.stripTrailingZeros().scale() > FRACTION_DIGITS) {
        return refusal(10250, "The order size is not a multiple of the size increment 0.0001.");
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> price(Order order, Instrument instrument) {
    if (!order.orderType().equals("LMT") && !order.orderType().equals("LOC")) {
      return Optional.empty();
    }
    Optional<BigDecimal> limit = order.limitPrice();
    if (limit.isEmpty() || limit.get().signum() <= 0) {
      return refusal(321,
          "Error validating request.-'bF' : cause - Limit price must be above 0");
    }
    if (!ContractDesk.isOnTick(instrument, limit.get())) {
      return refusal(110,
          "The price does not conform to the minimum price variation for this contract.");
    }
    return Optional.empty();
  }

  static final Refusal HALTED = new Refusal(154, "Orders cannot be transmitted for a halted security.");

  private Optional<Refusal> situation(Order order, Instrument instrument) {
    if (order.whatIf() && !order.transmit()) {
      return refusal(413, "What-if order should have the transmit flag set to true.");
    }
    if (house.market().halted(instrument)) {
      return Optional.of(HALTED);
    }
    return Optional.empty();
  }

  /** What IBKR objects to: the order was there for a moment. */
  Optional<Refusal> broker(
      AccountBook account, Instrument instrument, Order order, OrderBook book) {
    Optional<Fault.RejectSymbol> wished = house.troubles().rejected(instrument.symbol());
    if (wished.isPresent()) {
      return refusal(wished.get().code(), wished.get().text());
    }
    if (order.tif().equals("OPG") && isBadTimeForOpening()) {
      return refusal(201, "Order rejected - reason:Exchange is closed.");
    }
    if (book.workingLike(account, instrument, order.action().equals("BUY")) >= ACTIVE_MAX) {
      return refusal(201, "Order rejected - reason:The maximum number of working orders for this"
          + " contract and side, " + ACTIVE_MAX + ", has been reached.");
    }
    if (isAuction(order) && isPastCutOff()) {
      return refusal(201, "Order rejected - reason:The time for entering orders for the closing"
          + " auction has passed.");
    }
    return affords(account, instrument, order, book.working(account));
  }

  /** What IBKR objects to in a change; the order stays as it was. */
  Optional<Refusal> change(ExchangeOrder order, Order changed, OrderBook book) {
    List<ExchangeOrder> others = book.working(order.account()).stream()
        .filter(it -> it.permId() != order.permId()).toList();
    BigDecimal left = changed.totalQuantity().orElse(BigDecimal.ZERO).subtract(order.filled());
    return affords(order.account(), order.instrument(),
        changed.toBuilder().totalQuantity(left).build(), others);
  }

  private Optional<Refusal> affords(
      AccountBook account, Instrument instrument, Order order, List<ExchangeOrder> others) {
    Optional<AccountTerms.Kind> kind = account.terms().kind();
    Optional<Refusal> credit = kind.flatMap(it -> new CreditCheck(house, this).check(it, account,
        instrument, order, others));
    if (credit.isPresent() || instrument.isForex()) {
      // A margin account borrows what a conversion lacks.
      return credit;
    }
    if (kind.isPresent() && order.action().equals("BUY")) {
      return Optional.empty();
    }
    return order.action().equals("BUY")
        ? funds(account, instrument, order, others)
        : held(account, instrument, order, others);
  }

  /**
   * What IBKR objects to in a what-if order. Previews of cash accounts were seen refused for lack
   * of settled cash, as orders are.
   */
  Optional<Refusal> preview(
      AccountBook account, Instrument instrument, Order order, OrderBook book) {
    return account.terms().is(AccountTerms.Kind.CASH)
        ? affords(account, instrument, order, book.working(account))
        : Optional.empty();
  }

  /** From the cut-off of the opening auction to the open, and right after a close. */
  private boolean isBadTimeForOpening() {
    Instant now = house.now();
    if (house.hours().open(now).isPresent()) {
      return false;
    }
    Instant open = house.hours().openOrNext(now).open().toInstant();
    Instant closed = house.hours().lastOpened(now).close().toInstant();
    return !now.isBefore(open.minus(OPENING_CUT_OFF)) || now.isBefore(closed.plus(CLOSED_FOR));
  }

  static boolean isAuction(Order order) {
    return order.orderType().equals("MOC") || order.orderType().equals("LOC");
  }

  /** Whether today's closing auction takes no more orders, changes and cancels. */
  boolean isPastCutOff() {
    Optional<Session> open = house.hours().open(house.now());
    return open.isPresent() && !house.now()
        .isBefore(open.get().close().toInstant().minus(house.scenario().orders().auctionCutOff()));
  }

  /**
   * Cash, and what the working sales will bring, must pay for this purchase and those that work
   * already: so sales and purchases of one auction pass when the sales are sent first. A small
   * part of the account more is allowed, since prices move between a plan and its orders.
   */
  private Optional<Refusal> funds(
      AccountBook account, Instrument instrument, Order order, List<ExchangeOrder> others) {
    BigDecimal worth = worth(account, instrument, order);
    BigDecimal free = account.totalCash();
    for (ExchangeOrder working : others) {
      if (working.instrument().isForex()) {
        continue;
      }
      BigDecimal other = worth(account, working.instrument(), working.terms())
          .multiply(working.remaining()).divide(working.quantity(), 8,
              RoundingMode.HALF_UP);
      free = working.isBuy() ? free.subtract(other) : free.add(other);
    }
    BigDecimal margin = new AccountValues(account, house.market(), house.now()).netLiquidation()
        .multiply(BigDecimal.valueOf(house.scenario().orders().fundsMargin()));
    if (worth.compareTo(free.add(margin)) > 0) {
      return refusal(201, "Order rejected - reason:We are unable to accept your order. Your"
          + " Available Funds are insufficient: " + AccountValues.text(free)
          + " " + account.baseCurrency() + " of " + AccountValues.text(worth) + " needed");
    }
    return Optional.empty();
  }

  /** What the shares cost or bring at the limit or the market, in the account's base currency. */
  BigDecimal worth(AccountBook account, Instrument instrument, Order order) {
    BigDecimal market = house.market().mark(instrument, house.now()).orElse(instrument.price());
    boolean limited = order.orderType().equals("LMT") || order.orderType().equals("LOC");
    BigDecimal price = limited ? order.limitPrice().orElse(market) : market;
    return price.multiply(order.totalQuantity().orElse(BigDecimal.ZERO))
        .multiply(account.rate(instrument.currency()));
  }

  private Optional<Refusal> held(
      AccountBook account, Instrument instrument, Order order, List<ExchangeOrder> others) {
    if (house.scenario().orders().shortSales()
        && !account.terms().is(AccountTerms.Kind.CASH)) {
      return Optional.empty();
    }
    BigDecimal free = account.quantity(instrument);
    for (ExchangeOrder working : others) {
      if (!working.isBuy() && working.instrument().conId() == instrument.conId()) {
        free = free.subtract(working.remaining());
      }
    }
    return order.totalQuantity().orElse(BigDecimal.ZERO).compareTo(free) > 0
        ? refusal(201, "Order rejected - reason:The contract is not available for short sale.")
        : Optional.empty();
  }

  private static Optional<Refusal> refusal(int code, String text) {
    return Optional.of(new Refusal(code, text));
  }
}

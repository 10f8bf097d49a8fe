package evenkeel.simulator;

import evenkeel.tws.Order;
import evenkeel.tws.OrderStatusWord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One order from its acceptance to its end, as the exchange and the Gateway know it. */
final class ExchangeOrder {
  private static final int PRICE_SCALE = 8;
  private static final String BUY = "BUY";

  private final int clientId;
  private final AccountBook account;
  private final Instrument instrument;
  private final LocalDate session;
  private long permId;
  private int orderId;
  private Order terms;
  private OrderStatusWord status;
  private BigDecimal filled = BigDecimal.ZERO;
  private BigDecimal spent = BigDecimal.ZERO;
  private BigDecimal lastPrice = BigDecimal.ZERO;
  private BigDecimal commission = BigDecimal.ZERO;
  private boolean talkedAbout = true;
  private boolean statusFirst;
  private boolean executionsOnly;
  private boolean permIdHidden;
  private boolean toldToAll;
  private boolean foreign;
  private String whyHeld = "";
  private int round;
  private @Nullable Instant endedAt;
  private String ending = "";

  /** @param session the session at the end of which a DAY order ends */
  ExchangeOrder(
      long permId, int clientId, int orderId, AccountBook account, Instrument instrument,
      LocalDate session, Order terms, OrderStatusWord status) {
    this.permId = permId;
    this.clientId = clientId;
    this.orderId = orderId;
    this.account = account;
    this.instrument = instrument;
    this.session = session;
    this.terms = terms;
    this.status = status;
  }

  long permId() {
    return permId;
  }

  void permId(long another) {
    permId = another;
  }

  /** The permId as clients are told it: 0 while it is not known to the Gateway. */
  long shownPermId() {
    return permIdHidden ? 0 : permId;
  }

  void hidePermId(boolean hidden) {
    permIdHidden = hidden;
  }

  /** Placed by hand, and not bound to the API. */
  boolean isUnbound() {
    return clientId == 0 && orderId == 0;
  }

  /** An order placed by hand gets an id under which client 0 can change it. */
  void bind(int id) {
    orderId = id;
  }

  int clientId() {
    return clientId;
  }

  int orderId() {
    return orderId;
  }

  AccountBook account() {
    return account;
  }

  Instrument instrument() {
    return instrument;
  }

  LocalDate session() {
    return session;
  }

  Order terms() {
    return terms;
  }

  OrderStatusWord status() {
    return status;
  }

  void status(OrderStatusWord changed) {
    status = changed;
  }

  boolean isBuy() {
    return terms.action().equals(BUY);
  }

  boolean isAuction() {
    return terms.orderType().equals("MOC") || terms.orderType().equals("LOC");
  }

  Optional<BigDecimal> limit() {
    boolean limited = terms.orderType().equals("LMT") || terms.orderType().equals("LOC");
    return limited ? terms.limitPrice() : Optional.empty();
  }

  /** Whether the limit, if there is one, allows this price. */
  boolean allows(BigDecimal price) {
    return limit().isEmpty() || (isBuy()
        ? price.compareTo(limit().get()) <= 0
        : price.compareTo(limit().get()) >= 0);
  }

  BigDecimal quantity() {
    return terms.totalQuantity().orElseThrow();
  }

  BigDecimal filled() {
    return filled;
  }

  /** Never below 0: a fill may turn out to have been of more shares than were asked for. */
  BigDecimal remaining() {
    return quantity().subtract(filled).max(BigDecimal.ZERO);
  }

  /** Of all fills so far; 0 before the first. */
  BigDecimal averagePrice() {
    return filled.signum() == 0
        ? BigDecimal.ZERO
        : plain(spent.divide(filled, PRICE_SCALE, RoundingMode.HALF_UP));
  }

  BigDecimal lastPrice() {
    return lastPrice;
  }

  BigDecimal commission() {
    return commission;
  }

  /** Counts a fill. */
  void fill(BigDecimal shares, BigDecimal price, BigDecimal fee) {
    filled = filled.add(shares);
    spent = spent.add(shares.multiply(price));
    lastPrice = plain(price);
    commission = commission.add(fee);
  }

  boolean isOpen() {
    return endedAt == null;
  }

  /** The order is over, with this status and these words. */
  void end(OrderStatusWord last, Instant at, String words) {
    status = last;
    endedAt = at;
    ending = words;
    round++;
  }

  Instant endedAt() {
    if (endedAt == null) {
      throw new IllegalStateException("order " + permId + " is still open");
    }
    return endedAt;
  }

  String ending() {
    return ending;
  }

  /** What was planned for this order in an earlier round is void. */
  int round() {
    return round;
  }

  void modify(Order changed) {
    statusFirst = !terms.orderType().equals("MKT") && changed.orderType().equals("MKT");
    terms = changed;
    round++;
  }

  /** Works no more, and can be cancelled still. */
  void deactivate() {
    status = OrderStatusWord.INACTIVE;
    round++;
  }

  /** Seen with limit orders that were changed to market orders: Filled is told before the fill. */
  boolean tellsStatusFirst() {
    return statusFirst;
  }

  /** Whether only executions are told of it: its end was told before. */
  boolean tellsOnlyExecutions() {
    return executionsOnly;
  }

  void tellOnlyExecutions() {
    executionsOnly = true;
  }

  /** Whether every client hears of it. */
  boolean isToldToAll() {
    return toldToAll;
  }

  void tellAll() {
    toldToAll = true;
  }

  /** Why it does not work yet, in the protocol's word; empty when nothing holds it. */
  String whyHeld() {
    return whyHeld;
  }

  void hold(String why) {
    whyHeld = why;
  }

  /** A fill turns out to have had another price, or to have cost something else. */
  void correct(BigDecimal spentMore, BigDecimal feeMore, BigDecimal price) {
    spent = spent.add(spentMore);
    commission = commission.add(feeMore);
    lastPrice = plain(price);
  }

  /** A fill turns out to have been of so many more shares, or fewer. */
  void resize(BigDecimal more, BigDecimal price) {
    filled = filled.add(more);
    spent = spent.add(more.multiply(price));
  }

  /** Whether a fault has placed it, in the name of somebody else. */
  boolean isForeign() {
    return foreign;
  }

  void markForeign() {
    foreign = true;
  }

  boolean isTalkedAbout() {
    return talkedAbout;
  }

  void keepQuiet() {
    talkedAbout = false;
  }

  private static BigDecimal plain(BigDecimal price) {
    BigDecimal stripped = price.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}

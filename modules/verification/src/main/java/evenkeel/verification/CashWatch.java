package evenkeel.verification;

import evenkeel.domain.CurrencyPair;
import evenkeel.tws.PlaceOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** That no order is larger than the limits, and that no purchase is sent for which there is no money. */
final class CashWatch {
  /** The configured share of the account in one order, and what prices may have done since the scenario's. */
  private static final BigDecimal SHARE_MAX = new BigDecimal("0.50").multiply(new BigDecimal("1.10"));
  private static final int ORDERS_MAX = 20;

  private final Books books;
  private final Truth truth;
  private final HoldingWatch holdings;
  private final Consumer<String> violation;
  private final AuditedPeriod plan;
  private final World world;
  /** The sizes that were last sent under a reference; that before counts while nobody knows which of the two stands. */
  private record Sizes(BigDecimal before, BigDecimal now) {}

  private final Map<String, Sizes> sent = new LinkedHashMap<>();

  private LocalDate day = LocalDate.MIN;

  CashWatch(
      AuditedPeriod plan, World world, Books books, Truth truth, HoldingWatch holdings,
      Consumer<String> violation) {
    this.holdings = holdings;
    this.plan = plan;
    this.world = world;
    this.books = books;
    this.truth = truth;
    this.violation = violation;
  }

  /** What no order may be worth more than. */
  private BigDecimal largest() {
    return plan.scenario().accounts().getFirst().positions().stream()
        .map(held -> plan.price(held.symbol(), world.now())
            .map(price -> price.multiply(truth.account().contract(held.symbol()).map(truth.account()::unsplit)
                .orElse(BigDecimal.ZERO)))
            .orElseGet(() -> held.quantity().multiply(held.cost())))
        .reduce(money(), BigDecimal::add).multiply(SHARE_MAX);
  }

  /** All cash in dollars. */
  private BigDecimal money() {
    return truth.account().cash().entrySet().stream()
        .map(held -> held.getKey().equals("USD")
            ? held.getValue()
            : held.getValue().multiply(plan.scenario().exchangeRates().getOrDefault(held.getKey(), BigDecimal.ZERO)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** An order of which the intent is known. */
  void placed(PlaceOrder place, Books.Intent intent) {
    newDay();
    if (place.contract().secType().equals(CurrencyPair.SECURITY_TYPE)) {
      converts(place);
      return;
    }
    String ref = place.order().orderRef();
    BigDecimal shares = place.order().totalQuantity().orElseThrow();
    BigDecimal before = Optional.ofNullable(sent.get(ref)).map(known -> stands(ref, known, true)).orElse(shares);
    boolean isLess = sent.containsKey(ref) && shares.compareTo(before) < 0;
    sent.put(ref, new Sizes(before, shares));
    if (isLess) {
      return;
    }
    if (shares.multiply(intent.price()).compareTo(largest()) > 0) {
      violation.accept("8: an order over the limit: " + ref + " for " + shares.multiply(intent.price()));
    }
    if (sent.size() > ORDERS_MAX) {
      violation.accept("8: more orders than allowed in a day: " + sent.size());
    }
    if (intent.side().equals("BUY")) {
      BigDecimal left = sent.keySet().stream().map(this::counted).reduce(spendable(), BigDecimal::add);
      if (left.signum() < 0) {
        violation.accept("12: a purchase without the dollars for it: " + ref + ", " + left.negate() + " is missing");
      } else if (left.compareTo(holdings.bought()) < 0 && holdings.bought().signum() > 0) {
        violation.accept("11: with purchases of others for " + holdings.bought() + " more is spent than is there: "
            + ref);
      }
    }
  }

  /** Without margin only what has settled: of sales nothing before the next session. */
  private BigDecimal spendable() {
    return plan.isWithoutMargin()
        ? truth.account().settledDollars(world.now().atZone(DayPlan.NEW_YORK).toLocalDate())
        : truth.account().dollars();
  }

  /** A conversion takes no more of a currency than is there. */
  private void converts(PlaceOrder place) {
    BigDecimal units = place.order().totalQuantity().orElseThrow();
    boolean isBuy = place.order().action().equals("BUY");
    String given = isBuy ? place.contract().currency() : place.contract().symbol();
    BigDecimal cost = isBuy ? units.multiply(place.order().limitPrice().orElseThrow()) : units;
    if (cost.compareTo(truth.account().cash(given)) > 0) {
      violation.accept("8: a conversion of more than is there: " + place.order().orderRef() + " for " + cost + " "
          + given);
    }
  }

  /** Orders are for a day: those of an earlier one neither fill nor count any more. */
  private void newDay() {
    LocalDate today = world.now().atZone(DayPlan.NEW_YORK).toLocalDate();
    if (!today.equals(day)) {
      day = today;
      sent.keySet().removeIf(ref -> !truth.hasLive(ref));
    }
  }

  /** What is still to come in from an order, or to go out, as far as the process can know. */
  private BigDecimal counted(String ref) {
    Books.Intent intent = books.intent(ref).orElseThrow();
    BigDecimal filled = Truth.shares(truth.fills().getOrDefault(ref, Map.of()));
    BigDecimal stands = stands(ref, sent.get(ref), intent.side().equals("BUY"));
    BigDecimal rest = stands.subtract(filled).max(BigDecimal.ZERO).multiply(intent.price());
    Optional<String> outcome = books.outcome(ref);
    if (intent.side().equals("BUY")) {
      return outcome.isEmpty() || outcome.get().equals("PARKED") ? rest.negate() : BigDecimal.ZERO;
    }
    return outcome.isEmpty() && !plan.isWithoutMargin() ? rest : BigDecimal.ZERO;
  }

  /** The size that the order has, as far as the process can know. */
  private BigDecimal stands(String ref, Sizes sizes, boolean isMost) {
    String change = books.lastOfChange(ref).orElse("");
    if (change.equals("change-requested")) {
      return isMost ? sizes.before().max(sizes.now()) : sizes.before().min(sizes.now());
    }
    BigDecimal last = change.equals("change-refused") ? sizes.before() : sizes.now();
    // The Gateway may have made it smaller.
    return truth.size(ref).orElse(last).min(last);
  }
}

package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForeignOrderTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");
  private static final Contract GOLD = new Contract(new ContractId(51529211), GLD, "STK", "ARCA", "USD");
  private static final Contract GOLD_IN_LONDON = new Contract(new ContractId(7), GLD, "STK", "LSEETF", "USD");
  private static final Contract BILLS = new Contract(new ContractId(8), BIL, "STK", "ARCA", "USD");
  private static final Map<Symbol, BigDecimal> PRICES = Map.of(GLD, new BigDecimal(300), BIL, new BigDecimal(90));
  private static final Portfolio PORTFOLIO = Portfolio.of("USD", new BigDecimal(49_000), new BigDecimal(1000), List.of(
      new Holding(GOLD, new BigDecimal(100), new BigDecimal(250)),
      new Holding(BILLS, new BigDecimal(200), new BigDecimal(91))));

  private static ForeignOrder order(Contract contract, Side side, int remaining, String limit) {
    return new ForeignOrder(
        Optional.of(contract), contract.symbol(), side, new BigDecimal(remaining),
        Optional.of(limit).filter(it -> !it.isEmpty()).map(BigDecimal::new), limit.isEmpty() ? "MOC" : "LMT", 0, 0);
  }

  private static ForeignCount count(ForeignOrders rule, ForeignOrder... orders) {
    return ForeignCount.of(PORTFOLIO, List.of(GLD, BIL), List.of(orders), PRICES, rule);
  }

  @Test
  void shouldWaitOnlyForOrdersInTheVeryContractOfATarget() {
    assertThat(count(ForeignOrders.WAIT, order(GOLD, Side.SELL, 90, "")).reasons()).containsExactly(
        "an open order that is not ours trades a target: SELL 90 GLD MOC (placed by hand in TWS); let it fill or cancel"
            + " it in TWS (foreign-orders = wait)");
    assertThat(count(ForeignOrders.WAIT, order(GOLD_IN_LONDON, Side.SELL, 90, "")).reasons()).isEmpty();
    assertThat(count(ForeignOrders.COUNT, order(GOLD, Side.SELL, 90, "")).reasons()).isEmpty();
    assertThat(count(ForeignOrders.IGNORE, order(GOLD, Side.SELL, 90, "")).portfolio()).isEqualTo(PORTFOLIO);
  }

  @Test
  void shouldLeaveAloneTheSharesThatOthersSellAndTheCashThatTheySpend() {
    Portfolio sold = count(ForeignOrders.COUNT, order(GOLD, Side.SELL, 90, "")).portfolio();
    assertThat(sold.shares(GLD)).isEqualByComparingTo("10");
    assertThat(sold.cash()).as("the proceeds are not there yet").isEqualByComparingTo("1000");
    assertThat(sold.netLiquidation()).isEqualByComparingTo("22000");
    Portfolio bought = count(ForeignOrders.COUNT, order(BILLS, Side.BUY, 5, "100")).portfolio();
    assertThat(bought.shares(BIL)).isEqualByComparingTo("205");
    assertThat(bought.cash()).isEqualByComparingTo("500");
  }

  @Test
  void shouldKnowWhatAnOrderMayCostOrThatNobodyDoes() {
    assertThat(order(GOLD, Side.BUY, 2, "310").cost(Map.of())).contains(new BigDecimal(620));
    assertThat(order(GOLD, Side.BUY, 2, "").cost(PRICES)).contains(new BigDecimal(600));
    assertThat(order(GOLD, Side.BUY, 2, "").cost(Map.of())).isEmpty();
    assertThat(order(GOLD, Side.BUY, 2, "").needsPrice()).isTrue();
    assertThat(order(GOLD, Side.SELL, 2, "").cost(Map.of())).contains(BigDecimal.ZERO);
    var option = new Contract(new ContractId(9), GLD, "OPT", "CBOE", "USD");
    assertThat(order(option, Side.BUY, 1, "3.50").cost(PRICES)).as("of a hundred shares").isEmpty();
    var dollars = new Contract(new ContractId(10), new Symbol("USD"), "CASH", "IDEALPRO", "HKD");
    assertThat(order(dollars, Side.SELL, 500, "").cost(PRICES)).contains(new BigDecimal(500));
    assertThat(order(dollars, Side.BUY, 500, "").cost(PRICES)).contains(BigDecimal.ZERO);
  }

  @Test
  void shouldNotCallOursWhatIsKnownByJournalOrReference() {
    Leg leg = Orders.leg("GLD", Side.SELL, 10, "300");
    BrokerOrder ours = Orders.atBroker(leg, 5, BrokerStatus.SUBMITTED);
    BrokerOrder theirs = Orders.atBroker("", leg, 0, 0, 77, BrokerStatus.SUBMITTED);
    BrokerOrder over = Orders.atBroker("", leg, 0, 0, 78, BrokerStatus.CANCELLED);
    assertThat(ForeignOrder.among(List.of(ours, theirs, over), Orders.ACCOUNT, ExecutionBook.EMPTY)).singleElement()
        .extracting(ForeignOrder::sentence).isEqualTo("SELL 10 GLD MOC (placed by hand in TWS)");
  }

  @Test
  void shouldStopAnOrderThatWouldSellOrSpendTooMuchTogetherWithThoseOfOthers() {
    Leg sell = Orders.leg("GLD", Side.SELL, 10, "300");
    Leg buy = Orders.leg("BIL", Side.BUY, 20, "90");
    ExecutionBook book = Orders.book(Orders.started("1000", sell, buy));
    Run run = book.runs().values().iterator().next();
    Optional<BigDecimal> held = Optional.of(new BigDecimal(100));
    assertThat(conflict(run, sell, held, book, order(GOLD, Side.SELL, 90, ""))).isEmpty();
    assertThat(conflict(run, sell, held, book, order(GOLD, Side.SELL, 91, ""))).hasValueSatisfying(
        why -> assertThat(why).contains("more than the 100 shares that are held: SELL 91 GLD MOC"));
    assertThat(conflict(run, sell, Optional.empty(), book, order(GOLD, Side.SELL, 1, ""))).isPresent();
    assertThat(conflict(run, buy, held, book, order(GOLD, Side.SELL, 91, ""))).isEmpty();
    assertThat(conflict(run, buy, held, book, order(BILLS, Side.BUY, 10_000, "90"))).hasValueSatisfying(
        why -> assertThat(why).startsWith("orders that are not ours may take the cash for it: BUY 10000 BIL"));
    var unknown = new Contract(new ContractId(11), new Symbol("XYZ"), "STK", "NYSE", "USD");
    assertThat(conflict(run, buy, held, book, order(unknown, Side.BUY, 1, ""))).isPresent();
    assertThat(conflict(run, sell, held, book, order(unknown, Side.BUY, 1, ""))).isEmpty();
  }

  private static Optional<String> conflict(
      Run run, Leg leg, Optional<BigDecimal> held, ExecutionBook book, ForeignOrder order) {
    return ForeignConflict.of(
        run, leg, Optional.empty(), held, book, List.of(order), Orders.COMMISSIONS);
  }
}

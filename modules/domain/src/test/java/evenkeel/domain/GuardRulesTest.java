package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GuardRulesTest {
  private static final Symbol GLD = new Symbol("GLD");
  private static final Symbol BIL = new Symbol("BIL");
  private static final GuardLimits LIMITS = new GuardLimits(
      new BigDecimal("0.5"), BigDecimal.ONE, 5, new BigDecimal("0.02"), new BigDecimal("0.10"), false);
  /** 100 GLD at 300, 200 BIL at 90, 2000 in cash: 50000. */
  private static final Portfolio PORTFOLIO = portfolio("50000", "2000");
  private static final Map<Symbol, BigDecimal> PRICES = Map.of(GLD, new BigDecimal("300"), BIL, new BigDecimal("90"));

  private static Portfolio portfolio(String worth, String cash) {
    var holdings = new TreeMap<Symbol, Holding>();
    holdings.put(GLD, Holding.of(GLD, new BigDecimal(100), new BigDecimal(250)));
    holdings.put(BIL, Holding.of(BIL, new BigDecimal(200), new BigDecimal(91)));
    return Portfolio.of("USD", new BigDecimal(worth), new BigDecimal(cash), holdings.values());
  }

  private static GuardRules.Sight sight(ExecutionEvent... events) {
    return sight(PORTFOLIO, PRICES, Optional.empty(), events);
  }

  private static GuardRules.Sight sight(
      Portfolio portfolio, Map<Symbol, BigDecimal> prices, Optional<GuardRules.Seen> last, ExecutionEvent... events) {
    return new GuardRules.Sight(portfolio, prices, Orders.book(events), last, Orders.NOW);
  }

  private static PlannedOrder order(Symbol symbol, Side side, int quantity, String price) {
    BigDecimal value = new BigDecimal(quantity).multiply(new BigDecimal(price));
    return new PlannedOrder(
        symbol, side, new BigDecimal(quantity), new BigDecimal(price), value, BigDecimal.ONE, BigDecimal.ZERO,
        Optional.empty());
  }

  private static PlannedOrder of(ContractId contract, PlannedOrder order) {
    return new PlannedOrder(
        order.symbol(), order.side(), order.quantity(), order.price(), order.estimatedValue(),
        order.estimatedCommission(), order.drift(), Optional.of(contract));
  }

  private static Decision trade(PlannedOrder... orders) {
    var drift = new DriftReport(
        BigDecimal.ONE, List.of(), List.of(), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    return decision(new Decision.Trade(
        new PlanOutcome.Plan(drift, List.of(orders), List.of(), BigDecimal.ZERO), BigDecimal.ZERO));
  }

  private static Decision place(Side side, String limit) {
    var wish = new HandOrder(
        GLD, side, BigDecimal.ONE, OrderType.LMT, TimeInForce.DAY, Optional.of(new BigDecimal(limit)));
    return decision(new Decision.Place(wish, order(GLD, side, 1, limit), BigDecimal.ZERO));
  }

  private static Decision decision(Decision.Verdict verdict) {
    var trigger = new Trigger(
        Orders.RUN, TriggerKind.MONTH_END, LocalDate.of(2025, 10, 31), Orders.NOW, Orders.CUT_OFF);
    return new Decision(
        trigger, Orders.ACCOUNT, TradingMode.PAPER, Orders.NOW, Optional.of(PORTFOLIO), List.of(), verdict);
  }

  private static List<String> objections(Decision decision, GuardRules.Sight sight) {
    return GuardRules.objections(decision, sight, LIMITS);
  }

  @Test
  void shouldLetAnOrdinaryRebalancePass() {
    assertThat(objections(trade(order(GLD, Side.SELL, 50, "300"), order(BIL, Side.BUY, 180, "90")), sight())).isEmpty();
  }

  @Test
  void shouldNameTheValueOfAnOrderAndOfARunAndTheirLimits() {
    assertThat(objections(trade(order(GLD, Side.SELL, 90, "300")), sight())).containsExactly(
        "SELL 90 GLD is for 27000.00, more than guards.order-value-max 50 % of 50000.00, which is 25000.00");
    assertThat(objections(
        trade(order(GLD, Side.SELL, 83, "300"), order(BIL, Side.BUY, 280, "90")), sight()))
        .contains("the orders are for 50100.00 together, more than guards.run-value-max 100 % of 50000.00, which is"
            + " 50000.00");
  }

  @Test
  void shouldCountTheOrdersOfTheDay() {
    Leg sent = Orders.leg("DBMF", Side.BUY, 1, "25");
    RunEvent.RunStarted run = Orders.started("0", sent);
    PlannedOrder one = order(GLD, Side.SELL, 1, "300");
    assertThat(objections(trade(one, one, one, one), sight(run, Orders.sent(sent, 1)))).isEmpty();
    assertThat(objections(trade(one, one, one, one, one), sight(run, Orders.sent(sent, 1)))).containsExactly(
        "1 orders were sent today and 5 more are wanted, more than guards.orders-per-day-max 5");
  }

  /** A reinvested dividend leaves fractions, which no order of ours can sell. */
  @Test
  void shouldSellNoMoreThanTheWholeSharesOfAFractionalHolding() {
    Portfolio fractional = Portfolio.of(
        "USD", new BigDecimal("50000"), new BigDecimal("2000"),
        List.of(Holding.of(GLD, new BigDecimal("40.57"), new BigDecimal(250))));
    assertThat(objections(trade(order(GLD, Side.SELL, 40, "300")), sight(fractional, PRICES, Optional.empty())))
        .isEmpty();
    assertThat(objections(trade(order(GLD, Side.SELL, 41, "300")), sight(fractional, PRICES, Optional.empty())))
        .containsExactly("SELL 41 GLD would be a short sale: 40.57 shares are held");
  }

  @Test
  void shouldNeverSellWhatIsNotHeldOrAlreadyBeingSold() {
    assertThat(objections(trade(order(new Symbol("IBM"), Side.SELL, 1, "300")), sight(
        PORTFOLIO, Map.of(new Symbol("IBM"), new BigDecimal("300")), Optional.empty()))).containsExactly(
            "SELL 1 IBM would be a short sale: 0 shares are held");
    Leg underWay = Orders.leg("GLD", Side.SELL, 40, "300");
    assertThat(objections(trade(order(GLD, Side.SELL, 61, "300")), sight(
        Orders.started("0", underWay), Orders.sent(underWay, 1), Orders.known(underWay, 1)))).containsExactly(
            "SELL 61 GLD would be a short sale: 100 shares are held and orders for 40 are under way");
  }

  @Test
  void shouldNeverSpendMoreThanIsThere() {
    assertThat(objections(trade(order(BIL, Side.BUY, 23, "90")), sight())).containsExactly(
        "the buys cost 2071.00 and 2000.00 is there: cash of 2000.00");
    Leg underWay = Orders.leg("BIL", Side.BUY, 10, "90");
    assertThat(objections(trade(order(BIL, Side.BUY, 13, "90")), sight(
        Orders.started("2000", underWay), Orders.sent(underWay, 1)))).containsExactly(
            "the buys cost 1171.00 and 1100.00 is there: cash of 2000.00 less 900.00 for buys under way");
  }

  /** Its order is over with its day, and what became of it is in the portfolio; before, it cost each later month. */
  @Test
  void shouldNotCountAPurchaseOfUnknownFateAfterItsDay() {
    Leg lost = Orders.leg("BIL", Side.BUY, 10, "90");
    ExecutionEvent[] parked = {Orders.started("2000", lost), Orders.sent(lost, 1), Orders.parked(lost)};
    Decision buying = trade(order(BIL, Side.BUY, 13, "90"));
    assertThat(objections(buying, sight(parked))).containsExactly(
        "the buys cost 1171.00 and 1100.00 is there: cash of 2000.00 less 900.00 for buys under way");
    var nextDay = new GuardRules.Sight(
        PORTFOLIO, PRICES, sight(parked).book(), Optional.empty(), Orders.NOW.plus(Duration.ofDays(1)));
    assertThat(objections(buying, nextDay)).isEmpty();
  }

  /** Found by the campaign: what the journal had lost cost nothing, and its cash was spent again by hand. */
  @Test
  void shouldValuePurchasesUnderWayThatTheJournalHasLost() {
    Leg lost = Orders.leg("BIL", Side.BUY, 10, "0");
    ExecutionEvent[] adopted = {Orders.started("2000", lost), Orders.sent(lost, 1), Orders.known(lost, 1)};
    assertThat(GuardRules.unpriced(sight(adopted).book())).containsExactly(BIL);
    assertThat(objections(trade(order(BIL, Side.BUY, 13, "90")), sight(adopted))).containsExactly(
        "the buys cost 1171.00 and 1100.00 is there: cash of 2000.00 less 900.00 for buys under way");
    var unseen = new GuardRules.Sight(
        PORTFOLIO, Map.of(GLD, new BigDecimal("300")), sight(adopted).book(), Optional.empty(), Orders.NOW);
    assertThat(objections(trade(order(GLD, Side.BUY, 1, "300")), unseen)).containsExactly(
        "what BUY 10 BIL under way will cost is not known: a second look found no price");
    assertThat(objections(trade(order(GLD, Side.SELL, 1, "300")), unseen)).isEmpty();
  }

  @Test
  void shouldComparePricesWithASecondLook() {
    assertThat(objections(trade(order(GLD, Side.SELL, 1, "307")), sight())).containsExactly(
        "SELL 1 GLD at 307 is 2.33 % away from 300 of a second look, more than guards.price-distance-max 2 %");
    assertThat(objections(trade(order(GLD, Side.SELL, 1, "300")), sight(PORTFOLIO, Map.of(), Optional.empty())))
        .containsExactly("SELL 1 GLD: a second look found no price");
    assertThat(objections(place(Side.BUY, "200"), sight())).as("a limit that waits").isEmpty();
    assertThat(objections(place(Side.SELL, "400"), sight())).as("a limit that waits").isEmpty();
    assertThat(objections(place(Side.BUY, "310"), sight())).singleElement().asString().contains("3.33 %");
    assertThat(objections(place(Side.SELL, "290"), sight())).singleElement().asString().contains("3.33 %");
  }

  @Test
  void shouldWantTheOwnerAfterAJumpOfTheAccountsValue() {
    var before = new GuardRules.Seen(new BigDecimal("45000"), Orders.NOW.minus(Duration.ofDays(1)));
    PlannedOrder one = order(GLD, Side.SELL, 1, "300");
    assertThat(objections(trade(one), sight(PORTFOLIO, PRICES, Optional.of(before)))).singleElement().asString()
        .contains("the account is worth 50000.00, 11.11 % away from 45000.00, which is the last look on 2025-10-30 and")
        .contains("guards.account-change-max 10 %").contains("evenkeel resume");
    var close = new GuardRules.Seen(new BigDecimal("46000"), Orders.NOW);
    assertThat(objections(trade(one), sight(PORTFOLIO, PRICES, Optional.of(close)))).isEmpty();
  }

  @Test
  void shouldNotUndoWhatFilledToday() {
    Leg bought = Orders.leg("GLD", Side.BUY, 10, "300");
    ExecutionEvent[] events = {
        Orders.started("5000", bought), Orders.sent(bought, 1), Orders.known(bought, 1),
        Orders.filled(bought, "a.b.1.01", "10", "300"), Orders.closed(bought, OrderOutcome.FILLED)};
    Decision sell = trade(order(GLD, Side.SELL, 1, "300"));
    assertThat(objections(sell, sight(events))).containsExactly(
        "SELL 1 GLD is opposite to a BUY of 10 shares that filled today (guards.reversal-within-a-day)");
    var tomorrow = new GuardRules.Sight(
        PORTFOLIO, PRICES, Orders.book(events), Optional.empty(), Orders.NOW.plus(Duration.ofDays(1)));
    assertThat(objections(sell, tomorrow)).isEmpty();
    var lenient = new GuardLimits(
        LIMITS.orderValueMax(), LIMITS.runValueMax(), 5, LIMITS.priceDistanceMax(), LIMITS.accountChangeMax(), true);
    assertThat(GuardRules.objections(sell, sight(events), lenient)).isEmpty();
  }

  private static final PlanRules RULES = new PlanRules(
      PlanningRule.WHOLE_PORTFOLIO, new BigDecimal("0.05"), BigDecimal.ONE, new BigDecimal("200"),
      new BigDecimal("0.05"), new CommissionSchedule(BigDecimal.ZERO, BigDecimal.ONE, BigDecimal.ONE));

  /** What is said of another size and limit for the order of BIL or GLD that these events end with. */
  private static List<String> objections(
      Leg leg, int quantity, Optional<String> limit, Optional<FirstRuns> first, ExecutionEvent... events) {
    OrderLife life = Orders.book(events).order(leg.ref()).orElseThrow();
    var change = OrderChange.of(life, Optional.of(new BigDecimal(quantity)), limit.map(BigDecimal::new));
    return GuardRules.objections(change, sight(events), RULES, first, LIMITS);
  }

  private static List<String> objections(Leg leg, int quantity, ExecutionEvent... events) {
    return objections(leg, quantity, Optional.empty(), Optional.empty(), events);
  }

  @Test
  void shouldJudgeAChangedOrderInThePlaceOfTheOneThatStands() {
    Leg buy = Orders.leg("BIL", Side.BUY, 10, "90");
    ExecutionEvent[] standing = {Orders.started("2000", buy), Orders.sent(buy, 1), Orders.known(buy, 1)};
    assertThat(objections(buy, 19, standing)).as("1710 and 1 of 2000 less the reserve of 200").isEmpty();
    assertThat(objections(buy, 20, standing)).containsExactly(
        "the buys cost 1801.00 and 1800.00 is there: cash of 1800.00 beyond the reserve of 200.00");
    Leg sell = Orders.leg("GLD", Side.SELL, 10, "300");
    assertThat(objections(sell, 83, Orders.started("0", sell), Orders.sent(sell, 1), Orders.known(sell, 1))).isEmpty();
    assertThat(objections(sell, 101, Orders.started("0", sell), Orders.sent(sell, 1), Orders.known(sell, 1)))
        .containsExactly(
            "SELL 101 GLD is for 30300.00, more than guards.order-value-max 50 % of 50000.00, which is 25000.00",
            "SELL 101 GLD would be a short sale: 100 shares are held");
  }

  @Test
  void shouldCountWhatIsAskedForAndNotAnswered() {
    Leg buy = Orders.leg("BIL", Side.BUY, 10, "90");
    var asked = new OrderEvent.ChangeRequested(buy.ref(), new BigDecimal(15), Optional.empty(), Orders.NOW);
    assertThat(objections(trade(order(BIL, Side.BUY, 8, "90")), sight(
        Orders.started("2000", buy), Orders.sent(buy, 1), Orders.known(buy, 1), asked))).containsExactly(
            "the buys cost 721.00 and 650.00 is there: cash of 2000.00 less 1350.00 for buys under way");
  }

  @Test
  void shouldHoldAChangedLimitAgainstASecondLook() {
    Leg market = Orders.leg("BIL", Side.BUY, 10, "80");
    var buy = new Leg(
        market.ref(), BIL, Side.BUY, market.quantity(), market.estimatedPrice(), OrderType.LMT, TimeInForce.DAY,
        Optional.of(new BigDecimal("80")), BigDecimal.ZERO, Optional.empty());
    ExecutionEvent[] standing = {Orders.started("2000", buy), Orders.sent(buy, 1), Orders.known(buy, 1)};
    assertThat(objections(buy, 10, Optional.of("89"), Optional.empty(), standing)).isEmpty();
    assertThat(objections(buy, 10, Optional.of("99"), Optional.empty(), standing)).containsExactly(
        "BUY 10 BIL at 99 is 10 % away from 90 of a second look, more than guards.price-distance-max 2 %");
  }

  @Test
  void shouldCapAChangeAsTheFirstLiveRunsAre() {
    var first = Optional.of(new FirstRuns(2, new BigDecimal(1000), 2));
    Leg buy = Orders.leg("BIL", Side.BUY, 5, "90");
    Leg sell = Orders.leg("GLD", Side.SELL, 1, "300");
    assertThat(objections(
        buy, 12, Optional.empty(), first, Orders.started("2000", buy), Orders.sent(buy, 1), Orders.known(buy, 1)))
        .containsExactly("the order is for 1080.00, and until 2 live runs have traded an order is capped at 1000.00"
            + " (live.first-runs)");
    assertThat(objections(
        buy, 8, Optional.empty(), first, Orders.started("2000", sell, buy), Orders.sent(buy, 1),
        Orders.known(buy, 1))).containsExactly(
            "the orders of its run would be for 1020.00, and until 2 live runs have traded an order is capped at"
                + " 1000.00 (live.first-runs)");
  }

  @Test
  void shouldRefuseLimitsThatAllowNothing() {
    assertThatThrownBy(() -> new GuardLimits(
        BigDecimal.ZERO, BigDecimal.ONE, 1, BigDecimal.ONE, BigDecimal.ONE, false))
        .hasMessage("guards.order-value-max must be above 0, was 0");
    assertThatThrownBy(() -> new GuardLimits(
        BigDecimal.ONE, BigDecimal.ONE, 0, BigDecimal.ONE, BigDecimal.ONE, false))
        .hasMessage("guards.orders-per-day-max must be at least 1, was 0");
  }

  /** ib-edavki#53: 100 shares of another listing of the symbol are no shares of the contract that is sold. */
  @Test
  void shouldCountOnlyTheSharesOfTheVeryContract() {
    var london = new Contract(new ContractId(77), GLD, "STK", "LSEETF", "USD");
    var meant = new ContractId(1);
    Portfolio portfolio = Portfolio.of(
        "USD", new BigDecimal("50000"), new BigDecimal("10000"),
        List.of(new Holding(london, new BigDecimal(100), new BigDecimal(250)))).meaning(Map.of(GLD, meant));
    PlannedOrder sale = of(meant, order(GLD, Side.SELL, 10, "300"));
    assertThat(objections(trade(sale), sight(portfolio, PRICES, Optional.empty())))
        .containsExactly("SELL 10 GLD would be a short sale: 0 shares are held");
  }

  @Test
  void shouldStopAnOrderWhoseSymbolMeansAnotherContractNow() {
    var gold = new Contract(new ContractId(2), GLD, "STK", "ARCA", "USD");
    Portfolio portfolio = Portfolio.of(
        "USD", new BigDecimal("50000"), new BigDecimal("10000"),
        List.of(new Holding(gold, new BigDecimal(100), new BigDecimal(250))));
    PlannedOrder purchase = of(new ContractId(1), order(GLD, Side.BUY, 10, "300"));
    assertThat(objections(trade(purchase), sight(portfolio, PRICES, Optional.empty())))
        .containsExactly("BUY 10 GLD is for contract 1, and a second look found that GLD means contract 2");
  }
}

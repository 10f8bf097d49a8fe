package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstRunsTest {
  private static final FirstRuns LIMITS = new FirstRuns(2, new BigDecimal("1000"), 2);
  private static final BigDecimal RESERVE = new BigDecimal("250");

  private static PlannedOrder order(String symbol, Side side, String quantity, String price, String drift) {
    BigDecimal value = new BigDecimal(quantity).multiply(new BigDecimal(price));
    return new PlannedOrder(
        new Symbol(symbol), side, new BigDecimal(quantity), new BigDecimal(price), value, BigDecimal.ONE,
        new BigDecimal(drift), Optional.empty());
  }

  private static PlanOutcome.Plan plan(String cash, PlannedOrder... orders) {
    var drift = new DriftReport(
        BigDecimal.ONE, List.of(), List.of(), new BigDecimal(cash), BigDecimal.ZERO, BigDecimal.ZERO);
    return PlanOutcome.Plan.of(drift, List.of(orders), List.of());
  }

  private static List<String> orders(PlanOutcome outcome) {
    return ((PlanOutcome.Plan) outcome).orders().stream()
        .map(it -> it.side() + " " + it.quantity().toPlainString() + " " + it.symbol()).toList();
  }

  @Test
  void shouldTakeTheLargestDriftsUpToTheValueSellsFirst() {
    PlanOutcome capped = LIMITS.cap(
        plan("1900", order("DBMF", Side.SELL, "114", "28.43", "0.0625"), order("GLD", Side.BUY, "9", "369", "-0.0622"),
            order("BIL", Side.BUY, "17", "91.61", "-0.0322")),
        RESERVE, Orders.COMMISSIONS);

    // 500 for DBMF buys 17 at 28.43; what that leaves, 516.69, is one GLD.
    assertThat(orders(capped)).containsExactly("SELL 17 DBMF", "BUY 1 GLD");
  }

  @Test
  void shouldLeaveASmallPlanAsItIs() {
    PlanOutcome.Plan small = plan("2000", order("GLD", Side.BUY, "1", "369", "-0.06"));

    assertThat(orders(LIMITS.cap(small, RESERVE, Orders.COMMISSIONS))).isEqualTo(orders(small));
  }

  @Test
  void shouldRefuseWhereNotEvenOneShareFits() {
    PlanOutcome capped = LIMITS.cap(
        plan("9000", order("BRKA", Side.BUY, "2", "1200", "-0.5")), RESERVE, Orders.COMMISSIONS);

    assertThat(((PlanOutcome.Refused) capped).reasons()).containsExactly(
        "the first live runs are capped at 1000.00 and 2 symbols (live.first-runs), and no share of BRKA at 1200 fits");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldNeverExceedItsLimitsNorTheCashNorThePlan(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      var wanted = new ArrayList<PlannedOrder>();
      for (int i = 0; i < 1 + random.nextInt(6); i++) {
        wanted.add(order(
            "S" + (char) ('A' + i), random.nextBoolean() ? Side.BUY : Side.SELL, "" + (1 + random.nextInt(300)),
            BigDecimal.valueOf(100 + random.nextInt(60_000), 2).toPlainString(),
            BigDecimal.valueOf(random.nextInt(-5000, 5000), 4).toPlainString()));
      }
      PlanOutcome.Plan whole = plan("" + random.nextInt(3000), wanted.toArray(PlannedOrder[]::new));
      if (LIMITS.cap(whole, RESERVE, Orders.COMMISSIONS) instanceof PlanOutcome.Plan part) {
        assertThat(part.value(Side.SELL).add(part.value(Side.BUY))).isLessThanOrEqualTo(LIMITS.valueMax());
        assertThat(part.orders()).hasSizeLessThanOrEqualTo(2).allSatisfy(
            order -> assertThat(whole.orders()).anySatisfy(it -> {
              assertThat(it.symbol()).isEqualTo(order.symbol());
              assertThat(it.side()).isEqualTo(order.side());
              assertThat(order.quantity()).isLessThanOrEqualTo(it.quantity()).isPositive();
            }));
        if (part.value(Side.BUY).signum() > 0) {
          assertThat(part.cashAfter()).isGreaterThanOrEqualTo(RESERVE);
        }
      }
    }
  }

  @Test
  void shouldCountLiveRunsThatTradedAndNoOthers() {
    Leg leg = Orders.leg("GLD", Side.BUY, 1, "369");
    RunEvent.RunStarted paper = Orders.started("2000", leg);
    var live = new RunEvent.RunStarted(
        paper.run(), paper.account(), TradingMode.LIVE, paper.legs(), paper.cash(), paper.cashReserve(),
        paper.deadline(), paper.settleBy(), paper.at());
    ExecutionEvent[] filled = {Orders.sent(leg, 1), Orders.known(leg, 1), Orders.filled(leg, "e.1", "1", "369")};

    assertThat(FirstRuns.traded(Orders.after(Orders.book(paper), filled))).isZero();
    assertThat(FirstRuns.traded(Orders.book(live))).isZero();
    assertThat(FirstRuns.traded(Orders.after(Orders.book(live), filled))).isOne();
    assertThat(LIMITS.applies(TradingMode.LIVE, Orders.book(live))).isTrue();
    assertThat(LIMITS.applies(TradingMode.PAPER, ExecutionBook.EMPTY)).isFalse();
    assertThat(FirstRuns.NONE.applies(TradingMode.LIVE, ExecutionBook.EMPTY)).isFalse();
  }

  @Test
  void shouldRefuseAnOrderByHandThatIsTooLarge() {
    assertThat(LIMITS.objection(order("GLD", Side.BUY, "3", "369", "0")).orElseThrow())
        .contains("1107.00", "capped at 1000.00", "live.first-runs");
    assertThat(LIMITS.objection(order("GLD", Side.BUY, "2", "369", "0"))).isEmpty();
  }
}

package evenkeel.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FrozenContractsTest {
  private static final Contract DBMF = contract(1, "DBMF");
  private static final Contract GLD = contract(2, "GLD");
  private static final Contract BIL = contract(3, "BIL");
  private static final PlanRules RULES = new PlanRules(
      PlanningRule.WHOLE_PORTFOLIO, new BigDecimal("0.05"), new BigDecimal("100"), new BigDecimal("250"),
      new BigDecimal("0.05"), Plans.IBKR_FIXED);

  @Test
  void shouldLeaveTheFrozenSaleOutAndBuyWithTheCashThatIsThere() {
    PlanOutcome.Plan plan = plan();
    PlannedOrder sale = order(plan, "DBMF");
    assertThat(sale.side()).isEqualTo(Side.SELL);
    var left = (PlanOutcome.Plan) FrozenContracts.leaveOut(plan, frozen(DBMF, "720"), RULES);
    assertThat(order(left, "GLD").quantity()).isPositive().isLessThan(order(plan, "GLD").quantity());
    assertThat(left.orders()).noneMatch(order -> order.symbol().equals(sale.symbol()));
    assertThat(left.cashAfter()).isGreaterThanOrEqualTo(RULES.cashReserve());
    assertThat(left.skipped()).contains(new Skipped(new Symbol("DBMF"), SkipReason.FROZEN));
  }

  @Test
  void shouldKeepEveryOtherOrderWhereAPurchaseIsFrozen() {
    PlanOutcome.Plan plan = plan();
    var left = (PlanOutcome.Plan) FrozenContracts.leaveOut(plan, frozen(GLD, "38"), RULES);
    assertThat(left.orders()).contains(order(plan, "DBMF"), order(plan, "BIL")).hasSize(2);
  }

  @Test
  void shouldTouchNothingWhereTheFrozenContractIsNoTarget() {
    PlanOutcome.Plan plan = plan();
    assertThat(FrozenContracts.leaveOut(plan, frozen(contract(9, "DBMF"), "0"), RULES)).isEqualTo(plan);
  }

  @Test
  void shouldRefuseWhereATargetIsGoneOrItsContractIsAnother() {
    assertThat(FrozenContracts.leaveOut(plan(), frozen(GLD, "0"), RULES)).isInstanceOf(PlanOutcome.Refused.class);
    AccountLock.Freeze replaced = new AccountLock.Freeze(
        frozen(contract(9, "GLDX"), "38").differences(), Orders.NOW, FreezeScope.SYMBOL,
        List.of(new CorporateAction.ContractReplaced(GLD, contract(9, "GLDX"), BigDecimal.TEN)));
    assertThat(FrozenContracts.leaveOut(plan(), replaced, RULES)).isInstanceOf(PlanOutcome.Refused.class);
  }

  private static PlannedOrder order(PlanOutcome.Plan plan, String symbol) {
    return plan.orders().stream().filter(it -> it.symbol().value().equals(symbol)).findFirst().orElseThrow();
  }

  private static AccountLock.Freeze frozen(Contract contract, String held) {
    return new AccountLock.Freeze(
        List.of(new Difference(
            contract.symbol().value(), "1 shares", held + " shares", Optional.of(contract),
            Optional.of(new BigDecimal(held)))),
        Orders.NOW, FreezeScope.SYMBOL, List.of());
  }

  private static PlanOutcome.Plan plan() {
    var portfolio = Portfolio.of("USD", new BigDecimal("45500"), new BigDecimal("1900"), List.of(
        held(DBMF, "720.25", "27"), held(GLD, "22", "365"), held(BIL, "174.57", "91.5")));
    var weights = new LinkedHashMap<Symbol, BigDecimal>();
    var prices = new LinkedHashMap<Symbol, BigDecimal>();
    portfolio.holdings().values().forEach(holding -> {
      weights.put(holding.symbol(), new BigDecimal("0.3333"));
      prices.put(holding.symbol(), holding.averageCost());
    });
    return (PlanOutcome.Plan) Planner.plan(portfolio, weights, prices, RULES);
  }

  private static Holding held(Contract contract, String shares, String price) {
    return new Holding(contract, new BigDecimal(shares), new BigDecimal(price));
  }

  private static Contract contract(int id, String symbol) {
    return new Contract(new ContractId(id), new Symbol(symbol), "STK", "ARCA", "USD");
  }
}

package evenkeel.ibapi;

import com.ib.client.Bar;
import com.ib.client.CommissionAndFeesReport;
import com.ib.client.ContractDescription;
import com.ib.client.Liquidities;
import com.ib.client.TickAttrib;
import evenkeel.tws.Algo;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractDetails;
import evenkeel.tws.Execution;
import evenkeel.tws.HistoricalBar;
import evenkeel.tws.Margin;
import evenkeel.tws.OneCancelsAll;
import evenkeel.tws.Order;
import evenkeel.tws.OrderSizes;
import evenkeel.tws.OrderState;
import evenkeel.tws.OrderTimes;
import evenkeel.tws.SymbolSample;
import evenkeel.tws.TagValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What IBKR's client hands on, as our records. Groups of an order that Evenkeel never sends are as in an order that has
 * none of them.
 */
final class FromIbapi {
  private static final int AUTO_EXECUTE = 1;
  private static final int PAST_LIMIT = 2;
  private static final int BEFORE_OPENING = 4;

  private FromIbapi() {}

  static Contract contract(com.ib.client.Contract from) {
    return Contract.NONE.toBuilder()
        .conId(from.conid())
        .symbol(Values.text(from.symbol()))
        .secType(Values.text(from.getSecType()))
        .lastTradeDateOrContractMonth(Values.text(from.lastTradeDateOrContractMonth()))
        .strike(strike(from.strike()))
        .right(Values.textOrNone(from.getRight()))
        .multiplier(Values.text(from.multiplier()))
        .exchange(Values.text(from.exchange()))
        .primaryExchange(Values.text(from.primaryExch()))
        .currency(Values.text(from.currency()))
        .localSymbol(Values.text(from.localSymbol()))
        .tradingClass(Values.text(from.tradingClass()))
        .secIdType(Values.text(from.getSecIdType()))
        .secId(Values.text(from.secId()))
        .comboLegsDescription(Values.text(from.comboLegsDescrip()))
        .build();
  }

  private static BigDecimal strike(double strike) {
    return Values.decimal(strike).filter(value -> value.signum() != 0).orElse(BigDecimal.ZERO);
  }

  static ContractDetails details(com.ib.client.ContractDetails from) {
    return ContractDetails.builder(contract(from.contract()))
        .marketName(Values.text(from.marketName()))
        .minTick(Values.decimal(from.minTick()))
        .orderTypes(Values.commaList(from.orderTypes()))
        .validExchanges(Values.commaList(from.validExchanges()))
        .priceMagnifier(from.priceMagnifier())
        .underConId(from.underConid())
        .longName(Values.text(from.longName()))
        .contractMonth(Values.text(from.contractMonth()))
        .industry(Values.text(from.industry()))
        .category(Values.text(from.category()))
        .subcategory(Values.text(from.subcategory()))
        .timeZoneId(Values.text(from.timeZoneId()))
        .tradingHours(Values.text(from.tradingHours()))
        .liquidHours(Values.text(from.liquidHours()))
        .evRule(Values.text(from.evRule()))
        .evMultiplier(Values.decimal(from.evMultiplier()))
        .secIds(tags(from.secIdList()))
        .aggGroup(Values.integer(from.aggGroup()))
        .underSymbol(Values.text(from.underSymbol()))
        .underSecType(Values.text(from.underSecType()))
        .marketRuleIds(Values.commaList(from.marketRuleIds()))
        .realExpirationDate(Values.text(from.realExpirationDate()))
        .stockType(Values.text(from.stockType()))
        .minSize(Values.decimal(from.minSize()))
        .sizeIncrement(Values.decimal(from.sizeIncrement()))
        .suggestedSizeIncrement(Values.decimal(from.suggestedSizeIncrement()))
        .build();
  }

  static Order order(com.ib.client.Order from) {
    OrderTimes times = OrderTimes.NONE;
    OrderSizes sizes = OrderSizes.NONE;
    return Order.builder()
        .action(Values.text(from.getAction()))
        .totalQuantity(Values.decimal(from.totalQuantity()))
        .orderType(Values.textOrNone(from.getOrderType()))
        .limitPrice(Values.decimal(from.lmtPrice()))
        .auxPrice(Values.decimal(from.auxPrice()))
        .tif(Values.text(from.getTif()))
        .account(Values.account(from.account()))
        .orderRef(Values.text(from.orderRef()))
        .transmit(from.transmit())
        .whatIf(from.whatIf())
        .outsideRth(from.outsideRth())
        .parentId(from.parentId())
        .triggerMethod(from.getTriggerMethod())
        .algo(new Algo(Values.text(from.getAlgoStrategy()), tags(from.algoParams()), Values.text(from.algoId())))
        .oca(new OneCancelsAll(Values.text(from.ocaGroup()), from.getOcaType()))
        .times(new OrderTimes(Values.text(from.goodAfterTime()), Values.text(from.goodTillDate()),
            times.activeStartTime(), times.activeStopTime(), times.duration(), times.manualOrderTime(),
            Values.text(from.autoCancelDate())))
        .sizes(new OrderSizes(sizes.displaySize(), sizes.minQuantity(), sizes.minTradeQuantity(),
            sizes.minCompeteSize(), sizes.postToAts(), Values.decimal(from.cashQty())))
        .clientId(from.clientId())
        .permId(from.permId())
        .filledQuantity(Values.decimal(from.filledQuantity()))
        .build();
  }

  static OrderState state(com.ib.client.OrderState from) {
    return OrderState.builder(Values.text(from.getStatus()))
        .initialMargin(margin(from.initMarginBefore(), from.initMarginChange(), from.initMarginAfter()))
        .maintenanceMargin(margin(from.maintMarginBefore(), from.maintMarginChange(), from.maintMarginAfter()))
        .equityWithLoan(margin(
            from.equityWithLoanBefore(), from.equityWithLoanChange(), from.equityWithLoanAfter()))
        .commission(Values.decimal(from.commissionAndFees()))
        .minCommission(Values.decimal(from.minCommissionAndFees()))
        .maxCommission(Values.decimal(from.maxCommissionAndFees()))
        .commissionCurrency(Values.text(from.commissionAndFeesCurrency()))
        .warningText(Values.text(from.warningText()))
        .completedTime(Values.text(from.completedTime()))
        .completedStatus(Values.text(from.completedStatus()))
        .build();
  }

  private static Margin margin(@Nullable String before, @Nullable String change, @Nullable String after) {
    return new Margin(Values.decimal(before), Values.decimal(change), Values.decimal(after));
  }

  static Execution execution(com.ib.client.Execution from) {
    return new Execution(
        Values.text(from.execId()), Values.text(from.time()), Values.account(from.acctNumber()),
        Values.text(from.exchange()), Values.text(from.side()), Values.decimal(from.shares()),
        Values.decimal(from.price()), from.permId(), from.clientId(), from.orderId(), from.liquidation(),
        Values.decimal(from.cumQty()), Values.decimal(from.avgPrice()), Values.text(from.orderRef()),
        Values.text(from.evRule()), Values.decimal(from.evMultiplier()), Values.text(from.modelCode()),
        Liquidities.toInt(from.lastLiquidity()), from.pendingPriceRevision(), "");
  }

  static CommissionReport commission(CommissionAndFeesReport from) {
    OptionalInt redemption = from.yieldRedemptionDate() == 0
        ? OptionalInt.empty()
        : Values.integer(from.yieldRedemptionDate());
    return new CommissionReport(
        Values.text(from.execId()), Values.decimal(from.commissionAndFees()), Values.text(from.currency()),
        Values.decimal(from.realizedPNL()), Values.decimal(from.yield()), redemption);
  }

  static HistoricalBar bar(Bar from) {
    return new HistoricalBar(
        Values.text(from.time()), Values.decimal(from.open()), Values.decimal(from.high()), Values.decimal(from.low()),
        Values.decimal(from.close()), Values.decimal(from.volume()), Values.decimal(from.wap()), from.count());
  }

  static SymbolSample sample(ContractDescription from) {
    Contract contract = contract(from.contract());
    return new SymbolSample(
        contract.conId(), contract.symbol(), contract.secType(), contract.primaryExchange(), contract.currency(),
        Values.list(from.derivativeSecTypes()), Values.text(from.contract().description()),
        Values.text(from.contract().issuerId()));
  }

  static int attributes(TickAttrib from) {
    return (from.canAutoExecute() ? AUTO_EXECUTE : 0) + (from.pastLimit() ? PAST_LIMIT : 0)
        + (from.preOpen() ? BEFORE_OPENING : 0);
  }

  static List<TagValue> tags(@Nullable List<com.ib.client.TagValue> from) {
    return Values.list(from).stream()
        .map(tag -> new TagValue(Values.text(tag.m_tag), Values.text(tag.m_value))).toList();
  }
}

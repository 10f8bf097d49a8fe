package evenkeel.tws;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Our records under the names that IBKR's own decoder has for their fields. */
final class OfficialView {
  private OfficialView() {}

  static Map<String, Object> contract(Contract contract) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("conid", contract.conId());
    view.put("symbol", contract.symbol());
    view.put("getSecType", contract.secType());
    view.put("lastTradeDateOrContractMonth", contract.lastTradeDateOrContractMonth());
    view.put("strike", contract.strike());
    view.put("multiplier", contract.multiplier());
    view.put("exchange", contract.exchange());
    view.put("primaryExch", contract.primaryExchange());
    view.put("currency", contract.currency());
    view.put("localSymbol", contract.localSymbol());
    view.put("tradingClass", contract.tradingClass());
    view.put("secId", contract.secId());
    view.put("getSecIdType", contract.secIdType());
    view.put("comboLegsDescrip", contract.comboLegsDescription());
    view.put("right", Map.of("P", "Put", "C", "Call", "", "None").get(contract.right()));
    return view;
  }

  static Map<String, Object> execution(Execution execution) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("execId", execution.execId());
    view.put("time", execution.time());
    view.put("acctNumber", execution.account());
    view.put("exchange", execution.exchange());
    view.put("side", execution.side());
    view.put("shares", execution.shares());
    view.put("price", execution.price());
    view.put("permId", execution.permId());
    view.put("clientId", execution.clientId());
    view.put("orderId", execution.orderId());
    view.put("liquidation", execution.liquidation());
    view.put("cumQty", execution.cumQty());
    view.put("avgPrice", execution.avgPrice());
    view.put("orderRef", execution.orderRef());
    view.put("evRule", execution.evRule());
    view.put("modelCode", execution.modelCode());
    view.put("pendingPriceRevision", execution.pendingPriceRevision());
    view.put("submitter", execution.submitter());
    view.put("lastLiquidity",
        List.of("None", "Added", "Removed", "RoudedOut").get(execution.lastLiquidity()));
    return view;
  }

  static Map<String, Object> details(ContractDetails details) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("conid", details.contract().conId());
    view.put("marketName", details.marketName());
    view.put("minTick", details.minTick());
    view.put("orderTypes", String.join(",", details.orderTypes()));
    view.put("validExchanges", String.join(",", details.validExchanges()));
    view.put("priceMagnifier", details.priceMagnifier());
    view.put("underConid", details.underConId());
    view.put("longName", details.longName());
    view.put("contractMonth", details.contractMonth());
    view.put("industry", details.industry());
    view.put("category", details.category());
    view.put("subcategory", details.subcategory());
    view.put("timeZoneId", details.timeZoneId());
    view.put("tradingHours", details.tradingHours());
    view.put("liquidHours", details.liquidHours());
    view.put("evRule", details.evRule());
    view.put("aggGroup", details.aggGroup());
    view.put("underSymbol", details.underSymbol());
    view.put("underSecType", details.underSecType());
    view.put("marketRuleIds", String.join(",", details.marketRuleIds()));
    view.put("realExpirationDate", details.realExpirationDate());
    view.put("stockType", details.stockType());
    view.put("minSize", details.minSize());
    view.put("sizeIncrement", details.sizeIncrement());
    view.put("suggestedSizeIncrement", details.suggestedSizeIncrement());
    return view;
  }

  static Map<String, Object> state(OrderState state) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("getStatus", state.status());
    margin(view, "initMargin", "", state.initialMargin());
    margin(view, "maintMargin", "", state.maintenanceMargin());
    margin(view, "equityWithLoan", "", state.equityWithLoan());
    margin(view, "initMargin", "OutsideRTH", state.initialMarginOutsideRth());
    margin(view, "maintMargin", "OutsideRTH", state.maintenanceMarginOutsideRth());
    margin(view, "equityWithLoan", "OutsideRTH", state.equityWithLoanOutsideRth());
    view.put("commissionAndFees", state.commission());
    view.put("minCommissionAndFees", state.minCommission());
    view.put("maxCommissionAndFees", state.maxCommission());
    view.put("commissionAndFeesCurrency", state.commissionCurrency());
    view.put("marginCurrency", state.marginCurrency());
    view.put("suggestedSize", state.suggestedSize());
    view.put("rejectReason", state.rejectReason());
    view.put("warningText", state.warningText());
    view.put("completedTime", state.completedTime());
    view.put("completedStatus", state.completedStatus());
    return view;
  }

  private static void margin(Map<String, Object> view, String name, String suffix, Margin margin) {
    view.put(name + "Before" + suffix, margin.before());
    view.put(name + "Change" + suffix, margin.change());
    view.put(name + "After" + suffix, margin.after());
  }

  static Map<String, Object> order(Order order) {
    Map<String, Object> view = new LinkedHashMap<>();
    putMain(view, order);
    putFlags(view, order.flags());
    putGroups(view, order);
    putLimits(view, order);
    return view;
  }

  private static void putMain(Map<String, Object> view, Order order) {
    view.put("getAction", order.action());
    view.put("totalQuantity", order.totalQuantity());
    view.put("getOrderType", order.orderType());
    view.put("lmtPrice", order.limitPrice());
    view.put("auxPrice", order.auxPrice());
    view.put("getTif", order.tif());
    view.put("account", order.account());
    view.put("orderRef", order.orderRef());
    view.put("whatIf", order.whatIf());
    view.put("outsideRth", order.outsideRth());
    view.put("parentId", order.parentId());
    view.put("getTriggerMethod", order.triggerMethod());
    view.put("discretionaryAmt", order.discretionaryAmount());
    view.put("percentOffset", order.percentOffset());
    view.put("getAlgoStrategy", order.algo().strategy());
    view.put("ocaGroup", order.oca().group());
    view.put("getOcaType", order.oca().type());
    view.put("clientId", order.clientId());
    view.put("permId", order.permId());
    view.put("filledQuantity", order.filledQuantity());
    view.put("getHedgeType", order.hedge().hedgeType());
    view.put("hedgeParam", order.hedge().parameter());
    view.put("conditionsIgnoreRth", order.conditions().ignoreRth());
    view.put("conditionsCancelOrder", order.conditions().cancelOrder());
  }

  private static void putFlags(Map<String, Object> view, OrderFlags flags) {
    view.put("blockOrder", flags.blockOrder());
    view.put("sweepToFill", flags.sweepToFill());
    view.put("hidden", flags.hidden());
    view.put("allOrNone", flags.allOrNone());
    view.put("notHeld", flags.notHeld());
    view.put("solicited", flags.solicited());
    view.put("randomizeSize", flags.randomizeSize());
    view.put("randomizePrice", flags.randomizePrice());
    view.put("optOutSmartRouting", flags.optOutSmartRouting());
    view.put("dontUseAutoPriceForHedge", flags.dontUseAutoPriceForHedge());
    view.put("isOmsContainer", flags.omsContainer());
    view.put("discretionaryUpToLimitPrice", flags.discretionaryUpToLimitPrice());
    view.put("autoCancelParent", flags.autoCancelParent());
    view.put("includeOvernight", flags.includeOvernight());
    view.put("imbalanceOnly", flags.imbalanceOnly());
  }

  private static void putGroups(Map<String, Object> view, Order order) {
    view.put("faGroup", order.allocation().group());
    view.put("faMethod", order.allocation().method());
    view.put("faPercentage", order.allocation().percentage());
    view.put("modelCode", order.allocation().modelCode());
    view.put("openClose", order.clearing().openClose());
    view.put("origin", order.clearing().origin());
    view.put("getRule80A", order.clearing().rule80A());
    view.put("settlingFirm", order.clearing().settlingFirm());
    view.put("clearingAccount", order.clearing().account());
    view.put("clearingIntent", order.clearing().intent());
    view.put("shortSaleSlot", order.clearing().shortSaleSlot());
    view.put("designatedLocation", order.clearing().designatedLocation());
    view.put("exemptCode", order.clearing().exemptCode());
    view.put("customerAccount", order.clearing().customerAccount());
    view.put("professionalCustomer", order.clearing().professionalCustomer());
    view.put("volatility", order.volatility().volatility());
    view.put("getVolatilityType", order.volatility().volatilityType());
    view.put("continuousUpdate", order.volatility().continuousUpdate());
    view.put("getReferencePriceType", order.volatility().referencePriceType());
    view.put("getDeltaNeutralOrderType", order.deltaNeutral().orderType());
    view.put("deltaNeutralAuxPrice", order.deltaNeutral().auxPrice());
    view.put("deltaNeutralConId", order.deltaNeutral().conId());
    view.put("deltaNeutralShortSale", order.deltaNeutral().shortSale());
    view.put("deltaNeutralShortSaleSlot", order.deltaNeutral().shortSaleSlot());
    view.put("deltaNeutralDesignatedLocation", order.deltaNeutral().designatedLocation());
    view.put("auctionStrategy", order.box().auctionStrategy());
    view.put("startingPrice", order.box().startingPrice());
    view.put("stockRefPrice", order.box().stockRefPrice());
    view.put("delta", order.box().delta());
    view.put("stockRangeLower", order.box().stockRangeLower());
    view.put("stockRangeUpper", order.box().stockRangeUpper());
    view.put("extOperator", order.compliance().extOperator());
    view.put("manualOrderIndicator", order.compliance().manualOrderIndicator());
    view.put("submitter", order.compliance().submitter());
    view.put("shareholder", order.compliance().shareholder());
    view.put("bondAccruedInterest", order.compliance().bondAccruedInterest());
  }

  private static void putLimits(Map<String, Object> view, Order order) {
    view.put("goodAfterTime", order.times().goodAfterTime());
    view.put("goodTillDate", order.times().goodTillDate());
    view.put("autoCancelDate", order.times().autoCancelDate());
    view.put("displaySize", order.sizes().displaySize());
    view.put("minQty", order.sizes().minQuantity());
    view.put("minTradeQty", order.sizes().minTradeQuantity());
    view.put("minCompeteSize", order.sizes().minCompeteSize());
    view.put("postToAts", order.sizes().postToAts());
    view.put("cashQty", order.sizes().cashQuantity());
    view.put("trailStopPrice", order.trailing().stopPrice());
    view.put("trailingPercent", order.trailing().percent());
    view.put("triggerPrice", order.adjustment().triggerPrice());
    view.put("lmtPriceOffset", order.adjustment().limitPriceOffset());
    view.put("adjustedStopPrice", order.adjustment().stopPrice());
    view.put("adjustedStopLimitPrice", order.adjustment().stopLimitPrice());
    view.put("adjustedTrailingAmount", order.adjustment().trailingAmount());
    view.put("adjustableTrailingUnit", order.adjustment().trailingUnit());
    view.put("scaleInitLevelSize", order.scale().initLevelSize());
    view.put("scaleSubsLevelSize", order.scale().subsLevelSize());
    view.put("scalePriceIncrement", order.scale().priceIncrement());
    view.put("basisPoints", order.combo().basisPoints());
    view.put("basisPointsType", order.combo().basisPointsType());
    view.put("competeAgainstBestOffset", order.pegged().competeAgainstBestOffset());
    view.put("isCompeteAgainstBestOffsetUpToMid", order.pegged().competeUpToMid());
    view.put("midOffsetAtWhole", order.pegged().midOffsetAtWhole());
    view.put("midOffsetAtHalf", order.pegged().midOffsetAtHalf());
  }

  /** A value of either side in one spelling: unset is empty, numbers are plain, flags are words. */
  static String plain(Object value) {
    return switch (value) {
      case OptionalInt it -> it.isPresent() ? plain(it.getAsInt()) : "";
      case OptionalLong it -> it.isPresent() ? plain(it.getAsLong()) : "";
      case Optional<?> it -> it.isPresent() ? plain(it.get()) : "";
      case AccountId it -> it.value();
      case BigDecimal it -> number(it.toPlainString());
      default -> number(value.toString());
    };
  }

  private static String number(String text) {
    if (Decimals.isLargest(text) || Decimals.isNotANumber(text) || text.equals("null") || text.equals("None")
        || text.equals("?")) {
      return "";
    }
    return Decimals.parse(text)
        .map(it -> it.signum() == 0 ? "0" : it.stripTrailingZeros().toPlainString()).orElse(text);
  }
}

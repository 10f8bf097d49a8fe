package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The fields of placeOrder after the contract, in the order of the wire. Both directions are kept
 * side by side, section by section, so that they can be read against each other.
 */
final class PlaceOrderLayout {
  private static final String PEG_BEST = "PEG BEST";
  private static final String PEG_MID = "PEG MID";
  private static final String IBKR_ATS = "IBKRATS";
  private static final String COMPETE_OFFSET = "competeAgainstBestOffset";

  private PlaceOrderLayout() {}

  static void decode(FieldReader in, OrderDraft to) {
    decodeMain(in, to);
    decodeAllocation(in, to);
    decodeAuction(in, to);
    decodeVolatility(in, to);
    decodeScale(in, to);
    decodeRouting(in, to);
    decodeAdjustment(in, to);
    decodeCompliance(in, to);
    decodeLate(in, to);
  }

  static void encode(FieldWriter out, Contract contract, Order order) {
    encodeMain(out, contract, order);
    encodeAllocation(out, order);
    encodeAuction(out, order);
    encodeVolatility(out, order);
    encodeScale(out, order);
    encodeRouting(out, contract, order);
    encodeAdjustment(out, order.adjustment());
    encodeCompliance(out, order);
    encodeLate(out, contract, order);
  }

  private static void decodeMain(FieldReader in, OrderDraft to) {
    to.action = in.text("action");
    to.totalQuantity = in.decimal("totalQuantity");
    to.orderType = in.text("orderType");
    to.limitPrice = in.decimal("lmtPrice");
    to.auxPrice = in.decimal("auxPrice");
    to.tif = in.text("tif");
    to.ocaGroup = in.text("ocaGroup");
    to.account = in.account("account");
    to.openClose = in.text("openClose");
    to.origin = in.integerOrZero("origin");
    to.orderRef = in.text("orderRef");
    to.transmit = in.flag("transmit");
    to.parentId = in.integerOrZero("parentId");
    to.blockOrder = in.flag("blockOrder");
    to.sweepToFill = in.flag("sweepToFill");
    to.displaySize = in.optionalInteger("displaySize");
    to.triggerMethod = in.integerOrZero("triggerMethod");
    to.outsideRth = in.flag("outsideRth");
    to.hidden = in.flag("hidden");
    if (to.contract().isCombo()) {
      to.contract(to.contract().toBuilder().comboLegs(ComboLeg.decodeLong(in)).build());
      to.legPrices = ComboOrder.decodeLegPrices(in);
      to.smartRoutingParameters = in.tagPairs("smartComboRoutingParamsCount",
          "smartComboRoutingParams");
    }
    in.text("sharesAllocation");
    to.discretionaryAmount = in.decimal("discretionaryAmt");
    to.goodAfterTime = in.text("goodAfterTime");
    to.goodTillDate = in.text("goodTillDate");
  }

  private static void encodeMain(FieldWriter out, Contract contract, Order order) {
    out.text("action", order.action());
    out.decimalOrEmpty("totalQuantity", order.totalQuantity());
    out.text("orderType", order.orderType());
    out.decimalOrEmpty("lmtPrice", order.limitPrice());
    out.decimalOrEmpty("auxPrice", order.auxPrice());
    out.text("tif", order.tif());
    out.text("ocaGroup", order.oca().group());
    out.account("account", order.account());
    out.text("openClose", order.clearing().openClose());
    out.integer("origin", order.clearing().origin());
    out.text("orderRef", order.orderRef());
    out.flag("transmit", order.transmit());
    out.integer("parentId", order.parentId());
    out.flag("blockOrder", order.flags().blockOrder());
    out.flag("sweepToFill", order.flags().sweepToFill());
    out.integerOrEmpty("displaySize", order.sizes().displaySize());
    out.integer("triggerMethod", order.triggerMethod());
    out.flag("outsideRth", order.outsideRth());
    out.flag("hidden", order.flags().hidden());
    if (contract.isCombo()) {
      ComboLeg.encodeLong(out, contract.comboLegs());
      order.combo().encodeLegPrices(out);
      out.tagPairs("smartComboRoutingParamsCount", "smartComboRoutingParams",
          order.combo().smartRoutingParameters());
    }
    out.empty(); // sharesAllocation, deprecated
    out.decimalOrEmpty("discretionaryAmt", order.discretionaryAmount());
    out.text("goodAfterTime", order.times().goodAfterTime());
    out.text("goodTillDate", order.times().goodTillDate());
  }

  private static void decodeAllocation(FieldReader in, OrderDraft to) {
    to.faGroup = in.text("faGroup");
    to.faMethod = in.text("faMethod");
    to.faPercentage = in.text("faPercentage");
    if (!in.since(ServerVersions.FA_PROFILE_DROPPED)) {
      to.faProfile = in.text("faProfile");
    }
    to.modelCode = in.text("modelCode");
    to.shortSaleSlot = in.integerOrZero("shortSaleSlot");
    to.designatedLocation = in.text("designatedLocation");
    to.exemptCode = in.integerOrZero("exemptCode");
    to.ocaType = in.integerOrZero("ocaType");
    to.rule80A = in.text("rule80A");
    to.settlingFirm = in.text("settlingFirm");
    to.allOrNone = in.flag("allOrNone");
    to.minQuantity = in.optionalInteger("minQty");
    to.percentOffset = in.decimal("percentOffset");
  }

  private static void encodeAllocation(FieldWriter out, Order order) {
    OrderAllocationGroup group = order.allocation();
    OrderClearing clearing = order.clearing();
    out.text("faGroup", group.group());
    out.text("faMethod", group.method());
    out.text("faPercentage", group.percentage());
    if (!out.since(ServerVersions.FA_PROFILE_DROPPED)) {
      out.text("faProfile", group.profile());
    }
    out.text("modelCode", group.modelCode());
    out.integer("shortSaleSlot", clearing.shortSaleSlot());
    out.text("designatedLocation", clearing.designatedLocation());
    out.integer("exemptCode", clearing.exemptCode());
    out.integer("ocaType", order.oca().type());
    out.text("rule80A", clearing.rule80A());
    out.text("settlingFirm", clearing.settlingFirm());
    out.flag("allOrNone", order.flags().allOrNone());
    out.integerOrEmpty("minQty", order.sizes().minQuantity());
    out.decimalOrEmpty("percentOffset", order.percentOffset());
  }

  private static void decodeAuction(FieldReader in, OrderDraft to) {
    to.eTradeOnly = in.flag("eTradeOnly");
    to.firmQuoteOnly = in.flag("firmQuoteOnly");
    to.nbboPriceCap = in.decimal("nbboPriceCap");
    to.auctionStrategy = in.integerOrZero("auctionStrategy");
    to.startingPrice = in.decimal("startingPrice");
    to.stockRefPrice = in.decimal("stockRefPrice");
    to.delta = in.decimal("delta");
    to.stockRangeLower = in.decimal("stockRangeLower");
    to.stockRangeUpper = in.decimal("stockRangeUpper");
    to.overridePercentageConstraints = in.flag("overridePercentageConstraints");
  }

  private static void encodeAuction(FieldWriter out, Order order) {
    BoxOrder box = order.box();
    out.flag("eTradeOnly", order.flags().eTradeOnly());
    out.flag("firmQuoteOnly", order.flags().firmQuoteOnly());
    out.decimalOrEmpty("nbboPriceCap", order.flags().nbboPriceCap());
    out.integer("auctionStrategy", box.auctionStrategy());
    out.decimalOrEmpty("startingPrice", box.startingPrice());
    out.decimalOrEmpty("stockRefPrice", box.stockRefPrice());
    out.decimalOrEmpty("delta", box.delta());
    out.decimalOrEmpty("stockRangeLower", box.stockRangeLower());
    out.decimalOrEmpty("stockRangeUpper", box.stockRangeUpper());
    out.flag("overridePercentageConstraints", order.flags().overridePercentageConstraints());
  }

  private static void decodeVolatility(FieldReader in, OrderDraft to) {
    to.volatility = in.decimal("volatility");
    to.volatilityType = in.optionalInteger("volatilityType");
    to.deltaNeutral = DeltaNeutralOrder.decodeRequest(in);
    to.continuousUpdate = in.integerOrZero("continuousUpdate");
    to.referencePriceType = in.optionalInteger("referencePriceType");
    to.trailStopPrice = in.decimal("trailStopPrice");
    to.trailingPercent = in.decimal("trailingPercent");
  }

  private static void encodeVolatility(FieldWriter out, Order order) {
    out.decimalOrEmpty("volatility", order.volatility().volatility());
    out.integerOrEmpty("volatilityType", order.volatility().volatilityType());
    order.deltaNeutral().encodeRequest(out);
    out.integer("continuousUpdate", order.volatility().continuousUpdate());
    out.integerOrEmpty("referencePriceType", order.volatility().referencePriceType());
    out.decimalOrEmpty("trailStopPrice", order.trailing().stopPrice());
    out.decimalOrEmpty("trailingPercent", order.trailing().percent());
  }

  private static void decodeScale(FieldReader in, OrderDraft to) {
    to.scaleInitLevelSize = in.optionalInteger("scaleInitLevelSize");
    to.scaleSubsLevelSize = in.optionalInteger("scaleSubsLevelSize");
    to.scalePriceIncrement = in.decimal("scalePriceIncrement");
    to.scaleDetails = ScaleOrder.decodeDetails(in, to.scalePriceIncrement);
    to.scaleTable = in.text("scaleTable");
    to.activeStartTime = in.text("activeStartTime");
    to.activeStopTime = in.text("activeStopTime");
    to.hedge = Hedge.decode(in);
  }

  private static void encodeScale(FieldWriter out, Order order) {
    ScaleOrder scale = order.scale();
    out.integerOrEmpty("scaleInitLevelSize", scale.initLevelSize());
    out.integerOrEmpty("scaleSubsLevelSize", scale.subsLevelSize());
    out.decimalOrEmpty("scalePriceIncrement", scale.priceIncrement());
    scale.encodeDetails(out);
    out.text("scaleTable", scale.table());
    out.text("activeStartTime", order.times().activeStartTime());
    out.text("activeStopTime", order.times().activeStopTime());
    order.hedge().encode(out);
  }

  private static void decodeRouting(FieldReader in, OrderDraft to) {
    to.optOutSmartRouting = in.flag("optOutSmartRouting");
    to.clearingAccount = in.account("clearingAccount");
    to.clearingIntent = in.text("clearingIntent");
    to.notHeld = in.flag("notHeld");
    to.contract(to.contract().withDeltaNeutral(DeltaNeutralContract.decodeIfPresent(in)));
    to.algo = Algo.decode(in).withId(in.text("algoId"));
    to.whatIf = in.flag("whatIf");
    to.miscOptions = in.tagList("orderMiscOptions");
    to.solicited = in.flag("solicited");
    to.randomizeSize = in.flag("randomizeSize");
    to.randomizePrice = in.flag("randomizePrice");
    to.pegged = PeggedOrder.decodeBenchmark(in, to.orderType);
    to.conditions = OrderConditions.decode(in);
  }

  private static void encodeRouting(FieldWriter out, Contract contract, Order order) {
    out.flag("optOutSmartRouting", order.flags().optOutSmartRouting());
    out.account("clearingAccount", order.clearing().account());
    out.text("clearingIntent", order.clearing().intent());
    out.flag("notHeld", order.flags().notHeld());
    DeltaNeutralContract.encodeIfPresent(out, contract.deltaNeutral());
    order.algo().encode(out);
    out.text("algoId", order.algo().id());
    out.flag("whatIf", order.whatIf());
    out.tagList("orderMiscOptions", order.miscOptions());
    out.flag("solicited", order.flags().solicited());
    out.flag("randomizeSize", order.flags().randomizeSize());
    out.flag("randomizePrice", order.flags().randomizePrice());
    order.pegged().encodeBenchmark(out, order.orderType());
    order.conditions().encode(out);
  }

  private static void decodeAdjustment(FieldReader in, OrderDraft to) {
    to.adjustment = new OrderAdjustment(in.textOrNone("adjustedOrderType"),
        in.decimal("triggerPrice"),
        in.decimal("lmtPriceOffset"), in.decimal("adjustedStopPrice"),
        in.decimal("adjustedStopLimitPrice"),
        in.decimal("adjustedTrailingAmount"), in.integerOrZero("adjustableTrailingUnit"));
  }

  private static void encodeAdjustment(FieldWriter out, OrderAdjustment adjustment) {
    out.text("adjustedOrderType", adjustment.orderType());
    out.decimalOrEmpty("triggerPrice", adjustment.triggerPrice());
    out.decimalOrEmpty("lmtPriceOffset", adjustment.limitPriceOffset());
    out.decimalOrEmpty("adjustedStopPrice", adjustment.stopPrice());
    out.decimalOrEmpty("adjustedStopLimitPrice", adjustment.stopLimitPrice());
    out.decimalOrEmpty("adjustedTrailingAmount", adjustment.trailingAmount());
    out.integer("adjustableTrailingUnit", adjustment.trailingUnit());
  }

  private static void decodeCompliance(FieldReader in, OrderDraft to) {
    to.extOperator = in.text("extOperator");
    to.softDollarName = in.text("softDollarTier.name");
    to.softDollarValue = in.text("softDollarTier.value");
    to.cashQuantity = in.decimal("cashQty");
    to.decisionMaker = in.text("mifid2DecisionMaker");
    to.decisionAlgo = in.text("mifid2DecisionAlgo");
    to.executionTrader = in.text("mifid2ExecutionTrader");
    to.executionAlgo = in.text("mifid2ExecutionAlgo");
    to.dontUseAutoPriceForHedge = in.flag("dontUseAutoPriceForHedge");
    to.omsContainer = in.flag("isOmsContainer");
    to.discretionaryUpToLimitPrice = in.flag("discretionaryUpToLimitPrice");
    to.usePriceManagement = in.optionalFlag("usePriceMgmtAlgo");
  }

  private static void encodeCompliance(FieldWriter out, Order order) {
    OrderCompliance compliance = order.compliance();
    out.text("extOperator", compliance.extOperator());
    out.text("softDollarTier.name", compliance.softDollarName());
    out.text("softDollarTier.value", compliance.softDollarValue());
    out.decimalOrEmpty("cashQty", order.sizes().cashQuantity());
    out.text("mifid2DecisionMaker", compliance.decisionMaker());
    out.text("mifid2DecisionAlgo", compliance.decisionAlgo());
    out.text("mifid2ExecutionTrader", compliance.executionTrader());
    out.text("mifid2ExecutionAlgo", compliance.executionAlgo());
    out.flag("dontUseAutoPriceForHedge", order.flags().dontUseAutoPriceForHedge());
    out.flag("isOmsContainer", order.flags().omsContainer());
    out.flag("discretionaryUpToLimitPrice", order.flags().discretionaryUpToLimitPrice());
    out.flagOrEmpty("usePriceMgmtAlgo", order.flags().usePriceManagement());
  }

  private static void decodeLate(FieldReader in, OrderDraft to) {
    if (in.since(ServerVersions.DURATION)) {
      to.duration = in.optionalInteger("duration");
    }
    if (in.since(ServerVersions.POST_TO_ATS)) {
      to.postToAts = in.optionalInteger("postToAts");
    }
    if (in.since(ServerVersions.AUTO_CANCEL_PARENT)) {
      to.autoCancelParent = in.flag("autoCancelParent");
    }
    if (in.since(ServerVersions.ADVANCED_ORDER_REJECT)) {
      to.advancedErrorOverride = in.text("advancedErrorOverride");
    }
    if (in.since(ServerVersions.MANUAL_ORDER_TIME)) {
      to.manualOrderTime = in.text("manualOrderTime");
    }
    if (in.since(ServerVersions.PEG_BEST_PEG_MID)) {
      decodePegBestOrMid(in, to);
    }
    if (in.since(ServerVersions.CUSTOMER_ACCOUNT)) {
      to.customerAccount = in.account("customerAccount");
    }
    if (in.since(ServerVersions.PROFESSIONAL_CUSTOMER)) {
      to.professionalCustomer = in.flag("professionalCustomer");
    }
    if (in.since(ServerVersions.RFQ_FILLERS) && !in.since(ServerVersions.RFQ_FILLERS_DROPPED)) {
      in.text("filler1");
      in.optionalInteger("filler2");
    }
    if (in.since(ServerVersions.INCLUDE_OVERNIGHT)) {
      to.includeOvernight = in.flag("includeOvernight");
    }
    if (in.since(ServerVersions.MANUAL_ORDER_INDICATOR)) {
      to.manualOrderIndicator = in.optionalInteger("manualOrderIndicator");
    }
    if (in.since(ServerVersions.IMBALANCE_ONLY)) {
      to.imbalanceOnly = in.flag("imbalanceOnly");
    }
  }

  private static void encodeLate(FieldWriter out, Contract contract, Order order) {
    OrderTimes times = order.times();
    OrderFlags flags = order.flags();
    OrderClearing clearing = order.clearing();
    OrderCompliance compliance = order.compliance();
    if (out.carries(ServerVersions.DURATION, "duration", times.duration().isPresent())) {
      out.integerOrEmpty("duration", times.duration());
    }
    if (out.carries(ServerVersions.POST_TO_ATS, "postToAts",
        order.sizes().postToAts().isPresent())) {
      out.integerOrEmpty("postToAts", order.sizes().postToAts());
    }
    if (out.carries(ServerVersions.AUTO_CANCEL_PARENT, "autoCancelParent",
        flags.autoCancelParent())) {
      out.flag("autoCancelParent", flags.autoCancelParent());
    }
    String override = compliance.advancedErrorOverride();
    if (out.carries(ServerVersions.ADVANCED_ORDER_REJECT, "advancedErrorOverride",
        !override.isEmpty())) {
      out.text("advancedErrorOverride", override);
    }
    if (out.carries(ServerVersions.MANUAL_ORDER_TIME, "manualOrderTime",
        !times.manualOrderTime().isEmpty())) {
      out.text("manualOrderTime", times.manualOrderTime());
    }
    if (out.carries(ServerVersions.PEG_BEST_PEG_MID, "orderType", isPegBestOrMid(order))) {
      encodePegBestOrMid(out, contract, order);
    }
    if (out.carries(ServerVersions.CUSTOMER_ACCOUNT, "customerAccount",
        !clearing.customerAccount().isEmpty())) {
      out.account("customerAccount", clearing.customerAccount());
    }
    if (out.carries(ServerVersions.PROFESSIONAL_CUSTOMER, "professionalCustomer",
        clearing.professionalCustomer())) {
      out.flag("professionalCustomer", clearing.professionalCustomer());
    }
    if (out.since(ServerVersions.RFQ_FILLERS) && !out.since(ServerVersions.RFQ_FILLERS_DROPPED)) {
      out.empty();
      out.integerOrMax("filler2", OptionalInt.empty());
    }
    if (out.carries(ServerVersions.INCLUDE_OVERNIGHT, "includeOvernight",
        flags.includeOvernight())) {
      out.flag("includeOvernight", flags.includeOvernight());
    }
    OptionalInt indicator = compliance.manualOrderIndicator();
    if (out.carries(ServerVersions.MANUAL_ORDER_INDICATOR, "manualOrderIndicator",
        indicator.isPresent())) {
      out.integerOrMax("manualOrderIndicator", indicator);
    }
    if (out.carries(ServerVersions.IMBALANCE_ONLY, "imbalanceOnly", flags.imbalanceOnly())) {
      out.flag("imbalanceOnly", flags.imbalanceOnly());
    }
  }

  private static void decodePegBestOrMid(FieldReader in, OrderDraft to) {
    if (to.contract().exchange().equals(IBKR_ATS)) {
      to.minTradeQuantity = in.optionalInteger("minTradeQty");
    }
    boolean upToMid = false;
    Optional<BigDecimal> offset = Optional.empty();
    if (to.orderType.equals(PEG_BEST)) {
      to.minCompeteSize = in.optionalInteger("minCompeteSize");
      upToMid = in.skipInfinity(COMPETE_OFFSET);
      offset = upToMid ? Optional.empty() : in.decimal(COMPETE_OFFSET);
    }
    if (upToMid || to.orderType.equals(PEG_MID)) {
      to.pegged = to.pegged.withOffsets(upToMid, offset, in.decimal("midOffsetAtWhole"),
          in.decimal("midOffsetAtHalf"));
    } else {
      to.pegged = to.pegged.withOffsets(false, offset, Optional.empty(), Optional.empty());
    }
  }

  private static void encodePegBestOrMid(FieldWriter out, Contract contract, Order order) {
    PeggedOrder pegged = order.pegged();
    if (contract.exchange().equals(IBKR_ATS)) {
      out.integerOrEmpty("minTradeQty", order.sizes().minTradeQuantity());
    }
    boolean isPegBest = order.orderType().equals(PEG_BEST);
    if (isPegBest) {
      out.integerOrEmpty("minCompeteSize", order.sizes().minCompeteSize());
      pegged.encodeCompeteOffset(out);
    }
    if ((isPegBest && pegged.competeUpToMid()) || order.orderType().equals(PEG_MID)) {
      out.decimalOrEmpty("midOffsetAtWhole", pegged.midOffsetAtWhole());
      out.decimalOrEmpty("midOffsetAtHalf", pegged.midOffsetAtHalf());
    }
  }

  private static boolean isPegBestOrMid(Order order) {
    return order.orderType().equals(PEG_BEST) || order.orderType().equals(PEG_MID);
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The fields of openOrder after the contract, in the order of the wire. Values that are unset are
 * written in the spelling of a real Gateway, which differs from field to field.
 */
final class OpenOrderLayout {
  private static final String COMPETE_OFFSET = "competeAgainstBestOffset";

  private OpenOrderLayout() {}

  static OrderState decode(FieldReader in, OrderDraft to) {
    decodeMain(in, to);
    decodeAllocation(in, to);
    decodeAuction(in, to);
    decodeVolatility(in, to);
    decodeScaleAndRouting(in, to);
    OrderState state = OrderState.decode(in);
    decodeAdjustment(in, to);
    decodeCompliance(in, to);
    decodeLate(in, to);
    return state;
  }

  static void encode(FieldWriter out, Contract contract, Order order, OrderState state) {
    encodeMain(out, order);
    encodeAllocation(out, order);
    encodeAuction(out, order);
    encodeVolatility(out, contract, order);
    encodeScaleAndRouting(out, contract, order);
    state.encode(out);
    encodeAdjustment(out, order);
    encodeCompliance(out, order);
    encodeLate(out, order);
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
    to.openClose = in.textOrNone("openClose");
    to.origin = in.integerOrZero("origin");
    to.orderRef = in.text("orderRef");
    to.clientId = in.integerOrZero("clientId");
    to.permId = in.longOrZero("permId");
    to.outsideRth = in.flag("outsideRth");
    to.hidden = in.flag("hidden");
    to.discretionaryAmount = in.decimal("discretionaryAmt");
    to.goodAfterTime = in.text("goodAfterTime");
    to.sharesAllocation = in.text("sharesAllocation");
  }

  private static void encodeMain(FieldWriter out, Order order) {
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
    out.integer("clientId", order.clientId());
    out.longInteger("permId", order.permId());
    out.flag("outsideRth", order.outsideRth());
    out.flag("hidden", order.flags().hidden());
    out.decimalOrEmpty("discretionaryAmt", order.discretionaryAmount());
    out.text("goodAfterTime", order.times().goodAfterTime());
    out.text("sharesAllocation", order.allocation().sharesAllocation());
  }

  /** From the advisor's group to the exemption; also in completedOrder. */
  static void decodeAllocation(FieldReader in, OrderDraft to) {
    to.faGroup = in.text("faGroup");
    to.faMethod = in.text("faMethod");
    to.faPercentage = in.text("faPercentage");
    if (!in.since(ServerVersions.FA_PROFILE_DROPPED)) {
      to.faProfile = in.text("faProfile");
    }
    to.modelCode = in.text("modelCode");
    to.goodTillDate = in.text("goodTillDate");
    to.rule80A = in.text("rule80A");
    to.percentOffset = in.decimal("percentOffset");
    to.settlingFirm = in.text("settlingFirm");
    to.shortSaleSlot = in.integerOrZero("shortSaleSlot");
    to.designatedLocation = in.text("designatedLocation");
    to.exemptCode = in.integerOrZero("exemptCode");
  }

  static void encodeAllocation(FieldWriter out, Order order) {
    OrderAllocationGroup group = order.allocation();
    OrderClearing clearing = order.clearing();
    out.text("faGroup", group.group());
    out.text("faMethod", group.method());
    out.text("faPercentage", group.percentage());
    if (!out.since(ServerVersions.FA_PROFILE_DROPPED)) {
      out.text("faProfile", group.profile());
    }
    out.text("modelCode", group.modelCode());
    out.text("goodTillDate", order.times().goodTillDate());
    out.text("rule80A", clearing.rule80A());
    out.decimalOrEmpty("percentOffset", order.percentOffset());
    out.text("settlingFirm", clearing.settlingFirm());
    out.integer("shortSaleSlot", clearing.shortSaleSlot());
    out.text("designatedLocation", clearing.designatedLocation());
    out.integer("exemptCode", clearing.exemptCode());
  }

  private static void decodeAuction(FieldReader in, OrderDraft to) {
    to.auctionStrategy = in.integerOrZero("auctionStrategy");
    to.startingPrice = in.decimal("startingPrice");
    to.stockRefPrice = in.decimal("stockRefPrice");
    to.delta = in.decimal("delta");
    to.stockRangeLower = in.decimal("stockRangeLower");
    to.stockRangeUpper = in.decimal("stockRangeUpper");
    to.displaySize = in.optionalInteger("displaySize");
    to.blockOrder = in.flag("blockOrder");
    to.sweepToFill = in.flag("sweepToFill");
    to.allOrNone = in.flag("allOrNone");
    to.minQuantity = in.optionalInteger("minQty");
    to.ocaType = in.integerOrZero("ocaType");
    to.eTradeOnly = in.flag("eTradeOnly");
    to.firmQuoteOnly = in.flag("firmQuoteOnly");
    to.nbboPriceCap = in.decimal("nbboPriceCap");
    to.parentId = in.integerOrZero("parentId");
    to.triggerMethod = in.integerOrZero("triggerMethod");
  }

  private static void encodeAuction(FieldWriter out, Order order) {
    BoxOrder box = order.box();
    OrderFlags flags = order.flags();
    out.integer("auctionStrategy", box.auctionStrategy());
    out.decimalOrEmpty("startingPrice", box.startingPrice());
    out.decimalOrEmpty("stockRefPrice", box.stockRefPrice());
    out.decimalOrEmpty("delta", box.delta());
    out.decimalOrEmpty("stockRangeLower", box.stockRangeLower());
    out.decimalOrEmpty("stockRangeUpper", box.stockRangeUpper());
    out.integerOrMax("displaySize", order.sizes().displaySize());
    out.flag("blockOrder", flags.blockOrder());
    out.flag("sweepToFill", flags.sweepToFill());
    out.flag("allOrNone", flags.allOrNone());
    out.integerOrEmpty("minQty", order.sizes().minQuantity());
    out.integer("ocaType", order.oca().type());
    out.flag("eTradeOnly", flags.eTradeOnly());
    out.flag("firmQuoteOnly", flags.firmQuoteOnly());
    out.decimalOrEmpty("nbboPriceCap", flags.nbboPriceCap());
    out.integer("parentId", order.parentId());
    out.integer("triggerMethod", order.triggerMethod());
  }

  private static void decodeVolatility(FieldReader in, OrderDraft to) {
    to.volatility = in.decimal("volatility");
    to.volatilityType = in.optionalInteger("volatilityType");
    to.deltaNeutral = DeltaNeutralOrder.decodeOpen(in);
    to.continuousUpdate = in.integerOrZero("continuousUpdate");
    to.referencePriceType = in.optionalInteger("referencePriceType");
    to.trailStopPrice = in.decimal("trailStopPrice");
    to.trailingPercent = in.decimal("trailingPercent");
    to.basisPoints = in.decimal("basisPoints");
    to.basisPointsType = in.optionalInteger("basisPointsType");
    decodeCombo(in, to);
  }

  private static void encodeVolatility(FieldWriter out, Contract contract, Order order) {
    out.decimalOrEmpty("volatility", order.volatility().volatility());
    out.integerOrEmpty("volatilityType", order.volatility().volatilityType());
    order.deltaNeutral().encodeOpen(out);
    out.integer("continuousUpdate", order.volatility().continuousUpdate());
    out.integerOrEmpty("referencePriceType", order.volatility().referencePriceType());
    out.decimalOrEmpty("trailStopPrice", order.trailing().stopPrice());
    out.decimalOrEmpty("trailingPercent", order.trailing().percent());
    out.decimalOrEmpty("basisPoints", order.combo().basisPoints());
    out.integerOrEmpty("basisPointsType", order.combo().basisPointsType());
    encodeCombo(out, contract, order.combo());
  }

  /** The legs of a combination; also in completedOrder. */
  static void decodeCombo(FieldReader in, OrderDraft to) {
    String description = in.text("comboLegsDescrip");
    var legs = ComboLeg.decodeLong(in);
    if (!description.isEmpty() || !legs.isEmpty()) {
      to.contract(
          to.contract().toBuilder().comboLegsDescription(description).comboLegs(legs).build());
    }
    to.legPrices = ComboOrder.decodeLegPrices(in);
    to.smartRoutingParameters = in.tagPairs("smartComboRoutingParamsCount",
        "smartComboRoutingParams");
  }

  static void encodeCombo(FieldWriter out, Contract contract, ComboOrder combo) {
    out.text("comboLegsDescrip", contract.comboLegsDescription());
    ComboLeg.encodeLong(out, contract.comboLegs());
    combo.encodeLegPrices(out);
    out.tagPairs("smartComboRoutingParamsCount", "smartComboRoutingParams",
        combo.smartRoutingParameters());
  }

  private static void decodeScaleAndRouting(FieldReader in, OrderDraft to) {
    decodeScale(in, to);
    to.optOutSmartRouting = in.flag("optOutSmartRouting");
    decodeClearing(in, to);
    to.algo = Algo.decode(in);
    to.solicited = in.flag("solicited");
    to.whatIf = in.flag("whatIf");
  }

  private static void encodeScaleAndRouting(FieldWriter out, Contract contract, Order order) {
    encodeScale(out, order);
    out.flag("optOutSmartRouting", order.flags().optOutSmartRouting());
    encodeClearing(out, contract, order);
    order.algo().encode(out);
    out.flag("solicited", order.flags().solicited());
    out.flag("whatIf", order.whatIf());
  }

  static void decodeScale(FieldReader in, OrderDraft to) {
    to.scaleInitLevelSize = in.optionalInteger("scaleInitLevelSize");
    to.scaleSubsLevelSize = in.optionalInteger("scaleSubsLevelSize");
    to.scalePriceIncrement = in.decimal("scalePriceIncrement");
    to.scaleDetails = ScaleOrder.decodeDetails(in, to.scalePriceIncrement);
    to.hedge = Hedge.decode(in);
  }

  static void encodeScale(FieldWriter out, Order order) {
    out.integerOrMax("scaleInitLevelSize", order.scale().initLevelSize());
    out.integerOrMax("scaleSubsLevelSize", order.scale().subsLevelSize());
    out.decimalOrEmpty("scalePriceIncrement", order.scale().priceIncrement());
    order.scale().encodeDetails(out);
    order.hedge().encode(out);
  }

  static void decodeClearing(FieldReader in, OrderDraft to) {
    to.clearingAccount = in.account("clearingAccount");
    to.clearingIntent = in.text("clearingIntent");
    to.notHeld = in.flag("notHeld");
    to.contract(to.contract().withDeltaNeutral(DeltaNeutralContract.decodeIfPresent(in)));
  }

  static void encodeClearing(FieldWriter out, Contract contract, Order order) {
    out.account("clearingAccount", order.clearing().account());
    out.text("clearingIntent", order.clearing().intent());
    out.flag("notHeld", order.flags().notHeld());
    DeltaNeutralContract.encodeIfPresent(out, contract.deltaNeutral());
  }

  /** From the random flags to the conditions; also in completedOrder. */
  static void decodeConditions(FieldReader in, OrderDraft to) {
    to.randomizeSize = in.flag("randomizeSize");
    to.randomizePrice = in.flag("randomizePrice");
    to.pegged = PeggedOrder.decodeBenchmark(in, to.orderType);
    to.conditions = OrderConditions.decode(in);
  }

  static void encodeConditions(FieldWriter out, Order order) {
    out.flag("randomizeSize", order.flags().randomizeSize());
    out.flag("randomizePrice", order.flags().randomizePrice());
    order.pegged().encodeBenchmark(out, order.orderType());
    order.conditions().encode(out);
  }

  private static void decodeAdjustment(FieldReader in, OrderDraft to) {
    decodeConditions(in, to);
    String orderType = in.textOrNone("adjustedOrderType");
    var triggerPrice = in.decimal("triggerPrice");
    // The second value of the message wins, as in the official reader.
    to.trailStopPrice = in.decimal("trailStopPrice");
    to.adjustment = new OrderAdjustment(orderType, triggerPrice, in.decimal("lmtPriceOffset"),
        in.decimal("adjustedStopPrice"), in.decimal("adjustedStopLimitPrice"),
        in.decimal("adjustedTrailingAmount"),
        in.integerOrZero("adjustableTrailingUnit"));
  }

  private static void encodeAdjustment(FieldWriter out, Order order) {
    encodeConditions(out, order);
    OrderAdjustment adjustment = order.adjustment();
    out.textOr("adjustedOrderType", adjustment.orderType(), "None");
    out.decimalOrMax("triggerPrice", adjustment.triggerPrice());
    out.decimalOrMax("trailStopPrice", order.trailing().stopPrice());
    out.decimalOrMax("lmtPriceOffset", adjustment.limitPriceOffset());
    out.decimalOrMax("adjustedStopPrice", adjustment.stopPrice());
    out.decimalOrMax("adjustedStopLimitPrice", adjustment.stopLimitPrice());
    out.decimalOrMax("adjustedTrailingAmount", adjustment.trailingAmount());
    out.integer("adjustableTrailingUnit", adjustment.trailingUnit());
  }

  private static void decodeCompliance(FieldReader in, OrderDraft to) {
    to.softDollarName = in.text("softDollarTier.name");
    to.softDollarValue = in.text("softDollarTier.value");
    to.softDollarDisplayName = in.text("softDollarTier.displayName");
    to.cashQuantity = in.decimal("cashQty");
    to.dontUseAutoPriceForHedge = in.flag("dontUseAutoPriceForHedge");
    to.omsContainer = in.flag("isOmsContainer");
    to.discretionaryUpToLimitPrice = in.flag("discretionaryUpToLimitPrice");
    to.usePriceManagement = in.optionalFlag("usePriceMgmtAlgo");
  }

  private static void encodeCompliance(FieldWriter out, Order order) {
    out.text("softDollarTier.name", order.compliance().softDollarName());
    out.text("softDollarTier.value", order.compliance().softDollarValue());
    out.text("softDollarTier.displayName", order.compliance().softDollarDisplayName());
    out.decimalOrEmpty("cashQty", order.sizes().cashQuantity());
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
    decodePegBestAndMid(in, to);
    if (in.since(ServerVersions.CUSTOMER_ACCOUNT)) {
      to.customerAccount = in.account("customerAccount");
    }
    if (in.since(ServerVersions.PROFESSIONAL_CUSTOMER)) {
      to.professionalCustomer = in.flag("professionalCustomer");
    }
    if (in.since(ServerVersions.BOND_ACCRUED_INTEREST)) {
      to.bondAccruedInterest = in.text("bondAccruedInterest");
    }
    if (in.since(ServerVersions.INCLUDE_OVERNIGHT)) {
      to.includeOvernight = in.flag("includeOvernight");
    }
    if (in.since(ServerVersions.OPEN_ORDER_OPERATOR)) {
      to.extOperator = in.text("extOperator");
      to.manualOrderIndicator = in.optionalInteger("manualOrderIndicator");
    }
    if (in.since(ServerVersions.SUBMITTER)) {
      to.submitter = in.text("submitter");
    }
    if (in.since(ServerVersions.IMBALANCE_ONLY)) {
      to.imbalanceOnly = in.flag("imbalanceOnly");
    }
  }

  private static void encodeLate(FieldWriter out, Order order) {
    if (out.since(ServerVersions.DURATION)) {
      out.integerOrEmpty("duration", order.times().duration());
    }
    if (out.since(ServerVersions.POST_TO_ATS)) {
      out.integerOrEmpty("postToAts", order.sizes().postToAts());
    }
    if (out.since(ServerVersions.AUTO_CANCEL_PARENT)) {
      out.flag("autoCancelParent", order.flags().autoCancelParent());
    }
    encodePegBestAndMid(out, order);
    if (out.since(ServerVersions.CUSTOMER_ACCOUNT)) {
      out.account("customerAccount", order.clearing().customerAccount());
    }
    if (out.since(ServerVersions.PROFESSIONAL_CUSTOMER)) {
      out.flag("professionalCustomer", order.clearing().professionalCustomer());
    }
    if (out.since(ServerVersions.BOND_ACCRUED_INTEREST)) {
      out.text("bondAccruedInterest", order.compliance().bondAccruedInterest());
    }
    if (out.since(ServerVersions.INCLUDE_OVERNIGHT)) {
      out.flag("includeOvernight", order.flags().includeOvernight());
    }
    if (out.since(ServerVersions.OPEN_ORDER_OPERATOR)) {
      out.text("extOperator", order.compliance().extOperator());
      out.integerOrMax("manualOrderIndicator", order.compliance().manualOrderIndicator());
    }
    if (out.since(ServerVersions.SUBMITTER)) {
      out.text("submitter", order.compliance().submitter());
    }
    if (out.since(ServerVersions.IMBALANCE_ONLY)) {
      out.flag("imbalanceOnly", order.flags().imbalanceOnly());
    }
  }

  /** Always there in echoes, whatever the type of the order; also in completedOrder. */
  static void decodePegBestAndMid(FieldReader in, OrderDraft to) {
    if (in.since(ServerVersions.PEG_BEST_PEG_MID)) {
      to.minTradeQuantity = in.optionalInteger("minTradeQty");
      to.minCompeteSize = in.optionalInteger("minCompeteSize");
      boolean upToMid = in.skipInfinity(COMPETE_OFFSET);
      Optional<BigDecimal> offset = upToMid ? Optional.empty() : in.decimal(COMPETE_OFFSET);
      to.pegged = to.pegged.withOffsets(upToMid, offset, in.decimal("midOffsetAtWhole"), in.decimal("midOffsetAtHalf"));
    }
  }

  static void encodePegBestAndMid(FieldWriter out, Order order) {
    if (out.since(ServerVersions.PEG_BEST_PEG_MID)) {
      out.integerOrEmpty("minTradeQty", order.sizes().minTradeQuantity());
      out.integerOrEmpty("minCompeteSize", order.sizes().minCompeteSize());
      order.pegged().encodeCompeteOffset(out);
      out.decimalOrEmpty("midOffsetAtWhole", order.pegged().midOffsetAtWhole());
      out.decimalOrEmpty("midOffsetAtHalf", order.pegged().midOffsetAtHalf());
    }
  }
}

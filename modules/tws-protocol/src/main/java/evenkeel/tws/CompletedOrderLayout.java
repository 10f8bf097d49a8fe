package evenkeel.tws;

/**
 * The fields of completedOrder after the contract, in the order of the wire. Values that are unset
 * are written in the spelling of a real Gateway.
 */
final class CompletedOrderLayout {
  private CompletedOrderLayout() {}

  static OrderState decode(FieldReader in, OrderDraft to) {
    decodeMain(in, to);
    OpenOrderLayout.decodeAllocation(in, to);
    decodeAuction(in, to);
    decodeVolatility(in, to);
    OpenOrderLayout.decodeScale(in, to);
    OpenOrderLayout.decodeClearing(in, to);
    to.algo = Algo.decode(in);
    to.solicited = in.flag("solicited");
    OrderState.Builder state = OrderState.builder(in.text("status"));
    OpenOrderLayout.decodeConditions(in, to);
    decodeEnd(in, to);
    state.completedTime(in.text("completedTime")).completedStatus(in.text("completedStatus"));
    decodeLate(in, to);
    return state.build();
  }

  static void encode(FieldWriter out, Contract contract, Order order, OrderState state) {
    encodeMain(out, order);
    OpenOrderLayout.encodeAllocation(out, order);
    encodeAuction(out, order);
    encodeVolatility(out, contract, order);
    OpenOrderLayout.encodeScale(out, order);
    OpenOrderLayout.encodeClearing(out, contract, order);
    order.algo().encode(out);
    out.flag("solicited", order.flags().solicited());
    out.text("status", state.status());
    OpenOrderLayout.encodeConditions(out, order);
    encodeEnd(out, order);
    out.text("completedTime", state.completedTime());
    out.text("completedStatus", state.completedStatus());
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
    to.permId = in.longOrZero("permId");
    to.outsideRth = in.flag("outsideRth");
    to.hidden = in.flag("hidden");
    to.discretionaryAmount = in.decimal("discretionaryAmt");
    to.goodAfterTime = in.text("goodAfterTime");
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
    out.longInteger("permId", order.permId());
    out.flag("outsideRth", order.outsideRth());
    out.flag("hidden", order.flags().hidden());
    out.decimalOrEmpty("discretionaryAmt", order.discretionaryAmount());
    out.text("goodAfterTime", order.times().goodAfterTime());
  }

  private static void decodeAuction(FieldReader in, OrderDraft to) {
    to.startingPrice = in.decimal("startingPrice");
    to.stockRefPrice = in.decimal("stockRefPrice");
    to.delta = in.decimal("delta");
    to.stockRangeLower = in.decimal("stockRangeLower");
    to.stockRangeUpper = in.decimal("stockRangeUpper");
    to.displaySize = in.optionalInteger("displaySize");
    to.sweepToFill = in.flag("sweepToFill");
    to.allOrNone = in.flag("allOrNone");
    to.minQuantity = in.optionalInteger("minQty");
    to.ocaType = in.integerOrZero("ocaType");
    to.triggerMethod = in.integerOrZero("triggerMethod");
  }

  private static void encodeAuction(FieldWriter out, Order order) {
    out.decimalOrEmpty("startingPrice", order.box().startingPrice());
    out.decimalOrEmpty("stockRefPrice", order.box().stockRefPrice());
    out.decimalOrEmpty("delta", order.box().delta());
    out.decimalOrEmpty("stockRangeLower", order.box().stockRangeLower());
    out.decimalOrEmpty("stockRangeUpper", order.box().stockRangeUpper());
    out.integerOrMax("displaySize", order.sizes().displaySize());
    out.flag("sweepToFill", order.flags().sweepToFill());
    out.flag("allOrNone", order.flags().allOrNone());
    out.integerOrEmpty("minQty", order.sizes().minQuantity());
    out.integer("ocaType", order.oca().type());
    out.integer("triggerMethod", order.triggerMethod());
  }

  private static void decodeVolatility(FieldReader in, OrderDraft to) {
    to.volatility = in.decimal("volatility");
    to.volatilityType = in.optionalInteger("volatilityType");
    to.deltaNeutral = DeltaNeutralOrder.decodeCompleted(in);
    to.continuousUpdate = in.integerOrZero("continuousUpdate");
    to.referencePriceType = in.optionalInteger("referencePriceType");
    to.trailStopPrice = in.decimal("trailStopPrice");
    to.trailingPercent = in.decimal("trailingPercent");
    OpenOrderLayout.decodeCombo(in, to);
  }

  private static void encodeVolatility(FieldWriter out, Contract contract, Order order) {
    out.decimalOrEmpty("volatility", order.volatility().volatility());
    out.integerOrEmpty("volatilityType", order.volatility().volatilityType());
    order.deltaNeutral().encodeCompleted(out);
    out.integer("continuousUpdate", order.volatility().continuousUpdate());
    out.integerOrEmpty("referencePriceType", order.volatility().referencePriceType());
    out.decimalOrEmpty("trailStopPrice", order.trailing().stopPrice());
    out.decimalOrEmpty("trailingPercent", order.trailing().percent());
    OpenOrderLayout.encodeCombo(out, contract, order.combo());
  }

  private static void decodeEnd(FieldReader in, OrderDraft to) {
    // The second value of the message wins, as in the official reader.
    to.trailStopPrice = in.decimal("trailStopPrice");
    to.adjustment = OrderAdjustment.NONE.withLimitPriceOffset(in.decimal("lmtPriceOffset"));
    to.cashQuantity = in.decimal("cashQty");
    to.dontUseAutoPriceForHedge = in.flag("dontUseAutoPriceForHedge");
    to.omsContainer = in.flag("isOmsContainer");
    to.autoCancelDate = in.text("autoCancelDate");
    to.filledQuantity = in.decimal("filledQuantity");
    to.refFuturesConId = in.optionalInteger("refFuturesConId");
    to.autoCancelParent = in.flag("autoCancelParent");
    to.shareholder = in.text("shareholder");
    to.imbalanceOnly = in.flag("imbalanceOnly");
    to.routeMarketableToBbo = in.flag("routeMarketableToBbo");
    to.parentPermId = in.optionalLong("parentPermId");
  }

  private static void encodeEnd(FieldWriter out, Order order) {
    out.decimalOrMax("trailStopPrice", order.trailing().stopPrice());
    out.decimalOrMax("lmtPriceOffset", order.adjustment().limitPriceOffset());
    out.decimalOrEmpty("cashQty", order.sizes().cashQuantity());
    out.flag("dontUseAutoPriceForHedge", order.flags().dontUseAutoPriceForHedge());
    out.flag("isOmsContainer", order.flags().omsContainer());
    out.text("autoCancelDate", order.times().autoCancelDate());
    out.decimalOrEmpty("filledQuantity", order.filledQuantity());
    out.integerOrMax("refFuturesConId", order.refFuturesConId());
    out.flag("autoCancelParent", order.flags().autoCancelParent());
    out.text("shareholder", order.compliance().shareholder());
    out.flag("imbalanceOnly", order.flags().imbalanceOnly());
    out.flag("routeMarketableToBbo", order.flags().routeMarketableToBbo());
    out.longOrMax("parentPermId", order.parentPermId());
  }

  private static void decodeLate(FieldReader in, OrderDraft to) {
    OpenOrderLayout.decodePegBestAndMid(in, to);
    if (in.since(ServerVersions.CUSTOMER_ACCOUNT)) {
      to.customerAccount = in.account("customerAccount");
    }
    if (in.since(ServerVersions.PROFESSIONAL_CUSTOMER)) {
      to.professionalCustomer = in.flag("professionalCustomer");
    }
    if (in.since(ServerVersions.SUBMITTER)) {
      to.submitter = in.text("submitter");
    }
  }

  private static void encodeLate(FieldWriter out, Order order) {
    OpenOrderLayout.encodePegBestAndMid(out, order);
    if (out.since(ServerVersions.CUSTOMER_ACCOUNT)) {
      out.account("customerAccount", order.clearing().customerAccount());
    }
    if (out.since(ServerVersions.PROFESSIONAL_CUSTOMER)) {
      out.flag("professionalCustomer", order.clearing().professionalCustomer());
    }
    if (out.since(ServerVersions.SUBMITTER)) {
      out.text("submitter", order.compliance().submitter());
    }
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An order while its fields arrive, in an order that has nothing to do with their groups. Starts
 * with the values of {@link Order#NONE}.
 */
final class OrderDraft {
  private Contract contract;
  String action = "";
  Optional<BigDecimal> totalQuantity = Optional.empty();
  String orderType = "";
  Optional<BigDecimal> limitPrice = Optional.empty();
  Optional<BigDecimal> auxPrice = Optional.empty();
  String tif = "";
  AccountId account = AccountId.NONE;
  String orderRef = "";
  boolean transmit = true;
  boolean whatIf;
  boolean outsideRth;
  int parentId;
  int triggerMethod;
  Optional<BigDecimal> discretionaryAmount = Optional.empty();
  Optional<BigDecimal> percentOffset = Optional.empty();
  Algo algo = Algo.NONE;
  String ocaGroup = "";
  int ocaType;
  String goodAfterTime = "";
  String goodTillDate = "";
  String activeStartTime = "";
  String activeStopTime = "";
  OptionalInt duration = OptionalInt.empty();
  String manualOrderTime = "";
  String autoCancelDate = "";
  OptionalInt displaySize = OptionalInt.empty();
  OptionalInt minQuantity = OptionalInt.empty();
  OptionalInt minTradeQuantity = OptionalInt.empty();
  OptionalInt minCompeteSize = OptionalInt.empty();
  OptionalInt postToAts = OptionalInt.empty();
  Optional<BigDecimal> cashQuantity = Optional.empty();
  boolean blockOrder;
  boolean sweepToFill;
  boolean hidden;
  boolean allOrNone;
  boolean notHeld;
  boolean solicited;
  boolean randomizeSize;
  boolean randomizePrice;
  boolean optOutSmartRouting;
  boolean eTradeOnly;
  boolean firmQuoteOnly;
  Optional<BigDecimal> nbboPriceCap = Optional.empty();
  boolean overridePercentageConstraints;
  boolean dontUseAutoPriceForHedge;
  boolean omsContainer;
  boolean discretionaryUpToLimitPrice;
  Optional<Boolean> usePriceManagement = Optional.of(false);
  boolean autoCancelParent;
  boolean includeOvernight;
  boolean imbalanceOnly;
  boolean routeMarketableToBbo;
  String faGroup = "";
  String faMethod = "";
  String faPercentage = "";
  String faProfile = "";
  String modelCode = "";
  String sharesAllocation = "";
  String openClose = "";
  int origin;
  String rule80A = "";
  String settlingFirm = "";
  AccountId clearingAccount = AccountId.NONE;
  String clearingIntent = "";
  int shortSaleSlot;
  String designatedLocation = "";
  int exemptCode = -1;
  AccountId customerAccount = AccountId.NONE;
  boolean professionalCustomer;
  Optional<BigDecimal> volatility = Optional.empty();
  OptionalInt volatilityType = OptionalInt.empty();
  int continuousUpdate;
  OptionalInt referencePriceType = OptionalInt.empty();
  DeltaNeutralOrder deltaNeutral = DeltaNeutralOrder.NONE;
  int auctionStrategy;
  Optional<BigDecimal> startingPrice = Optional.empty();
  Optional<BigDecimal> stockRefPrice = Optional.empty();
  Optional<BigDecimal> delta = Optional.empty();
  Optional<BigDecimal> stockRangeLower = Optional.empty();
  Optional<BigDecimal> stockRangeUpper = Optional.empty();
  Optional<BigDecimal> trailStopPrice = Optional.empty();
  Optional<BigDecimal> trailingPercent = Optional.empty();
  OrderAdjustment adjustment = OrderAdjustment.NONE;
  Optional<BigDecimal> lmtPriceOffset = Optional.empty();
  OptionalInt scaleInitLevelSize = OptionalInt.empty();
  OptionalInt scaleSubsLevelSize = OptionalInt.empty();
  Optional<BigDecimal> scalePriceIncrement = Optional.empty();
  String scaleTable = "";
  ScaleOrder.Details scaleDetails = ScaleOrder.Details.NONE;
  Hedge hedge = Hedge.NONE;
  PeggedOrder pegged = PeggedOrder.NONE;
  OrderConditions conditions = OrderConditions.NONE;
  Optional<BigDecimal> basisPoints = Optional.empty();
  OptionalInt basisPointsType = OptionalInt.empty();
  List<Optional<BigDecimal>> legPrices = List.of();
  List<TagValue> smartRoutingParameters = List.of();
  String extOperator = "";
  OptionalInt manualOrderIndicator = OptionalInt.empty();
  String softDollarName = "";
  String softDollarValue = "";
  String softDollarDisplayName = "";
  String decisionMaker = "";
  String decisionAlgo = "";
  String executionTrader = "";
  String executionAlgo = "";
  String advancedErrorOverride = "";
  String submitter = "";
  String shareholder = "";
  String bondAccruedInterest = "";
  List<TagValue> miscOptions = List.of();
  int clientId;
  long permId;
  OptionalLong parentPermId = OptionalLong.empty();
  Optional<BigDecimal> filledQuantity = Optional.empty();
  OptionalInt refFuturesConId = OptionalInt.empty();

  OrderDraft(Contract contract) {
    this.contract = contract;
  }

  Contract contract() {
    return contract;
  }

  void contract(Contract value) {
    contract = value;
  }

  Order order() {
    return new Order(action, totalQuantity, orderType, limitPrice, auxPrice, tif, account, orderRef,
        transmit, whatIf, outsideRth, parentId, triggerMethod, discretionaryAmount, percentOffset,
        algo, new OneCancelsAll(ocaGroup, ocaType), times(), sizes(), flags(),
        new OrderAllocationGroup(faGroup, faMethod, faPercentage, faProfile, modelCode,
            sharesAllocation),
        clearing(),
        new OrderVolatility(volatility, volatilityType, continuousUpdate, referencePriceType),
        deltaNeutral,
        new BoxOrder(
            auctionStrategy, startingPrice, stockRefPrice, delta, stockRangeLower, stockRangeUpper),
        new TrailingStop(trailStopPrice, trailingPercent), adjustment,
        new ScaleOrder(scaleInitLevelSize, scaleSubsLevelSize, scalePriceIncrement, scaleTable,
            scaleDetails),
        hedge, pegged, conditions,
        new ComboOrder(basisPoints, basisPointsType, legPrices, smartRoutingParameters),
        compliance(), miscOptions, clientId, permId, parentPermId, filledQuantity, refFuturesConId);
  }

  private OrderTimes times() {
    return new OrderTimes(goodAfterTime, goodTillDate, activeStartTime, activeStopTime, duration,
        manualOrderTime, autoCancelDate);
  }

  private OrderSizes sizes() {
    return new OrderSizes(displaySize, minQuantity, minTradeQuantity, minCompeteSize, postToAts,
        cashQuantity);
  }

  private OrderFlags flags() {
    return new OrderFlags(blockOrder, sweepToFill, hidden, allOrNone, notHeld, solicited,
        randomizeSize, randomizePrice, optOutSmartRouting, eTradeOnly, firmQuoteOnly, nbboPriceCap,
        overridePercentageConstraints, dontUseAutoPriceForHedge, omsContainer,
        discretionaryUpToLimitPrice, usePriceManagement, autoCancelParent, includeOvernight,
        imbalanceOnly, routeMarketableToBbo);
  }

  private OrderClearing clearing() {
    return new OrderClearing(openClose, origin, rule80A, settlingFirm, clearingAccount,
        clearingIntent, shortSaleSlot, designatedLocation, exemptCode, customerAccount,
        professionalCustomer);
  }

  private OrderCompliance compliance() {
    return new OrderCompliance(extOperator, manualOrderIndicator, softDollarName, softDollarValue,
        softDollarDisplayName, decisionMaker, decisionAlgo, executionTrader, executionAlgo,
        advancedErrorOverride, submitter, shareholder, bondAccruedInterest);
  }
}

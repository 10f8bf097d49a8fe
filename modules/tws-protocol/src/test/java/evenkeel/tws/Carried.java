package evenkeel.tws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is left of a message after a journey over the wire at a server version: each message says
 * here a second time, and independently of its codec, which fields it does not carry.
 */
final class Carried {
  private Carried() {}

  static ServerMessage server(ServerMessage message, int version) {
    return switch (message) {
      case ErrorMessage it -> new ErrorMessage(it.id(), it.code(), it.text(),
          version >= 166 ? it.advancedOrderRejectJson() : "",
          version >= 194 ? it.errorTime() : Optional.empty());
      case ContractData it -> new ContractData(it.reqId(), details(it.details(), version));
      case SymbolSamples it -> new SymbolSamples(it.reqId(),
          it.samples().stream().map(sample -> sample(sample, version)).toList());
      case OpenOrder it -> openOrder(it, version);
      case CompletedOrder it -> completedOrder(it, version);
      case ExecutionDetails it -> new ExecutionDetails(it.reqId(), contract(it.contract(), true),
          execution(it.execution(), version));
      case PortfolioValue it -> new PortfolioValue(contract(it.contract(), true).toBuilder()
          .exchange("").primaryExchange(it.contract().primaryExchange()).build(), it.position(),
          it.marketPrice(), it.marketValue(), it.averageCost(), it.unrealizedPnl(),
          it.realizedPnl(), it.account());
      case Position it -> new Position(it.account(), contract(it.contract(), true), it.position(),
          it.avgCost());
      case PositionMulti it -> new PositionMulti(it.reqId(), it.account(),
          contract(it.contract(), true), it.position(), it.avgCost(), it.modelCode());
      case HistoricalData it -> version >= 196
          ? new HistoricalData(it.reqId(), "", "", it.bars())
          : it;
      default -> message;
    };
  }

  static ClientMessage client(ClientMessage message, int version) {
    return switch (message) {
      case RequestMarketData it -> new RequestMarketData(it.tickerId(), dataContract(it.contract())
          .toBuilder().deltaNeutral(it.contract().deltaNeutral()).build(), it.genericTickList(),
          it.snapshot(), it.regulatorySnapshot(), it.options());
      case RequestHistoricalData it -> new RequestHistoricalData(it.reqId(),
          dataContract(it.contract()), it.includeExpired(), it.endDateTime(), it.barSize(),
          it.duration(), it.useRth(), it.whatToShow(), it.formatDate(), it.keepUpToDate(),
          it.chartOptions());
      case RequestHeadTimestamp it -> new RequestHeadTimestamp(it.reqId(),
          contract(it.contract(), false), it.includeExpired(), it.useRth(), it.whatToShow(),
          it.formatDate());
      case RequestContractDetails it -> new RequestContractDetails(it.reqId(),
          withSecId(contract(it.contract(), false), it.contract()), it.includeExpired(),
          version >= 176 ? it.issuerId() : "");
      case CancelOrder it -> new CancelOrder(it.orderId(),
          version >= 169 ? it.manualOrderCancelTime() : "", version >= 192 ? it.extOperator() : "",
          version >= 192 ? it.manualOrderIndicator() : OptionalInt.empty());
      case RequestAccountSummary it -> new RequestAccountSummary(it.reqId(), it.group(),
          commaList(it.tags()));
      case RequestGlobalCancel it -> version >= 192 ? it : new RequestGlobalCancel();
      case RequestExecutions it -> version >= 200 ? it : executions(it);
      case PlaceOrder it -> placeOrder(it, version);
      default -> message;
    };
  }

  private static RequestExecutions executions(RequestExecutions message) {
    ExecutionFilter filter = message.filter();
    return new RequestExecutions(message.reqId(), new ExecutionFilter(filter.clientId(),
        filter.account(), filter.time(), filter.symbol(), filter.secType(), filter.exchange(),
        filter.side(), OptionalInt.empty(), List.of()));
  }

  /** The fields that every message with a contract has; zero has one spelling. */
  private static Contract contract(Contract contract, boolean oneExchange) {
    return Contract.NONE.toBuilder().conId(contract.conId()).symbol(contract.symbol())
        .secType(contract.secType())
        .lastTradeDateOrContractMonth(contract.lastTradeDateOrContractMonth())
        .strike(strike(contract)).right(contract.right()).multiplier(contract.multiplier())
        .exchange(contract.exchange())
        .primaryExchange(oneExchange ? "" : contract.primaryExchange())
        .currency(contract.currency()).localSymbol(contract.localSymbol())
        .tradingClass(contract.tradingClass()).build();
  }

  private static BigDecimal strike(Contract contract) {
    return contract.strike().signum() == 0 ? BigDecimal.ZERO : contract.strike();
  }

  private static Contract withSecId(Contract carried, Contract from) {
    return carried.toBuilder().secIdType(from.secIdType()).secId(from.secId()).build();
  }

  /** The contract of a request for data: its legs have four fields. */
  private static Contract dataContract(Contract contract) {
    List<ComboLeg> legs = contract.comboLegs().stream()
        .map(leg -> new ComboLeg(leg.conId(), leg.ratio(), leg.action(), leg.exchange())).toList();
    return contract(contract, false).toBuilder()
        .comboLegs(contract.secType().equals("BAG") ? legs : List.of()).build();
  }

  private static Execution execution(Execution it, int version) {
    return new Execution(it.execId(), it.time(), it.account(), it.exchange(), it.side(),
        it.shares(), it.price(), it.permId(), it.clientId(), it.orderId(), it.liquidation(),
        it.cumQty(), it.avgPrice(), it.orderRef(), it.evRule(), it.evMultiplier(), it.modelCode(),
        it.lastLiquidity(), version >= 178 && it.pendingPriceRevision(),
        version >= 198 ? it.submitter() : "");
  }

  private static SymbolSample sample(SymbolSample it, int version) {
    return version >= 176
        ? it
        : new SymbolSample(it.conId(), it.symbol(), it.secType(), it.primaryExchange(),
            it.currency(), it.derivativeSecTypes(), "", "");
  }

  private static ContractDetails details(ContractDetails it, int version) {
    Contract contract = contract(it.contract(), false);
    ContractDetails.Builder carried = it.toBuilder().contract(contract)
        .orderTypes(commaList(it.orderTypes())).validExchanges(commaList(it.validExchanges()))
        .marketRuleIds(commaList(it.marketRuleIds()));
    if (version < 182) {
      carried.lastTradeDate("");
    }
    if (version < 164) {
      carried.minSize(Optional.empty()).sizeIncrement(Optional.empty())
          .suggestedSizeIncrement(Optional.empty());
    }
    if (version < 179 || !contract.secType().equals("FUND")) {
      carried.fundFields(List.of());
    }
    if (version < 186) {
      carried.ineligibilityReasons(List.of());
    }
    return carried.build();
  }

  /** A list of one empty text has the spelling of an empty list. */
  private static List<String> commaList(List<String> values) {
    return values.equals(List.of("")) ? List.of() : values;
  }

  private static PlaceOrder placeOrder(PlaceOrder message, int version) {
    Contract from = message.contract();
    boolean combo = from.secType().equals("BAG");
    Contract contract = withSecId(contract(from, false), from).toBuilder()
        .deltaNeutral(from.deltaNeutral()).comboLegs(combo ? from.comboLegs() : List.of()).build();
    Order order = message.order();
    OrderSizes sizes = order.sizes();
    boolean pegBest = order.orderType().equals("PEG BEST");
    boolean ats = from.exchange().equals("IBKRATS");
    OrderTimes times = order.times();
    OrderClearing clearing = order.clearing();
    OrderCompliance compliance = order.compliance();
    Order carried = order.toBuilder().clientId(0).permId(0).parentPermId(OptionalLong.empty())
        .filledQuantity(Optional.empty()).refFuturesConId(OptionalInt.empty())
        .orderType(version >= 170 || !order.orderType().matches("PEG (BEST|MID)")
            ? order.orderType()
            : "LMT")
        .algo(algo(order.algo(), true)).hedge(hedge(order.hedge()))
        .conditions(conditions(order.conditions())).scale(scale(order.scale(), true))
        .deltaNeutral(requestDeltaNeutral(order.deltaNeutral()))
        .times(new OrderTimes(times.goodAfterTime(), times.goodTillDate(), times.activeStartTime(),
            times.activeStopTime(), version >= 158 ? times.duration() : OptionalInt.empty(),
            version >= 169 ? times.manualOrderTime() : "", ""))
        .sizes(new OrderSizes(sizes.displaySize(), sizes.minQuantity(),
            version >= 170 && ats ? sizes.minTradeQuantity() : OptionalInt.empty(),
            version >= 170 && pegBest ? sizes.minCompeteSize() : OptionalInt.empty(),
            version >= 160 ? sizes.postToAts() : OptionalInt.empty(), sizes.cashQuantity()))
        .flags(flags(order.flags(), version >= 162, version >= 189, version >= 199, true))
        .allocation(allocation(order.allocation(), version, false))
        .clearing(clearing(clearing, version))
        .pegged(requestPegged(order, version))
        .combo(new ComboOrder(Optional.empty(), OptionalInt.empty(),
            combo ? order.combo().legPrices() : List.of(),
            combo ? order.combo().smartRoutingParameters() : List.of()))
        .compliance(new OrderCompliance(compliance.extOperator(),
            version >= 192 ? compliance.manualOrderIndicator() : OptionalInt.empty(),
            compliance.softDollarName(), compliance.softDollarValue(), "",
            compliance.decisionMaker(), compliance.decisionAlgo(), compliance.executionTrader(),
            compliance.executionAlgo(), version >= 166 ? compliance.advancedErrorOverride() : "",
            "", "", ""))
        .build();
    return new PlaceOrder(message.orderId(), contract, carried);
  }

  private static OpenOrder openOrder(OpenOrder message, int version) {
    Order order = message.order();
    OrderTimes times = order.times();
    OrderSizes sizes = order.sizes();
    OrderCompliance compliance = order.compliance();
    Order carried = echoed(order, version).clientId(order.clientId()).whatIf(order.whatIf())
        .parentId(order.parentId()).box(order.box()).adjustment(order.adjustment())
        .deltaNeutral(order.deltaNeutral())
        .times(new OrderTimes(times.goodAfterTime(), times.goodTillDate(), "", "",
            version >= 158 ? times.duration() : OptionalInt.empty(), "", ""))
        .sizes(sizes(sizes, version, version >= 160 ? sizes.postToAts() : OptionalInt.empty()))
        .flags(flags(order.flags(), version >= 162, version >= 189, version >= 199, false))
        .allocation(allocation(order.allocation(), version, true))
        .compliance(new OrderCompliance(version >= 193 ? compliance.extOperator() : "",
            version >= 193 ? compliance.manualOrderIndicator() : OptionalInt.empty(),
            compliance.softDollarName(), compliance.softDollarValue(),
            compliance.softDollarDisplayName(), "", "", "", "", "",
            version >= 198 ? compliance.submitter() : "", "",
            version >= 185 ? compliance.bondAccruedInterest() : ""))
        .build();
    return new OpenOrder(message.orderId(), echoed(message.contract()), carried,
        openState(message.state(), version));
  }

  private static CompletedOrder completedOrder(CompletedOrder message, int version) {
    Order order = message.order();
    OrderTimes times = order.times();
    BoxOrder box = order.box();
    DeltaNeutralOrder neutral = order.deltaNeutral();
    OrderFlags flags = order.flags();
    Order carried = echoed(order, version).parentPermId(order.parentPermId())
        .filledQuantity(order.filledQuantity()).refFuturesConId(order.refFuturesConId())
        .box(new BoxOrder(0, box.startingPrice(), box.stockRefPrice(), box.delta(),
            box.stockRangeLower(), box.stockRangeUpper()))
        .adjustment(OrderAdjustment.NONE
            .withLimitPriceOffset(order.adjustment().limitPriceOffset()))
        .deltaNeutral(new DeltaNeutralOrder(neutral.orderType(), neutral.auxPrice(),
            neutral.conId(), "", AccountId.NONE, "", "", neutral.shortSale(),
            neutral.shortSaleSlot(), neutral.designatedLocation()))
        .times(new OrderTimes(times.goodAfterTime(), times.goodTillDate(), "", "",
            OptionalInt.empty(), "", times.autoCancelDate()))
        .sizes(sizes(order.sizes(), version, OptionalInt.empty()))
        .flags(new OrderFlags(false, flags.sweepToFill(), flags.hidden(), flags.allOrNone(),
            flags.notHeld(), flags.solicited(), flags.randomizeSize(), flags.randomizePrice(),
            false, false, false, Optional.empty(), false, flags.dontUseAutoPriceForHedge(),
            flags.omsContainer(), false, OrderFlags.NONE.usePriceManagement(),
            flags.autoCancelParent(), false, flags.imbalanceOnly(), flags.routeMarketableToBbo()))
        .allocation(allocation(order.allocation(), version, false))
        .combo(new ComboOrder(Optional.empty(), OptionalInt.empty(), order.combo().legPrices(),
            order.combo().smartRoutingParameters()))
        .compliance(new OrderCompliance("", OptionalInt.empty(), "", "", "", "", "", "", "", "",
            version >= 198 ? order.compliance().submitter() : "",
            order.compliance().shareholder(), ""))
        .build();
    OrderState state = message.state();
    return new CompletedOrder(echoed(message.contract()), carried,
        OrderState.builder(state.status()).completedTime(state.completedTime())
            .completedStatus(state.completedStatus()).build());
  }

  /** What openOrder and completedOrder have in common. */
  private static Order.Builder echoed(Order order, int version) {
    return Order.builder().action(order.action()).totalQuantity(order.totalQuantity())
        .orderType(order.orderType()).limitPrice(order.limitPrice()).auxPrice(order.auxPrice())
        .tif(order.tif()).account(order.account()).orderRef(order.orderRef())
        .permId(order.permId()).outsideRth(order.outsideRth())
        .triggerMethod(order.triggerMethod()).discretionaryAmount(order.discretionaryAmount())
        .percentOffset(order.percentOffset()).algo(algo(order.algo(), false)).oca(order.oca())
        .clearing(clearing(order.clearing(), version)).volatility(order.volatility())
        .trailing(order.trailing()).scale(scale(order.scale(), false)).hedge(hedge(order.hedge()))
        .pegged(echoedPegged(order, version)).conditions(conditions(order.conditions()))
        .combo(order.combo());
  }

  private static Contract echoed(Contract contract) {
    return contract(contract, true).toBuilder().deltaNeutral(contract.deltaNeutral())
        .comboLegs(contract.comboLegs()).comboLegsDescription(contract.comboLegsDescription())
        .build();
  }

  private static OrderState openState(OrderState state, int version) {
    OrderState.Builder carried = state.toBuilder().completedTime("").completedStatus("");
    if (version < 195) {
      carried.marginCurrency("").initialMarginOutsideRth(Margin.NONE)
          .maintenanceMarginOutsideRth(Margin.NONE).equityWithLoanOutsideRth(Margin.NONE)
          .suggestedSize(Optional.empty()).rejectReason("").allocations(List.of());
    }
    return carried.build();
  }

  private static Algo algo(Algo algo, boolean withId) {
    String id = withId ? algo.id() : "";
    return algo.strategy().isEmpty()
        ? new Algo("", List.of(), id)
        : new Algo(algo.strategy(), algo.parameters(), id);
  }

  private static Hedge hedge(Hedge hedge) {
    return hedge.hedgeType().isEmpty() ? Hedge.NONE : hedge;
  }

  private static OrderConditions conditions(OrderConditions conditions) {
    return conditions.conditions().isEmpty() ? OrderConditions.NONE : conditions;
  }

  private static ScaleOrder scale(ScaleOrder scale, boolean withTable) {
    boolean scales = scale.priceIncrement().isPresent()
        && scale.priceIncrement().get().signum() > 0;
    return new ScaleOrder(scale.initLevelSize(), scale.subsLevelSize(), scale.priceIncrement(),
        withTable ? scale.table() : "", scales ? scale.details() : ScaleOrder.Details.NONE);
  }

  private static DeltaNeutralOrder requestDeltaNeutral(DeltaNeutralOrder order) {
    return order.orderType().isEmpty()
        ? new DeltaNeutralOrder("", order.auxPrice(), 0, "", AccountId.NONE, "", "", false, 0, "")
        : order;
  }

  private static OrderSizes sizes(OrderSizes sizes, int version, OptionalInt postToAts) {
    return new OrderSizes(sizes.displaySize(), sizes.minQuantity(),
        version >= 170 ? sizes.minTradeQuantity() : OptionalInt.empty(),
        version >= 170 ? sizes.minCompeteSize() : OptionalInt.empty(), postToAts,
        sizes.cashQuantity());
  }

  private static OrderFlags flags(OrderFlags it, boolean autoCancelParent, boolean overnight,
      boolean imbalance, boolean override) {
    return new OrderFlags(it.blockOrder(), it.sweepToFill(), it.hidden(), it.allOrNone(),
        it.notHeld(), it.solicited(), it.randomizeSize(), it.randomizePrice(),
        it.optOutSmartRouting(), it.eTradeOnly(), it.firmQuoteOnly(), it.nbboPriceCap(),
        override && it.overridePercentageConstraints(), it.dontUseAutoPriceForHedge(), it.omsContainer(),
        it.discretionaryUpToLimitPrice(), it.usePriceManagement(),
        autoCancelParent && it.autoCancelParent(), overnight && it.includeOvernight(),
        imbalance && it.imbalanceOnly(), false);
  }

  private static OrderAllocationGroup allocation(OrderAllocationGroup it, int version,
      boolean withShares) {
    return new OrderAllocationGroup(it.group(), it.method(), it.percentage(),
        version < 177 ? it.profile() : "", it.modelCode(),
        withShares ? it.sharesAllocation() : "");
  }

  private static OrderClearing clearing(OrderClearing it, int version) {
    return new OrderClearing(it.openClose(), it.origin(), it.rule80A(), it.settlingFirm(),
        it.account(), it.intent(), it.shortSaleSlot(), it.designatedLocation(), it.exemptCode(),
        version >= 183 ? it.customerAccount() : AccountId.NONE,
        version >= 184 && it.professionalCustomer());
  }

  private static PeggedOrder requestPegged(Order order, int version) {
    PeggedOrder pegged = benchmark(order);
    PeggedOrder from = order.pegged();
    if (version < 170) {
      return pegged;
    }
    boolean best = order.orderType().equals("PEG BEST");
    boolean upToMid = best && from.competeUpToMid();
    boolean mid = upToMid || order.orderType().equals("PEG MID");
    return pegged.withOffsets(upToMid,
        best && !upToMid ? from.competeAgainstBestOffset() : Optional.empty(),
        mid ? from.midOffsetAtWhole() : Optional.empty(),
        mid ? from.midOffsetAtHalf() : Optional.empty());
  }

  private static PeggedOrder echoedPegged(Order order, int version) {
    PeggedOrder from = order.pegged();
    return version < 170
        ? benchmark(order)
        : benchmark(order).withOffsets(from.competeUpToMid(),
            from.competeUpToMid() ? Optional.empty() : from.competeAgainstBestOffset(),
            from.midOffsetAtWhole(), from.midOffsetAtHalf());
  }

  private static PeggedOrder benchmark(Order order) {
    return order.orderType().equals("PEG BENCH")
        ? order.pegged().withOffsets(false, Optional.empty(), Optional.empty(), Optional.empty())
        : PeggedOrder.NONE;
  }
}

package evenkeel.simulator;

import evenkeel.tws.AccountId;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.Contract;
import evenkeel.tws.Execution;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.Margin;
import evenkeel.tws.OneCancelsAll;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.Order;
import evenkeel.tws.OrderAllocationGroup;
import evenkeel.tws.OrderClearing;
import evenkeel.tws.OrderCompliance;
import evenkeel.tws.OrderFlags;
import evenkeel.tws.OrderSizes;
import evenkeel.tws.OrderState;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.OrderStatusWord;
import evenkeel.tws.OrderVolatility;
import evenkeel.tws.PeggedOrder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** Orders and fills in the protocol's words, echoed as real Gateways echo them. */
record OrderMessages(GatewayClock clock) {
  private static final int ECHOED_OCA_TYPE = 3;
  private static final OptionalInt ECHOED_COMPETE_SIZE = OptionalInt.of(100);
  private static final Optional<BigDecimal> ECHOED_COMPETE_OFFSET = Optional
      .of(new BigDecimal("0.02"));
  private static final BigDecimal NO_PRICE = new BigDecimal("0.0");
  private static final String SMART = "SMART";
  private static final AccountId OTHER_ACCOUNT = new AccountId("DU7654321");

  OpenOrder open(ExchangeOrder order) {
    return open(order, OrderState.of(order.status().wire()));
  }

  /** The order once more, with what it has cost: a Gateway knows that later than the fill. */
  OpenOrder withFee(ExchangeOrder order) {
    return open(order, OrderState.builder(order.status().wire())
        .commission(Optional.of(order.commission()))
        .commissionCurrency(Deal.feeCurrency(order.account(), order.instrument())).build());
  }

  private static OpenOrder open(ExchangeOrder order, OrderState state) {
    return new OpenOrder(order.orderId(), Instruments.contract(order.instrument(), SMART),
        echo(order), state);
  }

  /** The answer to a what-if order: nothing is placed, the figures are filled in. */
  OpenOrder preview(
      int orderId, int clientId, Instrument instrument, Order terms, Margin initial,
      Margin equity, BigDecimal commission,
      String commissionCurrency) {
    OrderState state = OrderState.builder(OrderStatusWord.PRE_SUBMITTED.wire())
        .initialMargin(initial).maintenanceMargin(initial).equityWithLoan(equity)
        .commission(Optional.of(commission)).commissionCurrency(commissionCurrency).build();
    return new OpenOrder(orderId, Instruments.contract(instrument, SMART),
        echo(terms, clientId, 0), state);
  }

  /** The same without a figure and with a warning, as a Gateway answers before IBKR has. */
  OpenOrder warning(OpenOrder preview, String warning) {
    OrderState state = OrderState.builder(OrderStatusWord.PRE_SUBMITTED.wire())
        .warningText(warning).build();
    return new OpenOrder(preview.orderId(), preview.contract(), preview.order(), state);
  }

  CompletedOrder completed(Link link, ExchangeOrder order) {
    Order echo = echo(order);
    OrderCompliance from = echo.compliance();
    OrderCompliance compliance = new OrderCompliance(from.extOperator(),
        from.manualOrderIndicator(), from.softDollarName(), from.softDollarValue(),
        from.softDollarDisplayName(), from.decisionMaker(), from.decisionAlgo(),
        from.executionTrader(), from.executionAlgo(), from.advancedErrorOverride(),
        from.submitter(), "Not an insider or substantial shareholder",
        from.bondAccruedInterest());
    boolean filled = order.status() == OrderStatusWord.FILLED;
    Order completed = echo.toBuilder().compliance(compliance)
        // Real Gateways show 0 here for what has filled.
        .totalQuantity(filled ? BigDecimal.ZERO : order.quantity())
        .filledQuantity(Optional.of(order.filled())).build();
    OrderState state = OrderState.builder(order.status().wire())
        .completedTime(link.moment(order.endedAt(), clock)).completedStatus(order.ending())
        .build();
    return new CompletedOrder(Instruments.contract(order.instrument(), SMART), completed, state);
  }

  OrderStatus status(ExchangeOrder order, OrderStatusWord word, int clientId) {
    return new OrderStatus(order.orderId(), word.wire(), Optional.of(order.filled()),
        Optional.of(order.remaining()), Optional.of(order.averagePrice()), order.shownPermId(),
        order.terms().parentId(), Optional.of(order.lastPrice()), clientId, order.whyHeld(),
        Optional.of(BigDecimal.ZERO));
  }

  /** The same with 0 remaining, which Gateways have shown for cancelled orders. */
  OrderStatus withoutRemaining(OrderStatus status) {
    return new OrderStatus(status.orderId(), status.status(), status.filled(),
        Optional.of(BigDecimal.ZERO), status.avgFillPrice(), status.permId(), status.parentId(),
        status.lastFillPrice(), status.clientId(), status.whyHeld(), status.mktCapPrice());
  }

  ExecutionDetails execution(Link link, Deal deal, int reqId) {
    ExchangeOrder order = deal.order();
    String venue = order.instrument().primaryExchange();
    Contract contract = Instruments.contract(order.instrument(), venue);
    String side = order.isBuy() ? "BOT" : "SLD";
    Execution execution = new Execution(deal.execId(), link.moment(deal.time(), clock),
        new AccountId(order.account().id()), venue, side, Optional.of(deal.shares()),
        Optional.of(deal.toldPrice()), order.permId(), order.clientId(), order.orderId(), 0,
        Optional.of(deal.cumulative()), Optional.of(deal.toldAverage()),
        order.terms().orderRef(), "", Optional.empty(), "", 2, false, "");
    return new ExecutionDetails(reqId, contract, execution);
  }

  /** An execution beside one of a fill, which is none. */
  ExecutionDetails extra(ExecutionDetails real, Fault.ExtraExecutions.Kind kind) {
    Execution it = real.execution();
    Execution extra = switch (kind) {
      case NO_SHARES -> with(it, another(it.execId(), "08"), it.account(), Optional.of(BigDecimal.ZERO), it.price());
      case OTHER_ACCOUNT -> with(it, another(it.execId(), "09"), OTHER_ACCOUNT, it.shares(), it.price());
      case OTHER_CONTENT -> with(
          it, it.execId(), it.account(), it.shares().map(shares -> shares.add(BigDecimal.ONE)),
          it.price().map(price -> price.add(BigDecimal.TEN)));
    };
    return new ExecutionDetails(real.reqId(), real.contract(), extra);
  }

  /** The id of another execution: the third of its four parts is this one. */
  private static String another(String execId, String third) {
    String[] parts = execId.split("\\.", -1);
    return parts[0] + "." + parts[1] + "." + third + ".01";
  }

  private static Execution with(
      Execution it, String execId, AccountId account, Optional<BigDecimal> shares, Optional<BigDecimal> price) {
    return new Execution(execId, it.time(), account, it.exchange(), it.side(), shares, price, it.permId(),
        it.clientId(), it.orderId(), it.liquidation(), it.cumQty(), it.avgPrice(), it.orderRef(), it.evRule(),
        it.evMultiplier(), it.modelCode(), it.lastLiquidity(), it.pendingPriceRevision(), it.submitter());
  }

  CommissionReport commission(Deal deal) {
    return new CommissionReport(deal.execId(), Optional.of(deal.commission()),
        Deal.feeCurrency(deal.order().account(), deal.order().instrument()), deal.realized().map(Deal::amount),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** The moment in the Gateway's own zone. */
  String time(Instant instant) {
    return clock.time(instant);
  }

  private static Order echo(ExchangeOrder order) {
    return echo(order.terms(), order.clientId(), order.shownPermId());
  }

  private static Order echo(Order terms, int clientId, long permId) {
    OrderSizes sizes = terms.sizes();
    OrderClearing clearing = terms.clearing();
    OrderAllocationGroup group = terms.allocation();
    OrderVolatility volatility = terms.volatility();
    PeggedOrder pegged = terms.pegged();
    return terms.toBuilder().clientId(clientId).permId(permId)
        .limitPrice(terms.limitPrice().or(() -> Optional.of(NO_PRICE)))
        .auxPrice(terms.auxPrice().or(() -> Optional.of(NO_PRICE)))
        .discretionaryAmount(Optional.of(BigDecimal.ZERO))
        .oca(new OneCancelsAll(terms.oca().group(), ECHOED_OCA_TYPE))
        .sizes(new OrderSizes(OptionalInt.empty(), sizes.minQuantity(), sizes.minTradeQuantity(),
            ECHOED_COMPETE_SIZE, sizes.postToAts(), Optional.of(BigDecimal.ZERO)))
        .flags(echo(terms.flags()))
        .allocation(new OrderAllocationGroup(group.group(), group.method(),
            group.percentage(), group.profile(), group.modelCode(), shares(terms, permId)))
        .clearing(new OrderClearing("", clearing.origin(), clearing.rule80A(),
            clearing.settlingFirm(), clearing.account(), "IB", clearing.shortSaleSlot(),
            clearing.designatedLocation(), clearing.exemptCode(), clearing.customerAccount(),
            clearing.professionalCustomer()))
        .volatility(new OrderVolatility(volatility.volatility(), OptionalInt.of(0),
            volatility.continuousUpdate(), OptionalInt.of(0)))
        .pegged(new PeggedOrder(pegged.referenceContractId(), pegged.changeAmountDecrease(),
            pegged.changeAmount(), pegged.referenceChangeAmount(), pegged.referenceExchange(),
            false, ECHOED_COMPETE_OFFSET, pegged.midOffsetAtWhole(), pegged.midOffsetAtHalf()))
        .build();
  }

  private static String shares(Order terms, long permId) {
    return permId + ".0/" + terms.account().value() + "/"
        + terms.totalQuantity().orElse(BigDecimal.ZERO).toPlainString();
  }

  private static OrderFlags echo(OrderFlags flags) {
    return new OrderFlags(flags.blockOrder(), flags.sweepToFill(), flags.hidden(),
        flags.allOrNone(), flags.notHeld(), flags.solicited(), flags.randomizeSize(),
        flags.randomizePrice(), flags.optOutSmartRouting(), flags.eTradeOnly(),
        flags.firmQuoteOnly(), flags.nbboPriceCap(), flags.overridePercentageConstraints(),
        true, flags.omsContainer(), flags.discretionaryUpToLimitPrice(),
        flags.usePriceManagement(), flags.autoCancelParent(), flags.includeOvernight(),
        flags.imbalanceOnly(), flags.routeMarketableToBbo());
  }
}

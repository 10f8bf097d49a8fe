package evenkeel.ibapi;

import com.ib.client.Contract;
import com.ib.client.ExecutionFilter;
import com.ib.client.Order;
import com.ib.client.TagValue;
import evenkeel.tws.OrderFlags;
import evenkeel.tws.OrderSizes;
import evenkeel.tws.OrderTimes;
import java.util.ArrayList;
import java.util.List;

/** Our records as the objects that IBKR's client takes. */
final class ToIbapi {
  private ToIbapi() {}

  /** @throws IllegalArgumentException for combinations, which Evenkeel does not trade */
  static Contract contract(evenkeel.tws.Contract from) {
    if (!from.comboLegs().isEmpty() || from.deltaNeutral().isPresent()) {
      throw new IllegalArgumentException("combinations are not carried over gateway.transport = ibapi");
    }
    var contract = new Contract();
    contract.conid(from.conId());
    contract.symbol(from.symbol());
    contract.secType(from.secType());
    contract.lastTradeDateOrContractMonth(from.lastTradeDateOrContractMonth());
    if (from.strike().signum() != 0) {
      contract.strike(from.strike().doubleValue());
    }
    contract.right(from.right());
    contract.multiplier(from.multiplier());
    contract.exchange(from.exchange());
    contract.primaryExch(from.primaryExchange());
    contract.currency(from.currency());
    contract.localSymbol(from.localSymbol());
    contract.tradingClass(from.tradingClass());
    contract.secIdType(from.secIdType());
    contract.secId(from.secId());
    return contract;
  }

  /** @throws IllegalArgumentException when the order has more to it than is carried here */
  static Order order(evenkeel.tws.Order from) {
    if (!from.equals(carried(from))) {
      throw new IllegalArgumentException(
          "the order has a field that is not carried over gateway.transport = ibapi");
    }
    var order = new Order();
    order.action(from.action());
    order.totalQuantity(Values.quantity(from.totalQuantity()));
    order.orderType(from.orderType());
    order.lmtPrice(Values.number(from.limitPrice()));
    order.auxPrice(Values.number(from.auxPrice()));
    order.tif(from.tif());
    order.account(from.account().value());
    order.orderRef(from.orderRef());
    order.transmit(from.transmit());
    order.whatIf(from.whatIf());
    order.outsideRth(from.outsideRth());
    order.parentId(from.parentId());
    order.algoStrategy(from.algo().strategy());
    order.algoParams(tags(from.algo().parameters()));
    order.algoId(from.algo().id());
    order.ocaGroup(from.oca().group());
    order.ocaType(from.oca().type());
    order.goodAfterTime(from.times().goodAfterTime());
    order.goodTillDate(from.times().goodTillDate());
    order.cashQty(Values.number(from.sizes().cashQuantity()));
    order.usePriceMgmtAlgo(from.flags().usePriceManagement().orElse(null));
    return order;
  }

  /** An order with these fields and no others. */
  private static evenkeel.tws.Order carried(evenkeel.tws.Order from) {
    OrderTimes times = OrderTimes.NONE;
    OrderSizes sizes = OrderSizes.NONE;
    OrderFlags flags = OrderFlags.NONE;
    return evenkeel.tws.Order.builder().action(from.action()).totalQuantity(from.totalQuantity())
        .orderType(from.orderType()).limitPrice(from.limitPrice()).auxPrice(from.auxPrice()).tif(from.tif())
        .account(from.account()).orderRef(from.orderRef()).transmit(from.transmit()).whatIf(from.whatIf())
        .outsideRth(from.outsideRth()).parentId(from.parentId()).algo(from.algo()).oca(from.oca())
        .times(new OrderTimes(from.times().goodAfterTime(), from.times().goodTillDate(), times.activeStartTime(),
            times.activeStopTime(), times.duration(), times.manualOrderTime(), times.autoCancelDate()))
        .sizes(new OrderSizes(sizes.displaySize(), sizes.minQuantity(), sizes.minTradeQuantity(),
            sizes.minCompeteSize(), sizes.postToAts(), from.sizes().cashQuantity()))
        .flags(new OrderFlags(flags.blockOrder(), flags.sweepToFill(), flags.hidden(), flags.allOrNone(),
            flags.notHeld(), flags.solicited(), flags.randomizeSize(), flags.randomizePrice(),
            flags.optOutSmartRouting(), flags.eTradeOnly(), flags.firmQuoteOnly(), flags.nbboPriceCap(),
            flags.overridePercentageConstraints(), flags.dontUseAutoPriceForHedge(), flags.omsContainer(),
            flags.discretionaryUpToLimitPrice(), from.flags().usePriceManagement(), flags.autoCancelParent(),
            flags.includeOvernight(), flags.imbalanceOnly(), flags.routeMarketableToBbo()))
        .build();
  }

  /** @throws IllegalArgumentException for days, which server versions below 200 do not know either */
  static ExecutionFilter filter(evenkeel.tws.ExecutionFilter from) {
    if (from.lastNDays().isPresent() || !from.specificDates().isEmpty()) {
      throw new IllegalArgumentException("executions of other days are not asked for over gateway.transport = ibapi");
    }
    var filter = new ExecutionFilter();
    filter.clientId(from.clientId());
    filter.acctCode(from.account().value());
    filter.time(from.time());
    filter.symbol(from.symbol());
    filter.secType(from.secType());
    filter.exchange(from.exchange());
    filter.side(from.side());
    return filter;
  }

  static List<TagValue> tags(List<evenkeel.tws.TagValue> from) {
    List<TagValue> tags = new ArrayList<>();
    from.forEach(tag -> tags.add(new TagValue(tag.tag(), tag.value())));
    return tags;
  }
}

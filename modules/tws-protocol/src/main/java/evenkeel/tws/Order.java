package evenkeel.tws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * An order as it is placed, and as a Gateway echoes it. A message carries part of it; what it does
 * not carry has the value of {@link #NONE}, which holds what an ordinary stock order is sent with.
 *
 * @param action {@code BUY} or {@code SELL}
 * @param totalQuantity shares, always positive; Gateways have shown 0 for filled completed orders
 * @param orderType for example {@code MKT}, {@code LMT}, {@code MOC}, {@code LOC}
 * @param limitPrice empty unless the type has a limit; Gateways echo 0.0 for none
 * @param tif {@code DAY}, {@code GTC}, {@code OPG}; always to be sent, else presets decide
 * @param orderRef our own text, echoed for the life of the order
 * @param transmit false holds the order in the Gateway
 * @param whatIf true asks for margin and commission and places nothing
 * @param parentId 0 for none
 * @param clientId who placed it; in {@link OpenOrder} only
 * @param permId IBKR's id, 0 when none is known yet; in echoes only
 * @param filledQuantity in {@link CompletedOrder} only
 */
public record Order(String action, Optional<BigDecimal> totalQuantity, String orderType,
    Optional<BigDecimal> limitPrice, Optional<BigDecimal> auxPrice, String tif, AccountId account,
    String orderRef, boolean transmit, boolean whatIf, boolean outsideRth, int parentId,
    int triggerMethod, Optional<BigDecimal> discretionaryAmount, Optional<BigDecimal> percentOffset,
    Algo algo, OneCancelsAll oca, OrderTimes times, OrderSizes sizes, OrderFlags flags,
    OrderAllocationGroup allocation, OrderClearing clearing, OrderVolatility volatility,
    DeltaNeutralOrder deltaNeutral, BoxOrder box, TrailingStop trailing, OrderAdjustment adjustment,
    ScaleOrder scale, Hedge hedge, PeggedOrder pegged, OrderConditions conditions, ComboOrder combo,
    OrderCompliance compliance, List<TagValue> miscOptions, int clientId, long permId,
    OptionalLong parentPermId, Optional<BigDecimal> filledQuantity, OptionalInt refFuturesConId) {

  /** An order without action, quantity, type and account, with the usual value everywhere else. */
  public static final Order NONE = new Order("", Optional.empty(), "", Optional.empty(),
      Optional.empty(), "", AccountId.NONE, "", true, false, false, 0, 0,
      Optional.of(new BigDecimal("0.0")), Optional.empty(), Algo.NONE, OneCancelsAll.NONE,
      OrderTimes.NONE, OrderSizes.NONE, OrderFlags.NONE, OrderAllocationGroup.NONE,
      OrderClearing.NONE, OrderVolatility.NONE, DeltaNeutralOrder.NONE, BoxOrder.NONE,
      TrailingStop.NONE, OrderAdjustment.NONE, ScaleOrder.NONE, Hedge.NONE, PeggedOrder.NONE,
      OrderConditions.NONE, ComboOrder.NONE, OrderCompliance.NONE, List.of(), 0, 0,
      OptionalLong.empty(), Optional.empty(), OptionalInt.empty());

  public Order {
    miscOptions = List.copyOf(miscOptions);
  }

  /** A new order with the values of {@link #NONE}. */
  public static Builder builder() {
    return new Builder(NONE);
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects an order. */
  public static final class Builder {
    private String action;
    private Optional<BigDecimal> totalQuantity;
    private String orderType;
    private Optional<BigDecimal> limitPrice;
    private Optional<BigDecimal> auxPrice;
    private String tif;
    private AccountId account;
    private String orderRef;
    private boolean transmit;
    private boolean whatIf;
    private boolean outsideRth;
    private int parentId;
    private int triggerMethod;
    private Optional<BigDecimal> discretionaryAmount;
    private Optional<BigDecimal> percentOffset;
    private Algo algo;
    private OneCancelsAll oca;
    private OrderTimes times;
    private OrderSizes sizes;
    private OrderFlags flags;
    private OrderAllocationGroup allocation;
    private OrderClearing clearing;
    private OrderVolatility volatility;
    private DeltaNeutralOrder deltaNeutral;
    private BoxOrder box;
    private TrailingStop trailing;
    private OrderAdjustment adjustment;
    private ScaleOrder scale;
    private Hedge hedge;
    private PeggedOrder pegged;
    private OrderConditions conditions;
    private ComboOrder combo;
    private OrderCompliance compliance;
    private List<TagValue> miscOptions;
    private int clientId;
    private long permId;
    private OptionalLong parentPermId;
    private Optional<BigDecimal> filledQuantity;
    private OptionalInt refFuturesConId;

    private Builder(Order from) {
      this.action = from.action;
      this.totalQuantity = from.totalQuantity;
      this.orderType = from.orderType;
      this.limitPrice = from.limitPrice;
      this.auxPrice = from.auxPrice;
      this.tif = from.tif;
      this.account = from.account;
      this.orderRef = from.orderRef;
      this.transmit = from.transmit;
      this.whatIf = from.whatIf;
      this.outsideRth = from.outsideRth;
      this.parentId = from.parentId;
      this.triggerMethod = from.triggerMethod;
      this.discretionaryAmount = from.discretionaryAmount;
      this.percentOffset = from.percentOffset;
      this.algo = from.algo;
      this.oca = from.oca;
      this.times = from.times;
      this.sizes = from.sizes;
      this.flags = from.flags;
      this.allocation = from.allocation;
      this.clearing = from.clearing;
      this.volatility = from.volatility;
      this.deltaNeutral = from.deltaNeutral;
      this.box = from.box;
      this.trailing = from.trailing;
      this.adjustment = from.adjustment;
      this.scale = from.scale;
      this.hedge = from.hedge;
      this.pegged = from.pegged;
      this.conditions = from.conditions;
      this.combo = from.combo;
      this.compliance = from.compliance;
      this.miscOptions = from.miscOptions;
      this.clientId = from.clientId;
      this.permId = from.permId;
      this.parentPermId = from.parentPermId;
      this.filledQuantity = from.filledQuantity;
      this.refFuturesConId = from.refFuturesConId;
    }

    public Builder totalQuantity(BigDecimal value) {
      return totalQuantity(Optional.of(value));
    }

    public Builder limitPrice(BigDecimal value) {
      return limitPrice(Optional.of(value));
    }

    public Builder auxPrice(BigDecimal value) {
      return auxPrice(Optional.of(value));
    }

    public Builder action(String value) {
      this.action = value;
      return this;
    }

    public Builder totalQuantity(Optional<BigDecimal> value) {
      this.totalQuantity = value;
      return this;
    }

    public Builder orderType(String value) {
      this.orderType = value;
      return this;
    }

    public Builder limitPrice(Optional<BigDecimal> value) {
      this.limitPrice = value;
      return this;
    }

    public Builder auxPrice(Optional<BigDecimal> value) {
      this.auxPrice = value;
      return this;
    }

    public Builder tif(String value) {
      this.tif = value;
      return this;
    }

    public Builder account(AccountId value) {
      this.account = value;
      return this;
    }

    public Builder orderRef(String value) {
      this.orderRef = value;
      return this;
    }

    public Builder transmit(boolean value) {
      this.transmit = value;
      return this;
    }

    public Builder whatIf(boolean value) {
      this.whatIf = value;
      return this;
    }

    public Builder outsideRth(boolean value) {
      this.outsideRth = value;
      return this;
    }

    public Builder parentId(int value) {
      this.parentId = value;
      return this;
    }

    public Builder triggerMethod(int value) {
      this.triggerMethod = value;
      return this;
    }

    public Builder discretionaryAmount(Optional<BigDecimal> value) {
      this.discretionaryAmount = value;
      return this;
    }

    public Builder percentOffset(Optional<BigDecimal> value) {
      this.percentOffset = value;
      return this;
    }

    public Builder algo(Algo value) {
      this.algo = value;
      return this;
    }

    public Builder oca(OneCancelsAll value) {
      this.oca = value;
      return this;
    }

    public Builder times(OrderTimes value) {
      this.times = value;
      return this;
    }

    public Builder sizes(OrderSizes value) {
      this.sizes = value;
      return this;
    }

    public Builder flags(OrderFlags value) {
      this.flags = value;
      return this;
    }

    public Builder allocation(OrderAllocationGroup value) {
      this.allocation = value;
      return this;
    }

    public Builder clearing(OrderClearing value) {
      this.clearing = value;
      return this;
    }

    public Builder volatility(OrderVolatility value) {
      this.volatility = value;
      return this;
    }

    public Builder deltaNeutral(DeltaNeutralOrder value) {
      this.deltaNeutral = value;
      return this;
    }

    public Builder box(BoxOrder value) {
      this.box = value;
      return this;
    }

    public Builder trailing(TrailingStop value) {
      this.trailing = value;
      return this;
    }

    public Builder adjustment(OrderAdjustment value) {
      this.adjustment = value;
      return this;
    }

    public Builder scale(ScaleOrder value) {
      this.scale = value;
      return this;
    }

    public Builder hedge(Hedge value) {
      this.hedge = value;
      return this;
    }

    public Builder pegged(PeggedOrder value) {
      this.pegged = value;
      return this;
    }

    public Builder conditions(OrderConditions value) {
      this.conditions = value;
      return this;
    }

    public Builder combo(ComboOrder value) {
      this.combo = value;
      return this;
    }

    public Builder compliance(OrderCompliance value) {
      this.compliance = value;
      return this;
    }

    public Builder miscOptions(List<TagValue> value) {
      this.miscOptions = value;
      return this;
    }

    public Builder clientId(int value) {
      this.clientId = value;
      return this;
    }

    public Builder permId(long value) {
      this.permId = value;
      return this;
    }

    public Builder parentPermId(OptionalLong value) {
      this.parentPermId = value;
      return this;
    }

    public Builder filledQuantity(Optional<BigDecimal> value) {
      this.filledQuantity = value;
      return this;
    }

    public Builder refFuturesConId(OptionalInt value) {
      this.refFuturesConId = value;
      return this;
    }

    public Order build() {
      return new Order(action, totalQuantity, orderType, limitPrice, auxPrice, tif, account,
          orderRef, transmit, whatIf, outsideRth, parentId, triggerMethod, discretionaryAmount,
          percentOffset, algo, oca, times, sizes, flags, allocation, clearing, volatility,
          deltaNeutral, box, trailing, adjustment, scale, hedge, pegged, conditions, combo,
          compliance, miscOptions, clientId, permId, parentPermId, filledQuantity, refFuturesConId);
    }
  }
}

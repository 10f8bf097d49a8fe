package evenkeel.tws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The state of an order as {@link OpenOrder} and {@link CompletedOrder} tell it. Amounts are in the
 * account's base currency.
 *
 * @param status same words as in {@link OrderStatus}
 * @param commission set in a later openOrder after the fill, and in previews
 * @param suggestedSize shares; this and the fields with margin outside regular hours from version 195 on
 * @param completedTime in completed orders only; see {@link GatewayTime}
 * @param completedStatus in completed orders only; free text, can contain a line feed
 */
public record OrderState(String status, Margin initialMargin, Margin maintenanceMargin,
    Margin equityWithLoan, Optional<BigDecimal> commission, Optional<BigDecimal> minCommission,
    Optional<BigDecimal> maxCommission, String commissionCurrency, String marginCurrency,
    Margin initialMarginOutsideRth, Margin maintenanceMarginOutsideRth,
    Margin equityWithLoanOutsideRth, Optional<BigDecimal> suggestedSize, String rejectReason,
    List<OrderAllocation> allocations, String warningText, String completedTime,
    String completedStatus) {

  public OrderState {
    allocations = List.copyOf(allocations);
  }

  /** A status and nothing else. */
  public static OrderState of(String status) {
    return builder(status).build();
  }

  /** A state with this status and nothing else yet. */
  public static Builder builder(String status) {
    return new Builder(new OrderState(status, Margin.NONE, Margin.NONE, Margin.NONE,
        Optional.empty(), Optional.empty(), Optional.empty(), "", "", Margin.NONE, Margin.NONE,
        Margin.NONE, Optional.empty(), "", List.of(), "", "", ""));
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The status as one of the documented words, empty for any other text. */
  public Optional<OrderStatusWord> word() {
    return OrderStatusWord.fromWire(status);
  }

  /** From the status to the commission's currency, and from version 195 on what a preview says. */
  static OrderState decode(FieldReader in) {
    Builder state = builder(in.text("status"));
    decodeMargins(in, state);
    state.commission(in.decimal("commission")).minCommission(in.decimal("minCommission"));
    state.maxCommission(in.decimal("maxCommission"))
        .commissionCurrency(in.text("commissionCurrency"));
    if (in.since(ServerVersions.ORDER_PREVIEW)) {
      state.marginCurrency(in.text("marginCurrency"));
      decodeMarginsOutsideRth(in, state);
      state.suggestedSize(in.decimal("suggestedSize")).rejectReason(in.text("rejectReason"));
      state.allocations(OrderAllocation.decodeAll(in));
    }
    return state.warningText(in.text("warningText")).build();
  }

  private static void decodeMargins(FieldReader in, Builder state) {
    Optional<BigDecimal> initBefore = in.decimal("initMarginBefore");
    Optional<BigDecimal> maintBefore = in.decimal("maintMarginBefore");
    Optional<BigDecimal> equityBefore = in.decimal("equityWithLoanBefore");
    Optional<BigDecimal> initChange = in.decimal("initMarginChange");
    Optional<BigDecimal> maintChange = in.decimal("maintMarginChange");
    Optional<BigDecimal> equityChange = in.decimal("equityWithLoanChange");
    state.initialMargin(new Margin(initBefore, initChange, in.decimal("initMarginAfter")));
    state.maintenanceMargin(new Margin(maintBefore, maintChange, in.decimal("maintMarginAfter")));
    state.equityWithLoan(new Margin(equityBefore, equityChange, in.decimal("equityWithLoanAfter")));
  }

  private static void decodeMarginsOutsideRth(FieldReader in, Builder state) {
    Optional<BigDecimal> initBefore = in.decimal("initMarginBeforeOutsideRTH");
    Optional<BigDecimal> maintBefore = in.decimal("maintMarginBeforeOutsideRTH");
    Optional<BigDecimal> equityBefore = in.decimal("equityWithLoanBeforeOutsideRTH");
    Optional<BigDecimal> initChange = in.decimal("initMarginChangeOutsideRTH");
    Optional<BigDecimal> maintChange = in.decimal("maintMarginChangeOutsideRTH");
    Optional<BigDecimal> equityChange = in.decimal("equityWithLoanChangeOutsideRTH");
    state.initialMarginOutsideRth(
        new Margin(initBefore, initChange, in.decimal("initMarginAfterOutsideRTH")));
    state.maintenanceMarginOutsideRth(
        new Margin(maintBefore, maintChange, in.decimal("maintMarginAfterOutsideRTH")));
    state.equityWithLoanOutsideRth(
        new Margin(equityBefore, equityChange, in.decimal("equityWithLoanAfterOutsideRTH")));
  }

  void encode(FieldWriter out) {
    out.text("status", status);
    encodeMargins(out, "", initialMargin, maintenanceMargin, equityWithLoan);
    out.decimalOrEmpty("commission", commission);
    out.decimalOrEmpty("minCommission", minCommission);
    out.decimalOrEmpty("maxCommission", maxCommission);
    out.text("commissionCurrency", commissionCurrency);
    if (out.since(ServerVersions.ORDER_PREVIEW)) {
      out.text("marginCurrency", marginCurrency);
      encodeMargins(out, "OutsideRTH", initialMarginOutsideRth, maintenanceMarginOutsideRth,
          equityWithLoanOutsideRth);
      out.decimalOr("suggestedSize", suggestedSize, Long.toString(Long.MIN_VALUE));
      out.text("rejectReason", rejectReason);
      OrderAllocation.encodeAll(out, allocations);
    }
    out.text("warningText", warningText);
  }

  private static void encodeMargins(FieldWriter out, String suffix, Margin initial,
      Margin maintenance, Margin equity) {
    out.decimalOrMax("initMarginBefore" + suffix, initial.before());
    out.decimalOrMax("maintMarginBefore" + suffix, maintenance.before());
    out.decimalOrMax("equityWithLoanBefore" + suffix, equity.before());
    out.decimalOrMax("initMarginChange" + suffix, initial.change());
    out.decimalOrMax("maintMarginChange" + suffix, maintenance.change());
    out.decimalOrMax("equityWithLoanChange" + suffix, equity.change());
    out.decimalOrMax("initMarginAfter" + suffix, initial.after());
    out.decimalOrMax("maintMarginAfter" + suffix, maintenance.after());
    out.decimalOrMax("equityWithLoanAfter" + suffix, equity.after());
  }

  /** Collects a state. */
  public static final class Builder {
    private String status;
    private Margin initialMargin;
    private Margin maintenanceMargin;
    private Margin equityWithLoan;
    private Optional<BigDecimal> commission;
    private Optional<BigDecimal> minCommission;
    private Optional<BigDecimal> maxCommission;
    private String commissionCurrency;
    private String marginCurrency;
    private Margin initialMarginOutsideRth;
    private Margin maintenanceMarginOutsideRth;
    private Margin equityWithLoanOutsideRth;
    private Optional<BigDecimal> suggestedSize;
    private String rejectReason;
    private List<OrderAllocation> allocations;
    private String warningText;
    private String completedTime;
    private String completedStatus;

    private Builder(OrderState from) {
      this.status = from.status;
      this.initialMargin = from.initialMargin;
      this.maintenanceMargin = from.maintenanceMargin;
      this.equityWithLoan = from.equityWithLoan;
      this.commission = from.commission;
      this.minCommission = from.minCommission;
      this.maxCommission = from.maxCommission;
      this.commissionCurrency = from.commissionCurrency;
      this.marginCurrency = from.marginCurrency;
      this.initialMarginOutsideRth = from.initialMarginOutsideRth;
      this.maintenanceMarginOutsideRth = from.maintenanceMarginOutsideRth;
      this.equityWithLoanOutsideRth = from.equityWithLoanOutsideRth;
      this.suggestedSize = from.suggestedSize;
      this.rejectReason = from.rejectReason;
      this.allocations = from.allocations;
      this.warningText = from.warningText;
      this.completedTime = from.completedTime;
      this.completedStatus = from.completedStatus;
    }

    public Builder status(String value) {
      this.status = value;
      return this;
    }

    public Builder initialMargin(Margin value) {
      this.initialMargin = value;
      return this;
    }

    public Builder maintenanceMargin(Margin value) {
      this.maintenanceMargin = value;
      return this;
    }

    public Builder equityWithLoan(Margin value) {
      this.equityWithLoan = value;
      return this;
    }

    public Builder commission(Optional<BigDecimal> value) {
      this.commission = value;
      return this;
    }

    public Builder minCommission(Optional<BigDecimal> value) {
      this.minCommission = value;
      return this;
    }

    public Builder maxCommission(Optional<BigDecimal> value) {
      this.maxCommission = value;
      return this;
    }

    public Builder commissionCurrency(String value) {
      this.commissionCurrency = value;
      return this;
    }

    public Builder marginCurrency(String value) {
      this.marginCurrency = value;
      return this;
    }

    public Builder initialMarginOutsideRth(Margin value) {
      this.initialMarginOutsideRth = value;
      return this;
    }

    public Builder maintenanceMarginOutsideRth(Margin value) {
      this.maintenanceMarginOutsideRth = value;
      return this;
    }

    public Builder equityWithLoanOutsideRth(Margin value) {
      this.equityWithLoanOutsideRth = value;
      return this;
    }

    public Builder suggestedSize(Optional<BigDecimal> value) {
      this.suggestedSize = value;
      return this;
    }

    public Builder rejectReason(String value) {
      this.rejectReason = value;
      return this;
    }

    public Builder allocations(List<OrderAllocation> value) {
      this.allocations = value;
      return this;
    }

    public Builder warningText(String value) {
      this.warningText = value;
      return this;
    }

    public Builder completedTime(String value) {
      this.completedTime = value;
      return this;
    }

    public Builder completedStatus(String value) {
      this.completedStatus = value;
      return this;
    }

    public OrderState build() {
      return new OrderState(status, initialMargin, maintenanceMargin, equityWithLoan, commission,
          minCommission, maxCommission, commissionCurrency, marginCurrency,
          initialMarginOutsideRth, maintenanceMarginOutsideRth, equityWithLoanOutsideRth,
          suggestedSize, rejectReason, allocations, warningText, completedTime, completedStatus);
    }
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An instrument. Which fields a message carries differs; what it does not carry has the value of
 * {@link #NONE}.
 *
 * @param conId IBKR's id of the instrument, 0 when unknown
 * @param strike 0 when there is none: up to version 200 the protocol does not tell these apart
 * @param right {@code C} or {@code P}; empty for {@code ?} and {@code 0}, which Gateways send for stocks
 * @param comboLegs for security type {@code BAG} alone
 */
public record Contract(int conId, String symbol, String secType,
    String lastTradeDateOrContractMonth, BigDecimal strike, String right, String multiplier,
    String exchange, String primaryExchange, String currency, String localSymbol,
    String tradingClass, String secIdType, String secId,
    Optional<DeltaNeutralContract> deltaNeutral, String comboLegsDescription,
    List<ComboLeg> comboLegs) {

  /** Nothing is known about the instrument. */
  public static final Contract NONE = new Contract(0, "", "", "", BigDecimal.ZERO, "", "", "", "",
      "", "", "", "", "", Optional.empty(), "", List.of());

  public Contract {
    comboLegs = List.copyOf(comboLegs);
  }

  /** A stock or fund by symbol. The primary exchange tells apart stocks that share a symbol. */
  public static Contract stock(String symbol, String exchange, String primaryExchange,
      String currency) {
    return NONE.toBuilder().symbol(symbol).secType("STK").exchange(exchange)
        .primaryExchange(primaryExchange).currency(currency).build();
  }

  /** An instrument by IBKR's id, which is enough for most requests. */
  public static Contract ofConId(int conId, String exchange) {
    return NONE.toBuilder().conId(conId).exchange(exchange).build();
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The twelve fields of requests; legs and identifiers follow elsewhere. */
  static Contract decodeC12(FieldReader in) {
    return new Contract(in.integerOrZero("conId"), in.text("symbol"), in.text("secType"),
        in.text("lastTradeDateOrContractMonth"), in.strike(), in.right(), in.text("multiplier"),
        in.text("exchange"), in.text("primaryExchange"), in.text("currency"),
        in.text("localSymbol"), in.text("tradingClass"), "", "", Optional.empty(), "", List.of());
  }

  void encodeC12(FieldWriter out) {
    encodeStart(out, "0.0", "");
    out.text("exchange", exchange);
    out.text("primaryExchange", primaryExchange);
    encodeEnd(out);
  }

  /** The eleven fields of most answers, which have one exchange. */
  static Contract decodeC11(FieldReader in) {
    return new Contract(in.integerOrZero("conId"), in.text("symbol"), in.text("secType"),
        in.text("lastTradeDateOrContractMonth"), in.strike(), in.right(), in.text("multiplier"),
        in.text("exchange"), "", in.text("currency"), in.text("localSymbol"),
        in.text("tradingClass"), "", "", Optional.empty(), "", List.of());
  }

  /** {@link #decodeC11} where the one exchange is the primary one. */
  static Contract decodeC11Primary(FieldReader in) {
    return new Contract(in.integerOrZero("conId"), in.text("symbol"), in.text("secType"),
        in.text("lastTradeDateOrContractMonth"), in.strike(), in.right(), in.text("multiplier"), "",
        in.text("primaryExchange"), in.text("currency"), in.text("localSymbol"),
        in.text("tradingClass"), "", "", Optional.empty(), "", List.of());
  }

  /**
   * The eleven fields of most answers.
   *
   * @param noStrike how the message spells that there is no strike
   * @param noRight how it spells that there is no right
   */
  void encodeC11(FieldWriter out, String noStrike, String noRight) {
    encodeStart(out, noStrike, noRight);
    out.text("exchange", exchange);
    encodeEnd(out);
  }

  void encodeC11Primary(FieldWriter out) {
    encodeStart(out, "0.0", "");
    out.text("primaryExchange", primaryExchange);
    encodeEnd(out);
  }

  boolean isCombo() {
    return secType.equals("BAG");
  }

  /** With the legs that follow when this is a combination. */
  Contract withShortLegs(FieldReader in) {
    return isCombo() ? toBuilder().comboLegs(ComboLeg.decodeShort(in)).build() : this;
  }

  void encodeShortLegs(FieldWriter out) {
    if (isCombo()) {
      ComboLeg.encodeShort(out, comboLegs);
    }
  }

  Contract withDeltaNeutral(Optional<DeltaNeutralContract> value) {
    return value.isPresent() ? toBuilder().deltaNeutral(value).build() : this;
  }

  Contract withSecId(String idType, String id) {
    return idType.isEmpty() && id.isEmpty()
        ? this
        : toBuilder().secIdType(idType).secId(id).build();
  }

  private void encodeStart(FieldWriter out, String noStrike, String noRight) {
    out.integer("conId", conId);
    out.text("symbol", symbol);
    out.text("secType", secType);
    out.text("lastTradeDateOrContractMonth", lastTradeDateOrContractMonth);
    out.strike(strike, noStrike);
    out.textOr("right", right, noRight);
    out.text("multiplier", multiplier);
  }

  private void encodeEnd(FieldWriter out) {
    out.text("currency", currency);
    out.text("localSymbol", localSymbol);
    out.text("tradingClass", tradingClass);
  }

  /** Collects a contract. */
  public static final class Builder {
    private int conId;
    private String symbol;
    private String secType;
    private String lastTradeDateOrContractMonth;
    private BigDecimal strike;
    private String right;
    private String multiplier;
    private String exchange;
    private String primaryExchange;
    private String currency;
    private String localSymbol;
    private String tradingClass;
    private String secIdType;
    private String secId;
    private Optional<DeltaNeutralContract> deltaNeutral;
    private String comboLegsDescription;
    private List<ComboLeg> comboLegs;

    private Builder(Contract from) {
      this.conId = from.conId;
      this.symbol = from.symbol;
      this.secType = from.secType;
      this.lastTradeDateOrContractMonth = from.lastTradeDateOrContractMonth;
      this.strike = from.strike;
      this.right = from.right;
      this.multiplier = from.multiplier;
      this.exchange = from.exchange;
      this.primaryExchange = from.primaryExchange;
      this.currency = from.currency;
      this.localSymbol = from.localSymbol;
      this.tradingClass = from.tradingClass;
      this.secIdType = from.secIdType;
      this.secId = from.secId;
      this.deltaNeutral = from.deltaNeutral;
      this.comboLegsDescription = from.comboLegsDescription;
      this.comboLegs = from.comboLegs;
    }

    public Builder conId(int value) {
      this.conId = value;
      return this;
    }

    public Builder symbol(String value) {
      this.symbol = value;
      return this;
    }

    public Builder secType(String value) {
      this.secType = value;
      return this;
    }

    public Builder lastTradeDateOrContractMonth(String value) {
      this.lastTradeDateOrContractMonth = value;
      return this;
    }

    public Builder strike(BigDecimal value) {
      this.strike = value;
      return this;
    }

    public Builder right(String value) {
      this.right = value;
      return this;
    }

    public Builder multiplier(String value) {
      this.multiplier = value;
      return this;
    }

    public Builder exchange(String value) {
      this.exchange = value;
      return this;
    }

    public Builder primaryExchange(String value) {
      this.primaryExchange = value;
      return this;
    }

    public Builder currency(String value) {
      this.currency = value;
      return this;
    }

    public Builder localSymbol(String value) {
      this.localSymbol = value;
      return this;
    }

    public Builder tradingClass(String value) {
      this.tradingClass = value;
      return this;
    }

    public Builder secIdType(String value) {
      this.secIdType = value;
      return this;
    }

    public Builder secId(String value) {
      this.secId = value;
      return this;
    }

    public Builder deltaNeutral(Optional<DeltaNeutralContract> value) {
      this.deltaNeutral = value;
      return this;
    }

    public Builder comboLegsDescription(String value) {
      this.comboLegsDescription = value;
      return this;
    }

    public Builder comboLegs(List<ComboLeg> value) {
      this.comboLegs = value;
      return this;
    }

    public Contract build() {
      return new Contract(conId, symbol, secType, lastTradeDateOrContractMonth, strike, right,
          multiplier, exchange, primaryExchange, currency, localSymbol, tradingClass, secIdType,
          secId, deltaNeutral, comboLegsDescription, comboLegs);
    }
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a Gateway knows about an instrument.
 *
 * @param minTick smallest step of prices; the market rules say which step holds at which price
 * @param orderTypes order types and attributes that are allowed
 * @param validExchanges parallel to {@code marketRuleIds}
 * @param timeZoneId zone of the two texts of hours
 * @param tradingHours {@code yyyyMMdd:HHmm-yyyyMMdd:HHmm;yyyyMMdd:CLOSED}
 * @param liquidHours the regular session in the same form
 * @param minSize shares; below 1 when fractions can be traded
 * @param fundFields 17 fields of security type FUND from version 179 on, else empty
 */
public record ContractDetails(Contract contract, String marketName, Optional<BigDecimal> minTick,
    List<String> orderTypes, List<String> validExchanges, int priceMagnifier, int underConId,
    String longName, String contractMonth, String industry, String category, String subcategory,
    String timeZoneId, String tradingHours, String liquidHours, String evRule,
    Optional<BigDecimal> evMultiplier, List<TagValue> secIds, OptionalInt aggGroup,
    String underSymbol, String underSecType, List<String> marketRuleIds, String realExpirationDate,
    String stockType, Optional<BigDecimal> minSize, Optional<BigDecimal> sizeIncrement,
    Optional<BigDecimal> suggestedSizeIncrement, String lastTradeDate, List<String> fundFields,
    List<IneligibilityReason> ineligibilityReasons) {
  private static final String FUND = "FUND";
  private static final int FUND_FIELDS = 17;

  public ContractDetails {
    orderTypes = List.copyOf(orderTypes);
    validExchanges = List.copyOf(validExchanges);
    secIds = List.copyOf(secIds);
    marketRuleIds = List.copyOf(marketRuleIds);
    fundFields = List.copyOf(fundFields);
    Checks.require(fundFields.isEmpty() || fundFields.size() == FUND_FIELDS,
        "fundFields must be none or 17");
    ineligibilityReasons = List.copyOf(ineligibilityReasons);
  }

  /** The details of this contract, with nothing else said yet. */
  public static Builder builder(Contract contract) {
    return new Builder(new ContractDetails(contract, "", Optional.empty(), List.of(), List.of(), 1,
        0, "", "", "", "", "", "", "", "", "", Optional.empty(), List.of(), OptionalInt.empty(), "",
        "", List.of(), "", "", Optional.empty(), Optional.empty(), Optional.empty(), "", List.of(),
        List.of()));
  }

  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The market rule in force at an exchange, for example {@code SMART}. */
  public Optional<String> marketRuleId(String exchange) {
    int index = validExchanges.indexOf(exchange);
    return index < 0 || index >= marketRuleIds.size()
        ? Optional.empty()
        : Optional.of(marketRuleIds.get(index));
  }

  static ContractDetails decode(FieldReader in) {
    Contract.Builder contract = Contract.NONE.toBuilder();
    contract.symbol(in.text("symbol")).secType(in.text("secType"));
    contract.lastTradeDateOrContractMonth(in.text("lastTradeDateOrContractMonth"));
    String lastTradeDate = in.since(ServerVersions.LAST_TRADE_DATE) ? in.text("lastTradeDate") : "";
    contract.strike(in.strike()).right(in.right()).exchange(in.text("exchange"));
    contract.currency(in.text("currency")).localSymbol(in.text("localSymbol"));
    String marketName = in.text("marketName");
    contract.tradingClass(in.text("tradingClass")).conId(in.integerOrZero("conId"));
    Optional<BigDecimal> minTick = in.decimal("minTick");
    if (!in.since(ServerVersions.SIZE_RULES)) {
      in.integerOrZero("mdSizeMultiplier");
    }
    contract.multiplier(in.text("multiplier"));
    Builder details = builder(Contract.NONE).marketName(marketName).minTick(minTick)
        .lastTradeDate(lastTradeDate);
    details.orderTypes(in.commaList("orderTypes")).validExchanges(in.commaList("validExchanges"));
    details.priceMagnifier(in.integerOrZero("priceMagnifier"))
        .underConId(in.integerOrZero("underConId"));
    details.longName(in.escapedText("longName"));
    contract.primaryExchange(in.text("primaryExchange"));
    details.contract(contract.build());
    details.contractMonth(in.text("contractMonth")).industry(in.text("industry"));
    details.category(in.text("category")).subcategory(in.text("subcategory"));
    details.timeZoneId(in.text("timeZoneId")).tradingHours(in.text("tradingHours"));
    details.liquidHours(in.text("liquidHours")).evRule(in.text("evRule"));
    details.evMultiplier(in.decimal("evMultiplier"))
        .secIds(in.tagPairs("secIdListCount", "secIdList"));
    details.aggGroup(in.optionalInteger("aggGroup")).underSymbol(in.text("underSymbol"));
    details.underSecType(in.text("underSecType")).marketRuleIds(in.commaList("marketRuleIds"));
    details.realExpirationDate(in.text("realExpirationDate")).stockType(in.text("stockType"));
    decodeSizes(in, details);
    if (in.since(ServerVersions.FUND_FIELDS) && details.contract.secType().equals(FUND)) {
      details.fundFields(decodeFund(in));
    }
    if (in.since(ServerVersions.INELIGIBILITY_REASONS)) {
      details.ineligibilityReasons(IneligibilityReason.decodeAll(in));
    }
    return details.build();
  }

  private static void decodeSizes(FieldReader in, Builder details) {
    if (in.since(ServerVersions.SIZE_RULES)) {
      details.minSize(in.decimal("minSize")).sizeIncrement(in.decimal("sizeIncrement"));
      details.suggestedSizeIncrement(in.decimal("suggestedSizeIncrement"));
    } else if (in.since(ServerVersions.SIZE_MIN_TICK)) {
      in.decimal("sizeMinTick");
    }
  }

  private static List<String> decodeFund(FieldReader in) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < FUND_FIELDS; i++) {
      fields.add(in.text("fund" + i));
    }
    return fields;
  }

  void encode(FieldWriter out) {
    out.text("symbol", contract.symbol());
    out.text("secType", contract.secType());
    out.text("lastTradeDateOrContractMonth", contract.lastTradeDateOrContractMonth());
    if (out.since(ServerVersions.LAST_TRADE_DATE)) {
      out.text("lastTradeDate", lastTradeDate);
    }
    out.strike(contract.strike(), "0");
    out.text("right", contract.right());
    out.text("exchange", contract.exchange());
    out.text("currency", contract.currency());
    out.text("localSymbol", contract.localSymbol());
    out.text("marketName", marketName);
    out.text("tradingClass", contract.tradingClass());
    out.integer("conId", contract.conId());
    out.decimalOrEmpty("minTick", minTick);
    if (!out.since(ServerVersions.SIZE_RULES)) {
      out.integer("mdSizeMultiplier", 100);
    }
    out.text("multiplier", contract.multiplier());
    out.commaList("orderTypes", orderTypes);
    out.commaList("validExchanges", validExchanges);
    out.integer("priceMagnifier", priceMagnifier);
    out.integer("underConId", underConId);
    out.escapedText("longName", longName);
    out.text("primaryExchange", contract.primaryExchange());
    encodeDescription(out);
    encodeSizes(out);
    if (out.since(ServerVersions.FUND_FIELDS) && contract.secType().equals(FUND)) {
      for (int i = 0; i < FUND_FIELDS; i++) {
        out.text("fund" + i, fundFields.isEmpty() ? "" : fundFields.get(i));
      }
    }
    if (out.since(ServerVersions.INELIGIBILITY_REASONS)) {
      IneligibilityReason.encodeAll(out, ineligibilityReasons);
    }
  }

  private void encodeDescription(FieldWriter out) {
    out.text("contractMonth", contractMonth);
    out.text("industry", industry);
    out.text("category", category);
    out.text("subcategory", subcategory);
    out.text("timeZoneId", timeZoneId);
    out.text("tradingHours", tradingHours);
    out.text("liquidHours", liquidHours);
    out.text("evRule", evRule);
    out.decimalOrEmpty("evMultiplier", evMultiplier);
    out.tagPairs("secIdListCount", "secIdList", secIds);
    out.integerOrEmpty("aggGroup", aggGroup);
    out.text("underSymbol", underSymbol);
    out.text("underSecType", underSecType);
    out.commaList("marketRuleIds", marketRuleIds);
    out.text("realExpirationDate", realExpirationDate);
    out.text("stockType", stockType);
  }

  private void encodeSizes(FieldWriter out) {
    if (out.since(ServerVersions.SIZE_RULES)) {
      out.decimalOrEmpty("minSize", minSize);
      out.decimalOrEmpty("sizeIncrement", sizeIncrement);
      out.decimalOrEmpty("suggestedSizeIncrement", suggestedSizeIncrement);
    } else if (out.since(ServerVersions.SIZE_MIN_TICK)) {
      out.integer("sizeMinTick", 1);
    }
  }

  /** Collects details. */
  public static final class Builder {
    private Contract contract;
    private String marketName;
    private Optional<BigDecimal> minTick;
    private List<String> orderTypes;
    private List<String> validExchanges;
    private int priceMagnifier;
    private int underConId;
    private String longName;
    private String contractMonth;
    private String industry;
    private String category;
    private String subcategory;
    private String timeZoneId;
    private String tradingHours;
    private String liquidHours;
    private String evRule;
    private Optional<BigDecimal> evMultiplier;
    private List<TagValue> secIds;
    private OptionalInt aggGroup;
    private String underSymbol;
    private String underSecType;
    private List<String> marketRuleIds;
    private String realExpirationDate;
    private String stockType;
    private Optional<BigDecimal> minSize;
    private Optional<BigDecimal> sizeIncrement;
    private Optional<BigDecimal> suggestedSizeIncrement;
    private String lastTradeDate;
    private List<String> fundFields;
    private List<IneligibilityReason> ineligibilityReasons;

    private Builder(ContractDetails from) {
      this.contract = from.contract;
      this.marketName = from.marketName;
      this.minTick = from.minTick;
      this.orderTypes = from.orderTypes;
      this.validExchanges = from.validExchanges;
      this.priceMagnifier = from.priceMagnifier;
      this.underConId = from.underConId;
      this.longName = from.longName;
      this.contractMonth = from.contractMonth;
      this.industry = from.industry;
      this.category = from.category;
      this.subcategory = from.subcategory;
      this.timeZoneId = from.timeZoneId;
      this.tradingHours = from.tradingHours;
      this.liquidHours = from.liquidHours;
      this.evRule = from.evRule;
      this.evMultiplier = from.evMultiplier;
      this.secIds = from.secIds;
      this.aggGroup = from.aggGroup;
      this.underSymbol = from.underSymbol;
      this.underSecType = from.underSecType;
      this.marketRuleIds = from.marketRuleIds;
      this.realExpirationDate = from.realExpirationDate;
      this.stockType = from.stockType;
      this.minSize = from.minSize;
      this.sizeIncrement = from.sizeIncrement;
      this.suggestedSizeIncrement = from.suggestedSizeIncrement;
      this.lastTradeDate = from.lastTradeDate;
      this.fundFields = from.fundFields;
      this.ineligibilityReasons = from.ineligibilityReasons;
    }

    public Builder contract(Contract value) {
      this.contract = value;
      return this;
    }

    public Builder marketName(String value) {
      this.marketName = value;
      return this;
    }

    public Builder minTick(Optional<BigDecimal> value) {
      this.minTick = value;
      return this;
    }

    public Builder orderTypes(List<String> value) {
      this.orderTypes = value;
      return this;
    }

    public Builder validExchanges(List<String> value) {
      this.validExchanges = value;
      return this;
    }

    public Builder priceMagnifier(int value) {
      this.priceMagnifier = value;
      return this;
    }

    public Builder underConId(int value) {
      this.underConId = value;
      return this;
    }

    public Builder longName(String value) {
      this.longName = value;
      return this;
    }

    public Builder contractMonth(String value) {
      this.contractMonth = value;
      return this;
    }

    public Builder industry(String value) {
      this.industry = value;
      return this;
    }

    public Builder category(String value) {
      this.category = value;
      return this;
    }

    public Builder subcategory(String value) {
      this.subcategory = value;
      return this;
    }

    public Builder timeZoneId(String value) {
      this.timeZoneId = value;
      return this;
    }

    public Builder tradingHours(String value) {
      this.tradingHours = value;
      return this;
    }

    public Builder liquidHours(String value) {
      this.liquidHours = value;
      return this;
    }

    public Builder evRule(String value) {
      this.evRule = value;
      return this;
    }

    public Builder evMultiplier(Optional<BigDecimal> value) {
      this.evMultiplier = value;
      return this;
    }

    public Builder secIds(List<TagValue> value) {
      this.secIds = value;
      return this;
    }

    public Builder aggGroup(OptionalInt value) {
      this.aggGroup = value;
      return this;
    }

    public Builder underSymbol(String value) {
      this.underSymbol = value;
      return this;
    }

    public Builder underSecType(String value) {
      this.underSecType = value;
      return this;
    }

    public Builder marketRuleIds(List<String> value) {
      this.marketRuleIds = value;
      return this;
    }

    public Builder realExpirationDate(String value) {
      this.realExpirationDate = value;
      return this;
    }

    public Builder stockType(String value) {
      this.stockType = value;
      return this;
    }

    public Builder minSize(Optional<BigDecimal> value) {
      this.minSize = value;
      return this;
    }

    public Builder sizeIncrement(Optional<BigDecimal> value) {
      this.sizeIncrement = value;
      return this;
    }

    public Builder suggestedSizeIncrement(Optional<BigDecimal> value) {
      this.suggestedSizeIncrement = value;
      return this;
    }

    public Builder lastTradeDate(String value) {
      this.lastTradeDate = value;
      return this;
    }

    public Builder fundFields(List<String> value) {
      this.fundFields = value;
      return this;
    }

    public Builder ineligibilityReasons(List<IneligibilityReason> value) {
      this.ineligibilityReasons = value;
      return this;
    }

    public ContractDetails build() {
      return new ContractDetails(contract, marketName, minTick, orderTypes, validExchanges,
          priceMagnifier, underConId, longName, contractMonth, industry, category, subcategory,
          timeZoneId, tradingHours, liquidHours, evRule, evMultiplier, secIds, aggGroup,
          underSymbol, underSecType, marketRuleIds, realExpirationDate, stockType, minSize,
          sizeIncrement, suggestedSizeIncrement, lastTradeDate, fundFields, ineligibilityReasons);
    }
  }
}

package evenkeel.tws;

import java.math.BigDecimal;
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
    String longName,
    String contractMonth, String industry, String category, String subcategory, String timeZoneId,
    String tradingHours, String liquidHours, String evRule, Optional<BigDecimal> evMultiplier,
    List<TagValue> secIds, OptionalInt aggGroup, String underSymbol, String underSecType,
    List<String> marketRuleIds,
    String realExpirationDate, String stockType, Optional<BigDecimal> minSize,
    Optional<BigDecimal> sizeIncrement,
    Optional<BigDecimal> suggestedSizeIncrement, String lastTradeDate, List<String> fundFields,
    List<IneligibilityReason> ineligibilityReasons) {

  public ContractDetails {
    orderTypes = List.copyOf(orderTypes);
    validExchanges = List.copyOf(validExchanges);
    secIds = List.copyOf(secIds);
    marketRuleIds = List.copyOf(marketRuleIds);
    fundFields = List.copyOf(fundFields);
    ineligibilityReasons = List.copyOf(ineligibilityReasons);
  }

  /** The details of this contract, with nothing else said yet. */
  public static Builder builder(Contract contract) {
    return new Builder(new ContractDetails(contract, "", Optional.empty(), List.of(), List.of(), 1,
        0, "", "", "", "",
        "", "", "", "", "", Optional.empty(), List.of(), OptionalInt.empty(), "", "", List.of(), "",
        "",
        Optional.empty(), Optional.empty(), Optional.empty(), "", List.of(), List.of()));
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

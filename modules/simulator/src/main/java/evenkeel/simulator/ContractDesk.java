package evenkeel.simulator;

import evenkeel.domain.Session;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractData;
import evenkeel.tws.ContractDataEnd;
import evenkeel.tws.ContractDetails;
import evenkeel.tws.MarketRule;
import evenkeel.tws.PriceIncrement;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestMarketRule;
import evenkeel.tws.RequestMatchingSymbols;
import evenkeel.tws.SymbolSample;
import evenkeel.tws.SymbolSamples;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What instruments there are, when they trade, and in which steps their prices move. */
final class ContractDesk {
  static final int PENNY_RULE = 26;
  static final String NO_DEFINITION = "No security definition has been found for the request";

  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal SMALLEST = new BigDecimal("0.0001");
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyyMMdd:HHmm",
      Locale.ROOT);
  private static final int DAYS_SHOWN = 6;
  private static final int SYMBOLS_SHOWN = 16;

  private final House house;

  ContractDesk(House house) {
    this.house = house;
  }

  void details(Link link, RequestContractDetails request) {
    if (house.troubles().data().isDown(Fault.Farm.CONTRACTS)) {
      return;
    }
    List<Instrument> found = house.instruments().matching(request.contract());
    if (found.isEmpty()) {
      house.error(link, request.reqId(), 200, NO_DEFINITION);
      return;
    }
    String exchange = request.contract().exchange();
    for (Instrument instrument : found) {
      house.send(link, new ContractData(request.reqId(),
          details(instrument, exchange.isEmpty() ? "SMART" : exchange)));
    }
    house.send(link, new ContractDataEnd(request.reqId()));
  }

  private ContractDetails details(Instrument instrument, String exchange) {
    Contract contract = Instruments.contract(instrument, exchange).toBuilder()
        .primaryExchange(instrument.primaryExchange()).build();
    if (instrument.isForex()) {
      return forex(instrument, contract);
    }
    boolean fund = instrument.stockType().equals("ETF");
    return ContractDetails.builder(contract).marketName(instrument.tradingClass())
        .minTick(Optional.of(CENT)).orderTypes(instrument.orderTypes())
        .validExchanges(List.of("SMART", "NYSE", instrument.primaryExchange()))
        .longName(instrument.longName()).industry(fund ? "Funds" : "Technology")
        .category(fund ? "Exchange Traded Fund" : "Computers")
        .subcategory(fund ? "Exchange Traded Fund" : "Computers").timeZoneId("US/Eastern")
        .tradingHours(hours(ContractDesk::extended)).liquidHours(hours(ContractDesk::regular))
        .aggGroup(OptionalInt.of(1))
        .marketRuleIds(List.of("" + PENNY_RULE, "" + PENNY_RULE, "" + PENNY_RULE))
        .stockType(instrument.stockType()).minSize(Optional.of(SMALLEST))
        .sizeIncrement(Optional.of(SMALLEST))
        .suggestedSizeIncrement(Optional.of(BigDecimal.valueOf(100))).build();
  }

  private ContractDetails forex(Instrument pair, Contract contract) {
    String hours = forexHours();
    return ContractDetails.builder(contract).marketName(pair.name())
        .minTick(Optional.of(Forex.TICK)).orderTypes(pair.orderTypes())
        .validExchanges(List.of(Forex.VENUE)).longName(pair.longName())
        .timeZoneId("US/Eastern").tradingHours(hours).liquidHours(hours)
        .aggGroup(OptionalInt.of(4)).marketRuleIds(List.of("" + Forex.RULE))
        .minSize(Optional.of(BigDecimal.ONE)).sizeIncrement(Optional.of(BigDecimal.ONE))
        .suggestedSizeIncrement(Optional.of(BigDecimal.ONE)).build();
  }

  private String forexHours() {
    List<String> days = new ArrayList<>();
    for (int i = 0; i < DAYS_SHOWN; i++) {
      LocalDate day = house.today().plusDays(i);
      days.add(Forex.isTraded(day)
          ? day.minusDays(1).format(DateTimeFormatter.BASIC_ISO_DATE) + ":1715-"
              + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ":1700"
          : day.format(DateTimeFormatter.BASIC_ISO_DATE) + ":CLOSED");
    }
    return String.join(";", days);
  }

  private String hours(Function<Session, String> form) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < DAYS_SHOWN; i++) {
      LocalDate day = house.today().plusDays(i);
      String hours = house.hours().session(day).map(form)
          .orElseGet(() -> day.format(DateTimeFormatter.BASIC_ISO_DATE) + ":CLOSED");
      text.append(i == 0 ? "" : ";").append(hours);
    }
    return text.toString();
  }

  private static String regular(Session session) {
    return range(session.open(), session.close());
  }

  private static String extended(Session session) {
    return range(session.open().with(LocalTime.of(4, 0)),
        session.earlyClose() ? session.close().plusHours(4) : session.close().withHour(20));
  }

  private static String range(ZonedDateTime from, ZonedDateTime to) {
    return MINUTE.format(from) + "-" + MINUTE.format(to);
  }

  void matchingSymbols(Link link, RequestMatchingSymbols request) {
    List<SymbolSample> samples = house.instruments().like(request.pattern()).stream()
        .limit(SYMBOLS_SHOWN)
        .map(it -> new SymbolSample(it.conId(), it.symbol(), it.securityType(), it.primaryExchange(),
            it.currency(), List.of("CFD", "OPT"), it.longName(), ""))
        .toList();
    house.send(link, new SymbolSamples(request.reqId(), samples));
  }

  void marketRule(Link link, RequestMarketRule request) {
    if (request.marketRuleId() == Forex.RULE) {
      house.send(link, new MarketRule(Forex.RULE, List.of(new PriceIncrement(
          Optional.of(BigDecimal.ZERO.setScale(1)), Optional.of(Forex.TICK)))));
      return;
    }
    if (request.marketRuleId() != PENNY_RULE) {
      // The request has no id of its own, so that the rule's is all there is to answer under.
      house.error(link, request.marketRuleId(), 124, "No market rule for conId");
      return;
    }
    house.send(link, new MarketRule(PENNY_RULE, List.of(
        new PriceIncrement(Optional.of(BigDecimal.ZERO.setScale(1)), Optional.of(SMALLEST)),
        new PriceIncrement(Optional.of(new BigDecimal("1.0")), Optional.of(CENT)))));
  }

  /** Whether a price is a multiple of the step that holds at it. */
  static boolean isOnTick(Instrument instrument, BigDecimal price) {
    BigDecimal step = instrument.isForex() ? Forex.TICK : price.compareTo(BigDecimal.ONE) < 0 ? SMALLEST : CENT;
    return price.remainder(step).signum() == 0;
  }
}

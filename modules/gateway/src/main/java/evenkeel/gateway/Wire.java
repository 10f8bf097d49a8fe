package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.domain.BrokerOrder;
import evenkeel.domain.BrokerStatus;
import evenkeel.domain.Commission;
import evenkeel.domain.ContractId;
import evenkeel.domain.CurrencyPair;
import evenkeel.domain.Fill;
import evenkeel.domain.HandOrder;
import evenkeel.domain.Leg;
import evenkeel.domain.NyseCalendar;
import evenkeel.domain.QuoteKind;
import evenkeel.domain.Side;
import evenkeel.domain.Symbol;
import evenkeel.domain.VisibleText;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractDetails;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.GatewayTime;
import evenkeel.tws.GatewayZone;
import evenkeel.tws.HistoricalBar;
import evenkeel.tws.Margin;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.Order;
import evenkeel.tws.OrderState;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.Position;
import evenkeel.tws.RequestGlobalCancel;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.TickGeneric;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickString;
import evenkeel.tws.TickType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Between the protocol's records and ours. What cannot be expressed in ours (an account of unknown form, an execution
 * without shares) comes back empty, and the session says so.
 */
final class Wire {
  private static final Map<Integer, QuoteNews.Field> FIELDS = Map.of(
      TickType.BID_PRICE.id(), QuoteNews.Field.BID,
      TickType.DELAYED_BID.id(), QuoteNews.Field.BID,
      TickType.ASK_PRICE.id(), QuoteNews.Field.ASK,
      TickType.DELAYED_ASK.id(), QuoteNews.Field.ASK,
      TickType.LAST_PRICE.id(), QuoteNews.Field.LAST,
      TickType.DELAYED_LAST.id(), QuoteNews.Field.LAST,
      TickType.PREVIOUS_CLOSE.id(), QuoteNews.Field.PREVIOUS_CLOSE,
      TickType.DELAYED_CLOSE.id(), QuoteNews.Field.PREVIOUS_CLOSE);
  // Ten digits last until the year 2286.
  private static final Pattern EPOCH_SECONDS = Pattern.compile("[1-9][0-9]{0,9}");
  /** An execution may be ahead of our clock by as much; orders are held back long before the clocks differ so far. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
  private static final Pattern ACCOUNT = Pattern.compile("\\b[DFIU][A-Z]{0,2}[0-9]{4,12}\\b");

  private Wire() {}

  /**
   * A text of the Gateway in one line, with account numbers masked and hidden characters spelled out: it goes to
   * terminals, logs, reports and alerts.
   */
  static String words(String text) {
    return ACCOUNT.matcher(VisibleText.of(text.replaceAll("\\s+", " ").strip()))
        .replaceAll(number -> Matcher.quoteReplacement(new AccountId(number.group()).toString()));
  }

  /** An id, a name or another word of the Gateway with hidden characters spelled out; it goes where texts go too. */
  static String visible(String word) {
    return VisibleText.of(word);
  }

  static Optional<AccountValue> accountValue(AccountSummary row) {
    return AccountId.of(row.account().value())
        .map(account -> new AccountValue(
            account, visible(row.tag()), words(row.value()), visible(row.currency())));
  }

  /** A value of the account stream; its text may be the account's own number, which is nobody's to see. */
  static Optional<AccountValue> accountValue(evenkeel.tws.AccountValue row) {
    return AccountId.of(row.account().value())
        .map(account -> new AccountValue(
            account, visible(row.key()), words(row.value()), visible(row.currency())));
  }

  static Optional<PortfolioRow> holding(PortfolioValue row) {
    return row.position().flatMap(quantity -> instrument(row.contract()).map(instrument -> new PortfolioRow(
        instrument, quantity, row.marketPrice(), row.marketValue(), row.averageCost(), row.unrealizedPnl(),
        row.realizedPnl())));
  }

  /** A bar; empty when a price or the time cannot be read. */
  static Optional<Bar> bar(HistoricalBar bar) {
    Optional<GatewayTime> time = GatewayTime.parse(bar.time(), NyseCalendar.ZONE);
    if (time.isEmpty() || bar.open().isEmpty() || bar.high().isEmpty() || bar.low().isEmpty()
        || bar.close().isEmpty()) {
      return Optional.empty();
    }
    LocalDate date = switch (time.get()) {
      case GatewayTime.Day day -> day.date();
      case GatewayTime.Moment moment -> LocalDate.ofInstant(moment.instant(), NyseCalendar.ZONE);
      case GatewayTime.Unplaced local -> local.time().toLocalDate();
    };
    Optional<Instant> begin = time.get() instanceof GatewayTime.Moment moment
        ? Optional.of(moment.instant())
        : Optional.empty();
    // -1 for everything that is not trades.
    Optional<BigDecimal> volume = bar.volume().filter(shares -> shares.signum() >= 0);
    return Optional.of(new Bar(
        date, begin, bar.open().get(), bar.high().get(), bar.low().get(), bar.close().get(), volume));
  }

  static Contract contract(Instrument instrument) {
    String symbol = pair(instrument).map(CurrencyPair::base).orElse(instrument.symbol().value());
    return Contract
        .stock(symbol, instrument.exchange(), instrument.primaryExchange(), instrument.currency())
        .toBuilder().conId(instrument.contractId()).secType(instrument.securityType()).build();
  }

  private static Optional<CurrencyPair> pair(Instrument instrument) {
    return instrument.securityType().equals(CurrencyPair.SECURITY_TYPE)
        ? CurrencyPair.named(instrument.symbol().value())
        : Optional.empty();
  }

  /** A currency pair goes by both currencies, USD.HKD, as its first one alone names many. */
  private static Optional<Symbol> symbol(Contract contract) {
    return contract.secType().equals(CurrencyPair.SECURITY_TYPE)
        ? Symbol.of(contract.symbol() + "." + contract.currency())
            .filter(symbol -> CurrencyPair.named(symbol.value()).isPresent()).or(() -> Symbol.of(contract.symbol()))
        : Symbol.of(contract.symbol());
  }

  static Optional<Instrument> instrument(Contract contract) {
    return symbol(contract).map(symbol -> new Instrument(
        contract.conId(), symbol, visible(contract.secType()), visible(contract.exchange()),
        visible(contract.primaryExchange()), visible(contract.currency())));
  }

  static Optional<InstrumentDetails> details(ContractDetails details) {
    return instrument(details.contract()).map(instrument -> new InstrumentDetails(
        instrument, words(details.longName()), details.minTick().orElse(BigDecimal.ZERO),
        details.orderTypes().stream().map(Wire::visible).collect(Collectors.toSet()),
        new Listing(
            visible(details.stockType()), details.validExchanges().stream().map(Wire::visible).toList(),
            TradingHours.parse(details.tradingHours(), details.timeZoneId()),
            TradingHours.parse(details.liquidHours(), details.timeZoneId()))));
  }

  static Optional<BrokerPosition> position(Position position) {
    return AccountId.of(position.account().value()).flatMap(account -> instrument(position.contract()).map(
        instrument -> new BrokerPosition(account, instrument, position.position().orElse(BigDecimal.ZERO),
            position.avgCost().orElse(BigDecimal.ZERO))));
  }

  static PlaceOrder placeOrder(OrderTicket ticket) {
    Leg leg = ticket.leg();
    Order order = Order.builder()
        .action(leg.side().name())
        .totalQuantity(Optional.of(leg.quantity()))
        .orderType(leg.type().name())
        .limitPrice(leg.limit())
        .tif(leg.timeInForce().name())
        .account(new evenkeel.tws.AccountId(ticket.account().value()))
        .orderRef(leg.ref().value())
        .build();
    return new PlaceOrder(ticket.orderId(), contract(ticket.instrument()), order);
  }

  /** Without a reference of ours: nothing that comes of it may be taken for an order that we intend. */
  static PlaceOrder preview(int orderId, BrokerRequest.Preview preview) {
    HandOrder terms = preview.order();
    Order order = Order.builder()
        .action(terms.side().name())
        .totalQuantity(Optional.of(terms.quantity()))
        .orderType(terms.type().name())
        .limitPrice(terms.limit())
        .tif(terms.timeInForce().name())
        .account(new evenkeel.tws.AccountId(preview.account().value()))
        .whatIf(true)
        .build();
    return new PlaceOrder(orderId, contract(preview.instrument()), order);
  }

  static OrderPreview preview(OrderState state) {
    return new OrderPreview(
        effect(state.initialMargin()), effect(state.maintenanceMargin()), effect(state.equityWithLoan()),
        state.commission(), state.minCommission(), state.maxCommission(), visible(state.commissionCurrency()),
        words(state.warningText()));
  }

  private static OrderPreview.Effect effect(Margin margin) {
    return new OrderPreview.Effect(margin.before(), margin.change(), margin.after());
  }

  static ClientMessage cancel(Cancellation what) {
    return switch (what) {
      case Cancellation.One one -> new CancelOrder(one.orderId());
      case Cancellation.All all -> new RequestGlobalCancel();
    };
  }

  static Optional<BrokerOrder> order(OpenOrder open) {
    return order(open.orderId(), open.order().clientId(), open.contract(), open.order(), open.state(), BigDecimal.ZERO);
  }

  /** A completed order tells neither order id nor client id, and a quantity of 0 once it is filled. */
  static Optional<BrokerOrder> order(CompletedOrder completed) {
    return order(0, -1, completed.contract(), completed.order(), completed.state(),
        completed.order().filledQuantity().orElse(BigDecimal.ZERO));
  }

  private static Optional<BrokerOrder> order(
      int orderId, int clientId, Contract contract, Order order, OrderState state, BigDecimal filled) {
    Optional<AccountId> account = AccountId.of(order.account().value());
    Optional<Symbol> symbol = symbol(contract);
    Optional<Side> side = side(order.action());
    if (account.isEmpty() || symbol.isEmpty() || side.isEmpty()) {
      return Optional.empty();
    }
    var terms = new BrokerOrder.OrderTerms(
        visible(order.orderType()), visible(order.tif()), order.limitPrice());
    String reason = state.completedStatus().isEmpty() ? state.warningText() : state.completedStatus();
    return Optional.of(new BrokerOrder(
        orderId, clientId, order.permId(), visible(order.orderRef()), account.get(), symbol.get(), side.get(),
        order.totalQuantity().orElse(BigDecimal.ZERO), terms, BrokerStatus.of(state.status()), filled,
        words(reason), traded(contract, symbol.get())));
  }

  private static Optional<evenkeel.domain.Contract> traded(Contract contract, Symbol symbol) {
    return contract.conId() <= 0
        ? Optional.empty()
        : Optional.of(new evenkeel.domain.Contract(
            new ContractId(contract.conId()), symbol, visible(contract.secType()),
            visible(contract.primaryExchange().isEmpty() ? contract.exchange() : contract.primaryExchange()),
            visible(contract.currency())));
  }

  static OrderNews.Status status(OrderStatus status) {
    return new OrderNews.Status(
        status.orderId(), status.clientId(), status.permId(), BrokerStatus.of(status.status()),
        status.filled().orElse(BigDecimal.ZERO), status.remaining().orElse(BigDecimal.ZERO),
        words(status.whyHeld()), status.avgFillPrice());
  }

  /**
   * An execution. It counts whatever its price is said to be; a negative number of shares cannot be read.
   *
   * @param zone of the Gateway
   * @param heard stands in for a time that cannot be read, that is in a zone that cannot be told, or that is still to
   *     come: no fill is lost for the wording of a zone, and none is of the future
   */
  static Optional<Fill> fill(ExecutionDetails details, GatewayZone zone, Instant heard) {
    var execution = details.execution();
    Optional<AccountId> account = AccountId.of(execution.account().value());
    Optional<Symbol> symbol = symbol(details.contract());
    Optional<Side> side = side(execution.side());
    if (account.isEmpty() || symbol.isEmpty() || side.isEmpty()
        || execution.shares().filter(shares -> shares.signum() >= 0).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Fill(
        visible(execution.execId()), execution.orderId(), execution.clientId(), execution.permId(),
        visible(execution.orderRef()),
        account.get(), symbol.get(), side.get(), execution.shares().get(),
        execution.price().orElse(BigDecimal.ZERO),
        time(execution.time(), zone).filter(at -> at.isBefore(heard.plus(CLOCKS_DIFFER))).orElse(heard),
        contractId(details.contract()), average(execution)));
  }

  private static Optional<Fill.OrderAverage> average(evenkeel.tws.Execution execution) {
    return execution.cumQty().flatMap(
        shares -> execution.avgPrice().map(price -> new Fill.OrderAverage(shares, price)));
  }

  private static Optional<ContractId> contractId(Contract contract) {
    return contract.conId() > 0 ? Optional.of(new ContractId(contract.conId())) : Optional.empty();
  }

  static Optional<Commission> commission(CommissionReport report) {
    return report.commission().map(
        amount -> new Commission(visible(report.execId()), amount, visible(report.currency()), report.realizedPnl()));
  }

  /** The field of a price tick, live or delayed alike; empty for ticks that are not read. */
  static Optional<QuoteNews.Field> field(int tickType) {
    return Optional.ofNullable(FIELDS.get(tickType));
  }

  /** What a message says of the price of whatever was asked for under this id. */
  record QuoteTold(int id, Function<Symbol, QuoteNews> about) {}

  /** Empty for every other message, and for ticks that are not read. */
  static Optional<QuoteTold> quoteNews(ServerMessage message, Instant now) {
    return switch (message) {
      case TickPrice tick -> field(tick.tickType()).map(
          field -> new QuoteTold(tick.tickerId(), symbol -> new QuoteNews.Tick(symbol, field, tick.price(), now)));
      case TickString tick -> tradedAt(tick).map(
          at -> new QuoteTold(tick.tickerId(), symbol -> new QuoteNews.Traded(symbol, at)));
      case TickGeneric tick -> halt(tick).map(
          halted -> new QuoteTold(tick.tickerId(), symbol -> new QuoteNews.Halt(symbol, halted)));
      case MarketDataType type -> kind(type.dataType()).map(
          kind -> new QuoteTold(type.reqId(), symbol -> new QuoteNews.Kind(symbol, kind)));
      // Messages of a hundred other kinds come by.
      default -> Optional.empty();
    };
  }

  /** The time of the newest trade, live or delayed; empty for other ticks and for what is no time. */
  static Optional<Instant> tradedAt(TickString tick) {
    boolean isTime = tick.tickType() == TickType.LAST_TIMESTAMP.id()
        || tick.tickType() == TickType.DELAYED_LAST_TIMESTAMP.id();
    return isTime && EPOCH_SECONDS.matcher(tick.text()).matches()
        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(tick.text())))
        : Optional.empty();
  }

  /** Whether trading is known to be halted: 0 is no, 1 and 2 are the kinds of halts, -1 is unknown. */
  static Optional<Boolean> halt(TickGeneric tick) {
    boolean isFlag = tick.tickType() == TickType.HALTED.id() || tick.tickType() == TickType.DELAYED_HALTED.id();
    return tick.value().filter(value -> isFlag).map(value -> value.signum() > 0);
  }

  static Optional<QuoteKind> kind(int marketDataType) {
    return switch (marketDataType) {
      case 1 -> Optional.of(QuoteKind.LIVE);
      case 2 -> Optional.of(QuoteKind.FROZEN);
      case 3 -> Optional.of(QuoteKind.DELAYED);
      case 4 -> Optional.of(QuoteKind.DELAYED_FROZEN);
      default -> Optional.empty();
    };
  }

  private static Optional<Side> side(String word) {
    return switch (word) {
      case "BUY", "BOT" -> Optional.of(Side.BUY);
      case "SELL", "SLD", "SSHORT" -> Optional.of(Side.SELL);
      default -> Optional.empty();
    };
  }

  /** Whether the time of an execution cannot be read, or is in a zone that cannot be told. */
  static boolean isTimeUnknown(ExecutionDetails details, GatewayZone zone) {
    return time(details.execution().time(), zone).isEmpty();
  }

  private static Optional<Instant> time(String text, GatewayZone zone) {
    return GatewayTime.parse(text, zone).flatMap(time -> switch (time) {
      case GatewayTime.Moment moment -> Optional.of(moment.instant());
      case GatewayTime.Day day ->
        Optional.of(day.date().atTime(LocalTime.MIDNIGHT).atZone(NyseCalendar.ZONE).toInstant());
      case GatewayTime.Unplaced local -> Optional.<Instant>empty();
    });
  }
}

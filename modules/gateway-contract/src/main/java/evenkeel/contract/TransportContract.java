package evenkeel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.FasterClock;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.MarketDataFeed;
import evenkeel.gateway.Transport;
import evenkeel.gateway.TransportKind;
import evenkeel.simulator.Fault;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import evenkeel.tws.AccountDownloadEnd;
import evenkeel.tws.AccountId;
import evenkeel.tws.AccountSummary;
import evenkeel.tws.AccountSummaryEnd;
import evenkeel.tws.AccountValue;
import evenkeel.tws.CancelOrder;
import evenkeel.tws.CommissionReport;
import evenkeel.tws.CompletedOrder;
import evenkeel.tws.CompletedOrdersEnd;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractData;
import evenkeel.tws.ContractDataEnd;
import evenkeel.tws.ContractDetails;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ExecutionDetails;
import evenkeel.tws.ExecutionDetailsEnd;
import evenkeel.tws.ExecutionFilter;
import evenkeel.tws.FrameWriter;
import evenkeel.tws.HeadTimestamp;
import evenkeel.tws.HistoricalBar;
import evenkeel.tws.HistoricalData;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.MarketDataType;
import evenkeel.tws.MarketRule;
import evenkeel.tws.NextValidId;
import evenkeel.tws.OpenOrder;
import evenkeel.tws.OpenOrderEnd;
import evenkeel.tws.Order;
import evenkeel.tws.OrderStatus;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.Pnl;
import evenkeel.tws.PnlSingle;
import evenkeel.tws.PortfolioValue;
import evenkeel.tws.Position;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestAccountUpdates;
import evenkeel.tws.RequestAllOpenOrders;
import evenkeel.tws.RequestCompletedOrders;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.RequestExecutions;
import evenkeel.tws.RequestGlobalCancel;
import evenkeel.tws.RequestHeadTimestamp;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestIds;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.RequestMarketRule;
import evenkeel.tws.RequestMatchingSymbols;
import evenkeel.tws.RequestOpenOrders;
import evenkeel.tws.RequestPnl;
import evenkeel.tws.RequestPnlSingle;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.SymbolSample;
import evenkeel.tws.SymbolSamples;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a session relies on, whichever transport carries its messages. Every transport has to pass it; a subclass says
 * how to make one. The Gateway is the simulated one, over TCP, on Friday 2025-10-31 at 10:00 New York.
 */
@Timeout(60)
public abstract class TransportContract {
  private static final Instant MORNING = Instant.parse("2025-10-31T14:00:00Z");
  private static final AccountId ACCOUNT = new AccountId("DU1234567");
  private static final int CLIENT_ID = 7;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int REQUEST = 1_000_000_001;
  private static final Contract GLD = Contract.stock("GLD", "SMART", "", "USD");

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();

  /** A transport to the address of these settings. */
  protected abstract Transport transport(GatewaySettings settings);

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
    callers.forEach(Caller::assertWellBehaved);
  }

  private SimulatorServer gateway(String scenario) {
    try {
      var clock = new FasterClock(MORNING, Instant.now(), 1);
      SimulatorServer server = SimulatorServer.start(Scenario.named(scenario), clock, 1, Optional.empty(), 0);
      opened.add(server);
      return server;
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private Caller dial(int port) {
    var settings = new GatewaySettings("127.0.0.1", port, CLIENT_ID, Duration.ofSeconds(15), Duration.ofSeconds(10), 50,
        false, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
    var caller = new Caller(transport(settings), CLIENT_ID);
    opened.add(caller);
    callers.add(caller);
    return caller;
  }

  private Caller dial(String scenario) {
    return dial(gateway(scenario).port());
  }

  private static PlaceOrder order(int id, String action, int shares, String type, String limit) {
    Order.Builder order = Order.builder().action(action).totalQuantity(BigDecimal.valueOf(shares)).orderType(type)
        .tif("DAY").account(ACCOUNT).orderRef("contract-" + id);
    return new PlaceOrder(id, GLD, limit.isEmpty() ? order.build() : order.limitPrice(new BigDecimal(limit)).build());
  }

  private static CancelOrder cancel(int id) {
    return new CancelOrder(id, "", "", OptionalInt.empty());
  }

  // Connecting.

  @Test
  void shouldGreetAndTellAccountsAndTheNextOrderId() {
    Caller caller = dial("month-end").start();
    assertThat(caller.next(ManagedAccounts.class).accounts()).containsExactly(ACCOUNT);
    assertThat(caller.next(NextValidId.class).orderId()).isEqualTo(1);
  }

  @Test
  void shouldSayThatNothingListens() throws IOException {
    int port;
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = listening.getLocalPort();
    }
    Caller.Gone gone = dial(port).gone();
    assertThat(gone.reason()).isEqualTo(DisconnectReason.REFUSED);
    assertThat(gone.detail()).contains("127.0.0.1:" + port);
  }

  @Test
  void shouldSayThatTheClientIdIsInUse() {
    int port = gateway("month-end").port();
    dial(port).ready();
    Caller second = dial(port).start();
    assertThat(second.next(ErrorMessage.class, it -> it.id() == -1).code()).isEqualTo(326);
    assertThat(second.gone().reason()).isEqualTo(DisconnectReason.CLOSED);
  }

  @Test
  void shouldFreeTheClientIdWhenItIsClosed() {
    int port = gateway("month-end").port();
    Caller first = dial(port).ready();
    first.close();
    assertThat(first.gone().reason()).isEqualTo(DisconnectReason.STOPPED);
    first.close();
    dial(port).ready();
  }

  @Test
  void shouldSayThatTheGatewayClosedTheConnection() {
    SimulatorServer gateway = gateway("month-end");
    Caller caller = dial(gateway.port()).ready();
    gateway.inject(new Fault.DropConnections(false));
    assertThat(caller.gone().reason()).isEqualTo(DisconnectReason.CLOSED);
  }

  @Test
  void shouldSayThatTheConnectionBrokeInTheMiddleOfAMessage() {
    SimulatorServer gateway = gateway("month-end");
    Caller caller = dial(gateway.port()).ready();
    gateway.inject(new Fault.DropConnections(true));
    assertThat(caller.gone().reason()).isEqualTo(DisconnectReason.BROKEN);
  }

  @Test
  void shouldSayThatTheGatewayClosedAfterTheHello() {
    SimulatorServer gateway = gateway("month-end");
    gateway.inject(new Fault.CloseAfterHello(1));
    assertThat(dial(gateway.port()).gone().reason()).isIn(DisconnectReason.CLOSED, DisconnectReason.BROKEN);
  }

  @Test
  void shouldEndAtAMessageThatIsNotWhatItClaims() {
    assertViolation(FrameWriter.frame(List.of("9", "1", "forty-two")));
  }

  @Test
  void shouldEndAtALengthThatNoMessageHas() {
    assertViolation(new byte[]{(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xf0, '9', 0});
  }

  /** Asserts how the transport ends when it gets these bytes after the greeting. */
  private void assertViolation(byte[] bytes) {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Caller caller = dial(listening.getLocalPort());
      try (Socket gateway = listening.accept()) {
        gateway.setSoTimeout(PATIENCE_MILLIS);
        InputStream in = gateway.getInputStream();
        int helloBytes = ByteBuffer.wrap(in.readNBytes(8)).getInt(4);
        in.readNBytes(helloBytes);
        OutputStream out = gateway.getOutputStream();
        out.write(FrameWriter.frame(List.of(Integer.toString(ServerVersions.PINNED), "20251031 10:00:00 EST")));
        out.write(bytes);
        out.flush();
        Caller.Gone gone = caller.gone();
        assertThat(gone.reason()).isEqualTo(DisconnectReason.PROTOCOL_VIOLATION);
        assertThat(gone.detail()).isNotEmpty();
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Test
  void shouldWaitForAGatewayThatNeverAnswers() throws IOException {
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Caller caller = dial(listening.getLocalPort());
      assertThat(caller.next()).isEqualTo(new Caller.Connected());
      caller.close();
      assertThat(caller.gone().reason()).isEqualTo(DisconnectReason.STOPPED);
    }
  }

  @Test
  void shouldGetOverMessagesThatItDoesNotKnow() {
    SimulatorServer gateway = gateway("month-end");
    Caller caller = dial(gateway.port()).ready();
    gateway.inject(new Fault.StrangeMessages());
    gateway.inject(new Fault.Notice(2158, "Sec-def data farm connection is OK:secdefil"));
    assertThat(caller.next(ErrorMessage.class, it -> it.code() == 2158).text()).endsWith("OK:secdefil");
    caller.send(new RequestCurrentTime());
    assertThat(caller.next(CurrentTime.class).epochSeconds()).isGreaterThanOrEqualTo(MORNING.getEpochSecond());
  }

  // Accounts.

  @Test
  void shouldTellTheAccountSummary() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestAccountSummary(REQUEST, "All", List.of("NetLiquidation", "TotalCashValue")));
    List<AccountSummary> summary = caller.until(AccountSummary.class, AccountSummaryEnd.class);
    assertThat(summary).extracting(AccountSummary::tag).containsExactlyInAnyOrder("NetLiquidation", "TotalCashValue");
    assertThat(summary).allSatisfy(line -> {
      assertThat(line.reqId()).isEqualTo(REQUEST);
      assertThat(line.account()).isEqualTo(ACCOUNT);
      assertThat(line.currency()).isEqualTo("USD");
      assertThat(new BigDecimal(line.value())).isPositive();
    });
  }

  @Test
  void shouldTellThePositions() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestPositions());
    List<Position> positions = caller.until(Position.class, PositionEnd.class);
    assertThat(positions).extracting(it -> it.contract().symbol()).containsExactlyInAnyOrder("DBMF", "GLD", "BIL");
    Position gld = positions.stream().filter(it -> it.contract().symbol().equals("GLD")).findFirst().orElseThrow();
    assertThat(gld.account()).isEqualTo(ACCOUNT);
    assertThat(gld.contract().conId()).isPositive();
    assertThat(gld.contract().secType()).isEqualTo("STK");
    assertThat(gld.contract().currency()).isEqualTo("USD");
    assertThat(gld.position().orElseThrow()).isEqualByComparingTo("38");
    assertThat(gld.avgCost().orElseThrow()).isEqualByComparingTo("265.40");
  }

  @Test
  void shouldTellTheAccountUpdates() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestAccountUpdates(true, ACCOUNT));
    AccountValue cash = caller.next(AccountValue.class, it -> it.key().equals("TotalCashValue"));
    assertThat(new BigDecimal(cash.value())).isEqualByComparingTo("1900");
    assertThat(cash.currency()).isEqualTo("USD");
    PortfolioValue gld = caller.next(PortfolioValue.class, it -> it.contract().symbol().equals("GLD"));
    assertThat(gld.position().orElseThrow()).isEqualByComparingTo("38");
    assertThat(gld.marketPrice().orElseThrow()).isPositive();
    assertThat(gld.marketValue().orElseThrow()).isPositive();
    assertThat(gld.account()).isEqualTo(ACCOUNT);
    assertThat(caller.next(AccountDownloadEnd.class).account()).isEqualTo(ACCOUNT);
    caller.send(new RequestAccountUpdates(false, ACCOUNT));
  }

  @Test
  void shouldTellProfitAndLoss() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestPnl(REQUEST, ACCOUNT, ""));
    Pnl pnl = caller.next(Pnl.class, it -> it.reqId() == REQUEST);
    assertThat(pnl.unrealizedPnl()).isPresent();
    caller.send(new RequestPositions());
    int conId = caller.until(Position.class, PositionEnd.class).stream()
        .filter(it -> it.contract().symbol().equals("GLD")).findFirst().orElseThrow().contract().conId();
    caller.send(new RequestPnlSingle(REQUEST + 1, ACCOUNT, "", conId));
    PnlSingle single = caller.next(PnlSingle.class, it -> it.reqId() == REQUEST + 1);
    assertThat(single.position().orElseThrow()).isEqualByComparingTo("38");
    assertThat(single.value().orElseThrow()).isPositive();
  }

  // Contracts and market data.

  @Test
  void shouldTellContractDetails() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestContractDetails(REQUEST, GLD, false, ""));
    List<ContractData> found = caller.until(ContractData.class, ContractDataEnd.class);
    assertThat(found).hasSize(1);
    assertThat(found.getFirst().reqId()).isEqualTo(REQUEST);
    ContractDetails details = found.getFirst().details();
    assertThat(details.contract().symbol()).isEqualTo("GLD");
    assertThat(details.contract().conId()).isPositive();
    assertThat(details.contract().exchange()).isEqualTo("SMART");
    assertThat(details.contract().primaryExchange()).isEqualTo("ARCA");
    assertThat(details.minTick().orElseThrow()).isEqualByComparingTo("0.01");
    assertThat(details.orderTypes()).contains("MKT", "LMT", "MOC", "LOC");
    assertThat(details.validExchanges()).contains("SMART").hasSameSizeAs(details.marketRuleIds());
    assertThat(details.timeZoneId()).isEqualTo("US/Eastern");
    assertThat(details.liquidHours()).contains("20251031:0930-20251031:1600");
    assertThat(details.minSize().orElseThrow()).isPositive();
    caller.send(new RequestMarketRule(Integer.parseInt(details.marketRuleId("SMART").orElseThrow())));
    assertThat(caller.next(MarketRule.class).increments()).isNotEmpty();
  }

  @Test
  void shouldTellThatAContractIsNotKnown() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestContractDetails(REQUEST, Contract.stock("NOSUCH", "SMART", "", "USD"), false, ""));
    ErrorMessage error = caller.error(REQUEST);
    assertThat(error.code()).isEqualTo(200);
    assertThat(error.text()).contains("No security definition");
  }

  @Test
  void shouldFindSymbols() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestMatchingSymbols(REQUEST, "GLD"));
    SymbolSamples samples = caller.next(SymbolSamples.class);
    assertThat(samples.reqId()).isEqualTo(REQUEST);
    assertThat(samples.samples()).extracting(SymbolSample::symbol).contains("GLD");
  }

  @Test
  void shouldStreamDelayedQuotes() {
    Caller caller = dial("delayed-only").ready();
    caller.send(new RequestMarketDataType(3));
    caller.send(new RequestMarketData(REQUEST, GLD, "", false, false, List.of()));
    assertThat(caller.next(MarketDataType.class).dataType()).isEqualTo(3);
    // Delayed bid, ask and last (tick types of the IBKR API).
    assertThat(caller.next(TickPrice.class, it -> it.tickType() == 66).price().orElseThrow()).isPositive();
    assertThat(caller.next(TickPrice.class, it -> it.tickType() == 67).tickerId()).isEqualTo(REQUEST);
  }

  @Test
  void shouldStreamLiveQuotes() {
    Caller caller = dial("live").ready();
    caller.send(new RequestMarketDataType(1));
    caller.send(new RequestMarketData(REQUEST, GLD, "", false, false, List.of()));
    TickPrice bid = caller.next(TickPrice.class, it -> it.tickType() == 1);
    assertThat(bid.tickerId()).isEqualTo(REQUEST);
    assertThat(bid.price().orElseThrow()).isPositive();
    TickSize size = caller.next(TickSize.class);
    assertThat(size.tickerId()).isEqualTo(REQUEST);
    assertThat(size.size()).isPresent();
  }

  @Test
  void shouldTellThatMarketDataIsNotPaidFor() {
    Caller caller = dial("no-market-data").ready();
    caller.send(new RequestMarketDataType(1));
    caller.send(new RequestMarketData(REQUEST, GLD, "", false, false, List.of()));
    assertThat(caller.error(REQUEST).code()).isIn(354, 10089, 10168);
  }

  @Test
  void shouldTellHistory() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestHistoricalData(
        REQUEST, GLD, false, "20251031-13:00:00", "1 day", "1 M", true, "TRADES", 1, false, List.of()));
    HistoricalData history = caller.next(HistoricalData.class);
    assertThat(history.reqId()).isEqualTo(REQUEST);
    assertThat(history.bars()).hasSizeBetween(15, 25);
    HistoricalBar last = history.bars().getLast();
    assertThat(last.time()).isEqualTo("20251030");
    assertThat(last.high().orElseThrow()).isGreaterThanOrEqualTo(last.low().orElseThrow());
    assertThat(last.close().orElseThrow()).isPositive();
    assertThat(last.volume().orElseThrow()).isPositive();
    caller.send(new RequestHeadTimestamp(REQUEST + 1, GLD, false, true, "TRADES", 1));
    assertThat(caller.next(HeadTimestamp.class, it -> it.reqId() == REQUEST + 1).text()).isNotEmpty();
  }

  @Test
  void shouldTellThatHistoryIsRefused() {
    Caller caller = dial("month-end").ready();
    caller.send(new RequestHistoricalData(
        REQUEST, GLD, false, "20251031-13:00:00", "7 days", "1 M", true, "TRADES", 1, false, List.of()));
    assertThat(caller.error(REQUEST).code()).isPositive();
  }

  // Orders.

  @Test
  void shouldPlaceAnOrderAndTellItsFill() {
    Caller caller = dial("month-end").ready();
    caller.send(order(1, "SELL", 5, "MKT", ""));
    OpenOrder open = caller.next(OpenOrder.class);
    assertThat(open.orderId()).isEqualTo(1);
    assertThat(open.contract().symbol()).isEqualTo("GLD");
    assertThat(open.order().action()).isEqualTo("SELL");
    assertThat(open.order().orderType()).isEqualTo("MKT");
    assertThat(open.order().tif()).isEqualTo("DAY");
    assertThat(open.order().orderRef()).isEqualTo("contract-1");
    assertThat(open.order().account()).isEqualTo(ACCOUNT);
    assertThat(open.order().clientId()).isEqualTo(CLIENT_ID);
    assertThat(open.order().permId()).isPositive();
    assertThat(open.order().totalQuantity().orElseThrow()).isEqualByComparingTo("5");
    assertThat(open.order().whatIf()).isFalse();
    ExecutionDetails details = caller.next(ExecutionDetails.class);
    assertThat(details.reqId()).isNegative();
    assertThat(details.execution().orderId()).isEqualTo(1);
    assertThat(details.execution().side()).isEqualTo("SLD");
    assertThat(details.execution().shares().orElseThrow()).isEqualByComparingTo("5");
    assertThat(details.execution().price().orElseThrow()).isPositive();
    assertThat(details.execution().orderRef()).isEqualTo("contract-1");
    OrderStatus filled = caller.next(OrderStatus.class, it -> it.status().equals("Filled"));
    assertThat(filled.filled().orElseThrow()).isEqualByComparingTo("5");
    assertThat(filled.remaining().orElseThrow()).isEqualByComparingTo("0");
    assertThat(filled.permId()).isEqualTo(open.order().permId());
    CommissionReport commission = caller.next(CommissionReport.class);
    assertThat(commission.execId()).isEqualTo(details.execution().execId());
    assertThat(commission.commission().orElseThrow()).isPositive();
    assertThat(commission.currency()).isEqualTo("USD");
  }

  @Test
  void shouldCancelAnOrder() {
    Caller caller = dial("month-end").ready();
    caller.send(order(1, "BUY", 1, "LMT", "100.00"));
    assertThat(caller.next(OpenOrder.class).order().limitPrice().orElseThrow()).isEqualByComparingTo("100");
    caller.next(OrderStatus.class, it -> it.status().equals("Submitted"));
    caller.send(cancel(1));
    assertThat(caller.next(OrderStatus.class, it -> it.status().equals("Cancelled")).orderId()).isEqualTo(1);
    caller.send(cancel(99));
    assertThat(caller.error(99).code()).isIn(135, 10147);
  }

  @Test
  void shouldCancelEverything() {
    Caller caller = dial("month-end").ready();
    caller.send(order(1, "BUY", 1, "LMT", "100.00"));
    caller.send(order(2, "BUY", 1, "LMT", "101.00"));
    caller.next(OrderStatus.class, it -> it.orderId() == 2 && it.status().equals("Submitted"));
    caller.send(new RequestGlobalCancel("", OptionalInt.empty()));
    List<Integer> cancelled = new ArrayList<>();
    while (cancelled.size() < 2) {
      OrderStatus status = caller.next(OrderStatus.class, it -> it.status().equals("Cancelled"));
      if (!cancelled.contains(status.orderId())) {
        cancelled.add(status.orderId());
      }
    }
    assertThat(cancelled).containsExactlyInAnyOrder(1, 2);
  }

  @Test
  void shouldTellWorkingOrdersCompletedOrdersAndExecutions() {
    Caller caller = dial("month-end").ready();
    caller.send(order(1, "SELL", 5, "MKT", ""));
    caller.next(CommissionReport.class);
    caller.send(order(2, "BUY", 1, "LMT", "100.00"));
    caller.next(OrderStatus.class, it -> it.orderId() == 2 && it.status().equals("Submitted"));
    caller.send(new RequestOpenOrders());
    assertThat(caller.until(OpenOrder.class, OpenOrderEnd.class)).extracting(OpenOrder::orderId).containsExactly(2);
    caller.send(new RequestAllOpenOrders());
    assertThat(caller.until(OpenOrder.class, OpenOrderEnd.class)).extracting(it -> it.order().orderRef())
        .containsExactly("contract-2");
    caller.send(new RequestCompletedOrders(false));
    List<CompletedOrder> completed = caller.until(CompletedOrder.class, CompletedOrdersEnd.class);
    assertThat(completed).extracting(it -> it.order().orderRef()).containsExactly("contract-1");
    assertThat(completed.getFirst().state().status()).isEqualTo("Filled");
    assertThat(completed.getFirst().state().completedTime()).isNotEmpty();
    caller.send(new RequestExecutions(REQUEST, ExecutionFilter.ALL));
    List<ExecutionDetails> executions = caller.until(ExecutionDetails.class, ExecutionDetailsEnd.class);
    assertThat(executions).extracting(it -> it.execution().orderRef()).containsExactly("contract-1");
    assertThat(executions.getFirst().reqId()).isEqualTo(REQUEST);
  }

  @Test
  void shouldPreviewAnOrderAndPlaceNothing() {
    Caller caller = dial("month-end").ready();
    PlaceOrder order = order(1, "BUY", 1, "MOC", "");
    caller.send(new PlaceOrder(1, order.contract(), order.order().toBuilder().whatIf(true).build()));
    OpenOrder preview = caller.next(OpenOrder.class);
    assertThat(preview.order().whatIf()).isTrue();
    assertThat(preview.state().initialMargin().after().orElseThrow()).isNotNegative();
    caller.send(new RequestOpenOrders());
    assertThat(caller.until(OpenOrder.class, OpenOrderEnd.class)).isEmpty();
  }

  @Test
  void shouldTellThatAnOrderIsRefused() {
    Caller caller = dial("month-end").ready();
    caller.send(order(1, "BUY", 100_000, "MKT", ""));
    assertThat(caller.error(1).code()).isEqualTo(201);
  }

  @Test
  void shouldTellTheNextOrderIdAgain() {
    Caller caller = dial("month-end").ready();
    caller.send(order(1, "BUY", 1, "LMT", "100.00"));
    caller.next(OpenOrder.class);
    caller.send(new RequestIds(1));
    assertThat(caller.next(NextValidId.class).orderId()).isGreaterThan(1);
  }
}

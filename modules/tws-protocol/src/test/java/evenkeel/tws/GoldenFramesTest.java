package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worked examples of the protocol's documents, which two unrelated clients have confirmed. */
class GoldenFramesTest {
  private static final int SV = ServerVersions.PINNED;
  private static final AccountId ACCOUNT = new AccountId("DU1234567");
  private static final Contract AAPL = Contract.stock("AAPL", "SMART", "NASDAQ", "USD").toBuilder()
      .conId(265598).build();

  @Test
  void shouldSayHelloAsTheOfficialClientsDo() {
    byte[] bytes = Wire.hex("41 50 49 00 00 00 00 09 76 31 35 37 2e 2e 31 37 38");
    assertThat(Hello.pinned().encode()).isEqualTo(bytes);
    HelloReader reader = new HelloReader();
    assertThat(reader.feed(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    assertThat(reader.hello()).contains(new Hello(157, 178));
  }

  @Test
  void shouldGreetAsAGatewayDoes() {
    byte[] bytes = Wire.hex("00 00 00 1a 31 37 38 00 32 30 32 35 30 37 31 35"
        + "20 30 39 3a 33 31 3a 30 32 20 45 53 54 00");
    ServerGreeting greeting = new ServerGreeting(178, "20250715 09:31:02 EST");
    assertThat(greeting.encode()).isEqualTo(bytes);
    assertThat(ServerGreeting.decode(bytes, 4, bytes.length - 4)).isEqualTo(greeting);
  }

  @Test
  void shouldStartTheApi() {
    byte[] bytes = Wire.hex("00 00 00 08 37 31 00 32 00 37 00 00");
    assertThat(encode(new StartApi(7, ""))).isEqualTo(bytes);
    assertThat(Wire.decodeClient(SV, bytes)).isEqualTo(new StartApi(7, ""));
  }

  @Test
  void shouldRequestMarketData() {
    byte[] bytes = Wire.hex(
        """
            00 00 00 3f 31 00 31 31 00 31 30 30 31 00 32 36 35 35 39 38 00 41 41 50 4c 00 53 54 4b 00 00 30
            2e 30 00 00 00 53 4d 41 52 54 00 4e 41 53 44 41 51 00 55 53 44 00 00 00 30 00 32 33 33 00 30 00
            30 00 00""");
    var request = new RequestMarketData(1001, AAPL, "233", false, false, List.of());
    assertThat(encode(request)).isEqualTo(bytes);
    assertThat(Wire.decodeClient(SV, bytes)).isEqualTo(request);
  }

  static Stream<List<Object>> orders() {
    BigDecimal limit = new BigDecimal("189.5");
    return Stream.of(
        List.of("MOC", order("MOC").build(), 209,
            "8440e51ef050c6787cd12972abc9ec32ff54fdbae7716e8094f95e2ba293f36d"),
        List.of("adaptive", order("MKT")
            .algo(new Algo("Adaptive", List.of(new TagValue("adaptivePriority", "Normal")), ""))
            .build(), 243, "0b6aa73af0d7c8ef10031cc470db42aace87895b1fb46730d1caec6497856197"),
        List.of("LMT", order("LMT").limitPrice(limit).build(), 214,
            "166a48b54ee61686724e875d98b20f603e4acca368ce0b9530cdafb7d0867d95"),
        List.of("LOC", order("LOC").limitPrice(limit).build(), 214,
            "8ce100bb594a4cdbb791913bfe16df641f70aeff81d553ef115ec129d8a8412d"));
  }

  @ParameterizedTest
  @MethodSource("orders")
  void shouldPlaceAnOrderByteForByte(List<Object> example) {
    PlaceOrder message = new PlaceOrder(42, AAPL, (Order) example.get(1));
    byte[] frame = encode(message);
    assertThat(frame.length - FrameReader.LENGTH_BYTES).isEqualTo(example.get(2));
    assertThat(Wire.sha256(frame)).isEqualTo(example.get(3));
    assertThat(Wire.decodeClient(SV, frame)).isEqualTo(message);
  }

  @Test
  void shouldTellAnOrderStatus() {
    byte[] bytes = Wire.hex(
        """
            00 00 00 2d 33 00 34 32 00 50 72 65 53 75 62 6d 69 74 74 65 64 00 30 00 31 30 30 00 30 00 36 30
            30 37 34 35 36 35 36 00 30 00 30 00 37 00 00 30 00""");
    var status = new OrderStatus(42, "PreSubmitted", decimal("0"), decimal("100"), decimal("0"),
        600745656L, 0, decimal("0"), 7, "", decimal("0"));
    assertThat(encode(status)).isEqualTo(bytes);
    assertThat(Wire.decodeServer(SV, bytes)).isEqualTo(status);
    assertThat(status.word()).contains(OrderStatusWord.PRE_SUBMITTED);
  }

  @Test
  void shouldShowAnOpenOrderByteForByte() {
    Contract contract = AAPL.toBuilder().primaryExchange("").localSymbol("AAPL").tradingClass("NMS")
        .build();
    OpenOrder message = new OpenOrder(42, contract, echo().clientId(7)
        .allocation(new OrderAllocationGroup("", "", "", "", "", "600745656.0/DU1234567/100"))
        .build(), OrderState.of("PreSubmitted"));
    byte[] frame = encode(message);
    assertThat(frame).hasSize(665 + FrameReader.LENGTH_BYTES)
        .startsWith(Wire.hex("00 00 02 99 35 00 34 32 00 32 36 35 35 39 38 00"));
    assertThat(Wire.sha256(frame))
        .isEqualTo("51ac73f453f75bce875352cbe0084514b22f855dc04f46ab96886ea0f1e61da6");
    assertThat(Wire.decodeServer(SV, frame)).isEqualTo(message);
  }

  @Test
  void shouldTellACompletedOrderByteForByte() {
    Contract contract = AAPL.toBuilder().primaryExchange("").localSymbol("AAPL").tradingClass("NMS")
        .build();
    OrderState state = OrderState.builder("Filled")
        .completedTime("20250924 16:00:07 America/New_York").completedStatus("Filled Size: 100")
        .build();
    Order order = echo().filledQuantity(decimal("100"))
        .compliance(new OrderCompliance("", OptionalInt.empty(), "", "", "", "", "", "", "", "", "",
            "Not an insider or substantial shareholder", ""))
        .build();
    CompletedOrder message = new CompletedOrder(contract, order, state);
    byte[] frame = encode(message);
    assertThat(frame).hasSize(422 + FrameReader.LENGTH_BYTES);
    assertThat(Wire.sha256(frame))
        .isEqualTo("3199671053e6c30ca143a736b4404e4239412a0531c347ff0c3b2ecddb533316");
    assertThat(Wire.decodeServer(SV, frame)).isEqualTo(message);
  }

  @Test
  void shouldTellAnExecutionByteForByte() {
    Contract contract = AAPL.toBuilder().exchange("NASDAQ").primaryExchange("").localSymbol("AAPL")
        .tradingClass("NMS").build();
    Execution execution = new Execution("0000e0d5.67fe667b.01.01", "20250708 16:00:03 US/Eastern",
        ACCOUNT, "NASDAQ", "BOT", decimal("100"), decimal("201.94"), 600745656L, 7, 42, 0,
        decimal("100"), decimal("201.94"), "reb-1", "", Optional.empty(), "", 2, false, "");
    ExecutionDetails message = new ExecutionDetails(-1, contract, execution);
    byte[] frame = encode(message);
    assertThat(frame).hasSize(175 + FrameReader.LENGTH_BYTES);
    assertThat(Wire.sha256(frame))
        .isEqualTo("210836ad40341bebd02665d5af02fc5ec7f75dee4b090623c9af9971bfc50a02");
    assertThat(Wire.decodeServer(SV, frame)).isEqualTo(message);
  }

  @Test
  void shouldDescribeAContractByteForByte() {
    Contract contract = AAPL.toBuilder().localSymbol("AAPL").tradingClass("NMS").build();
    ContractDetails details = ContractDetails.builder(contract).marketName("NMS")
        .minTick(decimal("0.01"))
        .orderTypes(List.of("ACTIVETIM", "AD", "LMT", "LOC", "MKT", "MOC", "WHATIF"))
        .validExchanges(List.of("SMART", "NYSE", "NASDAQ")).longName("APPLE INC")
        .industry("Technology").category("Computers").subcategory("Computers")
        .timeZoneId("US/Eastern")
        .tradingHours("20250324:0400-20250324:2000;20250325:0400-20250325:2000")
        .liquidHours("20250324:0930-20250324:1600;20250325:0930-20250325:1600")
        .secIds(List.of(new TagValue("ISIN", "US0378331005"))).aggGroup(OptionalInt.of(1))
        .marketRuleIds(List.of("26", "26", "26")).stockType("COMMON").minSize(decimal("0.0001"))
        .sizeIncrement(decimal("0.0001")).suggestedSizeIncrement(decimal("100")).build();
    ContractData message = new ContractData(1002, details);
    byte[] frame = encode(message);
    assertThat(frame).hasSize(348 + FrameReader.LENGTH_BYTES);
    assertThat(Wire.sha256(frame))
        .isEqualTo("c43243a32996aa79bd5c4796e8b84c259883003082da317efebb750ab03a79d5");
    assertThat(Wire.decodeServer(SV, frame)).isEqualTo(message);
    assertThat(details.marketRuleId("NYSE")).contains("26");
  }

  @ParameterizedTest
  @MethodSource("serverLines")
  void shouldReadAndRepeatEveryServerLine(String line) {
    byte[] frame = Wire.frame(line);
    ServerMessage message = Wire.decodeServer(SV, frame);
    assertThat(message).isNotInstanceOf(UnknownMessage.class);
    assertThat(Wire.text(encode(message))).isEqualTo(line);
  }

  @ParameterizedTest
  @MethodSource("clientLines")
  void shouldReadAndRepeatEveryClientLine(String line) {
    ClientMessage message = Wire.decodeClient(SV, Wire.frame(line));
    assertThat(message).isNotInstanceOf(UnknownRequest.class);
    assertThat(Wire.text(encode(message))).isEqualTo(line);
  }

  @Test
  void shouldAcceptTheOtherVersionOfCancelMarketData() {
    assertThat(Wire.decodeClient(SV, Wire.frame("2|2|1001|")))
        .isEqualTo(new CancelMarketData(1001));
  }

  @Test
  void shouldHaveAnExampleOfEveryMessageOfVersion178() {
    assertThat(serverLines().map(line -> Wire.decodeServer(SV, Wire.frame(line)).type()))
        .contains(Stream.of(ServerMessageType.values())
            .filter(type -> type.since() <= SV && !NOT_IN_EXAMPLES.contains(type))
            .toArray(ServerMessageType[]::new));
  }

  private static final List<ServerMessageType> NOT_IN_EXAMPLES = List.of(ServerMessageType.UNKNOWN,
      ServerMessageType.HISTORICAL_SCHEDULE, ServerMessageType.HISTORICAL_NEWS,
      ServerMessageType.HISTORICAL_NEWS_END, ServerMessageType.POSITION_MULTI,
      ServerMessageType.POSITION_MULTI_END, ServerMessageType.ACCOUNT_UPDATE_MULTI,
      ServerMessageType.ACCOUNT_UPDATE_MULTI_END);

  static Stream<String> serverLines() {
    return lines("server-lines-178.txt");
  }

  static Stream<String> clientLines() {
    return lines("client-lines-178.txt");
  }

  private static Stream<String> lines(String resource) {
    try (InputStream in = Objects.requireNonNull(
        GoldenFramesTest.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException unreadable) {
      throw new IllegalStateException(resource, unreadable);
    }
  }

  private static Order.Builder order(String type) {
    return Order.builder().action("BUY").totalQuantity(BigDecimal.valueOf(100)).orderType(type)
        .tif("DAY").account(ACCOUNT).orderRef("reb-1");
  }

  /** The order of the examples as a Gateway echoes it. */
  private static Order.Builder echo() {
    Optional<BigDecimal> zero = decimal("0");
    return order("MOC").limitPrice(decimal("0.0")).auxPrice(decimal("0.0")).permId(600745656L)
        .discretionaryAmount(zero).oca(new OneCancelsAll("", 3))
        .sizes(new OrderSizes(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(),
            OptionalInt.of(100), OptionalInt.empty(), zero))
        .flags(new OrderFlags(false, false, false, false, false, false, false, false, false, false,
            false, Optional.empty(), false, true, false, false, Optional.of(false), false, false,
            false, false))
        .clearing(new OrderClearing("", 0, "", "", AccountId.NONE, "IB", 0, "", -1, AccountId.NONE,
            false))
        .volatility(new OrderVolatility(Optional.empty(), OptionalInt.of(0), 0, OptionalInt.of(0)))
        .pegged(new PeggedOrder(0, false, Optional.empty(), Optional.empty(), "", false,
            decimal("0.02"), Optional.empty(), Optional.empty()))
        .parentPermId(OptionalLong.empty());
  }

  private static Optional<BigDecimal> decimal(String text) {
    return Optional.of(new BigDecimal(text));
  }

  private static byte[] encode(ClientMessage message) {
    return new ClientCodec(SV).encode(message);
  }

  private static byte[] encode(ServerMessage message) {
    return new ServerCodec(SV).encode(message);
  }
}

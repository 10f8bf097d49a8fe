package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a message is told by the name of its field. */
class BadFieldsTest {

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      3|42|Submitted|x|60|0|1|0|0|7||0| ; OrderStatus: field filled is not a decimal: 'x'
      3|42|Submitted|1 0|60|0|1|0|0|7||0| ; OrderStatus: field filled is not a decimal: '1 0'
      3|42|Submitted|1e99999|60|0|1|0|0|7||0| ; OrderStatus: field filled is not a decimal within bounds: '1e99999'
      3|42|Submitted|1.2.3|60|0|1|0|0|7||0| ; OrderStatus: field filled is not a decimal: '1.2.3'
      3|42|Submitted|--1|60|0|1|0|0|7||0| ; OrderStatus: field filled is not a decimal: '--1'
      3|42|Submitted|-|60|0|1|0|0|7||0| ; OrderStatus: field filled is not a decimal: '-'
      3||Submitted|0|60|0|1|0|0|7||0| ; OrderStatus: field orderId is not an integer: ''
      3|4x|Submitted|0|60|0|1|0|0|7||0| ; OrderStatus: field orderId is not an integer: '4x'
      3|2147483648|Submitted|0|60|0|1|0|0|7||0| ; OrderStatus: field orderId is not an integer of 32 bits: '2147483648'
      49|1|99999999999999999999| ; CurrentTime: field epochSeconds is not an integer: '99999999999999999999'
      3|42|Submitted|0|60|0|DU1234567|0|0|7||0| ; OrderStatus: field permId is not an integer: 'DU..67'
      3|42|Submitted|0|60| ; OrderStatus: field avgFillPrice is missing
      93|26|2|0.0|0.01| ; MarketRule: field lowEdge is missing
      93|26|9999|0.0|0.01| ; MarketRule: field incrementsCount is not a count that the message can hold: '9999'
      93|26|-1|0.0|0.01| ; MarketRule: field incrementsCount is not a count that the message can hold: '-1'
      17|1007|||2|20250714|1|2| ; HistoricalData: field low is missing
      x|1| ; ServerMessage: field id is not an integer: 'x'
      | ; ServerMessage: field id is not an integer: ''
      9|1|42|7| ; NextValidId: fields left over: 1
      """)
  void shouldNameTheFieldOfAServerMessage(String line, String complaint) {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Wire.decodeServer(178, Wire.frame(line.strip())))
        .withMessage(complaint.strip());
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      9|8|1002|x||||||||||||0|||| ; RequestContractDetails: field conId is not an integer: 'x' ; 1002
      9|8|1002|1||||||||||||2|||| ; RequestContractDetails: field includeExpired is not a flag: '2' ; 1002
      9|8|1002|1||||||||||||0||| ; RequestContractDetails: field issuerId is missing ; 1002
      9|8|1002|1||||||||||||0||||| ; RequestContractDetails: fields left over: 1 ; 1002
      1|11|7|0||STK||NaN|||SMART||USD|||0||0|0|| ; RequestMarketData: field strike is not a decimal: 'NaN' ; 7
      1|11|7|0||||||||||||0||0|0|broken| ; RequestMarketData: field options is not a tag list: 'broken' ; 7
      2|1|x| ; CancelMarketData: field tickerId is not an integer: 'x' ;
      x|1| ; ClientMessage: field id is not an integer: 'x' ;
      4|1| ; CancelOrder: field orderId is missing ;
      4|1|42| ; CancelOrder: field manualOrderCancelTime is missing ; 42
      """)
  void shouldCarryTheIdOfARequestWhenItWasRead(String line, String complaint, Integer id) {
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Wire.decodeClient(178, Wire.frame(line.strip())))
        .withMessage(complaint.strip())
        .satisfies(violation -> assertThat(violation.id())
            .isEqualTo(id == null ? OptionalInt.empty() : OptionalInt.of(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1.8e400"})
  void shouldRefuseAPriceThatIsNoNumberInAnOrder(String price) {
    String line = GoldenFramesTest.clientLines().filter(each -> each.startsWith("3|")).findFirst()
        .orElseThrow().replace("|MOC||", "|LMT|" + price + "|");
    assertThatExceptionOfType(ProtocolViolation.class)
        .isThrownBy(() -> Wire.decodeClient(178, Wire.frame(line)))
        .withMessageMatching(
            "PlaceOrder: field lmtPrice is not a decimal( within bounds)?: '" + price + "'")
        .satisfies(violation -> {
          assertThat(violation.id()).hasValue(42);
          assertThat(violation.field()).isEqualTo("lmtPrice");
          assertThat(violation.messageKind()).isEqualTo("PlaceOrder");
        });
  }

  @Test
  void shouldRefuseAnOrderWithTooFewFields() {
    String order = GoldenFramesTest.clientLines().filter(line -> line.startsWith("3|")).findFirst()
        .orElseThrow();
    int end = order.lastIndexOf('|');
    for (int bar = order.indexOf('|'); bar < end; bar = order.indexOf('|', bar + 1)) {
      String shorter = order.substring(0, bar + 1);
      assertThatThrownBy(() -> Wire.decodeClient(178, Wire.frame(shorter))).as(shorter)
          .isInstanceOf(ProtocolViolation.class).hasMessageEndingWith("is missing");
    }
  }

  @Test
  void shouldRefuseAFieldThatIsNotEnded() {
    byte[] payload = {'9', 0, '1', 0, '4'};
    assertThatThrownBy(() -> new ClientCodec(178).decode(payload, 0, payload.length))
        .isInstanceOf(ProtocolViolation.class)
        .hasMessage("ServerMessage: the last field is not ended by a NUL");
  }

  @Test
  void shouldIgnoreWhatALaterVersionAddedUnlessItIsStrict() {
    byte[] frame = Wire.frame("9|1|42|new|");
    assertThat(new ClientCodec(178).decode(frame, 4, frame.length - 4))
        .isEqualTo(new NextValidId(42));
  }

  @Test
  void shouldCountWhatItDoesNotKnow() {
    assertThat(Wire.decodeServer(178, Wire.frame("250|a|b|"))).isEqualTo(new UnknownMessage(250, 3));
    assertThat(Wire.decodeServer(178, Wire.frame("-1|"))).isEqualTo(new UnknownMessage(-1, 1));
    assertThat(Wire.decodeClient(178, Wire.frame("105|"))).isEqualTo(new UnknownRequest(105, 1));
    assertThat(Wire.decodeClient(197, Wire.frame("105|")))
        .isEqualTo(new RequestCurrentTimeInMillis());
    assertThat(new UnknownMessage(18, 3).wireName()).contains("bondContractData");
    assertThat(new UnknownMessage(250, 3).wireName()).isEmpty();
    assertThat(new UnknownRequest(85, 1).wireName()).contains("reqNewsProviders");
  }

  @Test
  void shouldNotQuoteWithoutEnd() {
    assertThatThrownBy(() -> Wire.decodeServer(178, Wire.frame("9|1|" + "\t7".repeat(100) + "|")))
        .hasMessageMatching("NextValidId: field orderId is not an integer: '(\\.7){20}\\.\\.\\.'");
  }

  @Test
  void shouldRefuseToSendWhatCannotBeSent() {
    ClientCodec client = new ClientCodec(178);
    Order.Builder order = Order.builder().orderRef("é");
    assertThatThrownBy(() -> client.encode(new PlaceOrder(1, Contract.NONE, order.build())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("PlaceOrder: field orderRef has a character that cannot be sent");
    assertThatThrownBy(() -> client.encode(new RequestMatchingSymbols(1, "a\0b")))
        .hasMessage("RequestMatchingSymbols: field pattern has a character that cannot be sent");
    assertThatThrownBy(() -> client.encode(new RequestCurrentTimeInMillis()))
        .hasMessage("RequestCurrentTimeInMillis needs server version 197, not 178");
    assertThatThrownBy(() -> client.encode(new CancelOrder(1, "", "me", OptionalInt.empty())))
        .hasMessage("CancelOrder: field extOperator needs server version 192, not 178");
    assertThatThrownBy(
        () -> client.encode(new RequestAccountSummary(1, "All", List.of("a,b"))))
        .hasMessage("RequestAccountSummary: field tags has an element with a comma");
    assertThatThrownBy(() -> new ServerCodec(178).encode(new HeadTimestamp(1, "\0")))
        .hasMessage("HeadTimestamp: field text has a character that cannot be sent");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 156, 201, 225})
  void shouldRefuseAVersionWhoseLayoutsItDoesNotHave(int version) {
    assertThatThrownBy(() -> new ClientCodec(version)).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("server version must be 157 to 200, was " + version);
    assertThatThrownBy(() -> new ServerCodec(version)).isInstanceOf(IllegalArgumentException.class);
  }
}

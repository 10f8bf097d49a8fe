package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spellings of values on the wire. */
class FieldValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "2147483647", "9223372036854775807", "-9223372036854775808",
      "1.7976931348623157E308", "1.7976931348623157e308", "1.7976931348623157E+308",
      "1.7976931348623157e+308", "NaN", "nan", "Infinity", "-Infinity", "Infinite"})
  void shouldTakeEverySpellingOfUnsetForAbsent(String spelling) {
    assertThat(price(spelling)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-1, -1", "201.93, 201.93", "0.0, 0.0", "1.2E-4, 0.00012", "6.0E-5, 0.000060",
      "9.4883722E7, 94883722", "1e3, 1000", ".5, 0.5", "1., 1", "+2, 2",
      "123456789012345678901234567890.5, 123456789012345678901234567890.5",
      "999999999999999999, 999999999999999999", "1023, 1023", "1024, 1024", "-0, 0"})
  void shouldKeepADecimalExactlyAsWritten(String text, BigDecimal value) {
    assertThat(price(text)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1E999999999", "-1E999999999", "1E-999999999", "0E999999999",
      "0E-2147483647", "1E300", "1E40", "1E-65"})
  void shouldNameTheFieldOfADecimalOutOfBounds(String text) {
    assertThatThrownBy(() -> price(text)).isInstanceOf(ProtocolViolation.class)
        .hasMessage("TickGeneric: field value is not a decimal within bounds: '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.4028235E38", "1.1368683772161603E-13", "0E-16", "1E39", "1E-64"})
  void shouldReadWhatIsLeftOfDoublesAndFloats(String text) {
    assertThat(price(text).orElseThrow()).isEqualByComparingTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2147483647", "1.7976931348623157E308", ""})
  void shouldTakeUnsetIntegersForAbsent(String spelling) {
    var report = (CommissionReport) Wire.decodeServer(178,
        Wire.frame("59|1|e|1.0|USD|0|0|" + spelling + "|"));
    assertThat(report.yieldRedemptionDate()).isEqualTo(OptionalInt.empty());
  }

  @Test
  void shouldReadAPermIdOf64Bits() {
    var status = (OrderStatus) Wire.decodeServer(178,
        Wire.frame("3|0|Submitted|0|1|0|9000000379|0|0|1||0|"));
    assertThat(status.permId()).isEqualTo(9_000_000_379L);
  }

  @Test
  void shouldTakeAStrayByteForAReplacementCharacter() {
    byte[] frame = Wire.frame("4|2|-1|2104|farm|text|");
    frame[frame.length - 7] = (byte) 0xb5;
    var error = (ErrorMessage) Wire.decodeServer(178, frame);
    assertThat(error.text()).isEqualTo("far\uFFFD");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Caf\\u00e9 | Café
      \\u4e2d\\u56fd | 中国
      \\ud83d\\ude00 | 😀
      plain | plain
      c:\\user | c:\\user
      \\u12 | \\u12
      \\u00zz | \\u00zz
      \\\\u0041 | \\A
      """)
  void shouldUnescapeTexts(String wire, String text) {
    var error = (ErrorMessage) Wire.decodeServer(178,
        FrameWriter.frame(List.of("4", "2", "-1", "200", wire, "")));
    assertThat(error.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Café 中国 😀", "\\u0041", "\\\\u", "\\u005c", "line\nfeed", "\u0000", "\u007f"})
  void shouldEscapeTextsSoThatTheySurvive(String text) {
    byte[] frame = new ServerCodec(178).encode(new ErrorMessage(-1, 200, text));
    assertThat(Wire.payload(frame)).matches(bytes -> {
      for (byte b : bytes) {
        if (b < 0) {
          return false;
        }
      }
      return true;
    }, "is ASCII");
    assertThat(Wire.decodeServer(178, frame)).isEqualTo(new ErrorMessage(-1, 200, text));
  }

  @Test
  void shouldDropTheCommaAfterTheLastAccount() {
    assertThat(Wire.decodeServer(178, Wire.frame("15|1|DU1,DU2,|"))).isEqualTo(
        new ManagedAccounts(List.of(new AccountId("DU1"), new AccountId("DU2"))));
    assertThat(Wire.decodeServer(178, Wire.frame("15|1||")))
        .isEqualTo(new ManagedAccounts(List.of()));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      1 | 9 | BID_SIZE
      68 | 9 | DELAYED_LAST_SIZE
      9 | 9 |
      1000 | 9 |
      """)
  void shouldTellWhatTheSizeOfAPriceBelongsTo(int tickType, int size, TickType sizeType) {
    TickPrice tick = new TickPrice(1, tickType, Optional.empty(),
        Optional.of(BigDecimal.valueOf(size)), 0);
    assertThat(tick.sizeType()).isEqualTo(Optional.ofNullable(sizeType));
  }

  @Test
  void shouldKnowTheKindsOfTicks() {
    for (TickType type : TickType.values()) {
      assertThat(TickType.fromWire(type.id())).contains(type);
    }
    assertThat(TickType.fromWire(-1)).isEmpty();
    assertThat(TickType.fromWire(999)).isEmpty();
  }

  @Test
  void shouldTakeAWordThatIsNotDocumentedForNone() {
    assertThat(OrderStatusWord.fromWire("Filled")).contains(OrderStatusWord.FILLED);
    assertThat(OrderStatusWord.fromWire("Paused")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"DU1234567, DU..67", "U1234567, U..67", "DUP000001, DUP..01", "All, All..", "U1, U..",
      "'', ''"})
  void shouldShowOnlyPartOfAnAccount(String account, String shown) {
    assertThat(new AccountId(account)).hasToString(shown.isEmpty() ? ".." : shown);
  }

  @Test
  void shouldKeepAccountNumbersOutOfTexts() {
    AccountId account = new AccountId("DU1234567");
    assertThat(List.of(new AccountValue("AccountCode", "DU1234567", "", account),
        new AccountSummary(1, account, "AccountCode", "DU1234567", ""),
        new AccountUpdateMulti(1, account, "", "AccountCode", "DU1234567", ""),
        new OpenOrder(1, Contract.NONE, Order.builder().account(account)
            .allocation(new OrderAllocationGroup("", "", "", "", "", "1.0/DU1234567/100"))
            .build(), OrderState.of("Submitted")),
        new ManagedAccounts(List.of(account)), new RequestPnl(1, account, ""))
        .toString()).doesNotContain("DU1234567").contains("DU..67");
  }

  private static Optional<BigDecimal> price(String text) {
    return ((TickGeneric) Wire.decodeServer(178, Wire.frame("45|6|1|49|" + text + "|"))).value();
  }
}

package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractDetails;
import evenkeel.tws.GatewayTime;
import evenkeel.tws.GatewayZone;
import evenkeel.tws.HistoricalBar;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a message after decoding may cost as much as its texts are long, whatever they say. */
class FrameCostTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Contract GLD = Contract.stock("GLD", "SMART", "ARCA", "USD").toBuilder().conId(1).build();
  private static final int BYTES = 4096;
  /** One refusal of the library with its stack, and what a result itself takes. */
  private static final int FIXED_BYTES_MAX = 16_384;
  private static final int BYTES_FOR_EACH_MAX = 96;
  private static final GatewayZone ZONE = GatewayZone.ofGreeting("20250708 16:00:03 EST", Instant.EPOCH);

  @BeforeAll
  static void loadClasses() {
    for (int i = 0; i < 200; i++) {
      hours("20250708:0930-20250708:1600;20250709:CLOSED;x");
      time("20250708 16:00:03 nowhere");
      time("20259999 99:00:00 EST");
      words("\u001b");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      ";", "x;", "20250708:;", ",", "20250708:0930-;", "20259999:CLOSED;", "20250708:CLOSED;",
      "20250708:0930-20250708:1600,", "0930-1600,", "20250708:9999-20250708:9999;", ":", "-", "\u001b;"})
  void shouldReadHoursInProportion(String piece) {
    String text = filled(piece);
    assertCost(text, FrameCostTest::hours);
  }

  @ParameterizedTest
  @ValueSource(strings = {"20259999 99:00:00 x", "20250708 16:00:03 x/", "20250708 16:00:03 \u00e9", "9", "x"})
  void shouldReadTimesInProportion(String piece) {
    assertCost(piece + filled("y"), FrameCostTest::time);
    assertThat(cost(piece, FrameCostTest::time)).isLessThan(FIXED_BYTES_MAX);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999", "20259999 00:00:00", "20250708 99:00:00"})
  void shouldNotPayForEachBarWithAnUnreadableTime(String time) {
    var price = Optional.of(BigDecimal.ONE);
    var bar = new HistoricalBar(time, price, price, price, price, price, price, 1);
    Wire.bar(bar);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Optional<Bar> none = Wire.bar(bar);
    long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(none).isEmpty();
    assertThat(cost).isLessThan(2048);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001b[31m", " ", "DU1234567 ", "\u202e", "U"})
  void shouldShowTextsInProportion(String piece) {
    assertCost(filled(piece), FrameCostTest::words);
  }

  private static void assertCost(String text, Function<String, Object> read) {
    cost(text, read);
    assertThat(cost(text, read)).isLessThan(FIXED_BYTES_MAX + (long) BYTES_FOR_EACH_MAX * text.length());
  }

  private static long cost(String text, Function<String, Object> read) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    Object result = read.apply(text);
    long cost = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(result).isNotNull();
    return cost;
  }

  private static Object hours(String text) {
    return Wire.details(ContractDetails.builder(GLD).timeZoneId("US/Eastern").tradingHours(text).liquidHours(text)
        .build());
  }

  private static Object time(String text) {
    return GatewayTime.parse(text, ZONE);
  }

  private static Object words(String text) {
    return Wire.words(text);
  }

  private static String filled(String piece) {
    return piece.repeat(BYTES / piece.length());
  }
}

package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayZoneTest {
  private static final Instant NOW = Instant.parse("2025-10-31T18:30:40Z");

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      20251031 14:30:40 EST|America/New_York
      20251031 14:30:40 Eastern Daylight Time|America/New_York
      20251031 14:30:40 US/Eastern|US/Eastern
      20251101 02:30:39 Asia/Shanghai|Asia/Shanghai
      20251101 02:30:39 China Standard Time|Asia/Shanghai
      20251101 02:30:39 中国标准时间|Asia/Shanghai
      20251101 02:30:39 CST|Asia/Shanghai
      20251031 13:30:41 CST|America/Chicago
      20251101 00:00:39 IST|Asia/Kolkata
      20251031 20:30:39 IST|Asia/Jerusalem
      20251031 18:30:39 BST|Europe/London
      20251101 00:30:39 BST|Asia/Dhaka
      20251031 19:30:39 W. Europe Standard Time|Europe/Berlin
      20251031 19:30:39 Romance Standard Time|Europe/Paris
      20251031 19:30:39 Mitteleuropäische Normalzeit|Europe/Berlin
      20251101 02:30:39 HKT|Asia/Hong_Kong
      """)
  void shouldReadTheZoneOfAGreeting(String greeting, ZoneId zone) {
    Optional<ZoneId> read = GatewayZone.ofGreeting(greeting, NOW).zone();
    assertThat(read.map(it -> it.getRules().getOffset(NOW))).contains(zone.getRules().getOffset(NOW));
    assertThat(read.map(it -> it.getRules().isFixedOffset())).contains(zone.getRules().isFixedOffset());
  }

  /** Letters at a time that fits none of their zones, words that nobody knows, and no words. */
  @ParameterizedTest
  @ValueSource(strings = {
      "20251031 18:31:40 CST", "20251031 18:37:40 CST", "20251031 18:30:40 BST of old", "20251031 18:30:40", "", "CST"})
  void shouldSayThatAZoneIsUnknown(String greeting) {
    assertThat(GatewayZone.ofGreeting(greeting, NOW)).isEqualTo(GatewayZone.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"GB18030, 中国标准时间, Asia/Shanghai", "Shift_JIS, 日本標準時, Asia/Tokyo",
      "windows-1252, Mitteleuropäische Normalzeit, Europe/Berlin"})
  void shouldReadAZoneInTheCharactersOfItsOperatingSystem(String charset, String name, ZoneId zone) {
    byte[] words = name.getBytes(Charset.forName(charset));
    byte[] head = "178\0002025".getBytes(StandardCharsets.US_ASCII);
    byte[] text = ("1101 02:30:39 " + new String(words, StandardCharsets.ISO_8859_1) + "\0")
        .getBytes(StandardCharsets.ISO_8859_1);
    byte[] payload = new byte[head.length + text.length];
    System.arraycopy(head, 0, payload, 0, head.length);
    System.arraycopy(text, 0, payload, head.length, text.length);
    String greeting = ServerGreeting.decode(payload, 0, payload.length).connectionTime();
    assertThat(GatewayZone.ofGreeting(greeting, NOW).zone().map(it -> it.getRules().getOffset(NOW)))
        .contains(zone.getRules().getOffset(NOW));
  }

  @Test
  void shouldTellWhatLettersMeanByTheZoneOfTheGateway() {
    LocalDateTime at = LocalDateTime.parse("2025-11-01T02:30:39");
    assertThat(zone("Asia/Shanghai").named("CST", at)).contains(ZoneId.of("Asia/Shanghai"));
    assertThat(zone("Asia/Hong_Kong").named("CST", at)).contains(ZoneId.of("Asia/Shanghai"));
    assertThat(zone("America/Chicago").named("CST", at)).contains(ZoneId.of("America/Chicago"));
    assertThat(zone("Europe/Berlin").named("CST", at)).isEmpty();
    assertThat(GatewayZone.UNKNOWN.named("CST", at)).isEmpty();
    assertThat(zone("Asia/Shanghai").named("", at)).contains(ZoneId.of("Asia/Shanghai"));
    assertThat(GatewayZone.UNKNOWN.named("", at)).isEmpty();
    assertThat(GatewayZone.UNKNOWN.named("Tokyo Standard Time", at)).contains(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void shouldPlaceNoTimeOfAnUnknownZone() {
    assertThat(GatewayTime.parse("20251101 02:30:39 CST", GatewayZone.UNKNOWN))
        .contains(new GatewayTime.Unplaced(LocalDateTime.parse("2025-11-01T02:30:39"), "CST"));
    assertThat(GatewayTime.parse("20251101 02:30:39 China Standard Time", GatewayZone.UNKNOWN))
        .contains(new GatewayTime.Moment(Instant.parse("2025-10-31T18:30:39Z")));
  }

  private static GatewayZone zone(String id) {
    return new GatewayZone(Optional.of(ZoneId.of(id)));
  }
}

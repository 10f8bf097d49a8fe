package evenkeel.tws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The zones that a name may mean: an id of the tz database, a Windows name, a few letters, or Java's display name in
 * one of the languages that TWS and Gateway are installed in.
 */
final class ZoneNames {
  /** Character sets of operating systems, for names that are not written in UTF-8. */
  private static final List<String> CHARSETS = List.of("GB18030", "Big5", "Shift_JIS", "EUC-KR", "windows-1252");
  private static final List<Locale> LANGUAGES = List.of(
      Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE, Locale.TRADITIONAL_CHINESE, Locale.JAPANESE, Locale.KOREAN,
      Locale.GERMAN, Locale.FRENCH, Locale.ITALIAN, Locale.of("es"), Locale.of("pt"), Locale.of("nl"));
  private static final Map<String, String> WINDOWS = windows();
  /** Longer than any name of a zone. */
  private static final int NAME_LENGTH_MAX = 100;

  /** Letters that operating systems and Java write, with each zone that they are used for. */
  private static final Map<String, List<String>> LETTERS = Map.ofEntries(
      Map.entry("EST", List.of("America/New_York")), Map.entry("EDT", List.of("America/New_York")),
      Map.entry("CST", List.of("America/Chicago", "Asia/Shanghai", "America/Havana")),
      Map.entry("CDT", List.of("America/Chicago", "America/Havana")),
      Map.entry("MST", List.of("America/Denver", "America/Phoenix")), Map.entry("MDT", List.of("America/Denver")),
      Map.entry("PST", List.of("America/Los_Angeles", "Asia/Manila")), Map.entry("PDT", List.of("America/Los_Angeles")),
      Map.entry("AKST", List.of("America/Anchorage")), Map.entry("AKDT", List.of("America/Anchorage")),
      Map.entry("HST", List.of("Pacific/Honolulu")),
      Map.entry("AST", List.of("America/Halifax", "Asia/Riyadh")), Map.entry("ADT", List.of("America/Halifax")),
      Map.entry("BST", List.of("Europe/London", "Asia/Dhaka")),
      Map.entry("IST", List.of("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin")),
      Map.entry("IDT", List.of("Asia/Jerusalem")), Map.entry("WEST", List.of("Europe/Lisbon")),
      Map.entry("CEST", List.of("Europe/Paris")), Map.entry("MEZ", List.of("Europe/Berlin")),
      Map.entry("MESZ", List.of("Europe/Berlin")), Map.entry("EEST", List.of("Europe/Athens")),
      Map.entry("MSK", List.of("Europe/Moscow")), Map.entry("SAST", List.of("Africa/Johannesburg")),
      Map.entry("GST", List.of("Asia/Dubai", "Pacific/Guam")), Map.entry("PKT", List.of("Asia/Karachi")),
      Map.entry("ICT", List.of("Asia/Bangkok")), Map.entry("WIB", List.of("Asia/Jakarta")),
      Map.entry("HKT", List.of("Asia/Hong_Kong")), Map.entry("SGT", List.of("Asia/Singapore")),
      Map.entry("JST", List.of("Asia/Tokyo")), Map.entry("KST", List.of("Asia/Seoul")),
      Map.entry("AWST", List.of("Australia/Perth")), Map.entry("AEDT", List.of("Australia/Sydney")),
      Map.entry("AEST", List.of("Australia/Sydney", "Australia/Brisbane")),
      Map.entry("NZST", List.of("Pacific/Auckland")), Map.entry("NZDT", List.of("Pacific/Auckland")));

  private ZoneNames() {}

  /** Computed when a name first needs it: it takes some hundred milliseconds. */
  private static final class Displayed {
    private static final Map<String, Set<String>> BY_NAME = byName();

    private static Map<String, Set<String>> byName() {
      var ids = new TreeSet<>(WINDOWS.values());
      LETTERS.values().forEach(ids::addAll);
      var names = new HashMap<String, Set<String>>();
      for (String id : ids) {
        TimeZone zone = TimeZone.getTimeZone(ZoneId.of(id));
        for (Locale language : LANGUAGES) {
          names.computeIfAbsent(zone.getDisplayName(false, TimeZone.LONG, language), any -> new LinkedHashSet<>())
              .add(id);
          names.computeIfAbsent(zone.getDisplayName(true, TimeZone.LONG, language), any -> new LinkedHashSet<>())
              .add(id);
        }
      }
      return names;
    }
  }

  /** Every zone that the name may mean; empty for a name that is not known. */
  static List<ZoneId> meanings(String name) {
    List<String> letters = LETTERS.get(name);
    if (letters != null) {
      return zones(letters);
    }
    if (name.length() > NAME_LENGTH_MAX) {
      return List.of();
    }
    try {
      return List.of(ZoneId.of(name));
    } catch (DateTimeException wording) {
      return zones(worded(name));
    }
  }

  private static Collection<String> worded(String name) {
    String windows = WINDOWS.get(name.replace(" Daylight Time", " Standard Time"));
    if (windows != null) {
      return List.of(windows);
    }
    return Stream.concat(Stream.of(name), CHARSETS.stream().map(charset -> decoded(name, charset)))
        .map(it -> Displayed.BY_NAME.getOrDefault(it, Set.of())).filter(it -> !it.isEmpty()).findFirst()
        .orElse(Set.of());
  }

  /** What is not UTF-8 was read byte by byte, and nothing of it is lost. */
  private static String decoded(String name, String charset) {
    return Charset.isSupported(charset)
        ? new String(name.getBytes(StandardCharsets.ISO_8859_1), Charset.forName(charset))
        : name;
  }

  private static List<ZoneId> zones(Collection<String> ids) {
    return ids.stream().map(ZoneId::of).toList();
  }

  private static Map<String, String> windows() {
    var read = new Properties();
    try (InputStream in = ZoneNames.class.getResourceAsStream("windows-zones.properties")) {
      read.load(in);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("windows-zones.properties cannot be read", unreadable);
    }
    var zones = new HashMap<String, String>();
    read.stringPropertyNames().forEach(name -> zones.put(name.replace('_', ' '), read.getProperty(name)));
    return Map.copyOf(zones);
  }
}

package evenkeel.gateway;

import evenkeel.gateway.HistorySpan.Unit;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lengths of bars that the API has, each with the longest span that one request may ask for. */
public enum BarSize {
  SECS_1("1 secs", 1, 1_800, Unit.S), SECS_5("5 secs", 5, 3_600, Unit.S), SECS_10("10 secs", 10, 14_400,
      Unit.S), SECS_15("15 secs", 15, 14_400, Unit.S), SECS_30("30 secs", 30, 28_800, Unit.S), MIN_1("1 min", 60, 1,
          Unit.D), MINS_2("2 mins", 120, 2, Unit.D), MINS_3("3 mins", 180, 1, Unit.W), MINS_5("5 mins", 300, 1,
              Unit.W), MINS_10("10 mins", 600, 1, Unit.W), MINS_15("15 mins", 900, 1, Unit.W), MINS_20("20 mins", 1_200,
                  1, Unit.W), MINS_30("30 mins", 1_800, 1, Unit.M), HOUR_1("1 hour", 3_600, 1, Unit.M), HOURS_2(
                      "2 hours", 7_200, 1, Unit.M), HOURS_3("3 hours", 10_800, 1, Unit.M), HOURS_4("4 hours", 14_400, 1,
                          Unit.M), HOURS_8("8 hours", 28_800, 1, Unit.M), DAY_1("1 day", 86_400, 1,
                              Unit.Y), WEEK_1("1 week", 604_800, 1, Unit.Y), MONTH_1("1 month", 2_592_000, 1, Unit.Y);

  private final String word;
  private final long seconds;
  private final int countMax;
  private final Unit unit;

  BarSize(String word, long seconds, int countMax, Unit unit) {
    this.word = word;
    this.seconds = seconds;
    this.countMax = countMax;
    this.unit = unit;
  }

  /**
   * The size of one of the API's words.
   *
   * @throws IllegalArgumentException with one line that lists them
   */
  public static BarSize of(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return Arrays.stream(values()).filter(size -> size.word.equals(wanted)).findFirst()
        .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not a bar size; there are "
            + Arrays.stream(values()).map(BarSize::word).collect(Collectors.joining(", "))));
  }

  /** The API's word for it. */
  public String word() {
    return word;
  }

  /** Whether a bar is a session or more, and so has a date instead of a time. */
  public boolean isWholeSessions() {
    return compareTo(DAY_1) >= 0;
  }

  /** The longest span of one request (TWS API, step sizes of historical data). */
  public HistorySpan spanMax() {
    return new HistorySpan(countMax, unit);
  }

  /** How much of a unit one request may ask for; 0 when the unit is too long for the size. */
  public int countMax(Unit wanted) {
    int count = countMax;
    return switch (unit) {
      case S -> wanted == Unit.S ? count : 0;
      case D -> switch (wanted) {
        case S -> 86_400;
        case D -> count;
        case W, M, Y -> 0;
      };
      case W -> switch (wanted) {
        case S -> 86_400;
        case D -> 5;
        case W -> count;
        case M, Y -> 0;
      };
      case M -> switch (wanted) {
        case S -> 86_400;
        case D -> 20;
        case W -> 4;
        case M -> count;
        case Y -> 0;
      };
      case Y -> switch (wanted) {
        case S -> 86_400;
        // Longer spans have to be asked for in years (TWS API).
        case D -> 365;
        case W -> 52;
        case M -> 12;
        case Y -> count;
      };
    };
  }

  /** Whether a span holds at least one bar. */
  public boolean fitsInto(HistorySpan span) {
    long available = switch (span.unit()) {
      case S -> span.count();
      case D -> span.count() * 86_400L;
      case W -> span.count() * 604_800L;
      case M -> span.count() * 2_592_000L;
      case Y -> span.count() * 31_536_000L;
    };
    return available >= seconds;
  }

  @Override
  public String toString() {
    return word;
  }
}

package evenkeel.gateway;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far bars reach back: a count and a unit, such as {@code 6 M}. A day is a session, a second one of trading. */
public record HistorySpan(int count, Unit unit) {
  /** The API's letters: seconds, days, weeks, months, years. */
  public enum Unit {
    S, D, W, M, Y
  }

  /** The API wants longer spans in days. */
  private static final int SECONDS_MAX = 86_400;
  private static final int COUNT_MAX = 99_999;
  /** No US exchange has bars of a hundred years. */
  private static final int YEARS_MAX = 100;
  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})\\s*([SDWMY])");

  public HistorySpan {
    int max = switch (unit) {
      case S -> SECONDS_MAX;
      case D -> COUNT_MAX;
      case W -> YEARS_MAX * 53;
      case M -> YEARS_MAX * 12;
      case Y -> YEARS_MAX;
    };
    if (count < 1 || count > max) {
      throw new IllegalArgumentException("a duration in " + unit + " is 1 to " + max + ", was " + count);
    }
  }

  /**
   * The span of a text such as {@code 6 M} or {@code 6M}.
   *
   * @throws IllegalArgumentException with one line that says what is wrong
   */
  public static HistorySpan parse(String text) {
    Matcher matcher = FORM.matcher(text.strip().toUpperCase(Locale.ROOT));
    Optional<Unit> unit = matcher.matches()
        ? Arrays.stream(Unit.values()).filter(each -> each.name().equals(matcher.group(2))).findFirst()
        : Optional.empty();
    if (unit.isEmpty()) {
      throw new IllegalArgumentException("'" + text
          + "' is not a duration such as \"6 M\": a whole number and S (seconds), D (days), W (weeks), M (months) or"
          + " Y (years)");
    }
    return new HistorySpan(Integer.parseInt(matcher.group(1)), unit.get());
  }

  /** As the API takes it. */
  @Override
  public String toString() {
    return count + " " + unit;
  }
}

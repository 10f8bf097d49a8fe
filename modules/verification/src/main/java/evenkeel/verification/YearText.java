package evenkeel.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** A year in words. */
final class YearText {
  private YearText() {}

  static List<String> lines(YearResult year) {
    List<String> lines = new ArrayList<>();
    year.decisions().forEach(decided -> lines.add(
        decided.run() + " decided at " + decided.at().atZone(YearPlan.NEW_YORK).toLocalDateTime() + " New York: "
            + decided.verdict()));
    var told = new TreeMap<String, Integer>();
    year.told().forEach(word -> told.merge(word.severity() + ' ' + kind(word.key()), 1, Integer::sum));
    told.forEach((what, times) -> lines.add(String.format(Locale.ROOT, "%6d x told: %s", times, what)));
    year.states().forEach(state -> lines.add(String.format(Locale.ROOT, "%s: heap %.1f MB, open files %d",
        state.when(), state.heapBytes() / 1e6, state.openFiles())));
    lines.add(String.format(Locale.ROOT, "%d days, %d tasks, in %.1f s, of which the processor worked %.1f s",
        year.days().size(), year.tasks(), year.took().toMillis() / 1e3, year.worked().toMillis() / 1e3));
    return lines;
  }

  /** The key without what differs from time to time. */
  static String kind(String key) {
    return key.replaceAll("\\d{4}-\\d{2}-\\d{2}[T:0-9Z]*|\\d{8}", "*");
  }
}

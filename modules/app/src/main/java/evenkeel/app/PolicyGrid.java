package evenkeel.app;

import evenkeel.domain.LookSchedule;
import evenkeel.domain.Phrase;
import evenkeel.domain.Policies;
import evenkeel.domain.Policy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies that {@code --policy}, {@code --set} and {@code --vary} name: every combination of the varied settings.
 *
 * @param varied the values by setting, in the order of the command line; a threshold is in points as it is shown
 */
record PolicyGrid(Policy plain, Map<String, List<String>> varied, List<Cell> cells) {
  static final int CELLS_MAX = 100_000;

  private static final String THRESHOLD = "threshold";
  private static final String LOOK = "look";

  PolicyGrid {
    varied = new LinkedHashMap<>(varied);
    cells = List.copyOf(cells);
  }

  /** One combination. */
  record Cell(List<String> values, Policy policy) {
    Cell {
      values = List.copyOf(values);
    }
  }

  /**
   * The grid.
   *
   * @param name of the policy; null for the configured one
   * @param set settings of its own
   * @param vary {@code threshold=1..10} or {@code look=daily,monthly}
   * @throws CommandFailure where a name or a value is not known
   */
  static PolicyGrid of(Policy configured, @Nullable String name, Map<String, String> set, List<String> vary) {
    Map<String, List<String>> varied = new LinkedHashMap<>();
    for (String each : vary) {
      int equals = each.indexOf('=');
      if (equals < 1) {
        throw new CommandFailure(ExitCode.USAGE, new LaboratoryText.NotVaried(each));
      }
      varied.put(each.substring(0, equals).strip(), values(each, each.substring(equals + 1)));
    }
    long count = varied.values().stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
    if (count > CELLS_MAX) {
      throw new CommandFailure(ExitCode.USAGE, new LaboratoryText.GridTooLarge(count, CELLS_MAX));
    }
    try {
      var cells = new ArrayList<Cell>();
      fill(configured, name, set, varied, new ArrayList<>(), cells);
      return new PolicyGrid(policy(configured, name, set), varied, cells);
    } catch (IllegalArgumentException wrong) {
      throw new CommandFailure(ExitCode.USAGE, Phrase.of(String.valueOf(wrong.getMessage())), wrong);
    }
  }

  private static void fill(
      Policy configured, @Nullable String name, Map<String, String> set, Map<String, List<String>> varied,
      List<String> chosen,
      List<Cell> cells) {
    List<String> keys = List.copyOf(varied.keySet());
    if (chosen.size() == keys.size()) {
      Map<String, String> all = new LinkedHashMap<>(set);
      for (int i = 0; i < keys.size(); i++) {
        all.put(keys.get(i), chosen.get(i));
      }
      cells.add(new Cell(chosen, policy(configured, name, all)));
      return;
    }
    for (String value : varied.get(keys.get(chosen.size()))) {
      var more = new ArrayList<>(chosen);
      more.add(value);
      fill(configured, name, set, varied, more, cells);
    }
  }

  /** The configured policy takes a look and a threshold; every other setting needs a name. */
  private static Policy policy(Policy configured, @Nullable String name, Map<String, String> settings) {
    Map<String, String> left = new LinkedHashMap<>(settings);
    if (left.containsKey(THRESHOLD)) {
      left.put(THRESHOLD, points(left.get(THRESHOLD)));
    }
    if (name != null) {
      return Policies.of(name, left);
    }
    Policy policy = configured;
    if (left.containsKey(LOOK) || left.containsKey("offset")) {
      policy = policy.with(look(left));
    }
    String threshold = left.remove(THRESHOLD);
    if (threshold != null) {
      policy = policy.with(Policies.of("absolute", Map.of(THRESHOLD, threshold)).drift());
    }
    left.remove(LOOK);
    left.remove("offset");
    left.remove("months");
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "the setting " + left.keySet().iterator().next() + " needs a policy: --policy NAME, one of "
              + String.join(", ", Policies.NAMES));
    }
    return policy;
  }

  private static LookSchedule look(Map<String, String> settings) {
    Map<String, String> looks = new LinkedHashMap<>();
    for (String key : List.of(LOOK, "offset", "months")) {
      if (settings.containsKey(key)) {
        looks.put(key, settings.get(key));
      }
    }
    looks.putIfAbsent(LOOK, "monthly");
    return Policies.of("absolute", looks).look();
  }

  /** A threshold of 1 or more is in points, as in the configuration and on every screen. */
  private static String points(String text) {
    if (text.matches("[0-9]{1,3}(\\.[0-9]{1,6})?")) {
      BigDecimal number = new BigDecimal(text);
      return (number.compareTo(BigDecimal.ONE) >= 0 ? number.movePointLeft(2) : number).toPlainString();
    }
    return text;
  }

  private static List<String> values(String whole, String text) {
    var values = new ArrayList<String>();
    for (String part : text.split(",", -1)) {
      if (part.strip().matches("[0-9]{1,4}(\\.[0-9]+)?\\.\\.[0-9]{1,4}(\\.[0-9]+)?(:[0-9]{1,4}(\\.[0-9]+)?)?")) {
        range(part.strip(), values);
      } else if (part.isBlank()) {
        throw new CommandFailure(ExitCode.USAGE, new LaboratoryText.NotVaried(whole));
      } else {
        values.add(part.strip());
      }
    }
    return values.stream().distinct().toList();
  }

  /** {@code 1..10} or, in steps, {@code 0.5..5:0.5}. */
  private static void range(String text, List<String> values) {
    String[] step = text.split(":", -1);
    String[] ends = step[0].split("\\.\\.", -1);
    BigDecimal by = step.length > 1 ? new BigDecimal(step[1]) : BigDecimal.ONE;
    BigDecimal last = new BigDecimal(ends[1]);
    if (by.signum() <= 0 || last.compareTo(new BigDecimal(ends[0])) < 0) {
      throw new CommandFailure(ExitCode.USAGE, new LaboratoryText.NotVaried(text));
    }
    for (BigDecimal at = new BigDecimal(ends[0]); at.compareTo(last) <= 0
        && values.size() <= CELLS_MAX; at = at.add(by)) {
      values.add(at.stripTrailingZeros().toPlainString());
    }
  }
}

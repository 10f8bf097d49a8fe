package evenkeel.domain;

import java.math.BigDecimal;
import java.time.Month;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The policies that have a name, each with its settings as the source has them. A setting is text, as in the
 * configuration and on the command line: a fraction {@code 0.05} or {@code 5 %}, a count, a word.
 */
public final class Policies {
  /** In the order in which they are shown. */
  public static final List<String> NAMES = List.of(
      "absolute", "relative", "5/25", "hybrid", "200/175", "half-way", "breached-only", "soft-and-hard", "calendar",
      "tranches", "cash-first", "cool-down", "volatility-weighted");

  /** Every setting that a policy may be given. */
  public static final Set<String> SETTINGS = Set.copyOf(List.of(
      "look", "offset", "months", "breach", "threshold", "relative", "floor", "soft", "hard", "hard-fraction", "gate",
      "gate-days", "choppiness", "efficiency", "method", "bound", "fraction", "cool-down", "turnover-max", "tranches",
      "volatility", "volatility-days", "weight-min", "weight-max", "weight-band", "smoothing"));

  private static final Map<String, Map<String, String>> PRESETS = presets();

  private final String name;
  private final Map<String, String> settings;

  private Policies(String name, Map<String, String> settings) {
    this.name = name;
    this.settings = settings;
  }

  private static Map<String, Map<String, String>> presets() {
    Map<String, Map<String, String>> all = new LinkedHashMap<>();
    all.put("absolute", Map.of("look", "monthly", "breach", "absolute"));
    all.put("relative", Map.of("look", "daily", "breach", "relative"));
    all.put("5/25", Map.of("look", "monthly", "breach", "5/25"));
    all.put("hybrid", Map.of("look", "monthly", "breach", "hybrid", "relative", "0.20"));
    all.put("200/175", Map.of("look", "daily", "breach", "absolute", "threshold", "0.02", "method", "to-bound"));
    all.put(
        "half-way", Map.of("look", "two-weeks", "breach", "relative", "relative", "0.20", "method", "part-way"));
    all.put("breached-only", Map.of("look", "monthly", "breach", "absolute", "method", "breached-only"));
    all.put("soft-and-hard", Map.of("look", "daily", "breach", "soft-and-hard", "cool-down", "5 sessions"));
    all.put("calendar", Map.of("look", "monthly", "breach", "always"));
    all.put("tranches", Map.of("look", "yearly", "breach", "always", "tranches", "12"));
    all.put("cash-first", Map.of("look", "cash-flows", "breach", "always", "method", "cash-first"));
    all.put("cool-down", Map.of("look", "daily", "breach", "absolute", "cool-down", "31 days"));
    all.put("volatility-weighted", Map.of("look", "monthly", "breach", "absolute", "volatility", "0.10"));
    return all;
  }

  /** The policy of this name as it is by default. */
  public static Policy of(String name) {
    return of(name, Map.of());
  }

  /**
   * The policy of this name with some settings of its own; an {@link IllegalArgumentException} that says what is wrong
   * where the name, a setting or a value is not known.
   */
  public static Policy of(String name, Map<String, String> settings) {
    Map<String, String> preset = PRESETS.get(name);
    if (preset == null) {
      throw new IllegalArgumentException("policy must be one of " + String.join(", ", NAMES) + ", was '" + name + "'");
    }
    for (String key : new TreeSet<>(settings.keySet())) {
      if (!SETTINGS.contains(key)) {
        throw new IllegalArgumentException(
            "policy has no setting '" + key + "'; there are " + String.join(", ", new TreeSet<>(SETTINGS)));
      }
    }
    Map<String, String> all = new LinkedHashMap<>(preset);
    all.putAll(settings);
    return new Policies(name, all).policy();
  }

  /** Today's rules as a policy: the threshold at the month end by this rule. */
  public static Policy of(PlanningRule rule, BigDecimal threshold, LookSchedule look) {
    return new Policy("absolute", look, new DriftPolicy.Absolute(threshold), RebalanceMethod.of(rule));
  }

  private Policy policy() {
    return new Policy(
        name, look(), drift(), method(), coolDown(),
        Optional.ofNullable(settings.get("turnover-max")).map(it -> fraction("turnover-max", it)),
        count("tranches", 1), volatility());
  }

  private LookSchedule look() {
    String text = settings.get("look");
    int offset = count("offset", 0);
    LookSchedule look = switch (text) {
      case "daily" -> LookSchedule.daily();
      case "weekly" -> new LookSchedule.Weekly();
      case "two-weeks" -> new LookSchedule.EverySessions(10);
      case "monthly" -> LookSchedule.monthly();
      case "quarterly" -> LookSchedule.quarterly();
      case "yearly" -> LookSchedule.yearly();
      case "months" -> new LookSchedule.MonthEnds(months(), 0);
      case "cash-flows" -> new LookSchedule.CashFlows();
      default -> {
        if (!text.matches("[1-9][0-9]{0,2} sessions")) {
          throw new IllegalArgumentException(
              "look must be daily, weekly, two-weeks, monthly, quarterly, yearly, months, cash-flows or a number of"
                  + " sessions such as '10 sessions', was '" + text + "'");
        }
        yield new LookSchedule.EverySessions(Integer.parseInt(text.substring(0, text.indexOf(' '))));
      }
    };
    return look.shifted(offset);
  }

  /** As "5" or "1 4 7 10". */
  private Set<Month> months() {
    Set<Month> months = EnumSet.noneOf(Month.class);
    for (String month : settings.getOrDefault("months", "12").trim().split("[ ,]+", -1)) {
      if (!month.matches("[1-9]|1[0-2]")) {
        throw new IllegalArgumentException("months are numbers from 1 to 12, was '" + month + "'");
      }
      months.add(Month.of(Integer.parseInt(month)));
    }
    return months;
  }

  private DriftPolicy drift() {
    String text = settings.get("breach");
    return switch (text) {
      case "absolute" -> new DriftPolicy.Absolute(fraction("threshold", "0.05"));
      case "relative" -> new DriftPolicy.Relative(fraction("relative", "0.25"));
      case "5/25" -> new DriftPolicy.Smaller(fraction("threshold", "0.05"), fraction("relative", "0.25"));
      case "hybrid" -> new DriftPolicy.Hybrid(fraction("relative", "0.20"), fraction("floor", "0.01"));
      case "soft-and-hard" -> new DriftPolicy.SoftAndHard(
          fraction("soft", "0.10"), fraction("hard", "0.50"), fraction("hard-fraction", "1"), gate());
      case "always" -> DriftPolicy.always();
      case "never" -> DriftPolicy.never();
      default -> throw new IllegalArgumentException(
          "breach must be absolute, relative, 5/25, hybrid, soft-and-hard, always or never, was '" + text + "'");
    };
  }

  private Optional<RangeGate> gate() {
    String text = settings.getOrDefault("gate", "on");
    return switch (text) {
      case "off" -> Optional.empty();
      case "on" -> Optional.of(new RangeGate(
          count("gate-days", RangeGate.DEFAULT.days()), fraction("choppiness", "3").doubleValue(),
          fraction("efficiency", "0.30").doubleValue()));
      default -> throw new IllegalArgumentException("gate must be on or off, was '" + text + "'");
    };
  }

  private RebalanceMethod method() {
    String text = settings.getOrDefault("method", "to-target");
    return switch (text) {
      case "to-target", "whole-portfolio" -> RebalanceMethod.toTarget();
      case "to-bound" -> new RebalanceMethod.ToBound(fraction("bound", "0.0175"));
      case "part-way" -> new RebalanceMethod.PartWay(fraction("fraction", "0.5"));
      case "breached-only" -> new RebalanceMethod.BreachedOnly();
      case "breached-legs" -> new RebalanceMethod.BreachedLegs();
      case "cash-first", "top-up" -> new RebalanceMethod.CashFirst();
      default -> throw new IllegalArgumentException(
          "method must be to-target, to-bound, part-way, breached-only, breached-legs or cash-first, was '" + text
              + "'");
    };
  }

  private CoolDown coolDown() {
    String text = settings.getOrDefault("cool-down", "0 sessions");
    if (!text.matches("[0-9]{1,4} (sessions|days)")) {
      throw new IllegalArgumentException("cool-down must be such as '5 sessions' or '31 days', was '" + text + "'");
    }
    int length = Integer.parseInt(text.substring(0, text.indexOf(' ')));
    return new CoolDown(length, text.endsWith("days") ? CoolDown.Unit.DAYS : CoolDown.Unit.SESSIONS);
  }

  private Optional<VolatilityTargets> volatility() {
    return Optional.ofNullable(settings.get("volatility")).map(text -> new VolatilityTargets(
        fraction("volatility", text).doubleValue(), count("volatility-days", 60),
        fraction("weight-min", "0.05").doubleValue(), fraction("weight-max", "0.60").doubleValue(),
        fraction("weight-band", "0.10").doubleValue(), fraction("smoothing", "0.3").doubleValue()));
  }

  private int count(String key, int otherwise) {
    String text = settings.getOrDefault(key, String.valueOf(otherwise));
    if (!text.matches("-?[0-9]{1,4}")) {
      throw new IllegalArgumentException(key + " must be a whole number, was '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /** As {@code 0.05} or {@code 5 %}. */
  private BigDecimal fraction(String key, String otherwise) {
    String text = settings.getOrDefault(key, otherwise).trim();
    if (!text.matches("[0-9]{0,4}(\\.[0-9]{1,12})?( ?%)?") || !text.matches(".*[0-9].*")) {
      throw new IllegalArgumentException(key + " must be a fraction such as 0.05 or 5 %, was '" + text + "'");
    }
    return text.endsWith("%")
        ? new BigDecimal(text.substring(0, text.length() - 1).trim()).movePointLeft(2)
        : new BigDecimal(text);
  }
}

package evenkeel.verification;

import evenkeel.simulator.AccountChange;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * Looks for the first seed at which the auditor notices that a rule is taken away. Days, or seasons, of which is known
 * beforehand that the rule says nothing on them, are not lived through.
 */
final class RuleSearch {
  private static final long SEEDS = 500;
  private static final BigDecimal MUCH = new BigDecimal(4_000);
  private static final double FAR = 0.12;

  private RuleSearch() {}

  /** Whether it takes months for the rule to matter. */
  static boolean isOfSeasons(Tampering rule) {
    return switch (rule) {
      case NO_NEW_REFERENCE, NO_CASH_BREACH, NO_CORPORATE_ACTIONS, NO_WORD_OF_SUPPORT -> true;
      case NONE, NO_INTENT_BEFORE_SEND, NO_EPOCH_GATE, NO_REFERENCE_MATCH, NO_CANARY, NO_BREAK_LOCK, NO_RESTART_WINDOW,
          NO_GUARD_OF_CHANGES, NO_CONTRACT_IDS, NO_FOREIGN_ORDERS, NO_POSITIONS_BEFORE_SECOND_ATTEMPT, NO_CURRENCIES,
          NO_RULE_OF_PREVIOUS_CLOSES, NO_CORRECTIONS, NO_SETTLED_CASH, NO_NEW_CONTRACT_ID, NO_FIT_OF_EXECUTIONS,
          NO_WORD_OF_CORRECTIONS, NO_SECOND_WHAT_IF, NO_KNOWN_REFUSALS, NO_OTHER_WAY, NO_POSITION_TYPES,
          NO_PAUSE_BETWEEN_TIMES, NO_WORDED_ZONES, NO_IDS_ABOVE_OTHERS, NO_WORD_OF_TRANSMIT, NO_LATE_ID ->
        false;
    };
  }

  /** The first period, from this seed on, in which the rule is missed. */
  static Optional<? extends PeriodResult> first(Tampering rule, long first, long last) {
    return isOfSeasons(rule)
        ? first(rule, first, last, SeasonWeather::draw, seed -> season(seed, rule))
        : first(rule, first, last, Weather::draw, seed -> Day.live(Weather.draw(seed), rule));
  }

  /** The same period with the rule. */
  static PeriodResult whole(Tampering rule, long seed) {
    return isOfSeasons(rule) ? season(seed, Tampering.NONE) : Day.live(Weather.draw(seed), Tampering.NONE);
  }

  private static SeasonResult season(long seed, Tampering rule) {
    return Season.live(SeasonWeather.draw(seed), rule);
  }

  private static <T extends PeriodResult> Optional<T> first(
      Tampering rule, long first, long last, LongFunction<? extends AuditedPeriod> draw, LongFunction<T> live) {
    return LongStream.rangeClosed(first, last).filter(seed -> canTell(rule, draw.apply(seed))).mapToObj(live)
        .filter(period -> !period.violations().isEmpty()).findFirst();
  }

  private static boolean canTell(Tampering rule, AuditedPeriod plan) {
    return switch (rule) {
      case NO_REFERENCE_MATCH -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.Crash crash && crash.eventsLost() > 0);
      case NO_EPOCH_GATE -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.WireBreaks || planned.mishap() instanceof Mishap.AtGateway);
      case NO_BREAK_LOCK -> isBeforeLook(plan, "type = MKT");
      case NO_GUARD_OF_CHANGES -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.ByHand by && by.deed() instanceof Deed.Change);
      case NO_RESTART_WINDOW -> plan instanceof DayPlan day && day.isRestartDue(day.due());
      case NO_CONTRACT_IDS -> plan.scenario().accounts().getFirst().positions().stream()
          .anyMatch(held -> held.symbol().contains("@"));
      case NO_FOREIGN_ORDERS -> isBeforeLook(plan, "type = LMT");
      case NO_POSITIONS_BEFORE_SECOND_ATTEMPT -> has(plan, "silent-orders") && has(plan, "executions-forgotten");
      case NO_CORRECTIONS, NO_WORD_OF_CORRECTIONS -> has(plan, "correct-shares") || has(plan, "corrected-executions");
      case NO_CURRENCIES -> plan.scenario().accounts().getFirst().cash().size() > 1;
      case NO_RULE_OF_PREVIOUS_CLOSES -> has(plan, "no-quote");
      case NO_SETTLED_CASH -> plan.isWithoutMargin();
      case NO_NEW_CONTRACT_ID -> has(plan, "contract-gone");
      case NO_FIT_OF_EXECUTIONS -> has(plan, "stranger-execution");
      case NO_CORPORATE_ACTIONS -> has(plan, "reinvest = true");
      case NO_WORD_OF_SUPPORT -> has(plan, "desupported");
      case NO_SECOND_WHAT_IF -> has(plan, "what-if-twice");
      case NO_KNOWN_REFUSALS, NO_WORD_OF_TRANSMIT ->
        has(plan, "order-needs-market-data") || has(plan, "precaution") || has(plan, "hidden-order");
      case NO_OTHER_WAY -> has(plan, "end-missing");
      case NO_POSITION_TYPES -> has(plan, "positions-of-type");
      case NO_WORDED_ZONES -> has(plan, "greeting-zone");
      case NO_IDS_ABOVE_OTHERS -> has(plan, "ids-above-foreign");
      case NO_LATE_ID -> has(plan, "next-id-late");
      case NO_NEW_REFERENCE -> plan.isCalm() && plan instanceof SeasonPlan season && hasMoved(season);
      case NO_CASH_BREACH -> plan.mishaps().stream().anyMatch(
          planned -> planned.mishap() instanceof Mishap.AtGateway at
              && at.fault() instanceof AccountChange.Deposit deposit
              && deposit.amount().compareTo(MUCH) > 0);
      case NONE, NO_INTENT_BEFORE_SEND, NO_CANARY, NO_PAUSE_BETWEEN_TIMES -> true;
    };
  }

  /** Whether prices are far from those of the beginning at some month end. */
  private static boolean hasMoved(SeasonPlan season) {
    return season.monthEnds().stream().anyMatch(session -> GatewayWeather.SYMBOLS.stream()
        .mapToDouble(symbol -> season.price(symbol, season.day(session.close().toInstant()).due()).orElseThrow()
            .doubleValue() / season.price(symbol, season.begin()).orElseThrow().doubleValue() - 1)
        .average().stream().anyMatch(change -> Math.abs(change) > FAR));
  }

  private static boolean isBeforeLook(AuditedPeriod plan, String words) {
    return plan.mishaps().stream().anyMatch(
        planned -> planned.mishap() instanceof Mishap.AtGateway at && at.text().contains(words)
            && planned.at().isBefore(plan.day(planned.at()).due().minusSeconds(61)));
  }

  private static boolean has(AuditedPeriod plan, String words) {
    return plan.mishaps().stream().anyMatch(
        planned -> planned.mishap() instanceof Mishap.AtGateway at && at.text().contains(words));
  }

  /** For {@code scripts/campaign --without}: the rules, or {@code ALL}; prints the seed at which each is missed. */
  public static void main(String[] arguments) {
    var out = new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
    boolean isGood = true;
    for (Tampering rule : named(List.of(arguments))) {
      Optional<? extends PeriodResult> found = first(rule, 1, SEEDS);
      List<String> whole = found.map(period -> whole(rule, period.plan().seed()).violations()).orElse(List.of());
      isGood &= found.isPresent() && whole.isEmpty();
      out.println(rule + (isOfSeasons(rule) ? " season " : " seed ")
          + found.map(period -> period.plan().seed() + ": " + period.violations().getFirst()).orElse("not found")
          + (whole.isEmpty() ? "" : "; and with the rule: " + whole.getFirst()));
    }
    System.exit(isGood ? 0 : 1);
  }

  private static List<Tampering> named(List<String> names) {
    return Arrays.stream(Tampering.values()).filter(rule -> rule != Tampering.NONE)
        .filter(rule -> names.contains("ALL") || names.contains(rule.name())).toList();
  }
}

package evenkeel.verification;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The words of the simulator's language that {@link GatewayWeather} does not draw yet, each with the reason. A test
 * compares them with the language: a new word is either drawn or listed here, and a listed word is never drawn.
 */
final class UndrawnFaults {
  private static final String ENGINE = "the engine does not handle it yet";

  private static final String CORPORATE_ACTION = "a position changes without an execution, and the engine does not"
      + " recognise corporate actions yet";
  private static final String CASH = "the auditor does not follow cash that changes without a trade yet";

  private UndrawnFaults() {}

  /** Each word with the reason. */
  static SortedMap<String, String> reasons() {
    SortedMap<String, String> reasons = new TreeMap<>(orders());
    reasons.putAll(accounts());
    return reasons;
  }

  /** Of orders, executions and contracts. */
  private static Map<String, String> orders() {
    return List.of(
        "contract-gone", "cancel-foreign", "what-if-twice", "correct-shares", "executions-forgotten",
        "executions-empty", "stranger-execution", "execution-ids-restart", "end-missing", "time-answers-lost",
        "desupported", "order-needs-market-data", "precaution", "hidden-order", "ids-above-foreign",
        "deactivate-orders", "ledger-prefix", "tags-per-currency", "next-id-late", "next-id-twice",
        "positions-of-type").stream().collect(Collectors.toMap(word -> word, word -> ENGINE));
  }

  /** Of accounts, cash and corporate actions. */
  private static Map<String, String> accounts() {
    return Map.ofEntries(
        Map.entry("dividend", CORPORATE_ACTION), Map.entry("split", CORPORATE_ACTION),
        Map.entry("symbol-change", CORPORATE_ACTION), Map.entry("spin-off", CORPORATE_ACTION),
        Map.entry("deposit", CASH), Map.entry("withdrawal", CASH), Map.entry("interest", CASH),
        Map.entry("convert", CASH));
  }
}

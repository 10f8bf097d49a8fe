package evenkeel.verification;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of the simulator's language that {@link GatewayWeather} does not draw yet, each with the reason. A test
 * compares them with the language: a new word is either drawn or listed here, and a listed word is never drawn.
 */
final class UndrawnFaults {
  private static final String EXECUTIONS = "the engine still believes an answer without executions";
  private static final String REFUSALS = "the engine still sends an order again after an unknown code";
  private static final String CONTRACTS = "the engine keeps contracts for days and takes any position for shares";
  private static final String UNTRIED = "the campaign has not been run with it yet";

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
    SortedMap<String, String> reasons = new TreeMap<>();
    List.of("executions-forgotten", "executions-empty", "stranger-execution", "execution-ids-restart", "end-missing")
        .forEach(word -> reasons.put(word, EXECUTIONS));
    List.of("order-needs-market-data", "precaution", "hidden-order", "ids-above-foreign", "deactivate-orders")
        .forEach(word -> reasons.put(word, REFUSALS));
    List.of("contract-gone", "positions-of-type").forEach(word -> reasons.put(word, CONTRACTS));
    List.of("ledger-prefix", "tags-per-currency", "next-id-late", "next-id-twice", "desupported", "time-answers-lost")
        .forEach(word -> reasons.put(word, UNTRIED));
    reasons.put("correct-shares", "the auditor does not follow positions that a correction changes yet");
    reasons.put("cancel-foreign", "it does nothing without a foreign order before it, and those are drawn alone");
    reasons.put("what-if-twice", "the engine takes the first answer to a what-if order for the only one");
    return reasons;
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

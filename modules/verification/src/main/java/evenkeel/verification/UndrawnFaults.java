package evenkeel.verification;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The words of the simulator's language that {@link GatewayWeather} and {@link ReportedFaults} do not draw yet, each
 * with the reason. A test compares them with the language: a new word is either drawn or listed here, and a listed word
 * is never drawn.
 */
final class UndrawnFaults {
  private UndrawnFaults() {}

  /** Each word with the reason. */
  static SortedMap<String, String> reasons() {
    SortedMap<String, String> reasons = new TreeMap<>();
    return reasons;
  }
}

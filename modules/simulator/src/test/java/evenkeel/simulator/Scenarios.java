package evenkeel.simulator;

import com.typesafe.config.ConfigFactory;
import java.util.Map;

/** Scenarios for tests. */
final class Scenarios {
  private Scenarios() {}

  /** The drifted portfolio of month-end with some keys changed. */
  static Scenario with(Map<String, String> changes) {
    return of("include classpath(\"evenkeel/simulator/scenarios/month-end\")\n"
        + String.join("\n",
            changes.entrySet().stream().map(it -> it.getKey() + " = " + it.getValue()).toList()));
  }

  /** A scenario from its text. */
  static Scenario of(String text) {
    return Scenario.parse(ConfigFactory.parseString(text));
  }
}

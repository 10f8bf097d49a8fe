package evenkeel.alerts;

import evenkeel.engine.Alert;
import evenkeel.engine.Alert.Severity;
import java.time.Instant;

/**
 * An alert in the owner's language, on its way.
 *
 * @param at when it was raised
 * @param anyway whether it goes out below a channel's threshold too: the sign of life, and tests
 */
public record Notice(Instant at, Severity severity, String key, String sentence, boolean anyway) {

  /** The same trouble said again: what is on its way need not arrive beside it. */
  boolean replaces(Notice earlier) {
    return key.equals(earlier.key()) && severity == earlier.severity();
  }

  boolean isCritical() {
    return severity == Alert.Severity.CRITICAL;
  }
}

package evenkeel.engine;

import evenkeel.domain.Phrase;
import java.time.Instant;

/**
 * Something a human should hear.
 *
 * @param key the same for the same trouble, so that it can be told apart from a new one
 * @param phrase what happened, why, what to do; in words when it is told
 */
public record Alert(Severity severity, String key, Phrase phrase, Instant at) {
  /** How much it matters. */
  public enum Severity {
    /** Good to know. */
    INFORMATION,
    /** To be looked at today. */
    WARNING,
    /** To be looked at now. */
    CRITICAL
  }
}

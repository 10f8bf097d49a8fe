package evenkeel.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one run on one account, for example {@code 20251031-month-end}. Made from the trigger alone, so that
 * the same trigger always gives the same run.
 */
public record RunId(String value) implements Comparable<RunId> {
  private static final Pattern FORM = Pattern.compile("[a-z0-9-]{1,24}");

  public RunId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a run id is up to 24 lower-case letters, digits and hyphens, not '" + value + "'");
    }
  }

  /** The id of this text; empty when it is none. */
  public static Optional<RunId> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new RunId(text)) : Optional.empty();
  }

  @Override
  public int compareTo(RunId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

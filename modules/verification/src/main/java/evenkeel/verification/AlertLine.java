package evenkeel.verification;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The key of an alert, as a line of the log carries it. */
final class AlertLine {
  private static final String KEY = " alert=";
  private static final Pattern KIND = Pattern.compile(KEY + "([a-z]+(?:-[a-z]+)*?)(?:-ek-| |-[0-9])");

  private AlertLine() {}

  /** The whole key, with the run or order that it is about; empty in a line about something else. */
  static Optional<String> key(String line) {
    int key = line.indexOf(KEY);
    return key < 0 ? Optional.empty() : Optional.of(line.substring(key + KEY.length()).split(" ", 2)[0]);
  }

  /** The key without what it is about. */
  static Optional<String> kind(String line) {
    Matcher kind = KIND.matcher(line);
    return kind.find() ? Optional.of(kind.group(1)) : Optional.empty();
  }
}

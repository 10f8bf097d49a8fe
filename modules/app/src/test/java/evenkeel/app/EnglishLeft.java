package evenkeel.app;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds English sentences in what a command printed for an owner who reads Chinese. */
final class EnglishLeft {
  /** Commands with their words, other people's products, and files. */
  private static final Pattern NAMES = Pattern.compile(
      "evenkeel( [a-z]+)+|Client Portal|IB Gateway|Read-Only API|TWS|SPDR [A-Za-z ]+|/[^ ]+");
  /** What the broker says is told in its own words. */
  private static final Pattern BROKERS = Pattern.compile(
      "No security definition has been found for the request|Error validating request\\.|No trading permission"
          + "|Requested market data is not subscribed\\.|Delayed market data is not enabled\\."
          + "|The API interface is currently in Read-Only mode\\.|Order rejected - reason");
  private static final Pattern SENTENCE = Pattern.compile("[A-Za-z][a-z']*(?: [A-Za-z][a-z']+){2,}");

  private EnglishLeft() {}

  /** Three words and more in a row that are no names. */
  static List<String> in(ProgramRun run) {
    return Stream.concat(run.out().stream(), run.err().stream())
        .flatMap(line -> SENTENCE.matcher(
            BROKERS.matcher(NAMES.matcher(line).replaceAll("")).replaceAll("")).results())
        .map((MatchResult found) -> found.group()).toList();
  }
}

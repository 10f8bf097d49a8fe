package evenkeel.operations;

import evenkeel.domain.AccountId;
import java.util.regex.Pattern;

/** Account numbers in texts of others: the broker names the account in some refusals. */
final class AccountNumbers {
  private static final Pattern FORM = Pattern.compile("\\b[DFIU][A-Z]{0,2}[0-9]{4,12}\\b");

  private static final Pattern GAP = Pattern.compile("\\s+");

  private AccountNumbers() {}

  /** The text on one line, each account number with its middle hidden. */
  static String masked(String text) {
    String line = GAP.matcher(text).replaceAll(" ").strip();
    return FORM.matcher(line).replaceAll(found -> new AccountId(found.group()).toString());
  }
}

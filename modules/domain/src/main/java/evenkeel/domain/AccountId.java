package evenkeel.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An account number of Interactive Brokers. Its first letter says its kind: D is paper ({@code
 * DU...}, {@code DF...}), U, F and I are live. Any other text is refused, so that an account whose
 * kind is unknown is never traded.
 *
 * <p>The text form hides the middle: account numbers do not belong into logs.
 */
public record AccountId(String value) implements Comparable<AccountId> {
  private static final Pattern FORM = Pattern.compile("[DFIU][A-Z]{0,2}[0-9]{4,12}");

  public AccountId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "not an account id that starts with D, U, F or I and ends in"
              + " digits (" + value.length() + " characters)");
    }
  }

  /** The account of this text; empty when its form, and so its kind, is not known. */
  public static Optional<AccountId> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new AccountId(text)) : Optional.empty();
  }

  public AccountKind kind() {
    return value.charAt(0) == 'D' ? AccountKind.PAPER : AccountKind.LIVE;
  }

  @Override
  public int compareTo(AccountId other) {
    return value.compareTo(other.value);
  }

  /** The first two and the last two characters, such as {@code DU***67}. */
  @Override
  public String toString() {
    return value.substring(0, 2) + "***" + value.substring(value.length() - 2);
  }
}

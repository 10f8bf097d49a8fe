package evenkeel.tws;

/**
 * The number of an account, for example {@code DU1234567}. Its text form shows only the kind of the
 * account and the last two digits, so that a logged message does not tell the number; {@link #value}
 * is the number itself.
 *
 * @param value the number, empty when the wire carries none
 */
public record AccountId(String value) {
  /** No account. */
  public static final AccountId NONE = new AccountId("");

  private static final int SHOWN_DIGITS = 2;
  private static final int ACCOUNT_DIGITS = 5;

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    int letters = letters(value);
    if (value.length() - letters <= SHOWN_DIGITS) {
      return value.substring(0, letters) + "..";
    }
    return value.substring(0, letters) + ".." + value.substring(value.length() - SHOWN_DIGITS);
  }

  /** The text, or what may be shown of it when it looks like the number of an account. */
  static String masked(String text) {
    int letters = letters(text);
    boolean looksLikeAccount = letters > 0 && text.length() - letters >= ACCOUNT_DIGITS
        && text.chars().skip(letters).allMatch(Character::isDigit);
    return looksLikeAccount ? new AccountId(text).toString() : text;
  }

  private static int letters(String text) {
    int letters = 0;
    while (letters < text.length() && Character.isLetter(text.charAt(letters))) {
      letters++;
    }
    return letters;
  }
}

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

  public boolean isEmpty() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    int letters = 0;
    while (letters < value.length() && Character.isLetter(value.charAt(letters))) {
      letters++;
    }
    if (value.length() - letters <= SHOWN_DIGITS) {
      return value.isEmpty() ? "" : value.substring(0, letters) + "..";
    }
    return value.substring(0, letters) + ".." + value.substring(value.length() - SHOWN_DIGITS);
  }
}

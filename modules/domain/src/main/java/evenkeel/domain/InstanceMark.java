package evenkeel.domain;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Tells one installation of Evenkeel from another: made once for each data directory and carried by the references of
 * its orders. Two characters keep a reference of a four-letter symbol at 40.
 *
 * @param value two letters or digits; empty where none is known, as in references of versions that had none
 */
public record InstanceMark(String value) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9]{2})?");
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  /** Of versions that had none. */
  public static final InstanceMark NONE = new InstanceMark("");

  public InstanceMark {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("an instance mark is two letters or digits, not '" + value + "'");
    }
  }

  /** The mark of this text; empty when it is none. */
  public static Optional<InstanceMark> of(String text) {
    return text.length() == 2 && FORM.matcher(text).matches() ? Optional.of(new InstanceMark(text)) : Optional.empty();
  }

  /** A new one. */
  public static InstanceMark random(RandomGenerator random) {
    return new InstanceMark("" + letter(random) + letter(random));
  }

  private static char letter(RandomGenerator random) {
    return LETTERS.charAt(random.nextInt(LETTERS.length()));
  }

  public boolean isNone() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value;
  }
}

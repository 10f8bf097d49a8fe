package evenkeel.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The key of one intended order: account, run, symbol and side. The broker echoes it for the life
 * of the order, so it tells after any crash whether the order arrived. Printable ASCII, and the
 * account only as a digest, since the reference appears in logs.
 */
public record OrderRef(String value) implements Comparable<OrderRef> {
  private static final String PREFIX = "ek-";
  private static final String AGAIN = "-2";
  private static final Pattern FORM = Pattern.compile("[ -~]{1,64}");

  public OrderRef {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an order reference is 1 to 64 printable ASCII characters");
    }
  }

  /** The reference of the one order of this side in this symbol that a run may have. */
  public static OrderRef of(AccountId account, RunId run, Symbol symbol, Side side) {
    return new OrderRef(
        prefix(account) + run + "-" + symbol.value().replace(' ', '.') + "-" + side);
  }

  /** The reference of an order that takes the place of this one, which the broker refused, in the run's second step. */
  OrderRef again() {
    return new OrderRef(value + AGAIN);
  }

  /** Whether a reference seen at the broker was made by {@link #of} for this account. */
  public static boolean isOurs(String reference, AccountId account) {
    return reference.startsWith(prefix(account));
  }

  /** The run that a reference made by {@link #of} or {@link #again} names; empty for any other text. */
  public static Optional<RunId> run(String told, AccountId account, Symbol symbol, Side side) {
    String reference = told.endsWith(side + AGAIN) ? told.substring(0, told.length() - AGAIN.length()) : told;
    String before = prefix(account);
    String after = "-" + symbol.value().replace(' ', '.') + "-" + side;
    if (!reference.startsWith(before) || !reference.endsWith(after)
        || reference.length() <= before.length() + after.length()) {
      return Optional.empty();
    }
    return RunId.of(reference.substring(before.length(), reference.length() - after.length()));
  }

  private static String prefix(AccountId account) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest(account.value().getBytes(StandardCharsets.US_ASCII));
      return PREFIX + HexFormat.of().formatHex(digest, 0, 3) + "-";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java runtime has SHA-256", impossible);
    }
  }

  @Override
  public int compareTo(OrderRef other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

package evenkeel.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of one intended order: account, installation, run, symbol and side. The broker echoes it for the life
 * of the order, so it tells after any crash whether the order arrived. Printable ASCII, and the
 * account only as a digest, since the reference appears in logs.
 *
 * <p>{@code ek-706de7k3-20251031-month-end-GLD-SELL}: six digits of the account's digest, then the
 * {@link InstanceMark}, which references of versions without one leave out.
 */
public record OrderRef(String value) implements Comparable<OrderRef> {
  private static final String PREFIX = "ek-";
  private static final String AGAIN = "-2";
  private static final Pattern FORM = Pattern.compile("[ -~]{1,64}");
  private static final Pattern MARKED = Pattern.compile("(ek-[0-9a-f]{6})[A-Za-z0-9]{2}(-.*)");

  public OrderRef {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an order reference is 1 to 64 printable ASCII characters");
    }
  }

  /** The reference of the one order of this side in this symbol that a run may have, of an unmarked installation. */
  public static OrderRef of(AccountId account, RunId run, Symbol symbol, Side side) {
    return of(account, InstanceMark.NONE, run, symbol, side);
  }

  /** The reference of an order that takes the place of this one, which the broker refused, in the run's second step. */
  OrderRef again() {
    return new OrderRef(value + AGAIN);
  }

  /** The reference of the one order of this side in this symbol that a run of this installation may have. */
  public static OrderRef of(AccountId account, InstanceMark instance, RunId run, Symbol symbol, Side side) {
    return new OrderRef(prefix(account) + instance + "-" + run + "-" + symbol.value().replace(' ', '.') + "-" + side);
  }

  /** Whether a reference seen at the broker was made by {@link #of} for this account, by whichever installation. */
  public static boolean isOurs(String reference, AccountId account) {
    return instance(reference, account).isPresent();
  }

  /** The installation that made a reference for this account; empty for any other text. */
  public static Optional<InstanceMark> instance(String reference, AccountId account) {
    String before = prefix(account);
    int end = reference.indexOf('-', PREFIX.length());
    if (!reference.startsWith(before) || end < before.length()) {
      return Optional.empty();
    }
    String mark = reference.substring(before.length(), end);
    return mark.isEmpty() ? Optional.of(InstanceMark.NONE) : InstanceMark.of(mark);
  }

  /**
   * The installation that made this reference for this account, if it is another one than ours. A reference without a
   * mark may be of an earlier version of ours.
   */
  public static Optional<InstanceMark> otherInstance(String reference, AccountId account, InstanceMark ours) {
    return instance(reference, account).filter(mark -> !mark.isNone() && !mark.equals(ours));
  }

  /** Whether both name the same order of a run, by whichever installation. */
  public boolean isSameIntent(OrderRef other) {
    return unmarked().equals(other.unmarked());
  }

  private String unmarked() {
    Matcher marked = MARKED.matcher(value);
    return marked.matches() ? marked.group(1) + marked.group(2) : value;
  }

  /** The run that a reference made by {@link #of} or {@link #again} names; empty for any other text. */
  public static Optional<RunId> run(String told, AccountId account, Symbol symbol, Side side) {
    String reference = told.endsWith(side + AGAIN) ? told.substring(0, told.length() - AGAIN.length()) : told;
    String after = "-" + symbol.value().replace(' ', '.') + "-" + side;
    return instance(reference, account).flatMap(mark -> {
      String before = prefix(account) + mark + "-";
      return reference.endsWith(after) && reference.length() > before.length() + after.length()
          ? RunId.of(reference.substring(before.length(), reference.length() - after.length()))
          : Optional.empty();
    });
  }

  private static String prefix(AccountId account) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256")
          .digest(account.value().getBytes(StandardCharsets.US_ASCII));
      return PREFIX + HexFormat.of().formatHex(digest, 0, 3);
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

package evenkeel.domain;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a thing is called at the broker ({@code GLD}, {@code BRK B}) or, for a holding elsewhere, by
 * its owner ({@code sUSDe}): 1 to 20 letters, digits, dots, hyphens and inner blanks.
 */
public record Symbol(String value) implements Comparable<Symbol> {
  private static final Pattern FORM = Pattern
      .compile("[A-Za-z0-9](?:[A-Za-z0-9. -]{0,18}[A-Za-z0-9.-])?");

  private static final Pattern CLASS_SHARE = Pattern.compile("([A-Za-z]{1,5})[.-]([A-Za-z])");

  public Symbol {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a symbol: '" + value + "'");
    }
  }

  /** The symbol of this text; empty when the text has no such form. */
  public static Optional<Symbol> of(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Symbol(text)) : Optional.empty();
  }

  /**
   * What IBKR calls this class of shares, which others write with a dot or a hyphen: {@code BRK B} for {@code BRK.B}
   * (TWS API, Contracts: "BRK B"). Empty for a symbol that is not written so.
   */
  public Optional<Symbol> classShare() {
    Matcher matcher = CLASS_SHARE.matcher(value);
    return matcher.matches() ? Optional.of(new Symbol(matcher.group(1) + " " + matcher.group(2))) : Optional.empty();
  }

  @Override
  public int compareTo(Symbol other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}

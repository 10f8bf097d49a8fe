package evenkeel.ibapi;

import com.ib.client.Decimal;
import evenkeel.tws.AccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Single values of IBKR's client as ours and back. It holds prices as doubles, spells unset as the largest double or
 * integer, and texts may be null.
 */
final class Values {
  private Values() {}

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** A text in which {@code ?}, {@code 0} and {@code None} mean none, as they do for rights and effects. */
  static String textOrNone(@Nullable String text) {
    return text == null || text.equals("?") || text.equals("0") || text.equals("None") ? "" : text;
  }

  static AccountId account(@Nullable String number) {
    return number == null || number.isEmpty() ? AccountId.NONE : new AccountId(number);
  }

  /** The shortest decimal that is this double, empty for unset. */
  static Optional<BigDecimal> decimal(double value) {
    return Double.isFinite(value) && Math.abs(value) != Double.MAX_VALUE
        ? Optional.of(BigDecimal.valueOf(value))
        : Optional.empty();
  }

  static Optional<BigDecimal> decimal(@Nullable Decimal value) {
    return value != null && value.isValid() ? Optional.of(plain(value.value())) : Optional.empty();
  }

  /** Amounts that IBKR's client hands on as texts, such as margins. */
  static Optional<BigDecimal> decimal(@Nullable String value) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    return decimal(Double.parseDouble(value));
  }

  static OptionalInt integer(int value) {
    return value == Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** Values with commas between them; no text is no value. */
  static List<String> commaList(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (int start = 0; start >= 0;) {
      int comma = text.indexOf(',', start);
      values.add(comma < 0 ? text.substring(start) : text.substring(start, comma));
      start = comma < 0 ? -1 : comma + 1;
    }
    return values;
  }

  static List<String> list(String @Nullable [] texts) {
    return texts == null ? List.of() : Arrays.asList(texts);
  }

  static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }

  static double number(Optional<BigDecimal> value) {
    return value.map(BigDecimal::doubleValue).orElse(Double.MAX_VALUE);
  }

  static Decimal quantity(Optional<BigDecimal> value) {
    return value.map(Decimal::get).orElse(Decimal.INVALID);
  }

  static int number(OptionalInt value) {
    return value.orElse(Integer.MAX_VALUE);
  }

  /** Without the sixteen digits that IBKR's decimals always carry. */
  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}

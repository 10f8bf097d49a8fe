package evenkeel.tws;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Typed reads of the fields of one payload after another. Every read names its field, so that a
 * violation can. Numbers are read from the bytes without a text in between, because nearly all of
 * the traffic is ticks.
 *
 * <p>The broker's spellings of "unset" become an empty optional: nothing, 2147483647,
 * 1.7976931348623157E308 in any spelling, the ends of the range of a long and, from a Gateway, NaN
 * and infinity.
 */
final class FieldReader {
  private static final byte[] MAX_DOUBLE_DIGITS = "1.7976931348623157"
      .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] INFINITY = "Infinity\0".getBytes(StandardCharsets.US_ASCII);
  /** Longer numbers than any peer writes; keeps hostile digits from costing time. */
  private static final int NUMBER_BYTES_MAX = 64;
  private static final int FAST_DIGITS_MAX = 18;
  private static final int SMALL_NUMBERS = 1024;
  private static final List<Optional<BigDecimal>> SMALL = smallNumbers();
  /** Texts up to this length are looked up among recent ones before a new one is made. */
  private static final int SHARED_TEXT_BYTES_MAX = 32;
  private static final int SHARED_TEXTS = 2048;
  private static final int QUOTED_BYTES_MAX = 40;
  private static final Optional<Boolean> TRUE = Optional.of(true);
  private static final Optional<Boolean> FALSE = Optional.of(false);

  /** Who wrote the fields. A Gateway answers a request with NaN in it with error 320. */
  enum Sender {
    CLIENT, GATEWAY
  }

  private final Sender sender;
  private final int serverVersion;
  private final int fieldCountMax;
  private final @Nullable String[] sharedTexts = new @Nullable String[SHARED_TEXTS];
  private AccountId recentAccount = AccountId.NONE;
  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private int fieldCount;
  private Class<?> kind = Object.class;
  private boolean idRead;
  private int id;

  FieldReader(Sender sender, int serverVersion, int fieldCountMax) {
    this.sender = sender;
    this.serverVersion = serverVersion;
    this.fieldCountMax = fieldCountMax;
  }

  /** Starts on a payload. The bytes must not change while it is read. */
  void start(byte[] payload, int offset, int length, Class<?> payloadKind) {
    bytes = payload;
    position = offset;
    limit = offset + length;
    fieldCount = 0;
    kind = payloadKind;
    idRead = false;
    if (length < 1 || payload[limit - 1] != 0) {
      throw new ProtocolViolation(kind.getSimpleName(), "the last field is not ended by a NUL");
    }
  }

  /** From here on violations name this kind of message. */
  void kind(Class<?> newKind) {
    kind = newKind;
  }

  /** Whether the server version has what came with that version. */
  boolean since(int version) {
    return serverVersion >= version;
  }

  boolean atEnd() {
    return position == limit;
  }

  /** Nothing may be left over. */
  void end() {
    if (!atEnd()) {
      throw new ProtocolViolation(kind.getSimpleName(),
          "fields left over: " + remainingFields(), readId());
    }
  }

  /** The fields not read yet. */
  int remainingFields() {
    int count = 0;
    for (int i = position; i < limit; i++) {
      if (bytes[i] == 0) {
        count++;
      }
    }
    return count;
  }

  /** The version of a message, which nothing depends on any more. */
  void version() {
    integer("version");
  }

  /** An id that answers are matched by; a violation later in the message carries it. */
  int id(String field) {
    id = integer(field);
    idRead = true;
    return id;
  }

  int integer(String field) {
    long value = longInteger(field);
    if (value != (int) value) {
      throw outOfRange(field, value);
    }
    return (int) value;
  }

  /** An integer for which the wire may leave out a zero. */
  int integerOrZero(String field) {
    return nextIsEmpty(field) ? 0 : integer(field);
  }

  OptionalInt optionalInteger(String field) {
    OptionalLong value = optionalLong(field);
    if (value.isEmpty() || value.getAsLong() == Integer.MAX_VALUE) {
      return OptionalInt.empty();
    }
    if (value.getAsLong() != (int) value.getAsLong()) {
      throw outOfRange(field, value.getAsLong());
    }
    return OptionalInt.of((int) value.getAsLong());
  }

  long longInteger(String field) {
    int start = begin(field);
    int i = start;
    boolean negative = bytes[i] == '-';
    if (negative) {
      i++;
    }
    int digits = i;
    long value = 0;
    int digit = bytes[i] - '0';
    while (digit >= 0 && digit <= 9) {
      if (i - digits >= FAST_DIGITS_MAX) {
        return longFromText(field, start);
      }
      value = value * 10 + digit;
      digit = bytes[++i] - '0';
    }
    if (bytes[i] != 0 || i == digits) {
      throw notA(field, "an integer", start);
    }
    position = i + 1;
    return negative ? -value : value;
  }

  /** A long for which the wire may leave out a zero, or spell unset. */
  long longOrZero(String field) {
    OptionalLong value = optionalLong(field);
    return value.isPresent() ? value.getAsLong() : 0;
  }

  OptionalLong optionalLong(String field) {
    if (nextIsEmpty(field)) {
      return OptionalLong.empty();
    }
    if (skipMaxDouble(position)) {
      return OptionalLong.empty();
    }
    long value = longInteger(field);
    return value == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** {@code 1} or {@code 0}; nothing is false. */
  boolean flag(String field) {
    return optionalFlag(field).orElse(false);
  }

  Optional<Boolean> optionalFlag(String field) {
    int start = begin(field);
    byte first = bytes[start];
    if (first == 0) {
      position = start + 1;
      return Optional.empty();
    }
    if ((first != '0' && first != '1') || bytes[start + 1] != 0) {
      throw notA(field, "a flag", start);
    }
    position = start + 2;
    return first == '1' ? TRUE : FALSE;
  }

  /** A price, an amount or a quantity, exactly as written; empty when unset. */
  Optional<BigDecimal> decimal(String field) {
    int start = begin(field);
    int i = start;
    byte b = bytes[i];
    if (b == 0) {
      position = i + 1;
      return Optional.empty();
    }
    boolean negative = b == '-';
    if (negative) {
      b = bytes[++i];
    }
    int digitsStart = i;
    int point = -1;
    long value = 0;
    while (true) {
      int digit = b - '0';
      if (digit >= 0 && digit <= 9) {
        value = value * 10 + digit;
      } else if (b == '.' && point < 0) {
        point = i;
      } else {
        break;
      }
      b = bytes[++i];
    }
    int digits = i - digitsStart - (point < 0 ? 0 : 1);
    if (b != 0 || digits < 1 || digits > FAST_DIGITS_MAX) {
      return decimalFromText(field, start);
    }
    position = i + 1;
    int scale = point < 0 ? 0 : i - point - 1;
    if (scale == 0 && !negative) {
      if (value < SMALL_NUMBERS) {
        return SMALL.get((int) value);
      }
      if (value == Integer.MAX_VALUE) {
        return Optional.empty();
      }
    }
    return Optional.of(BigDecimal.valueOf(negative ? -value : value, scale));
  }

  /** Steps over the next field when it says infinity, which one field uses as a value. */
  boolean skipInfinity(String field) {
    int stop = position + INFINITY.length;
    if (stop <= limit && Arrays.equals(bytes, position, stop, INFINITY, 0, INFINITY.length)) {
      text(field);
      return true;
    }
    return false;
  }

  /** A strike, where nothing and zero mean none. */
  BigDecimal strike() {
    BigDecimal strike = decimal("strike").orElse(BigDecimal.ZERO);
    return strike.signum() == 0 ? BigDecimal.ZERO : strike;
  }

  String text(String field) {
    int start = begin(field);
    int i = start;
    int hash = 0;
    int bits = 0;
    byte b = bytes[i];
    while (b != 0) {
      hash = 31 * hash + b;
      bits |= b;
      b = bytes[++i];
    }
    position = i + 1;
    int length = i - start;
    if (length == 0) {
      return "";
    }
    if (bits < 0) {
      // Stray bytes become replacement characters: they must not kill the reader.
      return new String(bytes, start, length, StandardCharsets.UTF_8);
    }
    return length <= SHARED_TEXT_BYTES_MAX
        ? shared(start, length, hash)
        : new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * A text with words of the Gateway's operating system, which may be in any character set. What is not UTF-8 comes
   * byte by byte, as in ISO 8859-1, so that nothing of it is lost.
   */
  String wording(String field) {
    int start = position;
    String text = text(field);
    return text.indexOf('\uFFFD') < 0
        ? text
        : new String(bytes, start, position - 1 - start, StandardCharsets.ISO_8859_1);
  }

  /** A text in which {@code ?} and {@code None} mean none. */
  String textOrNone(String field) {
    String text = text(field);
    return text.equals("None") || text.equals("?") ? "" : text;
  }

  /** The right of an option; Gateways send {@code ?} or {@code 0} for a stock. */
  String right() {
    String text = text("right");
    return text.equals("?") || text.equals("0") ? "" : text;
  }

  /** A text in which characters beyond ASCII are written {@code \}{@code uXXXX}. */
  String escapedText(String field) {
    return Escapes.unescape(text(field));
  }

  AccountId account(String field) {
    String text = text(field);
    if (!text.equals(recentAccount.value())) {
      recentAccount = text.isEmpty() ? AccountId.NONE : new AccountId(text);
    }
    return recentAccount;
  }

  /** Values with commas between them; no text is no value. */
  List<String> commaList(String field) {
    String text = text(field);
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    int start = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
      values.add(text.substring(start, comma));
      start = comma + 1;
    }
    values.add(text.substring(start));
    return values;
  }

  /** {@code tag=value;tag=value;} in one field. */
  List<TagValue> tagList(String field) {
    int start = position;
    String text = text(field);
    if (text.isEmpty()) {
      return List.of();
    }
    List<TagValue> values = new ArrayList<>();
    for (int from = 0; from < text.length();) {
      int stop = text.indexOf(';', from);
      stop = stop < 0 ? text.length() : stop;
      int equals = text.indexOf('=', from);
      if (equals < 0 || equals >= stop) {
        throw notA(field, "a tag list", start);
      }
      values.add(new TagValue(text.substring(from, equals), text.substring(equals + 1, stop)));
      from = stop + 1;
    }
    return values;
  }

  /** Tags and values in fields of their own, after their count. */
  List<TagValue> tagPairs(String countField, String field) {
    int count = count(countField);
    if (count == 0) {
      return List.of();
    }
    List<TagValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(new TagValue(text(field + ".tag"), text(field + ".value")));
    }
    return values;
  }

  /** How many elements follow; each takes at least one byte. */
  int count(String field) {
    int start = position;
    int count = integerOrZero(field);
    if (count < 0 || count > limit - position) {
      throw notA(field, "a count that the message can hold", start);
    }
    return count;
  }

  private int begin(String field) {
    if (position == limit) {
      throw violation(field, "is missing");
    }
    if (++fieldCount > fieldCountMax) {
      throw violation(field, "is beyond the limit of " + fieldCountMax + " fields");
    }
    return position;
  }

  /** Skips the next field when it is empty. */
  private boolean nextIsEmpty(String field) {
    if (position < limit && bytes[position] == 0) {
      begin(field);
      position++;
      return true;
    }
    return false;
  }

  private String shared(int start, int length, int hash) {
    int slot = (hash ^ (hash >>> 15)) & (SHARED_TEXTS - 1);
    String candidate = sharedTexts[slot];
    if (candidate != null && candidate.length() == length && candidate.hashCode() == hash
        && isAt(candidate, start)) {
      return candidate;
    }
    String text = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    sharedTexts[slot] = text;
    return text;
  }

  private boolean isAt(String text, int start) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != bytes[start + i]) {
        return false;
      }
    }
    return true;
  }

  private long longFromText(String field, int start) {
    int stop = endOfField(start);
    if (stop - start > NUMBER_BYTES_MAX) {
      throw notA(field, "an integer", start);
    }
    try {
      long value = Long.parseLong(string(start, stop));
      position = stop + 1;
      return value;
    } catch (NumberFormatException wrong) {
      throw notA(field, "an integer", start);
    }
  }

  /**
   * The price of something that has happened whatever its price is said to be; empty also where the number has more
   * digits than a price can have.
   */
  Optional<BigDecimal> priceOfFact(String field) {
    int start = position;
    try {
      return decimal(field);
    } catch (ProtocolViolation violation) {
      if (start == limit || !isWrittenAsNumber(start)) {
        throw violation;
      }
      position = endOfField(start) + 1;
      return Optional.empty();
    }
  }

  private boolean isWrittenAsNumber(int start) {
    for (int i = start; bytes[i] != 0; i++) {
      byte b = bytes[i];
      if (!((b >= '0' && b <= '9') || b == '.' || b == '-' || b == '+' || b == 'e' || b == 'E')) {
        return false;
      }
    }
    return (bytes[start] >= '0' && bytes[start] <= '9') || bytes[start] == '-' || bytes[start] == '+';
  }

  private Optional<BigDecimal> decimalFromText(String field, int start) {
    if (skipMaxDouble(start)) {
      return Optional.empty();
    }
    int stop = endOfField(start);
    if (stop - start > NUMBER_BYTES_MAX) {
      throw notA(field, "a decimal", start);
    }
    String text = string(start, stop);
    boolean unset = Decimals.isLargest(text)
        || (sender == Sender.GATEWAY && Decimals.isNotANumber(text));
    Optional<BigDecimal> value = unset ? Optional.empty() : bounded(field, text, start);
    if (value.isEmpty() && !unset) {
      throw notA(field, "a decimal", start);
    }
    position = stop + 1;
    return value;
  }

  private Optional<BigDecimal> bounded(String field, String text, int start) {
    try {
      return Decimals.parse(text);
    } catch (ArithmeticException outOfBounds) {
      throw notA(field, "a decimal within bounds", start);
    }
  }

  /** Steps over the largest double, in the spellings that are the most frequent. */
  private boolean skipMaxDouble(int start) {
    int i = start + MAX_DOUBLE_DIGITS.length;
    if (i + 4 >= limit
        || !Arrays.equals(bytes, start, i, MAX_DOUBLE_DIGITS, 0, MAX_DOUBLE_DIGITS.length)
        || (bytes[i] != 'E' && bytes[i] != 'e')) {
      return false;
    }
    i++;
    if (bytes[i] == '+') {
      i++;
    }
    if (i + 3 >= limit || bytes[i] != '3' || bytes[i + 1] != '0' || bytes[i + 2] != '8'
        || bytes[i + 3] != 0) {
      return false;
    }
    position = i + 4;
    return true;
  }

  private int endOfField(int start) {
    int i = start;
    while (bytes[i] != 0) {
      i++;
    }
    return i;
  }

  private String string(int start, int stop) {
    return new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
  }

  private OptionalInt readId() {
    return idRead ? OptionalInt.of(id) : OptionalInt.empty();
  }

  ProtocolViolation violation(String field, String problem) {
    return new ProtocolViolation(kind.getSimpleName(), field, problem, readId());
  }

  private ProtocolViolation outOfRange(String field, long value) {
    return violation(field, "is not an integer of 32 bits: '" + value + "'");
  }

  private ProtocolViolation notA(String field, String what, int start) {
    int stop = endOfField(start);
    int shown = Math.min(stop, start + QUOTED_BYTES_MAX);
    StringBuilder quoted = new StringBuilder();
    for (int i = start; i < shown; i++) {
      quoted.append(bytes[i] >= ' ' && bytes[i] <= '~' ? (char) bytes[i] : '.');
    }
    if (shown < stop) {
      quoted.append("...");
    }
    return violation(field, "is not " + what + ": '" + AccountId.masked(quoted.toString()) + "'");
  }

  private static List<Optional<BigDecimal>> smallNumbers() {
    List<Optional<BigDecimal>> numbers = new ArrayList<>();
    for (int i = 0; i < SMALL_NUMBERS; i++) {
      numbers.add(Optional.of(BigDecimal.valueOf(i)));
    }
    return List.copyOf(numbers);
  }
}

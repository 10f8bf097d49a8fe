package evenkeel.tws;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Typed writes of the fields of one frame. What cannot be sent is refused by the name of its field:
 * a wrong character, or a value that the server version has no field for.
 */
final class FieldWriter {
  /** Who writes: the two sides may send different characters. */
  enum Side {
    CLIENT, SERVER
  }

  private static final int START_CAPACITY = 512;
  /** More digits than any number that the protocol has a use for. */
  private static final int NUMBER_LENGTH_MAX = 500;

  private final int serverVersion;
  private final Side side;
  private final Class<?> kind;
  private byte[] bytes = new byte[START_CAPACITY];
  private int size = FrameReader.LENGTH_BYTES;

  FieldWriter(int serverVersion, Side side, Class<?> kind) {
    this.serverVersion = serverVersion;
    this.side = side;
    this.kind = kind;
  }

  /** The frame with its length. */
  byte[] frame() {
    int length = size - FrameReader.LENGTH_BYTES;
    if (length > WireLimits.FRAME_BYTES_MAX) {
      throw new IllegalArgumentException(
          kind.getSimpleName() + ": longer than " + WireLimits.FRAME_BYTES_MAX
              + " bytes");
    }
    for (int i = 0; i < FrameReader.LENGTH_BYTES; i++) {
      bytes[i] = (byte) (length >>> (8 * (FrameReader.LENGTH_BYTES - 1 - i)));
    }
    return Arrays.copyOf(bytes, size);
  }

  /** Whether the server version has what came with that version. */
  boolean since(int version) {
    return serverVersion >= version;
  }

  /**
   * Whether the server version has the field. A client must not lose what it was asked to send, so
   * a value that the version cannot carry is refused; a Gateway just tells old clients less.
   */
  boolean carries(int version, String field, boolean isSet) {
    if (since(version)) {
      return true;
    }
    if (isSet && side == Side.CLIENT) {
      throw new IllegalArgumentException(
          kind.getSimpleName() + ": field " + field + " needs server version " + version
              + ", not " + serverVersion);
    }
    return false;
  }

  void requireSince(int version) {
    if (!since(version)) {
      throw new IllegalArgumentException(
          kind.getSimpleName() + " needs server version " + version + ", not " + serverVersion);
    }
  }

  void version(int version) {
    integer("version", version);
  }

  void integer(String field, int value) {
    longInteger(field, value);
  }

  void integerOrEmpty(String field, OptionalInt value) {
    if (value.isPresent()) {
      integer(field, value.getAsInt());
    } else {
      empty();
    }
  }

  void integerOrMax(String field, OptionalInt value) {
    integer(field, value.orElse(Integer.MAX_VALUE));
  }

  void longInteger(String field, long value) {
    ascii(Long.toString(value));
  }

  void longOrMax(String field, OptionalLong value) {
    longInteger(field, value.orElse(Long.MAX_VALUE));
  }

  void flag(String field, boolean value) {
    ensure(2);
    bytes[size++] = (byte) (value ? '1' : '0');
    bytes[size++] = 0;
  }

  void flagOrEmpty(String field, Optional<Boolean> value) {
    if (value.isPresent()) {
      flag(field, value.get());
    } else {
      empty();
    }
  }

  void decimalOrEmpty(String field, Optional<BigDecimal> value) {
    decimalOr(field, value, "");
  }

  void decimalOrMax(String field, Optional<BigDecimal> value) {
    decimalOr(field, value, "1.7976931348623157E308");
  }

  /** A decimal, or this text when there is none. */
  void decimalOr(String field, Optional<BigDecimal> value, String unset) {
    if (value.isEmpty()) {
      ascii(unset);
      return;
    }
    BigDecimal number = value.get();
    if (Math.abs((long) number.scale()) + number.precision() > NUMBER_LENGTH_MAX) {
      throw refused(field, "has too many digits");
    }
    ascii(number.toPlainString());
  }

  /** A strike, with this text for none. */
  void strike(BigDecimal value, String none) {
    decimalOr("strike", value.signum() == 0 ? Optional.empty() : Optional.of(value), none);
  }

  void empty() {
    ensure(1);
    bytes[size++] = 0;
  }

  void text(String field, String value) {
    int length = value.length();
    ensure(length + 1);
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if ((c < ' ' && c != '\t' && c != '\n' && c != '\r') || c > '~') {
        otherText(field, value);
        return;
      }
      bytes[size + i] = (byte) c;
    }
    size += length;
    bytes[size++] = 0;
  }

  /** A text, with another for none. */
  void textOr(String field, String value, String none) {
    text(field, value.isEmpty() ? none : value);
  }

  /** A text in which characters beyond ASCII are written {@code \}{@code uXXXX}. */
  void escapedText(String field, String value) {
    text(field, Escapes.escape(value));
  }

  void account(String field, AccountId value) {
    text(field, value.value());
  }

  void commaList(String field, List<String> values) {
    for (String value : values) {
      if (value.indexOf(',') >= 0) {
        throw refused(field, "has an element with a comma");
      }
    }
    text(field, String.join(",", values));
  }

  void tagList(String field, List<TagValue> values) {
    StringBuilder text = new StringBuilder();
    for (TagValue value : values) {
      if (value.tag().indexOf('=') >= 0 || (value.tag() + value.value()).indexOf(';') >= 0) {
        throw refused(field, "has a tag or value with a separator");
      }
      text.append(value.tag()).append('=').append(value.value()).append(';');
    }
    text(field, text.toString());
  }

  void tagPairs(String countField, String field, List<TagValue> values) {
    integer(countField, values.size());
    for (TagValue value : values) {
      text(field + ".tag", value.tag());
      text(field + ".value", value.value());
    }
  }

  /** Official clients refuse to send anything but printable ASCII; Gateways send UTF-8. */
  private void otherText(String field, String value) {
    if (side == Side.CLIENT || value.indexOf('\0') >= 0) {
      throw refused(field, "has a character that cannot be sent");
    }
    byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
    ensure(encoded.length + 1);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
    bytes[size++] = 0;
  }

  private void ascii(String text) {
    int length = text.length();
    ensure(length + 1);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) text.charAt(i);
    }
    size += length;
    bytes[size++] = 0;
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  private IllegalArgumentException refused(String field, String problem) {
    return new IllegalArgumentException(kind.getSimpleName() + ": field " + field + " " + problem);
  }
}

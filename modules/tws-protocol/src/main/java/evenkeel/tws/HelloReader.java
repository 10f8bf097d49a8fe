package evenkeel.tws;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the {@link Hello} at the start of a client's stream, in whatever pieces it arrives. */
public final class HelloReader {
  /** Ample for two versions and the options. */
  private static final int TEXT_BYTES_MAX = 256;
  private static final int HEAD_BYTES = Hello.PREFIX.length + FrameReader.LENGTH_BYTES;

  private final byte[] held = new byte[HEAD_BYTES + TEXT_BYTES_MAX];
  private int size;
  private int textLength;
  private @Nullable Hello hello;

  /**
   * Takes bytes until the hello is complete.
   *
   * @return how many bytes were used; those after the hello belong to the first frame
   * @throws ProtocolViolation when this is not a hello
   */
  public int feed(byte[] bytes, int offset, int length) {
    int used = 0;
    while (used < length && hello == null) {
      take(bytes[offset + used]);
      used++;
    }
    return used;
  }

  /** The hello, once it is complete. */
  public Optional<Hello> hello() {
    return Optional.ofNullable(hello);
  }

  private void take(byte b) {
    if (size < Hello.PREFIX.length && b != Hello.PREFIX[size]) {
      throw new ProtocolViolation("Hello", "does not start with API and a NUL");
    }
    held[size++] = b;
    if (size == HEAD_BYTES) {
      for (int i = Hello.PREFIX.length; i < HEAD_BYTES; i++) {
        textLength = (textLength << Byte.SIZE) | (held[i] & 0xff);
      }
      if (textLength < 1 || textLength > TEXT_BYTES_MAX) {
        throw new ProtocolViolation("Hello", "length " + Integer.toUnsignedString(textLength)
            + " is not 1 to " + TEXT_BYTES_MAX);
      }
    } else if (size == HEAD_BYTES + 1 && b != 'v') {
      throw new ProtocolViolation("Hello", "does not name versions");
    }
    if (size > HEAD_BYTES && size == HEAD_BYTES + textLength) {
      hello = Hello.parse(new String(held, HEAD_BYTES, textLength, StandardCharsets.US_ASCII));
    }
  }
}

package evenkeel.tws;

import java.nio.ByteBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * Cuts a stream of bytes into frames: a big-endian length of four bytes, then as many bytes of
 * payload. Feed what arrives, then take frames until there is none:
 *
 * <pre>
 * reader.feed(bytes, 0, count);
 * while (reader.next()) {
 *   handle(codec.decode(reader.bytes(), reader.offset(), reader.length()));
 * }
 * </pre>
 *
 * The bytes of a frame are valid until the next call of {@link #feed} or {@link #next}. One reader
 * serves one stream and one thread at a time.
 */
public final class FrameReader {
  static final int LENGTH_BYTES = 4;

  private static final int START_CAPACITY = 8192;
  private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class,
      ByteOrder.BIG_ENDIAN);

  private final WireLimits limits;
  private byte[] buffer = new byte[START_CAPACITY];
  private int start;
  private int end;
  private int frameOffset;
  private int frameLength;

  public FrameReader(WireLimits limits) {
    this.limits = limits;
  }

  /**
   * Takes over bytes of the stream.
   *
   * @throws ProtocolViolation when more than the backlog would be held
   */
  public void feed(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    makeRoom(length);
    System.arraycopy(bytes, offset, buffer, end, length);
    end += length;
  }

  /** Takes over the rest of a buffer; see {@link #feed(byte[], int, int)}. */
  public void feed(ByteBuffer bytes) {
    int length = bytes.remaining();
    makeRoom(length);
    bytes.get(buffer, end, length);
    end += length;
  }

  /**
   * Steps to the next whole frame.
   *
   * @return false when more bytes are needed
   * @throws ProtocolViolation when the stream announces a frame that is empty or too long
   */
  public boolean next() {
    if (end - start < LENGTH_BYTES) {
      return false;
    }
    int length = (int) INT.get(buffer, start);
    if (length < 1 || length > limits.frameBytesMax()) {
      throw new ProtocolViolation("Frame",
          "length " + Integer.toUnsignedString(length) + " is not 1 to " + limits.frameBytesMax());
    }
    if (end - start - LENGTH_BYTES < length) {
      return false;
    }
    frameOffset = start + LENGTH_BYTES;
    frameLength = length;
    start = frameOffset + length;
    return true;
  }

  /** The array that holds the payload of the current frame. */
  public byte[] bytes() {
    return buffer;
  }

  /** Where the payload of the current frame starts. */
  public int offset() {
    return frameOffset;
  }

  /** How long the payload of the current frame is. */
  public int length() {
    return frameLength;
  }

  /** Bytes fed and not yet taken as frames. An end of the stream here breaks a frame unless it is 0. */
  public int pending() {
    return end - start;
  }

  private void makeRoom(int length) {
    int held = end - start;
    if (length > limits.backlogBytesMax() - held) {
      throw new ProtocolViolation("Frame",
          "backlog of more than " + limits.backlogBytesMax() + " bytes");
    }
    if (buffer.length - end >= length) {
      return;
    }
    byte[] target = buffer;
    if (held + length > buffer.length) {
      // Grows with what arrived, never with what a length announces.
      target = new byte[(int) Math.min(limits.backlogBytesMax(),
          Math.max(2L * buffer.length, held + length))];
    }
    System.arraycopy(buffer, start, target, 0, held);
    buffer = target;
    start = 0;
    end = held;
  }
}

package evenkeel.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes on their way out. What a slow client does not read stays here; the simulation goes on. */
final class Backlog {
  /** What is written at once: many small messages make one packet. */
  private static final int CHUNK = 1 << 16;
  private static final long BYTES_MAX = 64L << 20;

  private final Deque<byte[]> waiting = new ArrayDeque<>();
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).flip();
  private int used;
  private long waitingBytes;

  void add(byte[] bytes) {
    if (bytes.length > 0) {
      waiting.addLast(bytes);
      waitingBytes += bytes.length;
    }
  }

  /** Whether the client reads so slowly that a Gateway would give it up. */
  boolean isTooLong() {
    return waitingBytes > BYTES_MAX;
  }

  boolean isEmpty() {
    return waiting.isEmpty() && !chunk.hasRemaining();
  }

  /** Writes as much as the channel takes and says whether that was all. */
  boolean writeTo(WritableByteChannel channel) throws IOException {
    while (!isEmpty()) {
      fill();
      if (channel.write(chunk) == 0) {
        return false;
      }
    }
    return true;
  }

  private void fill() {
    chunk.compact();
    while (chunk.hasRemaining() && !waiting.isEmpty()) {
      byte[] next = waiting.getFirst();
      int count = Math.min(chunk.remaining(), next.length - used);
      chunk.put(next, used, count);
      used += count;
      if (used == next.length) {
        waiting.removeFirst();
        waitingBytes -= next.length;
        used = 0;
      }
    }
    chunk.flip();
  }
}

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

  private final Deque<Piece> waiting = new ArrayDeque<>();
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK).flip();
  private int used;
  private long waitingBytes;

  // An array, as it goes straight into a socket; pieces are never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Piece(byte[] bytes, boolean alone) {}

  /** @param alone whether they are written by themselves, not together with others */
  void add(byte[] bytes, boolean alone) {
    if (bytes.length > 0) {
      waiting.addLast(new Piece(bytes, alone));
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
    boolean more = true;
    while (more && chunk.hasRemaining() && !waiting.isEmpty()) {
      Piece next = waiting.getFirst();
      if (next.alone() && chunk.position() > 0) {
        break;
      }
      int count = Math.min(chunk.remaining(), next.bytes().length - used);
      chunk.put(next.bytes(), used, count);
      used += count;
      if (used == next.bytes().length) {
        waiting.removeFirst();
        waitingBytes -= next.bytes().length;
        used = 0;
      }
      more = !next.alone();
    }
    chunk.flip();
  }
}

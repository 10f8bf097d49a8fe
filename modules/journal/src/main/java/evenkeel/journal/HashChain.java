package evenkeel.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The rule of the chain: the hash of an event is SHA-256 over the hash before it, the actor, the sequence number, the
 * event's name and its bytes, each preceded by its length. 64 hexadecimal digits.
 */
public final class HashChain {
  /** What stands before the first event that is chained. */
  public static final String START = "0".repeat(64);

  private HashChain() {}

  /** The hash of an event that follows the one with the hash {@code previous}. */
  public static String next(
      String previous, String persistenceId, long sequenceNumber, String manifest, byte[] payload) {
    MessageDigest digest = sha256();
    part(digest, previous.getBytes(StandardCharsets.UTF_8));
    part(digest, persistenceId.getBytes(StandardCharsets.UTF_8));
    part(digest, ByteBuffer.allocate(Long.BYTES).putLong(sequenceNumber).array());
    part(digest, manifest.getBytes(StandardCharsets.UTF_8));
    part(digest, payload);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void part(MessageDigest digest, byte[] bytes) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java runtime has SHA-256", missing);
    }
  }
}

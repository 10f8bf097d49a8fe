package evenkeel.journal;

import java.util.HexFormat;

/** A hash as 32 bytes in the database and as 64 hexadecimal digits everywhere else. */
public final class HashText {
  private HashText() {}

  public static byte[] bytes(String hash) {
    return HexFormat.of().parseHex(hash);
  }

  public static String of(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}

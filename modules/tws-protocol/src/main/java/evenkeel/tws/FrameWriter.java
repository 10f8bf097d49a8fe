package evenkeel.tws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Puts the length before a payload. */
public final class FrameWriter {
  private FrameWriter() {}

  /** A frame with these bytes as payload, whatever they are. */
  public static byte[] frame(byte[] payload) {
    Checks.require(payload.length >= 1 && payload.length <= WireLimits.FRAME_BYTES_MAX,
        "a payload has 1 to " + WireLimits.FRAME_BYTES_MAX + " bytes, not " + payload.length);
    return ByteBuffer.allocate(FrameReader.LENGTH_BYTES + payload.length).putInt(payload.length)
        .put(payload).array();
  }

  /** A frame of fields that are written as they are, each ended by a NUL. */
  public static byte[] frame(List<String> fields) {
    StringBuilder payload = new StringBuilder();
    for (String field : fields) {
      payload.append(field).append('\0');
    }
    return frame(payload.toString().getBytes(StandardCharsets.UTF_8));
  }
}

package evenkeel.tws;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Frames in the notations of the protocol's documents. */
final class Wire {
  private Wire() {}

  /** A frame from its text form, in which {@code |} stands for the NUL after each field. */
  static byte[] frame(String text) {
    return FrameWriter.frame(text.replace('|', '\0').getBytes(StandardCharsets.UTF_8));
  }

  /** The text form of a frame. */
  static String text(byte[] frame) {
    return new String(payload(frame), StandardCharsets.UTF_8).replace('\0', '|');
  }

  static byte[] payload(byte[] frame) {
    return Arrays.copyOfRange(frame, FrameReader.LENGTH_BYTES, frame.length);
  }

  static byte[] hex(String dump) {
    return HexFormat.of().parseHex(dump.replaceAll("\\s", ""));
  }

  static String sha256(byte[] frame) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(frame));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  static ServerMessage decodeServer(int serverVersion, byte[] frame) {
    return ClientCodec.strict(serverVersion).decode(frame, FrameReader.LENGTH_BYTES,
        frame.length - FrameReader.LENGTH_BYTES);
  }

  static ClientMessage decodeClient(int serverVersion, byte[] frame) {
    return new ServerCodec(serverVersion).decode(frame, FrameReader.LENGTH_BYTES,
        frame.length - FrameReader.LENGTH_BYTES);
  }

  static byte[] join(List<byte[]> frames) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    frames.forEach(stream::writeBytes);
    return stream.toByteArray();
  }

  /** The payloads of every whole frame that the reader holds. */
  static List<byte[]> drain(FrameReader reader) {
    List<byte[]> payloads = new ArrayList<>();
    while (reader.next()) {
      payloads.add(
          Arrays.copyOfRange(reader.bytes(), reader.offset(), reader.offset() + reader.length()));
    }
    return payloads;
  }
}

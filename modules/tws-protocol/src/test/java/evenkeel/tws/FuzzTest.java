package evenkeel.tws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random and mutated frames give messages or violations, and nothing else. The property
 * {@code evenkeel.fuzz.frames} sets how many frames, {@code evenkeel.fuzz.seed} where they start.
 */
class FuzzTest {
  private static final int FRAMES = Integer.getInteger("evenkeel.fuzz.frames", 200_000);
  private static final long SEED = Long.getLong("evenkeel.fuzz.seed", 1);
  private static final int[] VERSIONS = {157, 178, 200};
  private static final String[] FIELDS = {"", "0", "1", "-1", "2147483647", "9223372036854775807",
      "1.7976931348623157E308", "NaN", "Infinity", "1e999999999", "0.1", "99999999999999999999",
      "None", "?", "AAPL", "\\u0041", "a=b;", "-", ".", "é", "20250708 16:00:03 US/Eastern"};
  private static final int SAMPLES = 400;

  @Test
  void shouldGiveMessagesOrViolationsOnly() {
    Random random = new Random(SEED);
    long messages = 0;
    long violations = 0;
    for (int version : VERSIONS) {
      ClientCodec client = new ClientCodec(version);
      ServerCodec server = new ServerCodec(version);
      List<byte[]> samples = samples(version);
      for (int i = 0; i < FRAMES / VERSIONS.length; i++) {
        byte[] payload = payload(random, samples);
        try {
          if (random.nextBoolean()) {
            client.decode(payload, 0, payload.length);
          } else {
            server.decode(payload, 0, payload.length);
          }
          messages++;
        } catch (ProtocolViolation violation) {
          violations++;
        }
      }
    }
    // Both happen all the time, else the frames are not worth the name.
    assertThat(messages).isGreaterThan(FRAMES / 10);
    assertThat(violations).isGreaterThan(FRAMES / 10);
  }

  @Test
  void shouldCutAnyStreamIntoFramesOrRefuseIt() {
    Random random = new Random(SEED);
    WireLimits limits = new WireLimits(1 << 12, 1000, 1 << 14);
    List<byte[]> samples = samples(178);
    for (int stream = 0; stream < FRAMES / 200; stream++) {
      FrameReader reader = new FrameReader(limits);
      ClientCodec codec = new ClientCodec(178, limits);
      try {
        for (int piece = 0; piece < 100; piece++) {
          byte[] bytes = FrameWriter.frame(samples.get(random.nextInt(samples.size())));
          if (random.nextInt(10) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
          }
          int cut = random.nextInt(bytes.length);
          reader.feed(bytes, 0, cut);
          reader.feed(bytes, cut, bytes.length - cut);
          while (reader.next()) {
            codec.decode(reader.bytes(), reader.offset(), reader.length());
          }
        }
      } catch (ProtocolViolation violation) {
        assertThat(violation).hasMessageContaining(": ");
      }
      assertThat(reader.bytes().length).isLessThanOrEqualTo(limits.backlogBytesMax());
    }
  }

  /** Payloads of messages with random values. */
  private static List<byte[]> samples(int version) {
    List<byte[]> samples = new ArrayList<>();
    for (long seed = SEED; samples.size() < SAMPLES; seed++) {
      RandomMessages random = new RandomMessages(seed, version);
      samples.add(Wire.payload(new ServerCodec(version).encode(random.server())));
      samples.add(Wire.payload(new ClientCodec(version).encode(random.client())));
    }
    return samples;
  }

  private static byte[] payload(Random random, List<byte[]> samples) {
    return switch (random.nextInt(8)) {
      case 0 -> randomBytes(random);
      case 1 -> randomFields(random);
      default -> mutated(random, samples.get(random.nextInt(samples.size())));
    };
  }

  private static byte[] randomBytes(Random random) {
    byte[] payload = new byte[random.nextInt(200)];
    random.nextBytes(payload);
    if (payload.length > 0 && random.nextInt(4) > 0) {
      payload[payload.length - 1] = 0;
    }
    return payload;
  }

  /** A message id and fields that mean something somewhere. */
  private static byte[] randomFields(Random random) {
    List<String> fields = new ArrayList<>();
    fields.add(String.valueOf(random.nextInt(112)));
    int count = random.nextInt(160);
    for (int i = 0; i < count; i++) {
      fields.add(FIELDS[random.nextInt(random.nextBoolean() ? 3 : FIELDS.length)]);
    }
    return Wire.payload(FrameWriter.frame(fields));
  }

  private static byte[] mutated(Random random, byte[] sample) {
    byte[] payload = sample.clone();
    int changes = random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(payload.length);
      payload = switch (random.nextInt(6)) {
        case 0 -> replaced(payload, at, (byte) random.nextInt(256));
        case 1 -> replaced(payload, at, (byte) ('0' + random.nextInt(10)));
        case 2 -> replaced(payload, at, (byte) 0);
        case 3 -> Arrays.copyOf(payload, at + 1);
        case 4 -> replaceField(random, payload, at);
        default -> doubled(payload, at);
      };
    }
    return payload;
  }

  private static byte[] replaced(byte[] payload, int at, byte value) {
    payload[at] = value;
    return payload;
  }

  private static byte[] replaceField(Random random, byte[] payload, int at) {
    int start = at;
    while (start > 0 && payload[start - 1] != 0) {
      start--;
    }
    int stop = at;
    while (stop < payload.length && payload[stop] != 0) {
      stop++;
    }
    byte[] field = FIELDS[random.nextInt(FIELDS.length)].getBytes(UTF_8);
    byte[] changed = new byte[start + field.length + payload.length - stop];
    System.arraycopy(payload, 0, changed, 0, start);
    System.arraycopy(field, 0, changed, start, field.length);
    System.arraycopy(payload, stop, changed, start + field.length, payload.length - stop);
    return changed.length == 0 ? payload : changed;
  }

  /** The bytes from here to the end a second time. */
  private static byte[] doubled(byte[] payload, int at) {
    byte[] changed = Arrays.copyOf(payload, 2 * payload.length - at);
    System.arraycopy(payload, at, changed, payload.length, payload.length - at);
    return changed;
  }
}

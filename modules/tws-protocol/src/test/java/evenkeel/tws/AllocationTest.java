package evenkeel.tws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What decoding a frame may allocate: whatever it says, a fixed sum and so many bytes for each of its own. */
class AllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  /** The largest record, an order, and its builder, from a frame that says nearly nothing. */
  private static final int FIXED_BYTES_MAX = 8192;
  private static final int BYTES_FOR_EACH_MAX = 32;
  private static final int FRAMES = 20_000;
  private static final String[] FIELDS = {"", "0", "1", "20", "2147483647", ",,,,,,,,,,,,,,,,,,,,,,,,,,,,",
      "=;=;=;=;=;=;=;=;=;=;=;", "\\u0041\\u0041\\u0041\\", "abc", "1e39", "1e-60",
      "9999999999999999999999999999999999999999"};

  @Test
  void shouldAllocateInProportionToTheFrame() {
    ClientCodec client = new ClientCodec(ServerVersions.PINNED);
    ServerCodec server = new ServerCodec(ServerVersions.PINNED);
    List<byte[]> payloads = payloads();
    // The first round loads classes, which is nothing that a frame costs.
    payloads.forEach(payload -> {
      cost(() -> client.decode(payload, 0, payload.length));
      cost(() -> server.decode(payload, 0, payload.length));
    });
    for (byte[] payload : payloads) {
      long allowed = FIXED_BYTES_MAX + (long) BYTES_FOR_EACH_MAX * payload.length;
      assertThat(cost(() -> client.decode(payload, 0, payload.length))).as(() -> text(payload))
          .isLessThan(allowed);
      assertThat(cost(() -> server.decode(payload, 0, payload.length))).as(() -> text(payload))
          .isLessThan(allowed);
    }
  }

  private static long cost(Runnable decode) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      decode.run();
    } catch (ProtocolViolation refused) {
      // A refusal costs as well.
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static List<byte[]> payloads() {
    List<byte[]> payloads = new ArrayList<>();
    for (long seed = 1; seed <= 500; seed++) {
      RandomMessages random = new RandomMessages(seed, ServerVersions.PINNED);
      payloads.add(Wire.payload(new ServerCodec(ServerVersions.PINNED).encode(random.server())));
      payloads.add(Wire.payload(new ClientCodec(ServerVersions.PINNED).encode(random.client())));
    }
    Random random = new Random(1);
    for (int i = 0; i < FRAMES; i++) {
      List<String> fields = new ArrayList<>();
      fields.add(String.valueOf(i % 112));
      int count = random.nextInt(200);
      for (int k = 0; k < count; k++) {
        fields.add(FIELDS[random.nextInt(random.nextBoolean() ? 3 : FIELDS.length)]);
      }
      payloads.add(Wire.payload(FrameWriter.frame(fields)));
    }
    return payloads;
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.ISO_8859_1).replace('\0', '|');
  }
}

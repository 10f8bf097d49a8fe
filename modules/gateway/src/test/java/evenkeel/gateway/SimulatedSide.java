package evenkeel.gateway;

import com.typesafe.config.ConfigFactory;
import evenkeel.simulator.ConnectionId;
import evenkeel.simulator.Fault;
import evenkeel.simulator.Output;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatedGateway;
import evenkeel.tws.FrameReader;
import evenkeel.tws.WireLimits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The simulated Gateway as the other side of a conversation file: what it says waits until the file expects it. */
final class SimulatedSide {
  /** Stands for a line feed within a message. */
  static final char LINE_FEED = '\u23ce';

  private static final long SEED = 1;
  private static final ConnectionId CONNECTION = new ConnectionId(1);
  /** What a Gateway says of its data farms at a log-in, in any order and at any place. */
  private static final Pattern FARM = Pattern.compile("4\\|2\\|-1\\|(2104|2106|2158)\\|.*", Pattern.DOTALL);
  private static final int FARMS = 3;

  private final SimulatedGateway gateway;
  private final FrameReader frames = new FrameReader(WireLimits.CLIENT);
  private final Deque<String> said = new ArrayDeque<>();
  private int farmsToCome = FARMS;
  private boolean closed;

  /** @param scenario what differs from the scenario "usual", in the simulator's own language */
  SimulatedSide(String scenario, Instant start) {
    gateway = new SimulatedGateway(Scenario.parse(ConfigFactory.parseString(scenario)), SEED, start);
  }

  boolean isListening() {
    return gateway.isListening();
  }

  boolean isClosed() {
    return closed;
  }

  void connect(String hello, Instant now) {
    take(gateway.connected(CONNECTION, now));
    byte[] text = hello.getBytes(StandardCharsets.US_ASCII);
    received(ByteBuffer.allocate(8 + text.length).put("API\0".getBytes(StandardCharsets.US_ASCII))
        .putInt(text.length).put(text).array(), now);
  }

  void received(byte[] bytes, Instant now) {
    take(gateway.received(CONNECTION, bytes, now));
  }

  void disconnected(Instant now) {
    take(gateway.disconnected(CONNECTION, now));
  }

  void inject(String fault, Instant now) {
    take(gateway.inject(Fault.parse("fault = " + fault), now));
  }

  void advance(Instant now) {
    take(gateway.advance(now));
  }

  Optional<Instant> nextWake() {
    return gateway.nextWake();
  }

  /** The next thing that it said, when it is one that files leave out. */
  Optional<String> nextOfFarms() {
    if (farmsToCome > 0 && !said.isEmpty() && FARM.matcher(said.getFirst()).matches()) {
      farmsToCome--;
      return Optional.of(said.removeFirst());
    }
    return Optional.empty();
  }

  /** The next thing that it said, with {@code |} for the end of a field. */
  Optional<String> next() {
    return Optional.ofNullable(said.pollFirst());
  }

  private void take(List<Output> outputs) {
    for (Output output : outputs) {
      switch (output) {
        case Output.Send send -> hear(send.bytes());
        case Output.Close close -> closed = true;
        case Output.Reset reset -> closed = true;
        case Output.Deafen deafen -> {
          // Nothing that this side would notice.
        }
        case Output.Ledger line -> {
          // The exchange's books are looked at elsewhere.
        }
      }
    }
  }

  private void hear(byte[] bytes) {
    frames.feed(bytes, 0, bytes.length);
    while (frames.next()) {
      said.add(new String(frames.bytes(), frames.offset(), frames.length(), StandardCharsets.UTF_8)
          .replace('\0', '|').replace('\n', LINE_FEED));
    }
  }
}

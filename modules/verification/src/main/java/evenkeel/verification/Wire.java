package evenkeel.verification;

import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.Transport;
import evenkeel.simulator.ConnectionId;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Hello;
import evenkeel.tws.ProtocolViolation;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One connection in memory: bytes go both ways through the real codec, each piece some milliseconds later, in order,
 * cut anywhere. It can break at any byte of either direction.
 */
final class Wire implements Transport.Link {
  /** Which way bytes go. */
  enum Way {
    /** From the process to the Gateway. */
    UP,
    /** From the Gateway to the process. */
    DOWN
  }

  private static final long DELAY_NANOS_MAX = 5_000_000;
  private static final int NEVER = -1;

  private final ConnectionId id;
  private final Lane lane;
  private final Exchange exchange;
  private final Transport.Listener listener;
  private final Witness witness;
  private final RandomGenerator random;
  private final TamperedWire tampered;
  private final HostileGateway.Speech speech;
  private final FrameReader frames = new FrameReader(WireLimits.CLIENT);
  private Instant lastUp = Instant.MIN;
  private Instant lastDown = Instant.MIN;
  private int upLeft = NEVER;
  private int downLeft = NEVER;
  private boolean isDeaf;
  /** Nothing goes up any more, nothing comes down any more, the process has been told. */
  private boolean isUpOver;
  private boolean isDownOver;
  private boolean isGone;
  private @Nullable ClientCodec codec;

  Wire(
      Lane lane, Exchange exchange, Transport.Listener listener, Witness witness, RandomGenerator random,
      TamperedWire tampered) {
    this(lane, exchange, listener, witness, random, tampered, HostileGateway.Speech.HONEST);
  }

  /** @param speech what becomes of what the Gateway says */
  Wire(
      Lane lane, Exchange exchange, Transport.Listener listener, Witness witness, RandomGenerator random,
      TamperedWire tampered, HostileGateway.Speech speech) {
    this.speech = speech;
    this.id = exchange.newConnection();
    this.lane = lane;
    this.exchange = exchange;
    this.listener = listener;
    this.witness = witness;
    this.random = random;
    this.tampered = tampered;
  }

  ConnectionId id() {
    return id;
  }

  /** The process dials. */
  void dial() {
    world().after(delay(), () -> toProcess(() -> {
      if (isUpOver) {
        gone(DisconnectReason.STOPPED, "");
      } else if (!exchange.isListening()) {
        gone(DisconnectReason.REFUSED, "the simulated Gateway");
      } else {
        witness.opened(id.value());
        exchange.connected(this);
        listener.connected();
        up(new Hello(ServerVersions.MIN, ServerVersions.PINNED, Hello.PACE_API).encode());
      }
    }));
  }

  @Override
  public void send(ClientMessage message) {
    ClientCodec agreed = codec;
    if (agreed != null && !isGone && !isUpOver) {
      for (ClientMessage leaving : tampered.sent(message)) {
        witness.sent(id.value(), leaving);
        up(agreed.encode(leaving));
      }
    }
  }

  @Override
  public void close() {
    if (isGone) {
      return;
    }
    hangUp();
    toProcess(() -> gone(DisconnectReason.STOPPED, ""));
  }

  /** The process is no more: its operating system closes what it had open. */
  void orphaned() {
    isGone = true;
    witness.ended(id.value());
    hangUp();
  }

  /** It breaks after so many more bytes that way. */
  void breakAfter(Way way, int bytes) {
    switch (way) {
      case UP -> upLeft = bytes;
      case DOWN -> downLeft = bytes;
    }
  }

  void deafen() {
    isDeaf = true;
  }

  private void hangUp() {
    isUpOver = true;
    world().after(delay(), () -> {
      if (!isDeaf) {
        exchange.disconnected(this);
      }
    });
  }

  /** Neither side hears the other any more; each learns of it some time later. */
  void broken(String how) {
    isUpOver = true;
    isDownOver = true;
    world().after(delay(), () -> exchange.disconnected(this));
    world().after(delay(), () -> toProcess(() -> gone(DisconnectReason.BROKEN, how)));
  }

  /** The process hears what was said before, and then the end. */
  void closedByGateway() {
    inOrder(Way.DOWN, () -> toProcess(() -> {
      if (!isDownOver) {
        gone(frames.pending() == 0 ? DisconnectReason.CLOSED : DisconnectReason.BROKEN, "");
      }
    }));
  }

  private void up(byte[] bytes) {
    byte[] sent = bytes;
    if (upLeft != NEVER) {
      sent = Arrays.copyOf(bytes, Math.min(bytes.length, upLeft));
      upLeft -= sent.length;
    }
    byte[] piece = sent;
    inOrder(Way.UP, () -> {
      if (!isDeaf && piece.length > 0) {
        exchange.received(this, piece);
      }
    });
    if (upLeft == 0) {
      upLeft = NEVER;
      isUpOver = true;
      inOrder(Way.UP, () -> broken("it broke while something was written"));
    }
  }

  /** The Gateway says something. */
  void down(byte[] said) {
    byte[] bytes = speech.instead(said);
    if (bytes.length == 0) {
      return;
    }
    int cut = bytes.length < 2 ? bytes.length : random.nextInt(bytes.length) + 1;
    deliver(Arrays.copyOf(bytes, cut));
    if (cut < bytes.length) {
      deliver(Arrays.copyOfRange(bytes, cut, bytes.length));
    }
  }

  private void deliver(byte[] bytes) {
    inOrder(Way.DOWN, () -> toProcess(() -> read(bytes)));
  }

  private void read(byte[] bytes) {
    if (isGone || isDownOver) {
      return;
    }
    int length = bytes.length;
    if (downLeft != NEVER) {
      length = Math.min(length, downLeft);
      downLeft -= length;
    }
    try {
      frames.feed(bytes, 0, length);
      while (!isGone && frames.next()) {
        take();
      }
    } catch (ProtocolViolation violation) {
      hangUp();
      gone(DisconnectReason.PROTOCOL_VIOLATION, violation.getMessage());
    }
    if (downLeft == 0) {
      downLeft = NEVER;
      broken("it broke while something was read");
    }
  }

  private void take() {
    ClientCodec agreed = codec;
    if (agreed == null) {
      ServerGreeting greeting = ServerGreeting.decode(frames.bytes(), frames.offset(), frames.length());
      if (greeting.serverVersion() == ServerVersions.PINNED) {
        codec = new ClientCodec(greeting.serverVersion());
      }
      listener.greeted(greeting.serverVersion(), tampered.greeted(greeting.connectionTime()));
    } else {
      ServerMessage message = agreed.decode(frames.bytes(), frames.offset(), frames.length());
      witness.heard(id.value(), message);
      tampered.heard(message).forEach(listener::received);
    }
  }

  private void gone(DisconnectReason reason, String detail) {
    if (!isGone) {
      isGone = true;
      isUpOver = true;
      witness.ended(id.value());
      listener.gone(reason, detail);
    }
  }

  /** Nothing reaches a process that is no more, and one that sleeps only when it has woken. */
  private void toProcess(Runnable action) {
    world().whenAwake(() -> {
      if (!lane.isKilled()) {
        action.run();
      }
    });
  }

  private void inOrder(Way way, Runnable action) {
    Instant earliest = world().now().plus(delay());
    switch (way) {
      case UP -> {
        lastUp = earliest.isAfter(lastUp) ? earliest : lastUp;
        world().at(lastUp, action);
      }
      case DOWN -> {
        lastDown = earliest.isAfter(lastDown) ? earliest : lastDown;
        world().at(lastDown, action);
      }
    }
  }

  private Duration delay() {
    return Duration.ofNanos(random.nextLong(DELAY_NANOS_MAX));
  }

  private World world() {
    return lane.world();
  }
}

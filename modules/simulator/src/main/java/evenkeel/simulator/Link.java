package evenkeel.simulator;

import evenkeel.tws.FrameReader;
import evenkeel.tws.HelloReader;
import evenkeel.tws.ServerCodec;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.WireLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the Gateway keeps of one connection, from the first byte to the last. */
final class Link {

  /** How far a connection has got; it only ever goes on. */
  enum Stage {
    HELLO, START_API, READY, CLOSED
  }

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ConnectionId id;
  private final HelloReader hello = new HelloReader();
  private final FrameReader frames = new FrameReader(WireLimits.SERVER);
  private final Deque<Instant> recent = new ArrayDeque<>();
  private Stage stage = Stage.HELLO;
  private @Nullable ServerCodec codec;
  private boolean dead;
  private boolean pacedByWish;
  private int clientId = -1;
  private int idsAsked;
  private Instant timeAsked = Instant.EPOCH;
  private DataKind dataKind = DataKind.LIVE;
  private int pacingViolations;
  private @Nullable Trickler written;
  private @Nullable Trickler read;

  Link(ConnectionId id) {
    this.id = id;
  }

  ConnectionId id() {
    return id;
  }

  Stage stage() {
    return stage;
  }

  boolean is(Stage asked) {
    return stage == asked;
  }

  HelloReader hello() {
    return hello;
  }

  FrameReader frames() {
    return frames;
  }

  ServerCodec codec() {
    if (codec == null) {
      throw new IllegalStateException(id + " has not said hello");
    }
    return codec;
  }

  void greeted(int serverVersion, boolean paceApi) {
    codec = new ServerCodec(serverVersion);
    pacedByWish = paceApi;
    stage = Stage.START_API;
  }

  void ready(int newClientId) {
    clientId = newClientId;
    stage = Stage.READY;
  }

  void closed() {
    stage = Stage.CLOSED;
  }

  /** Half open: neither read nor written any more, while the socket stays. */
  void die() {
    dead = true;
  }

  boolean isDead() {
    return dead;
  }

  /** Whether bytes to the client are still on their way in pieces. */
  boolean isTrickling() {
    return written != null && written.isBusy();
  }

  /** Through which bytes leave that are written in pieces. */
  Trickler written(Timeline timeline, Consumer<byte[]> onward) {
    if (written == null) {
      written = new Trickler(timeline, onward);
    }
    return written;
  }

  /** Whether bytes of the client are still taken in in pieces. */
  boolean isTakenInSlowly() {
    return read != null && read.isBusy();
  }

  /** Through which bytes come in that are read in pieces. */
  Trickler read(Timeline timeline, Consumer<byte[]> onward) {
    if (read == null) {
      read = new Trickler(timeline, onward);
    }
    return read;
  }

  /** The client id; only of a link that is ready. */
  int clientId() {
    return clientId;
  }

  /** A moment as this client's version has it: with the zone's name, or in the old form without. */
  String moment(Instant instant, GatewayClock clock) {
    return codec().serverVersion() >= ServerVersions.ZONES_IN_TIMES
        ? clock.time(instant)
        : clock.zoneless(instant);
  }

  DataKind dataKind() {
    return dataKind;
  }

  void dataKind(DataKind kind) {
    dataKind = kind;
  }

  /** Takes a question for the time; whether it comes within a second after another one. */
  boolean asksTimeSoon(Instant now) {
    boolean isSoon = now.isBefore(timeAsked.plus(SECOND));
    timeAsked = now;
    return isSoon;
  }

  boolean wishesPacing() {
    return pacedByWish;
  }

  /** How many ids were asked for; each answer is one higher than the one before. */
  int nextIdAsked() {
    return ++idsAsked;
  }

  int countPacingViolation() {
    return ++pacingViolations;
  }

  int pacingViolations() {
    return pacingViolations;
  }

  /** Whether one more message now would be more than {@code limit} within a second. */
  boolean isTooFast(Instant now, int limit) {
    while (!recent.isEmpty() && !recent.getFirst().plus(SECOND).isAfter(now)) {
      recent.removeFirst();
    }
    return recent.size() >= limit;
  }

  void count(Instant at) {
    recent.addLast(at);
  }

  /** When one more message may be handled, for a Gateway that slows a client down. */
  Instant paced(Instant now, int limit) {
    if (!isTooFast(now, limit)) {
      return now;
    }
    Instant[] held = recent.toArray(Instant[]::new);
    return held[held.length - limit].plus(SECOND);
  }

  OptionalInt clientIdIfReady() {
    return stage == Stage.READY ? OptionalInt.of(clientId) : OptionalInt.empty();
  }
}

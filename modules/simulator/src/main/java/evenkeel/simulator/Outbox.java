package evenkeel.simulator;

import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What leaves the Gateway: bytes, closes and ledger lines, in the order in which they happened. */
final class Outbox {
  private final Timeline timeline;
  private final Duration answerDelay;
  private List<Output> outputs = new ArrayList<>();
  private final Map<String, Integer> lost = new HashMap<>();
  private Instant silentUntil = Instant.MIN;
  private Fault.@Nullable Trickle trickle;

  Outbox(Timeline timeline, Duration answerDelay) {
    this.timeline = timeline;
    this.answerDelay = answerDelay;
  }

  /** From now on, and until then, nothing is sent to anybody. */
  void silence(Instant until) {
    silentUntil = until;
  }

  boolean isSilent() {
    return timeline.now().isBefore(silentUntil);
  }

  /** The next messages of this name are not sent. */
  void lose(String message, int count) {
    lost.put(message, count);
  }

  /** Bytes leave in pieces from now on. */
  void trickle(Fault.Trickle how) {
    trickle = how.bytes() == 0 ? null : how;
  }

  void send(Link link, ServerMessage message) {
    if (!link.is(Link.Stage.CLOSED) && !isLost(message.type().wireName())) {
      sendBytes(link, link.codec().encode(message));
    }
  }

  /** Sends what others of its kind are lost for. */
  void sendSurely(Link link, ServerMessage message) {
    if (!link.is(Link.Stage.CLOSED)) {
      sendBytes(link, link.codec().encode(message));
    }
  }

  private boolean isLost(String message) {
    int left = lost.getOrDefault(message, 0);
    if (left > 0) {
      lost.put(message, left - 1);
    }
    return left > 0;
  }

  /** Sends an error, a warning or a notice, with the time where the version has a place for it. */
  void error(Link link, int id, int code, String text) {
    send(link, new ErrorMessage(id, code, text, "", Optional.of(timeline.now())));
  }

  void sendBytes(Link link, byte[] bytes) {
    if (answerDelay.isZero()) {
      write(link, bytes);
    } else {
      timeline.after(answerDelay, () -> write(link, bytes));
    }
  }

  private void write(Link link, byte[] bytes) {
    if (!link.is(Link.Stage.CLOSED) && !link.isDead() && !isSilent()) {
      Fault.Trickle how = trickle;
      if (how != null) {
        link.written(timeline, it -> piece(link, it)).add(bytes, how);
      } else if (link.isTrickling()) {
        link.written(timeline, it -> piece(link, it)).add(bytes, Trickler.USUAL);
      } else {
        outputs.add(new Output.Send(link.id(), bytes));
      }
    }
  }

  private void piece(Link link, byte[] bytes) {
    if (!link.is(Link.Stage.CLOSED) && !link.isDead() && !isSilent()) {
      outputs.add(new Output.Send(link.id(), bytes, true));
    }
  }

  /** Closes a connection now; nothing more is written to it. */
  void close(Link link) {
    outputs.add(new Output.Close(link.id()));
  }

  /** Resets a connection now. */
  void reset(Link link) {
    outputs.add(new Output.Reset(link.id()));
  }

  /** Takes nothing more from a connection. */
  void deafen(Link link) {
    outputs.add(new Output.Deafen(link.id()));
  }

  void ledger(LedgerEntry entry) {
    outputs.add(new Output.Ledger(entry));
  }

  List<Output> drain() {
    List<Output> drained = outputs;
    outputs = new ArrayList<>();
    return drained;
  }
}

package evenkeel.simulator;

import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What leaves the Gateway: bytes, closes and ledger lines, in the order in which they happened. */
final class Outbox {
  private final Timeline timeline;
  private final Duration answerDelay;
  private List<Output> outputs = new ArrayList<>();
  private Instant silentUntil = Instant.MIN;

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

  void send(Link link, ServerMessage message) {
    if (!link.is(Link.Stage.CLOSED)) {
      sendBytes(link, link.codec().encode(message));
    }
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
      outputs.add(new Output.Send(link.id(), bytes));
    }
  }

  /** Closes a connection now; nothing more is written to it. */
  void close(Link link) {
    outputs.add(new Output.Close(link.id()));
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

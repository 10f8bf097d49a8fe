package evenkeel.contract;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.Transport;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.StartApi;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One connection over the transport under test. It waits for what it is told, at most a good while, and also holds the
 * transport to its promises: one call at a time, connected before greeted, nothing after the end.
 */
final class Caller implements AutoCloseable {

  sealed interface Event {}

  record Connected() implements Event {}

  record Greeted(int serverVersion, String connectionTime) implements Event {}

  record Received(ServerMessage message) implements Event {}

  record Gone(DisconnectReason reason, String detail) implements Event {}

  private static final int PATIENCE_SECONDS = 20;

  private final int clientId;
  private final Transport.Link link;
  private final Ear ear = new Ear();

  Caller(Transport transport, int clientId) {
    this.clientId = clientId;
    this.link = transport.dial(ear);
  }

  /** Waits for the greeting and starts the API. */
  Caller start() {
    assertThat(next()).isEqualTo(new Connected());
    assertThat(next()).isInstanceOf(Greeted.class);
    send(new StartApi(clientId, ""));
    return this;
  }

  /** Waits until questions may be asked. */
  Caller ready() {
    start();
    boolean accounts = false;
    boolean id = false;
    while (!accounts || !id) {
      ServerMessage message = message();
      accounts |= message instanceof ManagedAccounts;
      id |= message instanceof NextValidId;
    }
    return this;
  }

  void send(ClientMessage message) {
    link.send(message);
  }

  /** The next thing that happens. */
  Event next() {
    try {
      Event event = ear.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("nothing came within " + PATIENCE_SECONDS + " s");
      }
      if (event instanceof Received) {
        link.handled();
      }
      return event;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private ServerMessage message() {
    Event event = next();
    if (event instanceof Received received) {
      return received.message();
    }
    throw new AssertionError("a message was due, and not " + event);
  }

  /** The next message of a kind; others are passed over. */
  <T extends ServerMessage> T next(Class<T> kind) {
    return next(kind, message -> true);
  }

  /** The next message of a kind that is as wanted; others are passed over. */
  <T extends ServerMessage> T next(Class<T> kind, Predicate<T> wanted) {
    while (true) {
      ServerMessage message = message();
      if (kind.isInstance(message) && wanted.test(kind.cast(message))) {
        return kind.cast(message);
      }
    }
  }

  /** The next error or notice about this id. */
  ErrorMessage error(int id) {
    return next(ErrorMessage.class, error -> error.id() == id);
  }

  /** All messages of a kind before the next one of the kind that ends the list. */
  <T extends ServerMessage> List<T> until(Class<T> kind, Class<? extends ServerMessage> end) {
    List<T> found = new ArrayList<>();
    while (true) {
      ServerMessage message = message();
      if (end.isInstance(message)) {
        return found;
      }
      if (kind.isInstance(message)) {
        found.add(kind.cast(message));
      }
    }
  }

  /** Waits for the end, whatever comes before it. */
  Gone gone() {
    while (true) {
      if (next() instanceof Gone gone) {
        return gone;
      }
    }
  }

  /** Asserts that nothing was told after the end, and no two things at once. */
  void assertWellBehaved() {
    assertThat(ear.complaints).isEmpty();
  }

  @Override
  public void close() {
    link.close();
  }

  private static final class Ear implements Transport.Listener {
    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> complaints = new LinkedBlockingQueue<>();
    private volatile boolean isOver;
    private volatile boolean isBusy;

    @Override
    public void connected() {
      hear(new Connected());
    }

    @Override
    public void greeted(int serverVersion, String connectionTime) {
      hear(new Greeted(serverVersion, connectionTime));
    }

    @Override
    public void received(ServerMessage message) {
      hear(new Received(message));
    }

    @Override
    public void gone(DisconnectReason reason, String detail) {
      hear(new Gone(reason, detail));
      isOver = true;
    }

    private void hear(Event event) {
      if (isBusy) {
        complaints.add("two calls at once, one of them " + event);
      }
      isBusy = true;
      if (isOver) {
        complaints.add("after the end: " + event);
      }
      heard.add(event);
      isBusy = false;
    }
  }
}

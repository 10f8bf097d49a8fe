package evenkeel.gateway;

import evenkeel.domain.AccountId;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.CurrentTime;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.PositionEnd;
import evenkeel.tws.RequestCurrentTime;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;

/** Connections that the test makes and breaks. It tells each dial, and on each link what is sent and closed. */
final class FakeTransport implements Transport {
  private final ActorRef<FakeLink> dials;
  private final ActorRef<String> happenings;
  private final Supplier<Optional<Instant>> time;
  private final AtomicInteger count = new AtomicInteger();

  FakeTransport(ActorRef<FakeLink> dials, ActorRef<String> happenings) {
    this(dials, happenings, Optional::empty);
  }

  /** @param time what the Gateway's clock says; empty where it is asked in vain */
  FakeTransport(ActorRef<FakeLink> dials, ActorRef<String> happenings, Supplier<Optional<Instant>> time) {
    this.dials = dials;
    this.happenings = happenings;
    this.time = time;
  }

  @Override
  public Link dial(Listener listener) {
    var link = new FakeLink(count.incrementAndGet(), listener, happenings, time);
    dials.tell(link);
    return link;
  }

  /** One connection, from both ends. */
  static final class FakeLink implements Link {
    private final int number;
    private final Listener listener;
    private final ActorRef<String> happenings;
    private final Supplier<Optional<Instant>> time;
    private final Semaphore handled = new Semaphore(0);
    private volatile boolean isBroken;
    private volatile CountDownLatch mayClose = new CountDownLatch(0);

    FakeLink(
        int number, Listener listener, ActorRef<String> happenings, Supplier<Optional<Instant>> time) {
      this.time = time;
      this.number = number;
      this.listener = listener;
      this.happenings = happenings;
    }

    @Override
    public void send(ClientMessage message) {
      if (isBroken) {
        throw new IllegalStateException("a bug in sending");
      }
      happenings.tell(number + " sends " + message.getClass().getSimpleName());
      if (message instanceof RequestCurrentTime) {
        time.get().ifPresent(now -> hears(new CurrentTime(now.getEpochSecond())));
      }
    }

    @Override
    public void close() {
      happenings.tell(number + " closes");
      try {
        mayClose.await();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
      }
    }

    int number() {
      return number;
    }

    @Override
    public void handled() {
      handled.release();
    }

    /** One for each message that the session is done with. */
    Semaphore handledMessages() {
      return handled;
    }

    /** From the next message on, sending fails as only a bug can. */
    void breakSending() {
      isBroken = true;
    }

    /** Closing takes until the latch is counted down. */
    CountDownLatch holdClosing() {
      mayClose = new CountDownLatch(1);
      return mayClose;
    }

    void connected() {
      listener.connected();
    }

    void greeted() {
      listener.greeted(ServerVersions.PINNED, "20251031 10:00:00 EST");
    }

    void hears(ServerMessage message) {
      listener.received(message);
    }

    void hears(int code) {
      hears(new ErrorMessage(ErrorMessage.NO_ID, code, "text of " + code));
    }

    void positionsEnd() {
      hears(new PositionEnd());
    }

    /** The whole log-in with one account. */
    void logsIn() {
      connected();
      greeted();
      hears(accounts(Samples.ACCOUNT));
      hears(new NextValidId(42));
    }

    void gone(DisconnectReason reason) {
      listener.gone(reason, "");
    }

    private static ManagedAccounts accounts(AccountId account) {
      return new ManagedAccounts(List.of(new evenkeel.tws.AccountId(account.value())));
    }
  }
}

package evenkeel.ibapi;

import com.ib.client.EClientSocket;
import com.ib.client.EReader;
import com.ib.client.EReaderSignal;
import evenkeel.gateway.DisconnectReason;
import evenkeel.gateway.GatewaySettings;
import evenkeel.gateway.Transport;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.ErrorMessage;
import evenkeel.tws.ServerMessage;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection over IBKR's client. Three threads: one dials, has the client decode, and tells; the client's own
 * reader reads; one makes the client's calls, which may block. What the client reports on other threads is kept until
 * the one that tells comes to it, so that messages that came before are told before.
 */
final class IbapiLink implements Transport.Link {
  private static final Logger LOG = LoggerFactory.getLogger(IbapiLink.class);
  // More than any healthy Gateway leaves waiting; beyond it the peer does not read.
  private static final int CALLS_WAITING_MAX = 10_000;
  /** IBKR's client itself uses the codes 501 to 599; the Gateway uses none of them for the end of a connection. */
  private static final int LOCAL_CODE_MIN = 501;
  private static final int LOCAL_CODE_MAX = 599;
  private static final int UPDATE_NEEDED = 503;
  private static final int VERSION_NOT_SUPPORTED = 506;
  private static final int BAD_LENGTH = 507;
  private static final int BAD_MESSAGE = 508;
  private static final int SOCKET_EXCEPTION = 509;
  private static final Requests.Call LAST = client -> {};

  private record Problem(DisconnectReason reason, String detail) {}

  private final GatewaySettings settings;
  private final int number;
  private final Transport.Listener listener;
  private final Socket socket = new Socket();
  private final Signal signal = new Signal();
  private final EClientSocket client = new EClientSocket(new Callbacks(new FromClient()), signal);
  private final BlockingQueue<Requests.Call> calls = new LinkedBlockingQueue<>(CALLS_WAITING_MAX);
  /** Why it ended: the first reason counts, as closing the socket makes others. */
  private final AtomicReference<@Nullable Problem> end = new AtomicReference<>();
  /** What the reader met at the end of the stream, if that was not in good order; told after the messages before it. */
  private final AtomicReference<@Nullable Problem> trouble = new AtomicReference<>();
  /** Requests that the client refused to send, by the thread that makes its calls. */
  private final Queue<ErrorMessage> local = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread teller;
  private volatile boolean isAcknowledged;

  IbapiLink(GatewaySettings settings, int number, Transport.Listener listener) {
    this.settings = settings;
    this.number = number;
    this.listener = listener;
  }

  @Override
  public void send(ClientMessage message) {
    Requests.Call call = Requests.call(message);
    if (isAcknowledged && end.get() == null && !calls.offer(call)) {
      end(DisconnectReason.SILENT, "it does not read what it is sent");
    }
  }

  @Override
  public void close() {
    end(DisconnectReason.STOPPED, "");
  }

  private void end(DisconnectReason reason, String detail) {
    if (!end.compareAndSet(null, new Problem(reason, detail))) {
      return;
    }
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // Closing is all that was wanted.
    }
    // Wakes the caller, which then sees that it is over.
    calls.clear();
    calls.add(LAST);
  }

  void run() {
    teller = Thread.currentThread();
    try {
      if (connect()) {
        converse();
      }
    } catch (IOException broken) {
      end(DisconnectReason.BROKEN, message(broken));
    } catch (RuntimeException bug) {
      // Also a bug of ours has to free the client id.
      LOG.error("The connection over IBKR's client failed.", bug);
      end(DisconnectReason.BROKEN, "the reader failed, see the log");
    }
    client.eDisconnect();
    Problem problem = end.get();
    if (problem != null) {
      listener.gone(problem.reason(), problem.detail());
    }
  }

  // The socket is ours, as IBKR's client would wait for the connection without end.
  private boolean connect() {
    try {
      socket.setTcpNoDelay(true);
      socket.setKeepAlive(true);
      socket.connect(
          new InetSocketAddress(settings.host(), settings.port()),
          (int) Math.min(settings.connectTimeout().toMillis(), Integer.MAX_VALUE));
      return true;
    } catch (SocketTimeoutException late) {
      end(DisconnectReason.CONNECT_TIMEOUT, address());
    } catch (ConnectException | UnknownHostException refused) {
      end(DisconnectReason.REFUSED, address());
    } catch (IOException failed) {
      end(DisconnectReason.REFUSED, address() + ": " + message(failed));
    }
    return false;
  }

  private void converse() throws IOException {
    listener.connected();
    // Otherwise eConnect waits for the greeting by itself and starts the API, which is the session's to do.
    client.setAsyncEConnect(true);
    client.setConnectOptions(settings.paceApi() ? "+PACEAPI" : "");
    client.eConnect(socket, settings.clientId());
    var reader = new Reader();
    reader.setDaemon(true);
    reader.setName("ibapi-read-" + number);
    reader.start();
    Thread.ofPlatform().daemon().name("ibapi-call-" + number).start(this::call);
    while (!reader.isDone || signal.isWaiting()) {
      signal.waitForSignal();
      process(reader);
    }
    Problem met = trouble.get();
    if (met == null) {
      end(DisconnectReason.CLOSED, "");
    } else {
      end(met.reason(), met.detail());
    }
  }

  private void process(EReader reader) {
    if (end.get() != null) {
      return;
    }
    for (ErrorMessage refused = local.poll(); refused != null; refused = local.poll()) {
      tell(refused);
    }
    try {
      reader.processMsgs();
    } catch (IOException | RuntimeException unreadable) {
      end(DisconnectReason.PROTOCOL_VIOLATION, "IBKR's client cannot read a message: " + message(unreadable));
    }
  }

  private void tell(ServerMessage message) {
    if (end.get() == null) {
      listener.received(message);
    }
  }

  private void call() {
    try {
      while (end.get() == null) {
        calls.take().on(client);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      end(DisconnectReason.STOPPED, "");
    }
  }

  private String address() {
    return settings.host() + ":" + settings.port();
  }

  private static String message(Exception failure) {
    String text = failure.getMessage();
    return failure.getClass().getSimpleName() + (text == null ? "" : ": " + text);
  }

  /** Counts, so that no signal is lost and each message gets its turn. */
  private static final class Signal implements EReaderSignal {
    private final Semaphore signals = new Semaphore(0);

    @Override
    public void issueSignal() {
      signals.release();
    }

    @Override
    public void waitForSignal() {
      signals.acquireUninterruptibly();
    }

    boolean isWaiting() {
      return signals.availablePermits() > 0;
    }
  }

  /** The client's reader, which tells when it is done. */
  private final class Reader extends EReader {
    private volatile boolean isDone;

    Reader() {
      super(client, signal);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        isDone = true;
        signal.issueSignal();
      }
    }
  }

  private final class FromClient implements Callbacks.Listener {
    @Override
    public void acknowledged() {
      // A version that the client itself does not speak has been reported as an error, and disconnected.
      if (client.isConnected() && end.get() == null) {
        isAcknowledged = true;
        listener.greeted(client.serverVersion(), text(client.getTwsConnectionTime()));
      }
    }

    private String text(@Nullable String time) {
      return time == null ? "" : time;
    }

    @Override
    public void received(ServerMessage message) {
      if (message instanceof ErrorMessage error && error.code() >= LOCAL_CODE_MIN && error.code() <= LOCAL_CODE_MAX) {
        local(error);
      } else {
        tell(message);
      }
    }

    /** What the client itself says, on whichever of the threads. */
    private void local(ErrorMessage error) {
      String text = error.code() + " " + error.text();
      if (error.id() >= 0) {
        // A request that the client refused to send.
        local.add(error);
        signal.issueSignal();
      } else {
        switch (error.code()) {
          case UPDATE_NEEDED, VERSION_NOT_SUPPORTED -> {
            if (!isAcknowledged) {
              end(DisconnectReason.UNSUPPORTED_VERSION, text);
            }
          }
          case BAD_LENGTH, BAD_MESSAGE, SOCKET_EXCEPTION -> {
            if (Thread.currentThread() == teller) {
              end(DisconnectReason.PROTOCOL_VIOLATION, text);
            } else {
              trouble.compareAndSet(null, new Problem(DisconnectReason.BROKEN, text));
            }
          }
          default -> {
            // Nothing but words.
          }
        }
        LOG.debug("IBKR's client says {}", text);
      }
    }

    @Override
    public void failed(Exception failure) {
      // The client's reader runs over the start of its buffer when the stream ends within a message.
      boolean isBroken = failure instanceof SocketException || failure instanceof IndexOutOfBoundsException;
      trouble.compareAndSet(null, isBroken
          ? new Problem(DisconnectReason.BROKEN, message(failure))
          : new Problem(DisconnectReason.PROTOCOL_VIOLATION, "IBKR's client cannot read on: " + message(failure)));
    }

    @Override
    public void remarked(String text) {
      LOG.debug("IBKR's client says {}", text);
    }
  }
}

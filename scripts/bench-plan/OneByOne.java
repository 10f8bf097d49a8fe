import evenkeel.tws.AccountSummaryEnd;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.Contract;
import evenkeel.tws.ContractDataEnd;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Hello;
import evenkeel.tws.NextValidId;
import evenkeel.tws.RequestAccountSummary;
import evenkeel.tws.RequestContractDetails;
import evenkeel.tws.RequestMarketData;
import evenkeel.tws.RequestMarketDataType;
import evenkeel.tws.ServerGreeting;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.ServerVersions;
import evenkeel.tws.StartApi;
import evenkeel.tws.TickPrice;
import evenkeel.tws.TickType;
import evenkeel.tws.WireLimits;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * What `plan` is compared with: a client that asks one question after another, as the prototype did. The account, then
 * for each symbol the contract and a snapshot, whose end it does not wait for. It keeps to 50 messages a second, from a
 * full bucket of 50. Prints the seconds from connected to the last price.
 */
final class OneByOne {
  private static final int PER_SECOND = 50;
  private static final int READ_BYTES = 1 << 16;
  private static final int DELAYED = 3;
  private static final int CLIENT_ID = 77;

  private final Socket socket;
  private final FrameReader frames = new FrameReader(WireLimits.CLIENT);
  private final ClientCodec codec = new ClientCodec(ServerVersions.PINNED);
  private final byte[] bytes = new byte[READ_BYTES];
  private double tokens = PER_SECOND;
  private long counted = System.nanoTime();

  private OneByOne(Socket socket) {
    this.socket = socket;
  }

  /** @param arguments the port, then the symbols */
  public static void main(String[] arguments) throws IOException {
    List<String> symbols = List.of(arguments).subList(1, arguments.length);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]))) {
      socket.setTcpNoDelay(true);
      var client = new OneByOne(socket);
      client.connect();
      long connected = System.nanoTime();
      client.look(symbols);
      System.out.println(String.format(Locale.ROOT, "%.3f", (System.nanoTime() - connected) / 1e9));
    }
  }

  private void connect() throws IOException {
    socket.getOutputStream().write(new Hello(ServerVersions.MIN, ServerVersions.PINNED, "").encode());
    nextFrame();
    ServerGreeting.decode(frames.bytes(), frames.offset(), frames.length());
    ask(new StartApi(CLIENT_ID, ""), NextValidId.class::isInstance);
  }

  private void look(List<String> symbols) throws IOException {
    int id = 1;
    send(new RequestMarketDataType(DELAYED));
    ask(new RequestAccountSummary(id++, "All", List.of("NetLiquidation")), AccountSummaryEnd.class::isInstance);
    for (String symbol : symbols) {
      Contract contract = Contract.stock(symbol, "SMART", "", "USD");
      ask(new RequestContractDetails(id++, contract, false, ""), ContractDataEnd.class::isInstance);
      ask(new RequestMarketData(id++, contract, "", true, false, List.of()),
          message -> message instanceof TickPrice tick && tick.tickType() == TickType.DELAYED_LAST.id());
    }
  }

  private void ask(ClientMessage question, Predicate<ServerMessage> isAnswer)
      throws IOException {
    send(question);
    ServerMessage message;
    do {
      nextFrame();
      message = codec.decode(frames.bytes(), frames.offset(), frames.length());
    } while (!isAnswer.test(message));
  }

  private void send(ClientMessage message) throws IOException {
    refill();
    while (tokens < 1) {
      // The budget has no event to wait for, only its time.
      LockSupport.parkNanos((long) ((1 - tokens) / PER_SECOND * 1e9));
      refill();
    }
    tokens--;
    socket.getOutputStream().write(codec.encode(message));
  }

  private void refill() {
    long now = System.nanoTime();
    tokens = Math.min(PER_SECOND, tokens + (now - counted) * PER_SECOND / 1e9);
    counted = now;
  }

  private void nextFrame() throws IOException {
    while (!frames.next()) {
      int count = socket.getInputStream().read(bytes);
      if (count < 0) {
        throw new EOFException("the Gateway closed the connection");
      }
      frames.feed(bytes, 0, count);
    }
  }
}

package evenkeel.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import evenkeel.simulator.Scenario;
import evenkeel.simulator.SimulatorServer;
import evenkeel.tws.ManagedAccounts;
import evenkeel.tws.NextValidId;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.StartApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TcpTransportTest {
  private static final byte[] HELLO = hello();
  private static final int PATIENCE_MILLIS = 20_000;

  /** What the listener hears, one line each, in order. */
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final ServerSocket listening = listen();

  private final Transport.Listener listener = new Transport.Listener() {
    @Override
    public void connected() {
      heard.add("connected");
    }

    @Override
    public void greeted(int serverVersion, String connectionTime) {
      heard.add("greeted " + serverVersion + " " + connectionTime);
    }

    @Override
    public void received(ServerMessage message) {
      heard.add(switch (message) {
        case ManagedAccounts accounts -> "accounts " + accounts.accounts().size();
        case NextValidId next -> "next id " + next.orderId();
        default -> message.getClass().getSimpleName();
      });
    }

    @Override
    public void gone(DisconnectReason reason, String detail) {
      heard.add("gone " + reason + (detail.isEmpty() ? "" : ": " + detail));
    }
  };

  private static ServerSocket listen() {
    try {
      var socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      socket.setSoTimeout(PATIENCE_MILLIS);
      return socket;
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  private Transport.Link dial() {
    return dial(listening.getLocalPort());
  }

  private Transport.Link dial(int port) {
    return new TcpTransport(Samples.settings(port, Duration.ofSeconds(15))).dial(listener);
  }

  private String next() throws InterruptedException {
    String line = heard.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    return line == null ? "nothing" : line;
  }

  private void nextUntil(String line) throws InterruptedException {
    String next = next();
    while (!next.equals(line)) {
      assertThat(next).doesNotStartWith("gone").isNotEqualTo("nothing");
      next = next();
    }
  }

  /** The Gateway's end, after it has read the hello. */
  private Socket accept() throws IOException {
    Socket socket = listening.accept();
    socket.setSoTimeout(PATIENCE_MILLIS);
    assertThat(socket.getInputStream().readNBytes(HELLO.length)).isEqualTo(HELLO);
    return socket;
  }

  private static byte[] hello() {
    byte[] text = "v157..178".getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(8 + text.length).put("API\0".getBytes(StandardCharsets.US_ASCII)).putInt(text.length)
        .put(text).array();
  }

  private static byte[] frames(String... texts) {
    var bytes = ByteBuffer.allocate(10_000);
    for (String text : texts) {
      byte[] payload = text.replace('|', '\0').getBytes(StandardCharsets.UTF_8);
      bytes.putInt(payload.length).put(payload);
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static void write(Socket socket, byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  @Test
  void shouldSayThatNothingListens() throws IOException, InterruptedException {
    int port = listening.getLocalPort();
    listening.close();
    dial(port);
    assertThat(next()).isEqualTo("gone REFUSED: 127.0.0.1:" + port);
  }

  @Test
  void shouldSayThatTheAddressIsNotKnown() throws InterruptedException {
    var settings = new GatewaySettings(
        "no-such-host.invalid", 4002, 7, Duration.ofSeconds(15), Duration.ofSeconds(10), 50, false,
        Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
    new TcpTransport(settings).dial(listener);
    assertThat(next()).isEqualTo("gone REFUSED: no-such-host.invalid:4002");
  }

  @Test
  void shouldWaitForASilentGatewayUntilItIsClosed() throws IOException, InterruptedException {
    Transport.Link link = dial();
    try (Socket gateway = accept()) {
      assertThat(next()).isEqualTo("connected");
      assertThat(heard).isEmpty();
      link.close();
      assertThat(next()).isEqualTo("gone STOPPED");
      assertThat(gateway.getInputStream().read()).as("the Gateway sees the close").isEqualTo(-1);
    }
    link.close();
    assertThat(heard).isEmpty();
  }

  @Test
  void shouldSayThatTheGatewayClosedAfterTheHello() throws IOException, InterruptedException {
    dial();
    accept().close();
    assertThat(next()).isEqualTo("connected");
    assertThat(next()).isEqualTo("gone CLOSED");
  }

  @Test
  void shouldTellAResetFromAClose() throws IOException, InterruptedException {
    dial();
    try (Socket gateway = accept()) {
      // As when a Gateway closes with our hello unread.
      gateway.setSoLinger(true, 0);
    }
    assertThat(next()).isEqualTo("connected");
    assertThat(next()).startsWith("gone BROKEN: ");
  }

  @Test
  void shouldNotTakeAWebServerForAGateway() throws IOException, InterruptedException {
    dial();
    try (Socket gateway = accept()) {
      write(gateway, "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(next()).isEqualTo("connected");
      assertThat(next()).startsWith("gone PROTOCOL_VIOLATION: Frame: length 1213486160");
    }
  }

  @Test
  void shouldTellABreakInTheMiddleOfAFrameFromAClose() throws IOException, InterruptedException {
    dial();
    byte[] frames = frames("178|20251031 10:00:00 EST|", "15|1|DU1234567|");
    try (Socket gateway = accept()) {
      write(gateway, Arrays.copyOf(frames, frames.length - 3));
    }
    assertThat(next()).isEqualTo("connected");
    assertThat(next()).isEqualTo("greeted 178 20251031 10:00:00 EST");
    assertThat(next()).isEqualTo("gone BROKEN: the Gateway closed it in the middle of a message");
  }

  @Test
  void shouldReadNoFurtherThanTheSessionCanFollow() throws IOException, InterruptedException {
    Transport.Link link = dial();
    try (Socket gateway = accept()) {
      write(gateway, frames("178||"));
      nextUntil("greeted 178 ");
      byte[] status = frames("3|7|Submitted|0|1|0|7|0|0|1||0|");
      Thread flood = Thread.ofVirtual().start(() -> flood(gateway, status));
      for (int i = 0; i < TcpTransport.AHEAD_MAX; i++) {
        assertThat(next()).isEqualTo("OrderStatus");
      }
      link.handled();
      assertThat(next()).isEqualTo("OrderStatus");
      // Nothing was handled since, so that nothing can have been read.
      assertThat(heard).isEmpty();
      link.close();
      assertThat(next()).isEqualTo("gone STOPPED");
      flood.join();
    }
  }

  @Test
  void shouldReadALongMessageAlone() throws IOException, InterruptedException {
    Transport.Link link = dial();
    try (Socket gateway = accept()) {
      write(gateway, frames("178||"));
      nextUntil("greeted 178 ");
      byte[] text = new byte[100_000];
      Arrays.fill(text, (byte) 'x');
      byte[] head = "4|2|-1|2104|".replace('|', '\0').getBytes(StandardCharsets.US_ASCII);
      byte[] end = "||".replace('|', '\0').getBytes(StandardCharsets.US_ASCII);
      write(gateway, frames("9|1|42|"));
      Thread.ofVirtual().start(() -> {
        try {
          write(gateway, ByteBuffer.allocate(4 + head.length + text.length + end.length)
              .putInt(head.length + text.length + end.length).put(head).put(text).put(end).array());
        } catch (IOException closed) {
          // The test is over.
        }
      });
      assertThat(next()).isEqualTo("next id 42");
      assertThat(heard).isEmpty();
      link.handled();
      assertThat(next()).isEqualTo("ErrorMessage");
      link.close();
    }
  }

  private static void flood(Socket gateway, byte[] frame) {
    try {
      while (true) {
        write(gateway, frame);
      }
    } catch (IOException closed) {
      // The transport has ended the connection.
    }
  }

  @Test
  void shouldReadOneByteAtATime() throws IOException, InterruptedException {
    dial();
    try (Socket gateway = accept()) {
      gateway.setTcpNoDelay(true);
      for (byte one : frames("178|20251031 10:00:00 中国标准时间|", "15|1|DU1234567,DU7654321,|", "9|1|42|")) {
        write(gateway, new byte[]{one});
      }
    }
    assertThat(next()).isEqualTo("connected");
    assertThat(next()).isEqualTo("greeted 178 20251031 10:00:00 中国标准时间");
    assertThat(next()).isEqualTo("accounts 2");
    assertThat(next()).isEqualTo("next id 42");
    assertThat(next()).isEqualTo("gone CLOSED");
  }

  @Test
  void shouldEndAtAMessageThatIsNotWhatItClaims() throws IOException, InterruptedException {
    dial();
    try (Socket gateway = accept()) {
      write(gateway, frames("178||", "9|1|forty-two|", "15|1|DU1234567|"));
      assertThat(next()).isEqualTo("connected");
      assertThat(next()).startsWith("greeted 178");
      assertThat(next()).startsWith("gone PROTOCOL_VIOLATION: NextValidId: field orderId");
      assertThat(gateway.getInputStream().read()).as("the socket is closed").isEqualTo(-1);
    }
  }

  @Test
  void shouldLeaveAnotherVersionToTheSession() throws IOException, InterruptedException {
    Transport.Link link = dial();
    try (Socket gateway = accept()) {
      write(gateway, frames("200|20251031 10:00:00 EST|"));
      assertThat(next()).isEqualTo("connected");
      assertThat(next()).startsWith("greeted 200");
      link.send(new StartApi(7, ""));
      link.close();
      assertThat(gateway.getInputStream().readAllBytes()).as("nothing was sent").isEmpty();
    }
  }

  @Test
  void shouldAskForPacingWhenItIsToldTo() throws IOException {
    var settings = new GatewaySettings(
        "127.0.0.1", listening.getLocalPort(), 7, Duration.ofSeconds(15), Duration.ofSeconds(10), 50, true,
        Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(10),
        MarketDataFeed.of(MarketDataFeed.Type.DELAYED), TransportKind.TCP);
    Transport.Link link = new TcpTransport(settings).dial(listener);
    try (Socket gateway = listening.accept()) {
      gateway.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = gateway.getInputStream();
      assertThat(new String(in.readNBytes(26), StandardCharsets.US_ASCII)).endsWith("v157..178 +PACEAPI");
    }
    link.close();
  }

  @Test
  void shouldGiveUpOnAPeerThatDoesNotRead() throws IOException, InterruptedException {
    Transport.Link link = dial();
    try (Socket gateway = accept()) {
      write(gateway, frames("178||"));
      assertThat(next()).isEqualTo("connected");
      assertThat(next()).startsWith("greeted 178");
      while (heard.isEmpty()) {
        link.send(new RequestPositions());
      }
    }
    assertThat(next()).isEqualTo("gone SILENT: it does not read what it is sent");
  }

  @Test
  void shouldTalkToTheSimulatedGateway() throws IOException, InterruptedException {
    EvenkeelClock morning = new TestClock();
    try (SimulatorServer server = SimulatorServer.start(Scenario.named("month-end"), morning, 1, Optional.empty(), 0)) {
      Transport.Link link = dial(server.port());
      assertThat(next()).isEqualTo("connected");
      assertThat(next()).startsWith("greeted 178");
      link.send(new StartApi(7, ""));
      link.send(new RequestPositions());
      nextUntil("Position");
      nextUntil("PositionEnd");
      link.close();
      assertThat(next()).isEqualTo("gone STOPPED");
    }
  }
}

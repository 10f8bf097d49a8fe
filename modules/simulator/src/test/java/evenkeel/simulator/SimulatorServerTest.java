package evenkeel.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import evenkeel.clock.EvenkeelClock;
import evenkeel.clock.FasterClock;
import evenkeel.tws.AccountId;
import evenkeel.tws.ClientCodec;
import evenkeel.tws.ClientMessage;
import evenkeel.tws.FrameReader;
import evenkeel.tws.Order;
import evenkeel.tws.PlaceOrder;
import evenkeel.tws.RequestHistoricalData;
import evenkeel.tws.RequestPositions;
import evenkeel.tws.ServerMessage;
import evenkeel.tws.StartApi;
import evenkeel.tws.WireLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SimulatorServerTest {

  /** A clock that stands at one moment of a session, so that nothing depends on the day. */
  private record StandingClock(Instant instant) implements EvenkeelClock {
    @Override
    public double speed() {
      return 1;
    }
  }

  private static final EvenkeelClock MORNING = new StandingClock(
      Conversation.instant("2025-10-31T10:00:00"));

  @Test
  void shouldServeAClientOverTcpAndKeepTheLedger(@TempDir Path folder) throws IOException {
    Path ledger = folder.resolve("ledger.jsonl");
    List<String> heard;
    try (SimulatorServer server = SimulatorServer.start(Scenario.named("month-end"), MORNING, 1,
        Optional.of(ledger), 0); TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      client.send(new RequestPositions());
      heard = client.hearUntil("positionEnd");
      client.send(new PlaceOrder(1, TestClient.stock("DBMF"), Order.builder().action("SELL")
          .totalQuantity(BigDecimal.TEN).orderType("MOC").tif("DAY")
          .account(new AccountId("DU1234567")).build()));
      client.hearUntil("status 1 PreSubmitted 0/10");
    }
    assertThat(heard).contains("managedAccts", "next id 1", "error -1 2104",
        "position DBMF 720", "position GLD 38", "position BIL 170");
    // The end of the connection may or may not have been seen before the server went.
    assertThat(Files.readAllLines(ledger).subList(0, 3))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"event\":\"connected\",\"clientId\":7"),
            line -> assertThat(line).contains("\"event\":\"received\"", "\"orderId\":1",
                "\"symbol\":\"DBMF\"", "\"quantity\":10"),
            line -> assertThat(line).contains("\"event\":\"accepted\"", "\"permId\":"));
  }

  @Test
  void shouldRefuseConnectionsWhileItRestartsAndListenAgain() throws IOException {
    EvenkeelClock fast = new FasterClock(
        Conversation.instant("2025-10-31T10:00:00"), EvenkeelClock.system().instant(), 1000);
    BlockingQueue<LedgerEntry.Event> events = new LinkedBlockingQueue<>();
    try (SimulatorServer server = SimulatorServer.start(Scenario.usual(), fast, 1,
        Optional.empty(), 0, it -> events.add(it.event()))) {
      try (TcpClient client = new TcpClient(server.port())) {
        client.send(new StartApi(7, ""));
        client.hearUntil("next id 1");
        // At this speed a quarter of a second of the wall.
        server.inject(new Fault.Restart(Duration.ofSeconds(250), 0));
        client.hearTheEnd();
      }
      TcpClient again = null;
      int refused = 0;
      while (again == null) {
        try {
          again = new TcpClient(server.port());
        } catch (ConnectException expected) {
          refused++;
        }
      }
      assertThat(refused).isPositive();
      again.send(new StartApi(7, ""));
      assertThat(again.hearUntil("next id 1")).contains("managedAccts");
      again.close();
    }
    assertThat(events).startsWith(LedgerEntry.Event.CONNECTED, LedgerEntry.Event.DISCONNECTED,
        LedgerEntry.Event.CONNECTED);
  }

  @Test
  void shouldRunTheAuctionUnderAFasterClock() throws IOException {
    EvenkeelClock fast = new FasterClock(
        Conversation.instant("2025-11-28T09:35:00"), EvenkeelClock.system().instant(), 5000);
    try (SimulatorServer server = SimulatorServer.start(Scenario.named("half-day"), fast, 1,
        Optional.empty(), 0); TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      client.send(new PlaceOrder(1, TestClient.stock("DBMF"),
          TestClient.order("SELL 10 DBMF MOC").build()));
      assertThat(client.hearUntil("commission 1")).containsSubsequence(
          "status 1 PreSubmitted 0/10", "execution 1 SLD 10", "status 1 Filled 10/0",
          "commission 1");
    }
  }

  @Test
  void shouldHandOverWhatIsQueuedBeforeItCloses() throws IOException {
    try (SimulatorServer server = SimulatorServer.start(Scenario.named("month-end"), MORNING, 1,
        Optional.empty(), 0); TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      client.hearUntil("next id 1");
      // Far more than the socket's buffers take while the client does not read.
      for (int i = 0; i < 400; i++) {
        client.send(new RequestHistoricalData(100 + i, TestClient.stock("GLD"), false, "",
            "1 day", "5 Y", true, "TRADES", 1, false, List.of()));
      }
      Thread closing = Thread.ofPlatform().start(() -> closeQuietly(server));
      assertThat(client.hearTheEnd()).filteredOn("historicalData"::equals).isNotEmpty();
      join(closing);
    }
  }

  @Test
  void shouldTellTheReasonBeforeItCutsOffAClientThatStillWrites() throws IOException {
    try (SimulatorServer server = SimulatorServer.start(Scenario.usual(), MORNING, 1,
        Optional.empty(), 0); TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      client.hearUntil("next id 1");
      server.inject(Fault.parse("fault = pacing-violation, count = 3"));
      for (int i = 0; i < 50; i++) {
        client.send(new RequestPositions());
      }
      assertThat(client.hearTheEnd()).containsSubsequence("error -1 100", "error -1 100",
          "error -1 100");
    }
  }

  @Test
  void shouldResetASocket() throws IOException {
    try (SimulatorServer server = SimulatorServer.start(Scenario.usual(), MORNING, 1,
        Optional.empty(), 0); TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      client.hearUntil("next id 1");
      server.inject(Fault.parse("fault = drop-connections, mid-frame = true, reset = true"));
      assertThatThrownBy(client::hearTheEnd).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void shouldAnswerByteByByteOverASocket() throws IOException {
    try (SimulatorServer server = SimulatorServer.start(Scenario.named("month-end"), MORNING, 1,
        Optional.empty(), 0); TcpClient client = new TcpClient(server.port())) {
      server.inject(Fault.parse("fault = slow-socket"));
      client.send(new StartApi(7, ""));
      client.send(new RequestPositions());
      assertThat(client.hearUntil("positionEnd")).contains("position DBMF 720");
    }
  }

  @Test
  void shouldSayThatItHasFailed() throws IOException {
    SimulatorServer server = SimulatorServer.start(Scenario.usual(), MORNING, 1, Optional.empty(),
        0, entry -> {
          throw new IllegalStateException("the books are full");
        });
    try (TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      assertThatThrownBy(() -> server.ended().toCompletableFuture().join())
          .hasMessageContaining("the books are full");
    }
    assertThatThrownBy(server::close).isInstanceOf(IOException.class)
        .hasRootCauseMessage("the books are full");
  }

  @Test
  void shouldEndWithoutASignOfTroubleWhenItIsClosed() throws IOException {
    SimulatorServer server = SimulatorServer.start(Scenario.usual(), MORNING, 1, Optional.empty(),
        0);
    server.close();
    assertThat(server.ended().toCompletableFuture().isCompletedExceptionally()).isFalse();
    assertThat(server.ended().toCompletableFuture()).isDone();
  }

  @Test
  void shouldCountViolationsOfThePacingOfHistory() throws IOException {
    try (SimulatorServer server = SimulatorServer.start(Scenario.usual(), MORNING, 1,
        Optional.empty(), 0); TcpClient client = new TcpClient(server.port())) {
      client.send(new StartApi(7, ""));
      for (int i = 0; i < 2; i++) {
        client.send(new RequestHistoricalData(i, TestClient.stock("GLD"), false, "", "1 day",
            "5 D", true, "TRADES", 1, false, List.of()));
      }
      client.send(new RequestPositions());
      client.hearUntil("positionEnd");
      assertThat(server.historyPacingViolations()).isEqualTo(1);
    }
  }

  private static void closeQuietly(SimulatorServer server) {
    try {
      server.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class TcpClient implements AutoCloseable {
    private final Socket socket;
    private final FrameReader frames = new FrameReader(WireLimits.CLIENT);
    private final ClientCodec codec = new ClientCodec(178);
    private final byte[] buffer = new byte[4096];
    private boolean greeted;

    TcpClient(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.getOutputStream().write(TestClient.helloBytes("v157..178"));
    }

    void send(ClientMessage message) throws IOException {
      socket.getOutputStream().write(codec.encode(message));
    }

    List<String> hearUntil(String last) throws IOException {
      List<String> heard = new ArrayList<>();
      while (!heard.contains(last)) {
        assertThat(hear(heard)).as("the server is still there").isPositive();
      }
      return heard;
    }

    /** Everything up to the end of the connection. */
    List<String> hearTheEnd() throws IOException {
      List<String> heard = new ArrayList<>();
      while (hear(heard) >= 0) {
        // Until there is nothing more.
      }
      return heard;
    }

    private int hear(List<String> heard) throws IOException {
      int count = socket.getInputStream().read(buffer);
      frames.feed(buffer, 0, Math.max(0, count));
      while (frames.next()) {
        if (greeted) {
          ServerMessage message = codec.decode(frames.bytes(), frames.offset(), frames.length());
          heard.add(Words.of(message));
        }
        greeted = true;
      }
      return count;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

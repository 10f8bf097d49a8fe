package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import evenkeel.clock.EvenkeelClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on the way to a plan: one line, its exit code, and no order. */
class GatewayTroubleTest {
  private final ByteArrayOutputStream strayErrors = new ByteArrayOutputStream();
  private final PrintStream standardError = System.err;

  @TempDir
  Path folder;

  @BeforeEach
  void catchWhatLibrariesPrint() {
    System.setErr(new PrintStream(strayErrors, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void letLibrariesPrint() {
    System.setErr(standardError);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      price-missing  | plan            | 4 | no plan: DBMF: no price: last -1
      price-missing  | plan --json     | 4 | no plan: DBMF: no price: last -1
      price-missing  | rebalance --yes | 4 | nothing was sent: DBMF: no price: last -1
      price-missing  | quotes          | 1 | no usable price for DBMF: no price: last -1
      nan-price      | plan            | 4 | no plan: DBMF: no price
      nan-price      | rebalance --yes | 4 | nothing was sent: DBMF: no price
      nan-price      | quotes DBMF     | 1 | no usable price for DBMF
      stale-price    | plan            | 4 | no plan: DBMF: its last price
      stale-price    | rebalance --yes | 4 | nothing was sent: DBMF: its last price
      stale-price    | quotes          | 1 | no usable price for DBMF: its last price
      halted         | plan            | 4 | no plan: DBMF: trading in it is halted
      halted         | rebalance --yes | 4 | nothing was sent: DBMF: trading in it is halted
      no-market-data | rebalance --yes | 4 | nothing was sent: DBMF: the Gateway refused
      live-account   | plan            | 4 | mode is paper but U1***67 is a live account; choose the mode that fits
      live-account   | rebalance --yes | 4 | mode is paper but U1***67 is a live account; choose the mode that fits
      live-account   | account         | 4 | mode is paper but U1***67 is a live account
      live-account   | run             | 4 | mode is paper but U1***67 is a live account; choose the mode that fits
      """)
  void shouldSayWhatTheGatewayLacks(String scenario, String command, int exitCode, String said) throws IOException {
    try (SimulatedDay day = SimulatedDay.of(scenario, folder)) {
      ProgramRun run = day.run("", command.split(" ", -1));

      assertOneLine(run, exitCode, said);
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "rebalance --yes", "account", "quotes", "positions", "orders", "fills"})
  void shouldSayThatNothingListens(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        day.misdirect(free.getLocalPort());
      }

      assertOneLine(
          day.run("", command.split(" ", -1)), ExitCode.GATEWAY, "nothing listens at the Gateway's address");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "rebalance --yes"})
  void shouldSayThatItIsNoGateway(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder);
        Answering web = Answering.with("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")) {
      day.misdirect(web.port());

      assertOneLine(day.run("", command.split(" ", -1)), ExitCode.GATEWAY, "does not speak the TWS protocol");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "rebalance --yes"})
  void shouldSayThatItNeverAnswers(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder); Answering nobody = Answering.with("")) {
      day.misdirect(nobody.port());

      assertOneLine(
          day.run("evenkeel.gateway.connect-timeout = 1500ms", command.split(" ", -1)), ExitCode.GATEWAY,
          "does not answer");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "rebalance --yes", "positions"})
  void shouldSayThatTheClientIdIsTaken(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      Settings settings = SettingsLoader.load(Optional.of(day.configuration("")), Map.of());
      try (GatewayClient other = GatewayClient.connect(settings.gateway(), EvenkeelClock.system())) {
        assertThat(other.status().accounts()).hasSize(1);

        assertOneLine(day.run("", command.split(" ", -1)), ExitCode.GATEWAY, "the client id is in use at the Gateway");
      }
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      plan            | 4 | no plan: ZZZZ: the Gateway does not know ZZZZ: No security definition
      rebalance --yes | 4 | nothing was sent: ZZZZ: the Gateway does not know ZZZZ: No security definition
      quotes          | 1 | no usable price for ZZZZ: the Gateway does not know ZZZZ
      quotes GLD XYZW | 1 | no usable price for XYZW: the Gateway does not know XYZW
      """)
  void shouldSayThatASymbolIsNotKnown(String command, int exitCode, String said) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      String targets = "evenkeel.targets = [{symbol = GLD, weight = 0.5}, {symbol = ZZZZ, weight = 0.5}]";

      assertOneLine(day.run(targets, command.split(" ", -1)), exitCode, said);
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "account"})
  void shouldRefuseRealMoneyModeOnAPaperAccount(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      // Mode live takes no other time than the real one.
      ProgramRun run = day.run("", Map.of("EVENKEEL_CLOCK", ""), "rebalance", "--mode", "live", "--yes");
      assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).hasSize(1);

      assertOneLine(
          day.run("evenkeel.mode = live", Map.of("EVENKEEL_CLOCK", ""), command), ExitCode.REFUSED,
          "mode is live but DU***67 is a paper account");
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan", "rebalance --yes", "account", "run", "status"})
  void shouldNameAnUnknownKey(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      assertOneLine(
          day.run("evenkeel.gateway.prot = 4002", command.split(" ", -1)), ExitCode.USAGE,
          "evenkeel.conf:7: evenkeel.gateway.prot is no known key; did you mean port?");
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rebalance --yes", "run"})
  void shouldSayThatTheDataDirectoryCannotBeWritten(String command) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      String below = "evenkeel.data-directory = \"" + file.resolve("data") + "\"";

      assertOneLine(day.run(below, command.split(" ", -1)), ExitCode.USAGE, "cannot be written");
      assertThat(day.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rebalance --yes", "run"})
  void shouldSayThatTheDataDirectoryIsInUse(String command) throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      Settings settings = SettingsLoader.load(Optional.of(day.configuration("")), Map.of());
      try (var lock = Directories.lock(Directories.open(settings))) {
        assertThat(lock).isNotNull();
        assertOneLine(day.run("", command.split(" ", -1)), ExitCode.USAGE, "is in use: Evenkeel runs with it already");
      }
      assertThat(day.orders()).isEmpty();
    }
  }

  @Test
  void shouldReadBesideARunningProcessUnderTheNextClientId() throws IOException {
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      Settings settings = SettingsLoader.load(Optional.of(day.configuration("")), Map.of());
      try (var lock = Directories.lock(Directories.open(settings));
          GatewayClient run = GatewayClient.connect(settings.gateway(), EvenkeelClock.system())) {
        assertThat(lock).isNotNull();
        assertThat(run.status().accounts()).hasSize(1);

        assertThat(day.run("", "positions").exitCode()).isEqualTo(ExitCode.DONE);
      }
    }
  }

  private void assertOneLine(ProgramRun run, int exitCode, String said) {
    assertThat(run.err()).singleElement().asString().startsWith("evenkeel: ").contains(said)
        .doesNotContain("unexpected failure").doesNotContain("Exception");
    assertThat(run.exitCode()).isEqualTo(exitCode);
    assertThat(strayErrors.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  /** Something that listens and says the same to everybody, or nothing. */
  private static final class Answering implements AutoCloseable {
    private final ServerSocket socket;
    private final Thread thread;

    private Answering(ServerSocket socket, String answer) {
      this.socket = socket;
      this.thread = Thread.ofPlatform().daemon().start(() -> serve(answer));
    }

    static Answering with(String answer) throws IOException {
      return new Answering(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), answer);
    }

    private void serve(String answer) {
      while (!socket.isClosed()) {
        try (Socket client = socket.accept()) {
          client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          client.getOutputStream().flush();
          // Until the client gives up.
          client.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException gone) {
          // The next client is served all the same.
        }
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      thread.interrupt();
    }
  }
}

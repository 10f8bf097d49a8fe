package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimCommandTest {
  @TempDir
  Path folder;

  @Test
  void shouldSayWhereItListensAndEndWhenAsked() throws Exception {
    Path ledger = folder.resolve("ledger.jsonl");
    var exitCode = new CompletableFuture<Integer>();
    try (var pipe = new PipedInputStream();
        var out = new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8);
        var err = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var lines = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8))) {
      Thread running = Thread.ofPlatform().start(() -> exitCode.complete(CommandLineProgram.run(
          new String[]{"sim", "--port", "0", "--ledger", ledger.toString(), "--account", "DU7654321",
              "--cash", "20000", "--position", "GLD=40@310.50"},
          out, err, Map.of())));
      String line = lines.readLine();
      assertThat(line).startsWith("listening on 127.0.0.1:");

      int port = Integer.parseInt(line.substring(line.indexOf(':') + 1));
      try (var client = new Socket()) {
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      }
      running.interrupt();

      assertThat(exitCode.get(20, TimeUnit.SECONDS)).isEqualTo(ExitCode.INTERRUPTED);
      assertThat(ledger).exists();
    }
  }

  @Test
  void shouldSayThatThePortIsTaken() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      ProgramRun run = ProgramRun.of("sim", "--port", Integer.toString(taken.getLocalPort()));

      assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).singleElement().asString()
          .contains("port " + taken.getLocalPort() + " cannot be listened on").contains("--port");
    }
  }

  @Test
  void shouldSayThatTheLedgerCannotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    ProgramRun run = ProgramRun.of("sim", "--port", "0", "--ledger", file.resolve("ledger").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).singleElement().asString().contains("the ledger ").contains("--ledger");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      --position GLD         | --position must be SYMBOL=QTY@COST such as GLD=40@310.50, was 'GLD'
      --position GLD=x@1     | --position must be SYMBOL=QTY@COST
      --scenario no-such     | scenario 'no-such' is neither a file nor one of
      --prices /no/such      | --prices /no/such is not a folder
      --account someone      | an account is letters and digits
      --port 70000           | --port must be 0 to 65535, was 70000
      --cash lots            | Invalid value for option '--cash'
      --server-version 12    | server-version must be from 157 to 200, was 12
      """)
  void shouldRefuseWhatItCannotSimulate(String arguments, String problem) {
    ProgramRun run = ProgramRun.of(("sim " + arguments).split(" ", -1));

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).singleElement().asString().contains(problem);
  }
}

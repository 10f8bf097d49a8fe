package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scripts/gateway-watchdog}, with a Gateway that is a small script and ports of the test's own. */
class GatewayWatchdogTest {
  @TempDir
  Path folder;

  private Path gateway;

  @BeforeEach
  void makeGateway() throws IOException {
    gateway = Files.writeString(folder.resolve("gateway"), "#!/bin/sh\necho \"$*\" >> \"$HOME/starts\"\n");
    Files.setPosixFilePermissions(gateway, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void shouldStartAGatewayThatIsGoneAndStopAtItsBudget() throws IOException, InterruptedException {
    String[] eager = options("--every", "0.05", "--gone-after", "0", "--backoff", "0", "--starts-hour", "2");
    try (Watchdog watchdog = watch(eager)) {
      watchdog.await("not started, so that the account is not locked: 2 starts in the last hour, 2 are allowed");
    }
    // The budget outlives the watchdog.
    try (Watchdog watchdog = watch(eager)) {
      watchdog.await("not started, so that the account is not locked: 2 starts in the last hour, 2 are allowed");
    }

    assertThat(Files.readAllLines(folder.resolve("starts"))).containsExactly("-inline", "-inline");
  }

  @Test
  void shouldLeaveAGatewayAloneThatIsThere() throws IOException, InterruptedException {
    try (ServerSocket there = port();
        Watchdog watchdog = watch(
            options("--every", "0.05", "--gone-after", "0", "--port", Integer.toString(there.getLocalPort())))) {
      watchdog.await("the Gateway is there");
      watchdog.process.toHandle().destroy();
      watchdog.await("watching no more; the Gateway goes on");
      assertThat(watchdog.process.waitFor()).isZero();
    }

    assertThat(folder.resolve("starts")).doesNotExist();
    assertThat(folder.resolve("state/gateway-watchdog.lock")).doesNotExist();
  }

  @Test
  void shouldWaitBeforeAGatewayCountsAsGone() throws IOException, InterruptedException {
    int port;
    try (ServerSocket there = port()) {
      port = there.getLocalPort();
      try (Watchdog watchdog = watch(
          options("--every", "0.05", "--gone-after", "3600", "--port", Integer.toString(port)))) {
        watchdog.await("the Gateway is there");
        there.close();
        watchdog.await("the Gateway is gone");
      }
    }

    assertThat(folder.resolve("starts")).doesNotExist();
  }

  @Test
  void shouldDoNothingOnADryRun() throws IOException, InterruptedException {
    Watchdog watchdog = watch(options("--dry-run"));

    assertThat(watchdog.process.waitFor()).isZero();
    assertThat(watchdog.lines()).singleElement().asString()
        .endsWith("the Gateway is gone; after 180 s this would be run: " + gateway + " -inline");
    assertThat(folder.resolve("state")).doesNotExist();
  }

  @Test
  void shouldPassCommandsToIbc() throws IOException, InterruptedException {
    try (ServerSocket ibc = port()) {
      Watchdog restart = new Watchdog(List.of("--ibc-port", Integer.toString(ibc.getLocalPort()), "restart"));

      try (var client = ibc.accept();
          var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
        assertThat(in.readLine()).isEqualTo("RESTART");
      }
      assertThat(restart.process.waitFor()).isZero();
    }
  }

  /** Over a remote log-in, or where nobody can be asked, the machine's owner may refuse it. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nothing | keeping the machine awake (systemd-inhibit)
      sleep   | keeping the machine awake (systemd-inhibit)
      what    | the machine may fall asleep: systemd-inhibit: Failed to inhibit: Access denied
      """)
  @EnabledOnOs(OS.LINUX)
  void shouldSayWhetherTheMachineStaysAwake(String refused, String said) throws IOException, InterruptedException {
    Path inhibit = Files.writeString(Files.createDirectories(folder.resolve("programs")).resolve("systemd-inhibit"), """
        #!/bin/sh
        case $1 in *%s*) echo "Failed to inhibit: Access denied" >&2; exit 1 ;; esac
        shift 4
        exec "$@"
        """.formatted(refused));
    Files.setPosixFilePermissions(inhibit, PosixFilePermissions.fromString("rwx------"));

    try (Watchdog watchdog = new Watchdog(
        List.of("--port", Integer.toString(closedPort()), "--", gateway.toString()))) {
      watchdog.await(said);
    }
  }

  @Test
  void shouldRefuseWhatItDoesNotUnderstand() throws IOException, InterruptedException {
    for (List<String> wrong : List.of(
        List.<String>of(), List.of("--port", "x", "--", "true"), List.of("restart"), List.of("--", "no-such-gateway"),
        List.of("--ibc-port", "1", "dance"), List.of("--wrong"))) {
      Watchdog watchdog = new Watchdog(wrong);
      assertThat(watchdog.process.waitFor()).as(wrong.toString()).isEqualTo(2);
      assertThat(watchdog.lines()).singleElement().asString().startsWith("gateway-watchdog: ");
    }
  }

  private static String[] options(String... options) {
    return options;
  }

  private Watchdog watch(String... options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--no-awake", "--port", Integer.toString(closedPort())));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("--", gateway.toString(), "-inline"));
    return new Watchdog(arguments);
  }

  private static ServerSocket port() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket closed = port()) {
      return closed.getLocalPort();
    }
  }

  private final class Watchdog implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    Watchdog(List<String> arguments) throws IOException {
      List<String> command = new ArrayList<>(List.of(
          "bash", Path.of(Objects.requireNonNull(System.getProperty("evenkeel.root")), "scripts", "gateway-watchdog")
              .toString()));
      command.addAll(arguments);
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("HOME", folder.toString());
      builder.environment().merge("PATH", folder.resolve("programs").toString(), (path, ours) -> ours + ":" + path);
      builder.environment().put("TRADESYS_HOME", folder.resolve("state").toString());
      process = builder.start();
      out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    void await(String words) throws IOException {
      String line = out.readLine();
      while (line != null && !line.endsWith(words)) {
        line = out.readLine();
      }
      assertThat(line).as("a line with " + words).isNotNull();
    }

    List<String> lines() {
      return out.lines().toList();
    }

    @Override
    public void close() throws InterruptedException {
      process.toHandle().destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}

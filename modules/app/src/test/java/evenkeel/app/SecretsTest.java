package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import evenkeel.simulator.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of trouble with a secret in every key that takes one: no channel takes an alert, and the services' answers
 * repeat whatever they were sent. No byte that is printed, written, or shown by {@code ps} has a secret or the
 * account's number in it.
 */
class SecretsTest {
  private static final String MARK = "5ecr3t";
  private static final String ACCOUNT = "DU1234567";

  @TempDir
  Path folder;

  @Test
  void shouldShowAndWriteNoSecretOnADayOfTrouble() throws IOException, InterruptedException {
    HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var asked = new ArrayList<String>();
    service.createContext("/", exchange -> {
      String sent = exchange.getRequestURI() + " " + exchange.getRequestHeaders().values() + " "
          + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      synchronized (asked) {
        asked.add(sent);
      }
      byte[] answer = ("{\"error\":\"no such token\",\"sent\":\"" + sent.replace("\"", "'") + "\"}")
          .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(asked.size() % 2 == 0 ? 401 : 500, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    service.start();
    try (SimulatedDay day = SimulatedDay.of("month-end", folder)) {
      day.inject(new Fault.RejectSymbol("DBMF", 201, "Order rejected - reason: account " + ACCOUNT + " has no funds"));
      String secrets = configuration("http://127.0.0.1:" + service.getAddress().getPort());
      var seen = new ArrayList<String>();
      seen.addAll(day.run(secrets, "doctor").out());
      add(seen, day.run(secrets, "alert", "test"));
      Path file = day.configuration(secrets);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      try (ProgramProcess process = ProgramProcess.start(
          day.environment(), SimulatedDay.with(file, "rebalance", "--yes"))) {
        process.awaitLine("DBMF");
        ProcessHandle.current().descendants().map(ProcessHandle::info)
            .forEach(info -> seen.add("ps " + info.commandLine().orElse("")));
        process.awaitExit();
        seen.addAll(process.out());
        seen.addAll(process.err());
      }
      add(seen, day.run(secrets, "status"));
      add(seen, day.run(secrets, "preflight"));
      add(seen, day.run(secrets + "\nevenkeel.alerts.ntfy.topik = \"x" + MARK + "\"", "plan"));

      synchronized (asked) {
        assertThat(asked).as("the secrets go to the services").anyMatch(it -> it.contains(MARK));
        assertThat(asked).as("and the account's number to nobody").noneMatch(it -> it.contains(ACCOUNT));
      }
      assertThat(seen).anyMatch(line -> line.startsWith("ps ")).anyMatch(line -> line.contains("DBMF"));
      seen.addAll(written(day.dataDirectory()));
      assertThat(seen).as("secrets").noneMatch(line -> line.contains(MARK));
      assertThat(seen).as("account numbers").noneMatch(line -> line.contains(ACCOUNT));
    } finally {
      service.stop(0);
    }
  }

  private static void add(List<String> seen, ProgramRun run) {
    seen.addAll(run.out());
    seen.addAll(run.err());
  }

  /** Every file; the journal, which has to know the account, without the account's number. */
  private static List<String> written(Path data) throws IOException {
    var texts = new ArrayList<String>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // Each byte as a character: whatever the file's form, the marks are ASCII.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        texts.add(file + ": " + (file.startsWith(data.resolve("journal")) ? text.replace(ACCOUNT, "") : text));
      }
    }
    return texts;
  }

  private static String configuration(String service) {
    return """
        evenkeel.order-type = MKT
        evenkeel.guards.margin-preview = false
        evenkeel.alerts {
          channels = [email, ntfy, telegram, bark, wecom, dingtalk, feishu, webhook]
          batch-window = 1s
          retry { attempts = 2, pause = 1s, pause-max = 1s }
          timeout = 2s
          dead-man { url = "SERVICE/MARK-pulse", every = 1m }
          email { host = "127.0.0.1", port = 1, user = owner, password = "MARK-mail", from = "e@example.org"
            to = ["o@example.org"] }
          ntfy { server = "SERVICE", topic = "MARK-topic", token = "MARK-ntfy" }
          telegram { server = "SERVICE", token = "1:MARK-bot", chat = 42 }
          bark { server = "SERVICE", key = "MARK-key" }
          wecom { url = "SERVICE/MARK-wecom?key=MARK" }
          dingtalk { url = "SERVICE/MARK-ding?access_token=MARK", secret = "MARK-sign" }
          feishu { url = "SERVICE/MARK-feishu", secret = "MARK-sign" }
          webhook { url = "SERVICE/MARK-hook", authorization = "Bearer MARK" }
        }
        """.replace("SERVICE", service).replace("MARK", MARK);
  }
}

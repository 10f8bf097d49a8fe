package evenkeel.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertCommandTest {
  private static final String TOPIC = "planted-topic-19ab";
  private static final String KEY = "planted-key-77cd";

  @TempDir
  Path folder;

  private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      byte[] answer = "{\"code\": 200}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(exchange.getRequestURI().getPath().startsWith("/bad") ? 403 : 200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void shouldTellWhatWasDeliveredHowFastAndRecordIt() throws IOException {
    ProgramRun run = run("/", "alert", "test");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().get(0)).isEqualTo("渠道   秒  结果");
    assertThat(run.out().get(1)).matches("ntfy +[0-9]+\\.[0-9] +已送达");
    assertThat(run.out().get(2)).matches("bark +[0-9]+\\.[0-9] +已送达");
    assertThat(bodies).hasSize(2).first().asString().contains("\"topic\":\"" + TOPIC + "\"", "警报测试");
    assertThat(read("data/logs/alerts.jsonl").lines()).hasSize(2)
        .allMatch(line -> line.contains("\"event\":\"delivered\"") && line.contains("\"key\":\"test\""));
  }

  @Test
  void shouldEndWithOneWhenAChannelFailed() throws IOException {
    ProgramRun run = run("/bad", "alert", "test", "--channel", "bark", "--json");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).singleElement().asString()
        .contains("\"channel\":\"bark\"", "\"delivered\":false", "the service answered with status 403");
    assertThat(read("data/logs/alerts.jsonl")).contains("\"event\":\"failed\"");
  }

  @Test
  void shouldAcknowledgeWhatWasDelivered() throws IOException {
    assertThat(run("/", "alert", "ack").exitCode()).isEqualTo(1);
    run("/", "alert", "test");
    ProgramRun run = run("/", "alert", "ack");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).singleElement().asString()
        .startsWith("已确认：自 2025-11-03 周一 纽约 ").endsWith("起送达的 2 条警报");
    assertThat(read("data/logs/alerts.jsonl").lines()).hasSize(3)
        .last().asString().contains("\"event\":\"acknowledged\"");
    assertThat(run("/", "alert", "ack").exitCode()).isEqualTo(1);
  }

  @Test
  void shouldHaveTheDoctorNameChannelsThatDidNotTakeTheirLastAlert() throws IOException {
    assertThat(alertsLine("/"))
        .isEqualTo("警告    警报：ntfy, bark；尚未向其发送过；请执行 evenkeel alert test");
    run("/", "alert", "test");
    assertThat(alertsLine("/")).isEqualTo("正常    警报：ntfy, bark；最近一次均已送达");
    run("/bad", "alert", "test", "--channel", "bark");
    assertThat(alertsLine("/")).matches(
        "警告    警报：ntfy, bark；bark 没有送达 test（.*Z）；evenkeel alert test 会说明原因");
  }

  private String alertsLine(String path) throws IOException {
    return run(path, "doctor").out().stream().filter(line -> line.contains(" 警报：")).findFirst().orElseThrow();
  }

  @Test
  void shouldSayWhichChannelsThereAre() throws IOException {
    ProgramRun unknown = run("/", "alert", "test", "--channel", "email");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).containsExactly("evenkeel: --channel：“email” 不在 alerts.channels 中：ntfy, bark");

    ProgramRun none = ProgramRun.of(
        Map.of("TRADESYS_HOME", folder.resolve("data").toString()), "alert", "test");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).singleElement().asString().startsWith("evenkeel: no channel is configured");
  }

  @Test
  void shouldShowAndKeepNoSecret() throws IOException {
    var shown = new StringBuilder();
    for (String path : new String[]{"/", "/bad"}) {
      for (String[] command : new String[][]{{"alert", "test"}, {"alert", "ack"}, {"alert", "test", "--debug"}}) {
        ProgramRun run = run(path, command);
        shown.append(run.out()).append(run.err());
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        shown.append(Files.readString(file));
      }
    }

    assertThat(shown.toString()).contains("status 403").doesNotContain(TOPIC, KEY);
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  /** With the topic in the environment, and the key in a file. */
  private ProgramRun run(String path, String... arguments) throws IOException {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    Files.writeString(folder.resolve("bark-key"), KEY + "\n");
    Path config = folder.resolve("evenkeel.conf");
    Files.writeString(config, """
        evenkeel {
          language = zh
          local-time-zone = Asia/Shanghai
          data-directory = "%s"
          alerts {
            channels = [ntfy, bark]
            ntfy { server = "%s", topic = ${?NTFY_TOPIC} }
            bark { server = "%s", key-file = "%s" }
          }
        }
        """.formatted(folder.resolve("data"), address, address, folder.resolve("bark-key")));
    var all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--config", config.toString()));
    return ProgramRun.of(Map.of("NTFY_TOPIC", TOPIC), all.toArray(String[]::new));
  }
}

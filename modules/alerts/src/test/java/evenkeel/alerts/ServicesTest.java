package evenkeel.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import evenkeel.engine.Alert.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every channel of the web against a real server: what it is told, and what is made of its answer. */
class ServicesTest {
  private static final Letter LETTER = new Letter(
      Severity.CRITICAL, "parked-1", "Evenkeel：请立即处理", "11-24 02:31  订单去向不明 \"x\" {key}\nsecond line");
  private static final FakeClock CLOCK = new FakeClock(Instant.parse("2026-11-23T10:00:00.123Z"));
  private static final String YES = """
      {"ok": true, "code": 200, "errcode": 0}""";
  private static final Secret NONE = new Secret("");

  private static Channel open(ChannelSettings settings, Duration timeout) {
    return new Channels(
        new AlertSettings(
            List.of(settings), Optional.empty(), Duration.ofMinutes(1), 3, Duration.ofSeconds(1),
            Duration.ofSeconds(1), timeout, false, Optional.empty()),
        CLOCK).channel(settings.name()).orElseThrow();
  }

  private static Receipt send(ChannelSettings settings) {
    return open(settings, Duration.ofSeconds(20)).send(LETTER);
  }

  /** Each kind of channel, at a server's address. */
  private static List<ChannelSettings> all(WebServer server) {
    return all(server.at("/").toString());
  }

  private static List<ChannelSettings> all(String address) {
    URI server = URI.create(address);
    var url = new Secret(address);
    return List.of(
        new ChannelSettings.Ntfy(Severity.WARNING, server, new Secret("topic"), NONE),
        new ChannelSettings.Telegram(Severity.WARNING, server, new Secret("1:token"), "42"),
        new ChannelSettings.Bark(Severity.WARNING, server, new Secret("key")),
        new ChannelSettings.WeCom(Severity.WARNING, url),
        new ChannelSettings.DingTalk(Severity.WARNING, url, NONE),
        new ChannelSettings.Feishu(Severity.WARNING, url, NONE),
        new ChannelSettings.Webhook(Severity.WARNING, url, NONE, "application/json", "{}"));
  }

  static Stream<Integer> channels() {
    return Stream.iterate(0, index -> index + 1).limit(all("http://127.0.0.1/").size());
  }

  @Test
  void shouldTellNtfyTopicTitleTextAndPriority() throws Exception {
    try (WebServer server = WebServer.start("{}")) {
      assertThat(send(new ChannelSettings.Ntfy(
          Severity.WARNING, server.at(""), new Secret("my-topic"), new Secret("tk_1"))))
          .isEqualTo(new Receipt.Delivered());

      WebServer.Asked asked = server.next();
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(asked.authorization()).isEqualTo("Bearer tk_1");
      assertThat(asked.json().path("topic").asText()).isEqualTo("my-topic");
      assertThat(asked.json().path("title").asText()).isEqualTo(LETTER.title());
      assertThat(asked.json().path("message").asText()).isEqualTo(LETTER.text());
      assertThat(asked.json().path("priority").asInt()).isEqualTo(5);
    }
  }

  @Test
  void shouldTellTelegramTheChatAndTheText() throws Exception {
    try (WebServer server = WebServer.start(YES)) {
      assertThat(send(new ChannelSettings.Telegram(
          Severity.WARNING, server.at("/api"), new Secret("12:AbC"), "-100"))).isEqualTo(new Receipt.Delivered());

      WebServer.Asked asked = server.next();
      assertThat(asked.address().getPath()).isEqualTo("/api/bot12:AbC/sendMessage");
      assertThat(asked.json().path("chat_id").asText()).isEqualTo("-100");
      assertThat(asked.json().path("text").asText()).isEqualTo(LETTER.title() + "\n" + LETTER.text());
    }
  }

  @Test
  void shouldTellBarkToSoundThroughSilence() throws Exception {
    try (WebServer server = WebServer.start(YES)) {
      assertThat(send(new ChannelSettings.Bark(Severity.WARNING, server.at("/"), new Secret("device"))))
          .isEqualTo(new Receipt.Delivered());

      WebServer.Asked asked = server.next();
      assertThat(asked.address().getPath()).isEqualTo("/push");
      assertThat(asked.json().path("device_key").asText()).isEqualTo("device");
      assertThat(asked.json().path("level").asText()).isEqualTo("critical");
      assertThat(asked.json().path("body").asText()).isEqualTo(LETTER.text());
    }
  }

  @Test
  void shouldTellWeComNoMoreThanItTakes() throws Exception {
    try (WebServer server = WebServer.start(YES)) {
      Channel channel = open(
          new ChannelSettings.WeCom(Severity.WARNING, server.secretAt("/cgi-bin/webhook/send?key=k")),
          Duration.ofSeconds(20));
      assertThat(channel.send(new Letter(Severity.WARNING, "k", "题", "警".repeat(2000))))
          .isEqualTo(new Receipt.Delivered());

      WebServer.Asked asked = server.next();
      assertThat(asked.address().getQuery()).isEqualTo("key=k");
      assertThat(asked.json().path("msgtype").asText()).isEqualTo("text");
      String content = asked.json().path("text").path("content").asText();
      assertThat(content).startsWith("题\n警").endsWith("警…");
      assertThat(content.getBytes(StandardCharsets.UTF_8).length).isBetween(2046, 2048);
    }
  }

  /** The signatures were computed by Python's hmac, with key and text as the makers' documents say. */
  @Test
  void shouldSignForDingTalkInTheAddress() throws Exception {
    try (WebServer server = WebServer.start(YES)) {
      assertThat(send(new ChannelSettings.DingTalk(
          Severity.WARNING, server.secretAt("/robot/send?access_token=t"), new Secret("SECabc"))))
          .isEqualTo(new Receipt.Delivered());

      WebServer.Asked asked = server.next();
      assertThat(asked.address().getRawQuery())
          .isEqualTo("access_token=t&timestamp=1795428000123&sign=zp5eL1ckfwS027JwSxEbf1AOXj55cXii8xy5RQo3ODM%3D");
      assertThat(asked.json().path("text").path("content").asText()).startsWith(LETTER.title());
    }
  }

  @Test
  void shouldSignForFeishuInTheBody() throws Exception {
    try (WebServer server = WebServer.start("{\"StatusCode\": 0}")) {
      assertThat(send(new ChannelSettings.Feishu(
          Severity.WARNING, server.secretAt("/open-apis/bot/v2/hook/x"), new Secret("SECabc"))))
          .isEqualTo(new Receipt.Delivered());

      JsonNode body = server.next().json();
      assertThat(body.path("timestamp").asText()).isEqualTo("1795428000");
      assertThat(body.path("sign").asText()).isEqualTo("L0/GCuM27Mgnzy4QM/mye5Wpr3oL20UrZJYHAhGfQYY=");
      assertThat(body.path("msg_type").asText()).isEqualTo("text");
      assertThat(body.path("content").path("text").asText()).startsWith(LETTER.title());
    }
  }

  @Test
  void shouldFillATemplateAsItsContentTypeWants() throws Exception {
    try (WebServer server = WebServer.start("thanks")) {
      Secret url = server.secretAt("/hook");
      assertThat(send(new ChannelSettings.Webhook(Severity.WARNING, url, new Secret("Basic abc"), "application/json",
          "{\"t\": \"{title}\", \"m\": \"{text}\", \"s\": \"{severity}\", \"k\": \"{key}\", \"o\": {\"n\": 1}}")))
          .isEqualTo(new Receipt.Delivered());
      WebServer.Asked asked = server.next();
      assertThat(asked.authorization()).isEqualTo("Basic abc");
      assertThat(asked.json().path("m").asText()).isEqualTo(LETTER.text());
      assertThat(asked.json().path("s").asText()).isEqualTo("critical");
      assertThat(asked.json().path("k").asText()).isEqualTo("parked-1");
      assertThat(asked.json().path("o").path("n").asInt()).isEqualTo(1);

      send(new ChannelSettings.Webhook(Severity.WARNING, url, NONE, "text/plain", "{title}: {text}"));
      assertThat(server.next().body()).isEqualTo(LETTER.title() + ": " + LETTER.text());
    }
  }

  @ParameterizedTest
  @MethodSource("channels")
  void shouldTryAgainWhatABusyServerDidNotTake(int index) throws Exception {
    for (int status : new int[]{500, 502, 503, 429}) {
      try (WebServer server = WebServer.start(YES)) {
        server.then(status);
        assertThat(send(all(server).get(index)))
            .isEqualTo(new Receipt.Failed("the service answered with status " + status, false));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("channels")
  void shouldNotTryAgainWhatIsRefused(int index) throws Exception {
    for (int status : new int[]{400, 401, 403, 404, 302}) {
      try (WebServer server = WebServer.start(YES)) {
        server.then(status);
        assertThat(send(all(server).get(index)))
            .isEqualTo(new Receipt.Failed("the service answered with status " + status, true));
      }
    }
  }

  /** Those that say no with status 200 say so in a field. */
  @ParameterizedTest
  @MethodSource("channels")
  void shouldNotTakeANoForAYes(int index) throws Exception {
    try (WebServer server = WebServer.start("""
        {"ok": false, "code": 19001, "errcode": 310000}""")) {
      ChannelSettings settings = all(server).get(index);
      boolean saysItByStatus = settings instanceof ChannelSettings.Ntfy || settings instanceof ChannelSettings.Webhook;
      assertThat(send(settings)).isEqualTo(saysItByStatus
          ? new Receipt.Delivered()
          : new Receipt.Failed("the service refused it with status 200", false));
    }
  }

  @ParameterizedTest
  @MethodSource("channels")
  void shouldSayThatNothingListens(int index) throws IOException {
    String address;
    try (WebServer server = WebServer.start(YES)) {
      address = server.at("/").toString();
    }
    assertThat(send(all(address).get(index))).isEqualTo(new Receipt.Failed(
        "nothing listens at the service's address, or its name is not known", false));
  }

  @ParameterizedTest
  @MethodSource("channels")
  void shouldNotWaitForeverForAnAnswer(int index) throws IOException {
    try (WebServer server = WebServer.start(YES)) {
      server.then(WebServer.Answer.SILENCE);
      assertThat(open(all(server).get(index), Duration.ofMillis(300)).send(LETTER))
          .isEqualTo(new Receipt.Failed("the service did not answer in time", false));
    }
  }

  @Test
  void shouldPrintNoSecret() throws IOException {
    try (WebServer server = WebServer.start(YES)) {
      String printed = all(server).toString() + new ChannelSettings.Email(
          Severity.WARNING, "host", 25, ChannelSettings.Security.NONE, "me", new Secret("pass"), "a@b", List.of())
          + new AlertSettings.Pulse(server.secretAt("/ping"), Duration.ofMinutes(5));
      assertThat(printed).contains("***").doesNotContain("pass]", "1:token", "key]", "/ping", "=topic");
    }
  }
}
